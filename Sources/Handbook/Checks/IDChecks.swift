import Basics
import Markdown

/// An id must be unique on its page, whether it belongs to a heading, another block, or an objective.
///
/// Ids in codes and in the glossary are checked where those are assembled.
enum DuplicateIDCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.documents.concurrentMap { document -> [Diagnostic] in
      switch document.key {
      case .lesson(let id):
        diagnostics(in: document, with: handbook.lesson(id)?.metadata.objectiveAnchors ?? [])
      case .topic, .page: diagnostics(in: document, with: [])
      case .code, .glossary: []
      }
    }.flatMap(\.self)
  }

  /// - Parameter others: The ids of the parts that the page shows before its text.
  private static func diagnostics(
    in document: HandbookDocument, with others: [Located<String>]
  ) -> [Diagnostic] {
    let tree = document.document
    // Anchors generated from headings are already unique.
    guard !others.isEmpty || tree.attributes.contains(where: { $0.value.id != nil }) else { return [] }
    let anchors = tree.anchors.map { Located(tree.string($0.value), tree.nodes[$0.node].range) }
    let ids = others + tree.attributes.compactMap { $0.value.id } + anchors
    var first: [String: SourceRange] = [:]
    return ids.compactMap { id in
      guard let earlier = first[id.value] else {
        first[id.value] = id.range
        return nil
      }
      return Diagnostic(
        .error, .duplicateID, "Id '\(id.value)' is given twice on one page", path: document.path,
        range: id.range, help: "give each its own id: {#…}",
        notes: [Diagnostic.Note("it is given first here", path: document.path, range: earlier)])
    }
  }
}

/// An id must not be one that the site uses for its own elements on the same page.
enum ReservedIDCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.documents.filter { !$0.isOtherView }.flatMap { document -> [Diagnostic] in
      let own = handbook.ownIDs(of: document.key)
      return ids(of: document, in: handbook, besides: own).filter {
        own.contains($0.value) || isReserved($0.value)
      }.map {
        id in
        Diagnostic(
          .error, .reservedID, "Id '\(id.value)' is reserved for a part of the page",
          path: document.path, range: id.range, help: "give the place another id: {#…}")
      }
    }
  }

  /// Returns whether a template could use the id for an element of any page.
  private static func isReserved(_ id: String) -> Bool {
    id.hasPrefix("_") || id.hasSuffix("--heading") || id.hasSuffix("--title") || id == "search-field"
      || isFootnote(id)
  }

  private static func isFootnote(_ id: String) -> Bool {
    ["fn-", "fnref-"].contains { prefix in
      id.hasPrefix(prefix)
        && id.utf8.dropFirst(prefix.utf8.count).first.map { (0x30...0x39).contains($0) } == true
    }
  }

  /// Returns whether an anchor that was generated from a heading could be reserved.
  ///
  /// Such an anchor doesn't begin with a hyphen or contain two hyphens in a row, so it can only equal
  /// `search-field` or look like the id of a footnote.
  private static func mayBeReserved(_ anchor: Node.Slice, of tree: MarkdownDocument) -> Bool {
    let first = tree.literals[anchor.range.lowerBound]
    return first == UInt8(ascii: "s") || first == UInt8(ascii: "f")
  }

  /// Returns the ids that the document's author gave, without generated anchors that can't be reserved.
  private static func ids(of document: HandbookDocument, in handbook: Handbook, besides own: Set<String>)
    -> [Located<String>]
  {
    let tree = document.document
    var ids = tree.attributes.compactMap { $0.value.id }
    ids += tree.anchors.filter { !own.isEmpty || mayBeReserved($0.value, of: tree) }.map {
      Located(tree.string($0.value), tree.nodes[$0.node].range)
    }
    switch document.key {
    case .code(let id, let edition, _):
      guard let text = handbook.code(id)?.editions[edition].text else { break }
      ids += text.groups.flatMap(\.aliases) + text.provisions.flatMap(\.aliases)
    case .lesson(let id): ids += handbook.lesson(id)?.metadata.objectiveAnchors ?? []
    default: break
    }
    return ids
  }
}

extension Handbook {
  /// Returns the ids that a document's page uses for its own elements, besides those of every page.
  fileprivate func ownIDs(of key: DocumentKey) -> Set<String> {
    switch key {
    case .lesson(let id):
      let count = lesson(id)?.questions.count ?? 0
      return Set((0..<count).map { SelfCheck.anchor($0 + 1) })
    case .topic: return Set(codes.map { "code-\($0.id.rawValue.lowercased())" })
    case .glossary:
      return Set(
        manuscript.glossary?.terms.compactMap { $0.title.first.map { "letter-\($0.lowercased())" } } ?? [])
    case .code, .page: return []
    }
  }
}
