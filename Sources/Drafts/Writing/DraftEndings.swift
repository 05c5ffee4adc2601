import Basics
import Redline

/// Writes the paragraph ends that a draft inserts or deletes as changes of text.
///
/// A mark lives inside one block, so an end can't be marked. Where only one version has the end, the text of the
/// later paragraph is inserted or deleted in both places: each version then reads as it does in Word.
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
    let other: DraftRun.Change = isInserted ? .inserted : .deleted
    let moving: DraftRun.Change = isInserted ? .deleted : .inserted
    /// The runs that the version without the end has.
    func side(_ index: Int) -> [DraftRun] {
      draft.blocks[index].runs.filter { !$0.style.contains(.comment) && $0.change != other }
    }
    let filled = range.filter { side($0).contains { !$0.text.isBlank } }
    guard let first = filled.first, filled.count > 1 else { return }
    for index in filled.dropFirst() {
      let moved = side(index).map { run in
        var run = run
        run.change = moving
        return run
      }
      let staying = draft.blocks[index].runs.filter { $0.style.contains(.comment) || $0.change != moving }
      draft.blocks[first].runs += [DraftRun(" ", moving)] + moved
      draft.blocks[index].runs = staying.map { run in
        var run = run
        if !run.style.contains(.comment) { run.change = other }
        return run
      }
      draft.doubts.append(
        DraftDoubt(
          .importJoinedParagraphs,
          isInserted
            ? "The draft begins a paragraph here that was part of the one before"
            : "The draft makes this paragraph a part of the one before",
          help: "its text is marked in both places, since a mark lives in one paragraph",
          source: draft.blocks[index].source))
    }
  }
}

extension DraftBlock {
  fileprivate var hasText: Bool { isParagraph || isHeading }
}
