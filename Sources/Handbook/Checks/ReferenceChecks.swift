import Basics
import Markdown

/// An entry of the navigation must be a section of the site or an existing page.
enum NavigationCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    let pages = handbook.manuscript.pages.map { "pages/\($0.id).md" }
    let known = SiteSection.allCases.map(\.rawValue) + pages
    return handbook.configuration.navigation.filter { !known.contains($0.value) }.map { entry in
      // "about.md" and "about" are the page of that name.
      let page = pages.first { ["pages/\(entry.value)", "pages/\(entry.value).md"].contains($0) }
      let nearest =
        page.map { NearestMatch($0, isOnlyOne: true) } ?? NearestMatch.of(entry.value, among: known)
      return Diagnostic(
        .error, .unknownNavigationEntry, "Navigation entry '\(entry.value)' does not exist",
        path: handbook.manuscript.configurationPath, range: entry.range,
        help:
          "name a section (\(SiteSection.allCases.map(\.rawValue).joined(separator: ", "))) or a page's path",
        meant: nearest)
    }
  }
}

/// The two codes of a page for people who move must exist, and their text must be included.
enum MoveCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.configuration.moving.flatMap { [$0.from, $0.to] }.compactMap { name in
      if handbook.code(CodeID(name.value))?.current.metadata.text == .full { return nil }
      guard !handbook.manuscript.unreadable.contains(name.value),
        handbook.manuscript.withheld[name.value] == nil
      else { return nil }
      let isKnown = handbook.code(CodeID(name.value)) != nil
      return Diagnostic(
        .error, .unknownCode,
        isKnown
          ? "The text of code '\(name.value)' isn't included, so it can't be compared"
          : "Code '\(name.value)' does not exist",
        path: handbook.manuscript.configurationPath, range: name.range,
        help: "name the abbreviation of a code whose text is included")
    }
  }
}

/// A topic that a provision, a group, or another topic refers to must exist.
enum UnknownTopicCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    // One report in a file is enough for a topic that many of its provisions have.
    var withheld: Set<[String]> = []
    func check(_ topic: Located<TopicID>, in path: String) -> Diagnostic? {
      guard handbook.topic(topic.value) == nil,
        !handbook.manuscript.unreadable.contains("topics/\(topic.value)")
      else { return nil }
      if let file = handbook.manuscript.withheld["topics/\(topic.value)"] {
        guard withheld.insert([path, topic.value.rawValue]).inserted else { return nil }
        return Diagnostic(
          .error, .unknownTopic, "Topic '\(topic.value)' is left out of this handbook", path: path,
          range: topic.range, help: Manuscript.help(withheld: file))
      }
      let nearest = NearestMatch.of(topic.value.rawValue, among: handbook.records.names(of: .topic))
      return Diagnostic(
        .error, .unknownTopic, "Topic '\(topic.value)' does not exist", path: path, range: topic.range,
        help: "add the topic with 'handbook new topic', or remove the name", meant: nearest)
    }
    var diagnostics: [Diagnostic] = []
    for code in handbook.codes {
      for edition in code.editions {
        let named = edition.text.groups.flatMap(\.topics) + edition.text.provisions.flatMap(\.topics)
        // Provisions also have the topics of their group.
        var seen: Set<Located<TopicID>> = []
        diagnostics += named.filter { seen.insert($0).inserted }.compactMap { check($0, in: edition.path) }
      }
    }
    for topic in handbook.topics {
      diagnostics += topic.metadata.related.compactMap { check($0, in: topic.path) }
    }
    return diagnostics
  }
}

/// The file name of a topic must be one that attributes can contain, or no provision can have the topic.
enum TopicNameCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.topics.filter { !isWritable($0.id.rawValue) }.map { topic in
      let name = topic.id.rawValue.lowercased().split { !isWritable(String($0)) }.joined(separator: "-")
      return Diagnostic(
        .warning, .topicName, "No provision can have the topic '\(topic.id)', because of its file name",
        path: topic.path, help: "rename the file to '\(name).md'")
    }
  }

  private static func isWritable(_ name: String) -> Bool {
    name.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-_.:".utf8.contains($0) || $0 >= 0x80 }
  }
}

/// A quotation must not quote itself, directly or through other documents.
enum QuotationCycleCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    var edges: [DocumentKey: [(target: DocumentKey, reference: Reference)]] = [:]
    let documents = handbook.documents.filter { !$0.isOtherView }
    for document in documents {
      guard let targets = handbook.targets[document.key] else { continue }
      for (reference, target) in zip(document.document.references, targets) where reference.form == .quotation
      {
        guard let key = target?.document else { continue }
        edges[document.key, default: []].append((key, reference))
      }
    }
    return documents.flatMap { document in
      (edges[document.key] ?? []).filter { reaches(document.key, from: $0.target, edges) }.map { edge in
        Diagnostic(
          .error, .quotationCycle, "Quotation of '\(edge.reference.target)' leads back to itself",
          path: document.path, range: edge.reference.range, help: "link to it instead")
      }
    }
  }

  private static func reaches(
    _ wanted: DocumentKey, from start: DocumentKey,
    _ edges: [DocumentKey: [(target: DocumentKey, reference: Reference)]]
  ) -> Bool {
    var seen: Set<DocumentKey> = []
    var open = [start]
    while let key = open.popLast() {
      if key == wanted { return true }
      guard seen.insert(key).inserted else { continue }
      open += (edges[key] ?? []).map(\.target)
    }
    return false
  }
}

