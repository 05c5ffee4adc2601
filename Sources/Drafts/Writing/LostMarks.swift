import Basics

/// Finds positions where a Markdown converter probably lost the mark of an insertion.
///
/// None of this is certain, so nothing is changed. An editor checks the source and decides.
struct LostMarks {
  /// A position where a mark was probably lost.
  struct Place: Equatable {
    var summary: String
    var block: Int
    /// The index among the block's parts.
    var part: Int
    /// The byte offset in the part's text.
    var offset: Int
  }

  /// Checks the blocks of a draft.
  ///
  /// A deletion that nothing replaces counts only after the last insertion, because a converter that loses
  /// insertions loses all that follow.
  static func places(in blocks: [[MarkRepair.Part]]) -> [Place] {
    var places: [Place] = []
    let last = lastInsertion(in: blocks)
    for (block, parts) in blocks.enumerated() {
      for (index, part) in parts.enumerated() {
        switch part {
        case .kept(let text):
          places += capitals(in: text.string).map { offset, word in
            Place(
              summary: "'\(word)' has a capital letter inside: part of a change was probably lost",
              block: block, part: index, offset: offset)
          }
        case .change(let deleted, let new) where new.isEmpty:
          let old = deleted.string
          let before = index > 0 ? parts[index - 1].keptText : ""
          let after = parts[(index + 1)...].first { !$0.isComment }?.keptText ?? ""
          if isFragment(old, after: before, before: after) {
            places.append(
              Place(
                summary:
                  "'\(old.trimmed)' is struck, which is a part of a word: part of a change was probably lost",
                block: block, part: index, offset: 0))
          } else if (block, index) > last, after.trimmed.utf8.first.map({ !$0.isClosingPunctuation }) ?? false
          {
            places.append(
              Place(
                summary: "'\(old.trimmed.abbreviated)' is struck and nothing replaces it: "
                  + "the mark of an insertion was probably lost", block: block, part: index,
                offset: 0))
          }
        case .change, .comment: break
        }
      }
    }
    return places
  }

  private static func lastInsertion(in blocks: [[MarkRepair.Part]]) -> (block: Int, part: Int) {
    for (block, parts) in blocks.enumerated().reversed() {
      let part = parts.lastIndex { if case .change(_, let new) = $0 { !new.isEmpty } else { false } }
      if let part { return (block, part) }
    }
    return (-1, 0)
  }

  /// Returns whether deleted text is only part of a word: it's attached to a neighboring word, or repeats the
  /// end of the word before it.
  private static func isFragment(_ old: String, after before: String, before after: String) -> Bool {
    let text = old.trimmed
    guard !text.isEmpty, text.utf8.allSatisfy({ $0.isASCIILetter }) else { return false }
    let joinsLeft = old.utf8.first == text.utf8.first && before.utf8.last.map(\.isASCIILetter) ?? false
    let joinsRight = old.utf8.last == text.utf8.last && after.utf8.first.map(\.isASCIILetter) ?? false
    if joinsLeft || joinsRight { return true }
    let previous = before.trimmed.utf8.reversed().prefix { $0.isASCIILetter }.reversed()
    return text.utf8.count < previous.count && previous.suffix(text.utf8.count).elementsEqual(text.utf8)
  }

  /// Returns the words with a capital letter after a lowercase letter, except for names such as McDonald.
  private static func capitals(in text: String) -> [(offset: Int, word: String)] {
    let bytes = Array(text.utf8)
    var found: [(Int, String)] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index].isASCIILetter else {
        index += 1
        continue
      }
      let end = bytes[index...].firstIndex { !$0.isASCIILetter } ?? bytes.count
      let word = bytes[index..<end]
      let isInside = zip(word, word.dropFirst()).contains { ($0 | 0x20) == $0 && ($1 | 0x20) != $1 }
      let isAddress =
        index > 0 && (bytes[index - 1] == UInt8(ascii: "/") || bytes[index - 1] == UInt8(ascii: "."))
      let isName = namePrefixes.contains { word.starts(with: $0.utf8) }
      if isInside, !isName, !isAddress { found.append((index, String(decoding: word, as: UTF8.self))) }
      index = end
    }
    return found
  }

  private static let namePrefixes = ["Mc", "Mac", "De", "La", "Le", "Di", "Fitz", "PhD", "PsyD"]
}

extension MarkRepair.Part {
  fileprivate var keptText: String {
    if case .kept(let text) = self { text.string } else { "" }
  }

  fileprivate var isComment: Bool {
    if case .comment = self { true } else { false }
  }
}

extension String {
  /// The text itself, or its first words if it's long.
  fileprivate var abbreviated: String {
    let words = split(separator: " ")
    return words.count <= 8 ? self : words.prefix(6).joined(separator: " ") + " …"
  }
}
