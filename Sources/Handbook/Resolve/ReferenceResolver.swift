import Markup

/// Finds the targets of one document's references.
struct ReferenceResolver {
  let index: TargetIndex
  let document: HandbookDocument
  private(set) var diagnostics: [Diagnostic] = []

  init(index: TargetIndex, document: HandbookDocument) {
    self.index = index
    self.document = document
  }

  /// The targets in the order of the references; nothing where one leads nowhere, which is reported.
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
    switch (parts.first, parts.count) {
    case ("topics", 2):
      return resolve(
        reference, kind: "Topic", identifier: "unknown-topic", name: parts[1], anchor: anchor,
        key: .topic(TopicID(parts[1])), exists: index.topics.contains(TopicID(parts[1])),
        candidates: index.topics.map(\.rawValue))
    case ("lessons", 2):
      return resolve(
        reference, kind: "Lesson", identifier: "unknown-lesson", name: parts[1], anchor: anchor,
        key: .lesson(LessonID(parts[1])), exists: index.lessons.contains(LessonID(parts[1])),
        candidates: index.lessons.map(\.rawValue))
    case ("pages", 2):
      return resolve(
        reference, kind: "Page", identifier: "unknown-page", name: parts[1], anchor: anchor,
        key: .page(PageID(parts[1])), exists: index.pages.contains(PageID(parts[1])),
        candidates: index.pages.map(\.rawValue))
    case ("glossary", 1):
      return resolveTerm(reference, anchor: anchor)
    default:
      return resolveCode(reference, name: name, anchor: anchor)
    }
  }

  private mutating func resolve(
    _ reference: Reference, kind: String, identifier: String, name: String, anchor: String?,
    key: DocumentKey, exists: Bool, candidates: [String]
  ) -> ReferenceTarget? {
    guard exists else {
      reportMissing(
        reference, identifier, "\(kind) '\(name)'", as: "\(kind.lowercased())s/\(name)",
        NearestMatch.of(name, among: candidates))
      return nil
    }
    return resolve(reference, anchor: anchor, in: key)
  }

  /// Finds an anchor of a document that exists.
  private mutating func resolve(
    _ reference: Reference, anchor: String?, in key: DocumentKey
  ) -> ReferenceTarget? {
    if let target = index.target(in: key, anchor: anchor) { return target }
    let anchor = anchor ?? ""
    report(
      reference, "unknown-anchor",
      "Anchor '#\(anchor)' does not exist in the page that '\(reference.target)' names",
      NearestMatch.of(anchor, among: index.anchors[key] ?? []).map { "#\($0)" })
    return nil
  }

  private mutating func resolveTerm(_ reference: Reference, anchor: String?) -> ReferenceTarget? {
    guard let anchor else {
      if index.hasGlossary { return .glossary }
      reportMissing(reference, "unknown-term", "Glossary", as: "glossary", nil)
      return nil
    }
    if index.terms.contains(TermID(anchor)) { return .term(TermID(anchor)) }
    let nearest = NearestMatch.of(anchor, among: index.terms.map(\.rawValue))
    report(reference, "unknown-term", "Term '\(anchor)' does not exist", nearest.map { "glossary#\($0)" })
    return nil
  }

  private mutating func resolveCode(
    _ reference: Reference, name: String, anchor: String?
  ) -> ReferenceTarget? {
    guard let code = index.codes[CodeID(name)] else {
      let folders = ["topics/", "lessons/", "pages/", "glossary"]
      let nearest = NearestMatch.of(name, among: index.codes.keys.map(\.rawValue) + folders)
      reportMissing(reference, "unknown-code", "Code '\(name)'", as: name, nearest)
      return nil
    }
    let key = DocumentKey.code(code.id, edition: code.currentIndex, view: .proposed)
    if let target = index.target(in: key, anchor: anchor) { return target }
    let anchor = anchor ?? ""
    let text = code.current.text
    let known = text.provisions.map(\.id.value.rawValue) + text.groups.map(\.anchor)
    report(
      reference, "unknown-provision", "Provision '\(name)#\(anchor)' does not exist",
      NearestMatch.of(anchor, among: known).map { "\(name)#\($0)" })
    return nil
  }

  // MARK: Paths: `../codes/washington.md#gifts`

  private mutating func resolvePath(_ reference: Reference) -> ReferenceTarget? {
    let (path, anchor) = Self.split(reference.target)
    guard !path.isEmpty else {
      if let target = index.target(in: document.key, anchor: anchor) { return target }
      let anchor = anchor ?? ""
      report(
        reference, "unknown-anchor", "Anchor '#\(anchor)' does not exist on this page",
        NearestMatch.of(anchor, among: index.anchors[document.key] ?? []).map { "#\($0)" })
      return nil
    }
    guard let resolved = SourcePath.resolve(path, from: document.path) else {
      report(reference, "path-outside", "Path '\(path)' leads out of the content", nil)
      return nil
    }
    switch index.files[resolved] {
    case .asset: return .asset(resolved)
    case .document(let key): return resolve(reference, anchor: anchor, in: key)
    case nil:
      let nearest = NearestMatch.of(resolved, among: index.files.keys)
      reportMissing(
        reference, "broken-link", "File '\(path)'", as: resolved,
        nearest.map { SourcePath.relative($0, from: document.path) })
      return nil
    }
  }

  // MARK: Both

  /// A target and its anchor; nothing for an empty anchor.
  private static func split(_ target: String) -> (name: String, anchor: String?) {
    guard let hash = target.firstIndex(of: "#") else { return (target, nil) }
    let anchor = String(target[target.index(after: hash)...])
    return (String(target[..<hash]), anchor.isEmpty ? nil : anchor)
  }

  /// Reports what is not there, or is there and left out of this handbook.
  ///
  /// - Parameter name: The citation or path that ``TargetIndex/withheld`` would have.
  private mutating func reportMissing(
    _ reference: Reference, _ identifier: String, _ subject: String, as name: String, _ nearest: String?
  ) {
    guard index.withheld.contains(name) else {
      return report(reference, identifier, "\(subject) does not exist", nearest)
    }
    report(
      reference, identifier, "\(subject) is left out of this handbook", nil,
      help:
        "its front matter says publish: false, or audience: facilitator; --unpublished and --edition keep it")
  }

  private mutating func report(
    _ reference: Reference, _ identifier: String, _ summary: String, _ nearest: String?, help: String? = nil
  ) {
    let question = nearest.map { "; did you mean '\($0)'?" } ?? ""
    diagnostics.append(
      Diagnostic(
        .error, identifier, summary + question, path: document.path, range: reference.range, help: help))
  }
}