/// A quotation must refer to a code whose text is included, or to a part of one.
enum QuotationTargetCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.documents.filter { !$0.isOtherView }.flatMap { document -> [Diagnostic] in
      zip(document.document.references, handbook.targets[document.key] ?? []).compactMap {
        reference, target in
        guard reference.form == .quotation, let target, !handbook.holdsText(of: target) else { return nil }
        return Diagnostic(
          .error, .quotationWithoutText,
          "Quotation of '\(reference.target)' has no text of a code to show",
          path: document.path, range: reference.range, help: "refer to it: [[\(reference.target)]]")
      }
    }
  }
}

extension Handbook {
  fileprivate func holdsText(of target: ReferenceTarget) -> Bool {
    switch target {
    case .code(let id, let edition), .group(let id, let edition, _), .provision(let id, let edition, _):
      code(id)?.editions[edition].metadata.text == .full
    default: false
    }
  }
}

/// A file next to the pages should be used by a page, because unused files aren't copied.
enum UnusedAssetCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    let used = handbook.referredAssets
    return handbook.manuscript.assets.filter { !used.contains($0) }.map {
      Diagnostic(
        .warning, .unusedFile, "No page refers to this file, so it is not copied", path: $0,
        help: Self.help(for: $0))
    } + unreadSources(of: handbook.manuscript)
  }

  /// Reports captured sources that no edition is compared with, because they aren't named after one.
  private static func unreadSources(of manuscript: Manuscript) -> [Diagnostic] {
    let editions = manuscript.codes.flatMap { code in code.editions.map { (slug: code.slug, edition: $0) } }
    let read = Set(editions.flatMap { manuscript.sources(of: $0.edition) })
    return manuscript.sources.filter { !read.contains($0) && !manuscript.hasUnreadCode(of: $0) }.map { path in
      let parts = path.split(separator: "/")
      let slug =
        parts.count == 3 ? String(parts[2].prefix { $0 != "." }) : parts.dropFirst(2).first.map(String.init)
      let ending = path.split(separator: ".").last ?? ""
      let names = editions.filter { $0.slug == slug }.map {
        "\($0.edition.path.dropLast(".md".count)).source.\(ending)"
      }
      return Diagnostic(
        .warning, .unusedFile,
        "No edition of a code has this captured source, so no text is compared with it",
        path: path,
        help: names.isEmpty
          ? "name it after the file of its code" : "move it to \(names.joined(separator: " or "))")
    }
  }
}

extension Manuscript {
  /// Whether a captured source is named after a code that is left out of the handbook or can't be read.
  fileprivate func hasUnreadCode(of source: String) -> Bool {
    guard let name = source.firstRange(of: ".source.") else { return false }
    let path = source[..<name.lowerBound] + ".md"
    return withheld.values.contains(String(path)) || unreadable.contains(String(path))
  }
}

extension UnusedAssetCheck {
  private static func help(for path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let isMarkdown = ["markdown", "md", "mdown", "mkd"].contains(ending)
    let name = path.split(separator: "/").last.map {
      $0.split(separator: ".").dropLast().joined(separator: ".")
    }
    return isMarkdown
      ? "if it is a page, rename it to '\(name ?? "").md'" : "link to it, or move it out of the content"
  }
}

extension Handbook {
  /// The paths of the files that pages refer to, in either edition.
  fileprivate var referredAssets: Set<String> {
    var paths: Set<String> = []
    for targets in targets.values {
      for case .asset(let path, _)? in targets { paths.insert(path) }
    }
    for translated in translations { paths.formUnion(translated.referredAssets) }
    return paths
  }

  /// The paths of the files that pages of this edition refer to, in whichever language.
  package var usedAssets: Set<String> {
    var paths: Set<String> = []
    for document in documents {
      guard let targets = targets[document.key], targets.contains(where: { $0?.isAsset == true }) else {
        continue
      }
      for reference in document.document.shownReferences {
        if case .asset(let path, _)? = targets[reference] { paths.insert(path) }
      }
    }
    for translated in translations { paths.formUnion(translated.usedAssets) }
    return paths
  }
}

extension ReferenceTarget {
  fileprivate var isAsset: Bool {
    if case .asset = self { true } else { false }
  }
}

/// An image should have text that describes it.
enum ImageWithoutTextCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.documents.filter { !$0.isOtherView }.concurrentMap { document -> [Diagnostic] in
      let tree = document.document
      return tree.nodes.indices.filter {
        tree.nodes[$0].kind == .image && Int(tree.nodes[$0].end) == $0 + 1
      }.map {
        Diagnostic(
          .warning, .imageWithoutText, "Image has no text that says what it shows", path: document.path,
          range: tree.nodes[$0].range, help: "write it between the brackets: ![…](…)")
      }
    }.flatMap(\.self)
  }
}
