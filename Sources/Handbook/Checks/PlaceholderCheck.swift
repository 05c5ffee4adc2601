import Basics
import Markdown

/// A file that `handbook new` wrote can't be published before its placeholders are replaced: readers would take them for
/// rules.
enum PlaceholderCheck: HandbookCheck {
  /// What the files of `Starter/new` have where authors write their own.
  static let placeholders: Set<String> = [
    "First heading of the code", "A provision, word for word.", "Your text.",
    "Your text. The next line quotes a provision:", "Your question?", "What learners should remember.",
    "What the topic is about, in a sentence or two.",
  ]

  /// The lengths of the placeholders in bytes.
  private static let lengths = Set(placeholders.map(\.utf8.count))

  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.documents.filter { !$0.isOtherView && handbook.metadata(of: $0.key)?.publish != false }
      .compactMap { document in
        let tree = document.document
        guard let first = tree.nodes.indices.first(where: { isPlaceholder($0, of: tree) }) else { return nil }
        return Diagnostic(
          .error, .placeholderText, "'\(tree.string(tree.nodes[first].text))' is a placeholder",
          path: document.path, range: tree.place(of: first),
          help: "replace it, or write 'publish: false' in the front matter until you have")
      }
  }

  private static func isPlaceholder(_ node: MarkdownDocument.Index, of tree: MarkdownDocument) -> Bool {
    // Few texts have the length of a placeholder, so few become strings.
    guard tree.nodes[node].kind == .text, lengths.contains(tree.nodes[node].text.range.count) else {
      return false
    }
    return placeholders.contains(tree.string(tree.nodes[node].text))
  }
}
