private import Foundation

/// A text divided into words, white space, and punctuation, in which people see changes.
///
/// A word is a run of letters, digits, and combining marks, including apostrophes inside it, and periods,
/// commas, and hyphens inside a number: `client's`, `18.420`, `246-929-210`. A run of white space is a single
/// token. Each punctuation mark is a separate token.
package struct WordTokens {
  package enum Kind: UInt8 {
    case word, space, punctuation
  }

  package struct Token {
    package var kind: Kind
    /// The range in the text, in bytes from 0.
    package var range: Range<Int>
  }

  package let bytes: [UInt8]
  package private(set) var tokens: [Token] = []

  package init(_ text: String) {
    bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let start = index
      let (kind, length) = scalar(at: index)
      index += length
      switch kind {
      case .punctuation: break
      case .space: while index < bytes.count, self.scalar(at: index).kind == .space { step(&index) }
      case .word:
        while index < bytes.count, scalar(at: index).kind == .word || joins(at: index) { step(&index) }
      }
      tokens.append(Token(kind: kind, range: start..<index))
    }
  }

  package func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func step(_ index: inout Int) {
    index += scalar(at: index).length
  }

  private func scalar(at index: Int) -> (kind: Kind, length: Int) {
    let byte = bytes[index]
    if byte < 0x80 {
      if byte.isASCIILetterOrDigit || byte == UInt8(ascii: "_") { return (.word, 1) }
      return (byte.isASCIIWhitespace ? .space : .punctuation, 1)
    }
    let length = min(byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2, bytes.count - index)
    if byte == 0xC2, length == 2 {
      // U+0080 to U+00BF: a no-break space, signs such as §, and three letters.
      switch bytes[index + 1] {
      case 0xA0: return (.space, 2)
      case 0xAA, 0xB5, 0xBA: return (.word, 2)
      default: return (.punctuation, 2)
      }
    }
    if byte == 0xE2, length == 3, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81 {
      // U+2000 to U+207F: spaces, dashes, quotation marks, ellipses.
      let isSpace = bytes[index + 1] == 0x80 && (bytes[index + 2] <= 0x8B || bytes[index + 2] == 0xAF)
      return (isSpace ? .space : .punctuation, 3)
    }
    return (.word, length)
  }

  /// Returns whether the punctuation at an offset is part of the word around it.
  private func joins(at index: Int) -> Bool {
    let length = scalar(at: index).length
    guard index > 0, index + length < bytes.count, scalar(at: index + length).kind == .word else {
      return false
    }
    switch bytes[index] {
    case UInt8(ascii: "'"): return true
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"):
      return bytes[index - 1].isASCIIDigit && bytes[index + 1].isASCIIDigit
    case 0xE2: return length == 3 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99
    default: return false
    }
  }
}

/// Text operations for finding changes and importing drafts. Words are those of ``WordTokens``.
extension String {
  /// Whether the text is empty or only white space.
  package var isBlank: Bool {
    utf8.allSatisfy(\.isASCIIWhitespace)
  }

  /// The text with its first letter in uppercase.
  package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The text without white space at both ends.
  package var trimmed: String { trimmedStart.trimmedEnd }

  /// The text without white space at the start.
  package var trimmedStart: String {
    utf8.firstIndex { !$0.isASCIIWhitespace }.map { String(self[$0...]) } ?? ""
  }

  /// The text without white space at the end.
  package var trimmedEnd: String {
    utf8.lastIndex { !$0.isASCIIWhitespace }.map { String(self[...$0]) } ?? ""
  }

  package var holdsWord: Bool {
    WordTokens(self).tokens.contains { $0.kind == .word }
  }

  package var startsInWord: Bool { !leadingWordPart.isEmpty }

  package var endsInWord: Bool { !trailingWordPart.isEmpty }

  /// The word, or part of a word, at the start of the text.
  package var leadingWordPart: String {
    let tokens = WordTokens(self)
    guard let first = tokens.tokens.first, first.kind == .word else { return "" }
    return tokens.string(first.range)
  }

  /// The word, or part of a word, at the end of the text.
  package var trailingWordPart: String {
    let tokens = WordTokens(self)
    guard let last = tokens.tokens.last, last.kind == .word else { return "" }
    return tokens.string(last.range)
  }

  /// Returns the first words, and the text between them.
  package func firstWords(_ count: Int) -> String {
    let tokens = WordTokens(self)
    let words = tokens.tokens.filter { $0.kind == .word }.prefix(count)
    guard let first = words.first, let last = words.last else { return "" }
    return tokens.string(first.range.lowerBound..<last.range.upperBound)
  }

  /// Returns the last words, and the text between them.
  package func lastWords(_ count: Int) -> String {
    let tokens = WordTokens(self)
    let words = tokens.tokens.filter { $0.kind == .word }.suffix(count)
    guard let first = words.first, let last = words.last else { return "" }
    return tokens.string(first.range.lowerBound..<last.range.upperBound)
  }

  /// Returns at most the given number of bytes from the end of the text, starting where a word could begin.
  package func tail(_ count: Int) -> String {
    guard utf8.count > count else { return self }
    let cut = utf8.index(utf8.endIndex, offsetBy: -count)
    let start = utf8[cut...].firstIndex { $0.isASCIIWhitespace } ?? endIndex
    return String(self[start...])
  }

  /// Returns at most the given number of bytes from the start of the text, ending where a word could end.
  package func head(_ count: Int) -> String {
    guard utf8.count > count else { return self }
    let cut = utf8.index(utf8.startIndex, offsetBy: count)
    let end = utf8[..<cut].lastIndex { $0.isASCIIWhitespace } ?? startIndex
    return String(self[..<end])
  }
}

extension String {
  /// The text in Unicode Normalization Form C, in which equivalent letters have the same bytes.
  package var inNFC: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
  }

  /// The text in Unicode Normalization Form D, in which letters and their accents are separate.
  package var inNFD: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : decomposedStringWithCanonicalMapping
  }
}

extension [String] {
  /// The elements as a list in a sentence: "1", "1 and 2", or "1, 2, and 3".
  package var joinedAsList: String {
    guard let last, count > 1 else { return first ?? "" }
    return count == 2 ? "\(self[0]) and \(last)" : "\(dropLast().joined(separator: ", ")), and \(last)"
  }
}
