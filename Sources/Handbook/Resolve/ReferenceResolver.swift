import Basics
import Markdown

/// Finds the targets of one document's references.
struct ReferenceResolver {
  let index: TargetIndex
  let document: HandbookDocument
  private(set) var diagnostics: [Diagnostic] = []

  init(index: TargetIndex, document: HandbookDocument) {
    self.index = index
    self.document = document
  }

  /// Returns the targets in the order of the references, with `nil` for missing ones, which are reported.
  mutating func resolve() -> [ReferenceTarget?] {
    document.document.references.map { reference in
      switch reference.form {
      case .citation, .quotation, .term: resolveCitation(reference)
      case .link, .image: resolvePath(reference)
      }
    }
  }

  // MARK: Citations: `WA#gifts`, `topics/gifts`, `glossary#dual-relationship`

  private mutating func resolveCitation(_ reference: Reference) -> ReferenceTarget? {
    let (name, anchor) = Self.split(reference.target)
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    if parts.count == 2, let kind = RecordKind(folder: parts[0]), kind.row.isNamedByFolder {
      return resolve(reference, kind, named: parts[1], anchor: anchor)
    }
    return parts == ["glossary"]
      ? resolveTerm(reference, anchor: anchor) : resolveCode(reference, name: name, anchor: anchor)
  }

  /// Finds a record that references identify by its folder.
  private mutating func resolve(
    _ reference: Reference, _ kind: RecordKind, named name: String, anchor: String?
  ) -> ReferenceTarget? {
    if let key = index.records.document(kind, named: name) {
      return resolve(reference, anchor: anchor, in: key)
    }
    let missing = kind.row.missing
    reportMissing(
      reference, missing.rule, "\(missing.noun) '\(name)'", as: "\(kind.row.folder ?? "")/\(name)",
      NearestMatch.of(name, among: index.records.names(of: kind))?.map {
        "\(kind.row.folder ?? "")/\($0)" + (anchor.map { "#\($0)" } ?? "")
      })
    return nil
  }

  /// Finds an anchor in an existing document.
  private mutating func resolve(
    _ reference: Reference, anchor: String?, in key: DocumentKey
  ) -> ReferenceTarget? {
    if let target = index.target(in: key, anchor: anchor) { return target }
    let anchor = anchor ?? ""
    report(
      reference, .unknownAnchor,
      "Anchor '#\(anchor)' does not exist in '\(Self.split(reference.target).name)'",
      NearestMatch.of(anchor, among: index.anchors[key] ?? [])?.map {
        "\(Self.split(reference.target).name)#\($0)"
      })
    return nil
  }

  private mutating func resolveTerm(_ reference: Reference, anchor: String?) -> ReferenceTarget? {
    guard let anchor else {
      if index.hasGlossary { return .glossary }
      reportMissing(reference, .unknownTerm, "Glossary", as: "glossary", nil)
      return nil
    }
    let term = TermID(anchor)
    if index.records.place(of: term) != nil { return .term(term) }
    guard index.hasGlossary || !index.unreadable.contains("glossary") else { return nil }
    let nearest = NearestMatch.of(anchor, among: index.records.names(of: .glossary))
    report(reference, .unknownTerm, "Term '\(anchor)' does not exist", nearest?.map { "glossary#\($0)" })
    return nil
  }

