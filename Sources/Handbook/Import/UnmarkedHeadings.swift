import Markup

/// Finds the headings that a draft only shows by their looks: a short line of its own, or one all in bold.
enum UnmarkedHeadings {
  /// Makes headings of such lines where text follows them.
  ///
  /// - Parameter isMarkdown: Whether `**` makes bold.
  static func find(in draft: inout Draft, isMarkdown: Bool) {
    guard let last = draft.blocks.lastIndex(where: { $0.kind != .thematicBreak && !isDraftLine($0) }) else {
      return
    }
    for index in draft.blocks.indices where index < last {
      guard draft.blocks[index].kind == .paragraph, draft.blocks[index].depth == 0 else { continue }
      let text = draft.blocks[index].pieces.proposed.trimmed
      if isMarkdown, let inner = boldLine(text) {
        if draft.blocks[index].pieces.count == 1 { draft.blocks[index].pieces = [DraftPiece(.kept, inner)] }
        draft.blocks[index].kind = .heading(level: 2)
      } else if looksLikeHeading(text) {
        draft.blocks[index].kind = .heading(level: 2)
      }
    }
  }

  /// Whether a line says nothing but that the text is a draft.
  static func isDraftLine(_ block: DraftBlock) -> Bool {
    let text = block.pieces.proposed.trimmed.filter { $0 != "*" && $0 != "_" }
    return text.uppercased() == "DRAFT" && !block.pieces.holdsChange
  }

  private static func boldLine(_ text: String) -> String? {
    guard text.hasPrefix("**"), text.hasSuffix("**"), text.utf8.count > 4 else { return nil }
    let inner = text.dropFirst(2).dropLast(2)
    return inner.contains("**") || inner.hasSuffix(":") ? nil : String(inner)
  }

  /// Whether a line of its own is a heading: short, begun with a capital letter or digit, and no sentence.
  private static func looksLikeHeading(_ text: String) -> Bool {
    guard text.utf8.count <= 100, let first = text.unicodeScalars.first, let last = text.utf8.last else {
      return false
    }
    let words = text.split(separator: " ").count
    return words <= 12 && (first.properties.isUppercase || first.properties.numericType != nil)
      && !last.isClosingPunctuation && !text.contains(". ") && !text.contains("://") && !text.contains("@")
  }
}
