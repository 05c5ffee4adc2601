/// Removes the parts of a draft that belong to its pages rather than its text: page numbers, running heads,
/// tables of contents, and the buttons of web pages.
enum Furniture {
  /// Removes these parts and returns them.
  static func remove(from draft: inout Draft) -> [Outline.LeftOut] {
    let headings = Set(draft.blocks.filter { !$0.isContentsEntry }.map { comparable($0.words) })
    let styled = draft.blocks.filter(\.isHeading).map { comparable($0.words) }
    /// Returns whether a heading is the same, or has only the name of the series before it.
    func isHeading(_ text: String) -> Bool {
      headings.contains(text) || styled.contains { $0.hasSuffix(text) }
    }
    let repeated = runningHeads(of: draft)
    var leftOut: [Outline.LeftOut] = []
    var kept: [DraftBlock] = []
    var isInterrupted = false
    for (index, block) in draft.blocks.enumerated() {
      let text = block.words
      let reason: String? =
        if !block.isParagraph && !block.isHeading || block.runs.holdsChange {
          nil
        } else if block.isContentsEntry && isHeading(comparable(withoutPage(text))) {
          "a table of contents"
        } else if isPageNumber(text) {
          "a page number"
        } else if isContentsLine(text) {
          "a table of contents"
        } else if repeated.contains(index) {
          "a running head"
        } else if block.list == nil, webPhrases.contains(text.lowercased().filter { $0 != "." }) {
          "a part of the page around the text"
        } else if text.unicodeScalars.count <= 2, !text.isEmpty, PrintedLabel(text)?.isBullet ?? false {
          Outline.LeftOut.emptyBullet
        } else {
          nil
        }
      if let reason {
        leftOut.append(Outline.LeftOut(reason: reason, text: text, source: block.source))
        isInterrupted = true
        if kept.count < draft.blocks.count, index + 1 < draft.blocks.count {
          draft.blocks[index + 1].followsGap = true
        }
      } else if isInterrupted, let last = kept.last, goesOn(last, in: block) {
        kept[kept.count - 1].runs += [DraftRun(" ")] + block.runs
        isInterrupted = false
      } else {
        kept.append(block)
        isInterrupted = false
      }
    }
    draft.blocks = kept
    return leftOut
  }

  /// Returns whether a page break splits a sentence: the first part doesn't end, and the second begins in
  /// lowercase.
  private static func goesOn(_ first: DraftBlock, in second: DraftBlock) -> Bool {
    guard first.isParagraph, second.isParagraph, second.list == nil, PrintedLabel(second.words) == nil,
      let end = first.words.last, let start = second.words.first
    else { return false }
    return start.isLowercase && (end.isLetter || end.isNumber || end == ",")
  }

  /// Returns whether a block says only that the text is a draft.
  static func isDraftLine(_ block: DraftBlock) -> Bool {
    let text = block.words.filter { $0 != "*" && $0 != "_" }
    return text.uppercased() == "DRAFT" && !block.runs.holdsChange
  }

  /// Returns whether a text is a page number: `Page 2 of 3`, `- 2 -`, `2 | Page`.
  ///
  /// A number by itself isn't one, because it can be a label.
  private static func isPageNumber(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let isNumber = { (word: String) in word.allSatisfy(\.isNumber) && word.count <= 4 }
    switch words.count {
    case 1: return isNumber(words[0]) && text.hasPrefix("-") && text.hasSuffix("-") && text.count > 2
    case 2: return (words[0] == "page" && isNumber(words[1])) || (words[1] == "page" && isNumber(words[0]))
    case 4: return words[0] == "page" && isNumber(words[1]) && words[2] == "of" && isNumber(words[3])
    default: return false
    }
  }

  /// Returns whether a text is an entry of a table of contents: `Confidentiality ........ 3`.
  private static func isContentsLine(_ text: String) -> Bool {
    guard let last = text.last, last.isNumber else { return false }
    return text.contains(".....") || text.contains(". . . .") || text.contains("……")
  }

  private static func withoutPage(_ text: String) -> String {
    String(text.reversed().drop { $0.isNumber || $0.isWhitespace || $0 == "." || $0 == "…" }.reversed())
  }

  private static func comparable(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Returns the short lines that recur at page ends, ignoring numbers in them.
  private static func runningHeads(of draft: Draft) -> Set<Int> {
    let numbered = numberedHeads(of: draft)
    func isEnd(_ index: Int) -> Bool {
      guard draft.blocks.indices.contains(index) else { return false }
      return isPageNumber(draft.blocks[index].words) || draft.blocks[index].startsPage
        || numbered.contains(index)
    }
    var places: [String: [Int]] = [:]
    for (index, block) in draft.blocks.enumerated() where block.isParagraph && block.words.utf8.count <= 120 {
      let isBeside =
        index == 0 || block.startsPage || [-2, -1, 1, 2].contains { isEnd(index + $0) }
        || numbered.contains(index)
      guard isBeside, !block.words.isEmpty else { continue }
      places[block.words.lowercased().filter { !$0.isNumber }, default: []].append(index)
    }
    // The first occurrence can be the title itself, unless a page number is in it or beside it.
    return Set(
      places.values.filter { $0.count > 1 }.joined().filter { index in
        index > 2 || numbered.contains(index)
          || (numbered.contains(index - 1) && !LineLooks.namesCode(draft.blocks[index].words))
      })
  }

  /// Returns the lines that end with the number of the page and otherwise recur: `Peer Manual   Page 2`.
  private static func numberedHeads(of draft: Draft) -> Set<Int> {
    var places: [String: [Int]] = [:]
    for (index, block) in draft.blocks.enumerated() where block.isParagraph && block.words.utf8.count <= 120 {
      let words = block.words.lowercased().split(separator: " ")
      guard words.count > 2, words.dropLast().last == "page", words.last?.allSatisfy(\.isNumber) ?? false
      else {
        continue
      }
      places[words.dropLast().joined(separator: " "), default: []].append(index)
    }
    return Set(places.values.filter { $0.count > 1 }.joined())
  }

  private static let webPhrases: Set<String> = [
    "latest version", "skip to main content", "skip to content", "back to top", "print", "print page",
    "share",
    "share this page", "download pdf", "home", "search", "menu", "table of contents", "contents", "next",
    "previous",
    "toggle navigation", "view pdf", "print this page", "email this page", "continued",
    "this page intentionally left blank",
  ]
}