  private mutating func resolveCode(
    _ reference: Reference, name: String, anchor: String?
  ) -> ReferenceTarget? {
    guard let code = index.code(CodeID(name)) else {
      guard !index.unreadable.contains(Manuscript.unknownCode) else { return nil }
      let meant = targets(probablyMeantBy: name, anchor: anchor)
      reportMissing(
        reference, .unknownCode, "Code '\(name)'", as: name, meant.count == 1 ? meant[0] : nil,
        help: meant.count > 1
          ? "did you mean \(meant.map { "'\($0.text)'" }.joined(separator: " or "))?"
          : missingID(in: name, anchor: anchor)
            ?? "write the abbreviation of a code, or topics/…, lessons/…, pages/…, or glossary#…")
      return nil
    }
    let key = DocumentKey.code(code.id, edition: code.currentIndex, view: .proposed)
    if let target = index.target(in: key, anchor: anchor) { return target }
    let anchor = anchor ?? ""
    if code.hasUnknownOrder, code.editions.contains(where: { $0.text.allAnchors.contains(anchor) }) {
      return nil
    }
    if let last = code.lastEdition(with: anchor), let target = repealed(anchor, of: code, edition: last) {
      reportRepealed(reference, anchor, of: code)
      return target
    }
    let text = code.current.text
    let known = text.provisions.map(\.id.value.rawValue) + text.groups.map(\.anchor)
    report(
      reference, .unknownProvision, "Provision '\(name)#\(anchor)' does not exist",
      NearestMatch.of(anchor, among: known)?.map { "\(name)#\($0)" },
      help: known.first.map { "use an id from \(code.current.path), such as '\(name)#\($0)'" })
    return nil
  }

  /// Returns a provision or group of an earlier edition.
  private func repealed(_ anchor: String, of code: CodeOfEthics, edition: Int) -> ReferenceTarget? {
    let text = code.editions[edition].text
    let id =
      text.provisions.first { provision in provision.aliases.contains { $0.value == anchor } }?.id.value
      .rawValue
      ?? text.groups.first { group in group.aliases.contains { $0.value == anchor } }?.anchor ?? anchor
    return index.target(in: .code(code.id, edition: edition, view: .proposed), anchor: id)
  }

  /// Reports a citation of a part that the current edition no longer has; the link goes to its last text.
  private mutating func reportRepealed(_ reference: Reference, _ anchor: String, of code: CodeOfEthics) {
    let ended = code.ended(in: code.currentIndex).first { $0.id == anchor || $0.aliases.contains(anchor) }
    let edition = ended.map { code.editions[$0.endedBy].name } ?? code.current.name
    let new = ended?.repeal?.replacedBy.map { "[[\(code.id)#\($0.value)]]" } ?? []
    let link = "link to the file of the edition that has it"
    diagnostics.append(
      Diagnostic(
        .warning, .repealedProvision,
        "Provision '\(code.id)#\(anchor)' is no longer in the code since edition '\(edition)'",
        path: document.path,
        range: reference.range,
        help: new.isEmpty
          ? "if you mean the old text, \(link)"
          : "it was replaced by \(new.joined(separator: ", ")); if you mean the old text, \(link)"))
  }

  /// Returns what to write for the number of a provision, as in `WA 12`: references have its id instead.
  private func missingID(in name: String, anchor: String?) -> String? {
    guard anchor == nil, let end = name.firstIndex(of: " "), let code = code(calledBy: String(name[..<end])),
      let provisions = index.code(CodeID(code.text))?.current.text.provisions, let first = provisions.first
    else { return nil }
    func letters(_ label: String) -> String { label.filter { $0.isLetter || $0.isNumber } }
    let number = letters(String(name[name.index(after: end)...]))
    let numbered = provisions.filter { $0.label.map(letters) == number }
    let example = numbered.count == 1 ? numbered[0] : first
    return "write the id of the provision instead of its number, as in [[\(code.text)#\(example.id.value)]]"
  }

