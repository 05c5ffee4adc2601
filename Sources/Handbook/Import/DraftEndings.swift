import Markup

/// Writes the paragraph ends that a draft puts in or takes out as changes of text.
///
/// A mark lives inside one block, so an end can't be marked. Where only one side has the end, the text of the
/// later paragraph is put in or taken out in both: each version then reads as it did in Word.
enum DraftEndings {
  static func resolve(_ draft: inout Draft) {
    join(&draft, where: .inserted)
    join(&draft, where: .deleted)
  }

  private static func join(_ draft: inout Draft, where ending: DraftBlock.Ending) {
    var index = 0
    while index < draft.blocks.count {
      var end = index
      while end + 1 < draft.blocks.count, draft.blocks[end].ending == ending, draft.blocks[end + 1].hasText {
        end += 1
      }
      if end > index { join(&draft, index...end, where: ending) }
      index = end + 1
    }
  }

  /// Moves what one version has in some blocks to the first of them that has text there.
  private static func join(
    _ draft: inout Draft, _ range: ClosedRange<Int>, where ending: DraftBlock.Ending
  ) {
    let isInserted = ending == .inserted
    let texts = range.map { MarkRepair.texts(of: draft.blocks[$0].pieces) }
    func side(_ index: Int) -> String {
      let text = texts[index - range.lowerBound]
      return (isInserted ? text.current : text.proposed).trimmed
    }
    let filled = range.filter { !side($0).isEmpty }
    guard let first = filled.first, filled.count > 1 else { return }
    for index in filled.dropFirst() {
      let moved = side(index)
      let text = texts[index - range.lowerBound]
      let stays = isInserted ? text.proposed : text.current
      let comments = draft.blocks[index].pieces.filter { $0.kind == .comment }
      draft.blocks[first].pieces.append(DraftPiece(isInserted ? .deleted : .inserted, " " + moved))
      draft.blocks[index].pieces = [DraftPiece(isInserted ? .inserted : .deleted, stays.trimmed)] + comments
      draft.findings.append(
        DraftFinding(
          "import-joined-paragraphs",
          isInserted
            ? "The draft begins a paragraph here that was part of the one before"
            : "The draft makes this paragraph a part of the one before",
          help: "its text is marked in both places, since a mark lives in one paragraph", block: index))
    }
  }
}

extension DraftBlock {
  fileprivate var hasText: Bool { kind != .thematicBreak && kind != .verbatim }
}
