import Markup

/// An id must lead to one place of its page, be it a heading, another block or an objective.
///
/// Codes and the glossary are held to the same where they are assembled.
enum DuplicateIDCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.documents.concurrentMap { document -> [Diagnostic] in
      switch document.key {
      case .lesson(let id):
        diagnostics(in: document, with: handbook.lesson(id)?.metadata.objectives.map(\.id) ?? [])
      case .topic, .page: diagnostics(in: document, with: [])
      case .code, .glossary: []
      }
    }.flatMap(\.self)
  }

  /// - Parameter others: The ids of what the page shows before its text.
  private static func diagnostics(
    in document: HandbookDocument, with others: [Located<String>]
  ) -> [Diagnostic] {
    let tree = document.document
    // The anchors that are made of headings differ from one another.
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
        .error, "duplicate-id", "Id '\(id.value)' is given twice on one page", path: document.path,
        range: id.range, help: "give each its own id: {#…}",
        notes: [Diagnostic.Note("it is given first here", path: document.path, range: earlier)])
    }
  }
}
