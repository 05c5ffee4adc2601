import Basics
package import Site

/// Checks the files of a package for anything that would fail for readers.
///
/// This includes addresses without a target or outside the folder, anything that could send a request to
/// another computer, and pictures that could run a script.
package struct PackageVerifier {
  private let files: Set<String>
  private let pages: [(path: String, tokens: [HTMLToken])]
  private let styleSheets: [(path: String, bytes: [UInt8])]
  private let pictures: [(path: String, bytes: [UInt8])]
  /// Files with markup that are too large to be kept in memory.
  private let unread: [String]

  /// - Parameter files: All files of the package.
  package init(_ files: [OutputFile]) {
    self.files = Set(files.map(\.path))
    let inMemory = files.compactMap { file in
      file.content.bytesInMemory.map { (path: file.path, bytes: $0) }
    }
    let endings = Dictionary(grouping: inMemory) { file in
      file.path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    }
    styleSheets = endings["css", default: []]
    pictures = endings["svg", default: []]
    pages = ["html", "htm", "xhtml", "xht"].flatMap { endings[$0, default: []] }
      .concurrentMap { ($0.path, HTMLScanner.tokens(of: $0.bytes)) }
    unread = files.filter { $0.content.bytesInMemory == nil && MediaType(path: $0.path).isCode }.map(\.path)
  }

  /// The problems, in the order of the pages.
  package var problems: [PackageProblem] {
    let anchors = Dictionary(
      pages.map { ($0.path, Set($0.tokens.compactMap { $0.tag?["id"] })) },
      uniquingKeysWith: { first, _ in first })
    return pages.concurrentMap { page in
      page.tokens.flatMap { token -> [PackageProblem] in
        switch token {
        case .start(let tag): problems(of: tag, in: page.path, anchors: anchors)
        case .raw(let content, in: "style"): styleProblems(content, in: page.path)
        case .declaration(let content): declarationProblems(content, in: page.path)
        default: []
        }
      } + hiddenMarkupProblems(of: page.path, page.tokens) + policyProblems(of: page.path, page.tokens)
    }.flatMap(\.self) + styleSheets.flatMap { styleProblems($0.bytes[...], in: $0.path) }
      + pictures.concurrentMap { pictureProblems($0.bytes, at: $0.path) }.flatMap(\.self)
      + unread.map { PackageProblem(path: $0, summary: "the file is too large to be checked") }
  }

  private func pictureProblems(_ picture: [UInt8], at path: String) -> [PackageProblem] {
    SVGCheck.problems(in: picture).map { problem in
      let start = problem.range.start
      return PackageProblem(
        path: path, summary: "line \(start.line), column \(start.column): \(problem.summary)")
    }
  }

  /// Returns a problem for a comment or CDATA section in which a browser could find the end of the
  /// surrounding element.
  private func declarationProblems(_ content: ArraySlice<UInt8>, in path: String) -> [PackageProblem] {
    let text = String(decoding: content, as: UTF8.self).lowercased()
    guard text.hasPrefix("<![cdata[") || (text.hasPrefix("<!--") && text.contains("</noscript")) else {
      return []
    }
    return [PackageProblem(path: path, summary: "'\(text.prefix(40))' could hide markup from this check")]
  }

  private func problems(
    of tag: HTMLTag, in path: String, anchors: [String: Set<String>]
  ) -> [PackageProblem] {
    let styles = tag.attributes.filter { Self.attributesWithStyle.contains($0.name.lowercased()) }
    return styles.flatMap { styleProblems(Array(($0.value ?? "").utf8)[...], in: path) }
      + embeddingProblems(of: tag, in: path)
      + PageAddress.all(in: tag).compactMap { address in
        let summary: String? =
          switch PackageLink(address.text, from: path) {
          case .file(let file, let anchor):
            if !files.contains(file) {
              "'\(address.text)' leads to no file of the package"
            } else if let anchor, !anchor.isEmpty, let known = anchors[file], !known.contains(anchor) {
              "'\(address.text)' leads to no place on its page"
            } else {
              nil
            }
          case .outside: address.isLoaded ? "<\(tag.name)> loads '\(address.text)' from elsewhere" : nil
          case .data:
            Self.elementsWithoutData.contains(tag.name)
              || (tag.name == "link" && tag["rel"]?.lowercased().contains("stylesheet") == true)
              ? "<\(tag.name)> contains data that could be a script" : nil
          case .broken: "'\(address.text)' points outside the package"
          }
        return summary.map { PackageProblem(path: path, summary: $0) }
      }
  }

  /// Returns problems with pictures and formulas, where browsers read markup in elements that have none in
  /// HTML.
  private func hiddenMarkupProblems(of path: String, _ tokens: [HTMLToken]) -> [PackageProblem] {
    var depth = 0
    for token in tokens {
      switch token {
      case .start(let tag) where ["svg", "math"].contains(tag.name) && tag.isOpen: depth += 1
      case .end("svg"), .end("math"): depth = max(0, depth - 1)
      case .raw(let content, _), .text(let content):
        if depth > 0, content.contains(UInt8(ascii: "<")) {
          return [PackageProblem(path: path, summary: "a picture contains markup that was not checked")]
        }
      default: break
      }
    }
    return []
  }

  /// Elements that would run the contents of a `data:` address.
  private static let elementsWithoutData: Set<String> = [
    "script", "iframe", "frame", "object", "embed", "form", "button", "base", "use", "a", "area",
  ]
  /// Attributes that contain a style or, in a picture, one property of it, such as `fill="url(#shade)"`.
  private static let attributesWithStyle: Set<String> = [
    "style", "fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker", "marker-start",
    "marker-mid",
    "marker-end",
  ]

  /// Returns problems with pages inside attributes and with animations that change the address of a link.
  private func embeddingProblems(of tag: HTMLTag, in path: String) -> [PackageProblem] {
    var problems: [PackageProblem] = []
    if tag["srcdoc"] != nil {
      problems.append(PackageProblem(path: path, summary: "<\(tag.name)> contains another page"))
    }
    // A script may be hidden from a reader of HTML by the prefix of its namespace.
    if tag.name.hasSuffix(":script") {
      problems.append(PackageProblem(path: path, summary: "<\(tag.name)> is a script"))
    }
    for (name, _) in tag.attributes where name.utf8.count > 2 && HTMLTag.matches(String(name.prefix(2)), "on")
    {
      problems.append(PackageProblem(path: path, summary: "<\(tag.name)> has a script in '\(name)'"))
    }
    if let attribute = tag["attributename"]?.lowercased(), attribute.hasSuffix("href") {
      problems.append(PackageProblem(path: path, summary: "<\(tag.name)> gives an element another address"))
    }
    return problems
  }

  /// Returns problems with the policy of a page, which must forbid all requests; a book must have no scripts
  /// instead.
  private func policyProblems(of path: String, _ tokens: [HTMLToken]) -> [PackageProblem] {
    let tags = tokens.compactMap(\.tag)
    if path.lowercased().hasSuffix(".xhtml") {
      return tags.contains { $0.name == "script" }
        ? [PackageProblem(path: path, summary: "a book contains a script")] : []
    }
    let policy = tags.first { $0["http-equiv"]?.lowercased() == "content-security-policy" }?["content"]
    guard let policy, policy.hasPrefix("default-src 'none'") else {
      return [PackageProblem(path: path, summary: "no policy keeps the page from loading from elsewhere")]
    }
    let sources = policy.split(separator: ";").flatMap { $0.split(separator: " ").dropFirst() }
    let foreign = sources.filter { source in
      !["'none'", "'self'", "data:", "blob:", "file:"].contains(source) && !source.hasPrefix("'sha256-")
    }
    return foreign.map { PackageProblem(path: path, summary: "the page's policy lets it load from \($0)") }
  }

  private func styleProblems(_ content: ArraySlice<UInt8>, in path: String) -> [PackageProblem] {
    StyleAddresses.all(in: content).compactMap { address in
      let summary: String? =
        switch PackageLink(address.text, from: path) {
        case .file(let file, _):
          files.contains(file)
            ? nil : "the style sheet loads '\(address.text)', which isn't a file in the package"
        case .data: address.form == .imported ? "the style sheet imports data that was not checked" : nil
        case .outside, .broken: "the style sheet loads '\(address.text)' from elsewhere"
        }
      return address.form == .computed ? nil : summary.map { PackageProblem(path: path, summary: $0) }
    }
  }
}

/// A reason why a package is not handed out.
package struct PackageProblem: Sendable, Hashable, CustomStringConvertible {
  /// The path in the package.
  package let path: String
  /// What is wrong there, without a period at the end.
  package let summary: String

  package var description: String { "\(path): \(summary)" }
}