  /// Returns what an author probably meant by a citation that doesn't begin with a code, the likeliest first.
  ///
  /// Abbreviations are so short that any two are similar, so one state's law is never suggested in place of
  /// another's. Only the same letters in another case, the name of the jurisdiction, or the name of the file
  /// identify a code.
  private func targets(probablyMeantBy name: String, anchor: String?) -> [NearestMatch] {
    let suffix = anchor.map { "#\($0)" } ?? ""
    if let code = code(calledBy: name) { return [code.map { $0 + suffix }] }
    if let provision = provision(probablyMeantBy: name, anchor: anchor) { return [provision] }
    let slug = Self.slug(name.hasSuffix(".md") ? String(name.dropLast(3)) : name)
    let kinds = RecordKind.allCases.filter(\.row.isNamedByFolder)
    // "lesson/gifts" is "lessons/gifts", and "gifts" is the topic, lesson, or page of that name.
    let last = slug.split(separator: "/").last.map(String.init) ?? slug
    let folder = name.contains("/") ? String(name.prefix { $0 != "/" }) : nil
    var found = kinds.filter { kind in
      folder == nil || NearestMatch.of(folder ?? "", among: [kind.row.folder ?? ""]) != nil
    }.compactMap { kind in
      index.records.document(kind, named: last).map { _ in "\(kind.row.folder ?? "")/\(last)\(suffix)" }
    }
    if anchor == nil, index.records.place(of: TermID(last)) != nil, folder == nil {
      found.append("glossary#\(last)")
    }
    if !found.isEmpty { return found.map { NearestMatch($0, isOnlyOne: found.count == 1) } }
    let folders = kinds.map { "\($0.row.folder ?? "")/" }
    return [NearestMatch.of(name, among: folders + ["glossary"])?.map { $0 + suffix }].compactMap(\.self)
  }

  /// Returns the code for its abbreviation in any case, the name of its jurisdiction, or the name of its
  /// file.
  private func code(calledBy name: String) -> NearestMatch? {
    let wanted = name.trimmed.lowercased()
    let slug = wanted.hasPrefix("codes/") ? String(wanted.dropFirst("codes/".count)) : wanted
    let meant = index.codes.filter { code in
      let file = code.current.path.split(separator: "/").dropFirst(2).first.map(String.init) ?? ""
      return code.id.rawValue.lowercased() == wanted
        || code.current.metadata.jurisdiction.value.lowercased() == wanted
        || [slug, "\(slug).md"].contains(file)
    }
    return meant.first.map { NearestMatch($0.id.rawValue, isOnlyOne: meant.count == 1) }
  }

  /// Returns the provision for a citation with a space, a colon, or a slash instead of `#`: `MT gifts`.
  private func provision(probablyMeantBy name: String, anchor: String?) -> NearestMatch? {
    guard anchor == nil, let end = name.lastIndex(where: { " :/".contains($0) }) else { return nil }
    let provision = String(name[name.index(after: end)...])
    let head = String(name[..<end].prefix { !":/".contains($0) }).trimmed
    guard let code = code(calledBy: head), let found = index.code(CodeID(code.text)) else { return nil }
    let key = DocumentKey.code(found.id, edition: found.currentIndex, view: .proposed)
    return index.anchors[key]?.contains(provision) == true ? code.map { "\($0)#\(provision)" } : nil
  }

  private static func slug(_ text: String) -> String {
    text.trimmed.lowercased().split(separator: " ").joined(separator: "-")
  }

  // MARK: Paths: `../codes/washington.md#gifts`

  private mutating func resolvePath(_ reference: Reference) -> ReferenceTarget? {
    var (path, anchor) = Self.split(reference.target)
    anchor = anchor.map(Self.decoded)
    guard !path.isEmpty else {
      if let target = index.target(in: document.key, anchor: anchor) { return target }
      let anchor = anchor ?? ""
      report(
        reference, .unknownAnchor, "Anchor '#\(anchor)' does not exist on this page",
        NearestMatch.of(anchor, among: index.anchors[document.key] ?? [])?.map { "#\($0)" })
      return nil
    }
    // A name that contains a percent sign is tried as written; other paths are decoded as in browsers.
    if !isFile(path), isFile(Self.decoded(path)) { path = Self.decoded(path) }
    guard let resolved = SourcePath.resolve(path, from: document.path) else {
      report(
        reference, .pathOutside, "Path '\(path)' points outside the folder Content", nil,
        help: "move the file into Content, or link to its web address")
      return nil
    }
    switch index.files[resolved] {
    case .asset: return .asset(resolved, fragment: anchor)
    case .document(let key): return resolve(reference, anchor: anchor, in: key)
    case nil:
      let nearest =
        Address.completed(reference.target).map { NearestMatch($0, isOnlyOne: true) }
        ?? (file(fromRoot: path) ?? file(probablyMeantBy: resolved, isImage: reference.form == .image))?.map {
          Self.encoded(SourcePath.relative($0, from: document.path)) + (anchor.map { "#\($0)" } ?? "")
        }
      let isFolder = index.files.keys.contains { $0.hasPrefix("\(resolved)/") }
      reportMissing(
        reference, .brokenLink, "File '\(path)'", as: resolved, nearest,
        help: isFolder
          ? "it is a folder: link to a file in it"
          : "write the path from this file's folder, such as ../pages/\(reference.form == .image ? "room.png" : "about.md")"
      )
      return nil
    }
  }

  /// Returns the file for a path that was written from the folder Content.
  private func file(fromRoot path: String) -> NearestMatch? {
    let root = document.path.prefix { $0 != "/" }
    let written = path.split(separator: "/").drop { $0 == root || $0 == "." }
    let wanted = ([root] + written).joined(separator: "/")
    return index.files[wanted].map { _ in NearestMatch(wanted, isOnlyOne: true) }
  }

  /// Returns the file for a path with a typo, a page's address, or a path relative to another folder.
  private func file(probablyMeantBy path: String, isImage: Bool) -> NearestMatch? {
    func split(_ path: String) -> (stem: String, ending: String) {
      let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
      guard let dot = name.lastIndex(of: ".") else { return (name, "") }
      return (String(name[..<dot]), String(name[name.index(after: dot)...]))
    }
    let wanted = split(path)
    let page: Set<String> = ["", "md", "html", "htm", "markdown"]
    let candidates = index.files.keys.filter { candidate in
      let found = split(candidate)
      guard isImage ? !page.contains(found.ending) : true else { return false }
      return found.ending == wanted.ending || (found.ending == "md" && page.contains(wanted.ending))
        || (isImage && found.stem == wanted.stem)
    }
    let same = candidates.filter { split($0).stem == wanted.stem }
    if same.count == 1 { return NearestMatch(same[0], isOnlyOne: true) }
    let near = same.isEmpty ? candidates.filter { NearestMatch.areClose(split($0).stem, wanted.stem) } : same
    return NearestMatch.of(path, among: near) ?? near.min().map { NearestMatch($0, isOnlyOne: false) }
  }

  /// Returns a path as written in links, where spaces and parentheses would end it.
  private static func encoded(_ path: String) -> String {
    path.replacing(" ", with: "%20").replacing("(", with: "%28").replacing(")", with: "%29")
  }

  /// Returns a percent-encoded text decoded, or unchanged if the result would contain a control character.
  private static func decoded(_ text: String) -> String {
    let decoded = PercentCoding.decoded(text[...])
    return decoded.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } ? decoded : text
  }

  private func isFile(_ path: String) -> Bool {
    SourcePath.resolve(path, from: document.path).map { index.files[$0] != nil } ?? false
  }

  // MARK: Both

  /// Splits a target into its name and its anchor, which is `nil` if it is empty.
  private static func split(_ target: String) -> (name: String, anchor: String?) {
    guard let hash = target.firstIndex(of: "#") else { return (target, nil) }
    let anchor = String(target[target.index(after: hash)...])
    return (String(target[..<hash]), anchor.isEmpty ? nil : anchor)
  }

  /// Reports a target that doesn't exist or is left out of this handbook.
  ///
  /// - Parameter name: The citation or path that would be in ``TargetIndex/withheld``.
  private mutating func reportMissing(
    _ reference: Reference, _ rule: Rule, _ subject: String, as name: String, _ nearest: NearestMatch?,
    help: String? = nil
  ) {
    // The problem with that file was reported, and reporting each reference to it would only repeat it.
    guard !index.unreadable.contains(name) else { return }
    guard let path = index.withheld[name] else {
      return report(reference, rule, "\(subject) does not exist", nearest, help: help)
    }
    report(
      reference, rule, "\(subject) is left out of this handbook", nil, help: Manuscript.help(withheld: path))
  }

  private mutating func report(
    _ reference: Reference, _ rule: Rule, _ summary: String, _ nearest: NearestMatch?, help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        .error, rule, summary, path: document.path, range: reference.range, help: help, meant: nearest))
  }
}
