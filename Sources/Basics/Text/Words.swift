private import Foundation

/// A text divided into words, white space and punctuation: what a person sees change.
///
/// A word is a run of letters, digits and their marks, with the apostrophes inside of it, and with the full
/// stops, commas and hyphens inside of a number: `client's`, `18.420`, `246-929-210`. White space is one token
/// however long; each mark of punctuation is its own.
package struct WordTokens {
  package enum Kind: UInt8 {
    case word, space, punctuation
  }

  package struct Token {
    package var kind: Kind
    /// Its bytes in the text, from 0.
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
      // U+0080 to U+00BF: a no-break space, signs such as §, and among them three letters.
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

  /// Whether the punctuation at an offset is part of the word around it.
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

/// What the telling of changes and the import of drafts ask of words. A word is what ``WordTokens`` says.
extension String {
  /// Whether the text is empty or only white space.
  package var isBlank: Bool {
    utf8.allSatisfy(\.isASCIIWhitespace)
  }

  /// The text with its first letter in upper case.
  package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// Without the white space at both ends.
  package var trimmed: String { trimmedStart.trimmedEnd }

  /// Without the white space that it begins with.
  package var trimmedStart: String {
    utf8.firstIndex { !$0.isASCIIWhitespace }.map { String(self[$0...]) } ?? ""
  }

  /// Without the white space that it ends with.
  package var trimmedEnd: String {
    utf8.lastIndex { !$0.isASCIIWhitespace }.map { String(self[...$0]) } ?? ""
  }

  package var holdsWord: Bool {
    WordTokens(self).tokens.contains { $0.kind == .word }
  }

  package var startsInWord: Bool { !leadingWordPart.isEmpty }

  package var endsInWord: Bool { !trailingWordPart.isEmpty }

  /// The word or part of one that it begins with.
  package var leadingWordPart: String {
    let tokens = WordTokens(self)
    guard let first = tokens.tokens.first, first.kind == .word else { return "" }
    return tokens.string(first.range)
  }

  /// The word or part of one that it ends with.
  package var trailingWordPart: String {
    let tokens = WordTokens(self)
    guard let last = tokens.tokens.last, last.kind == .word else { return "" }
    return tokens.string(last.range)
  }

  /// Its first words, with what stands between them.
  package func firstWords(_ count: Int) -> String {
    let tokens = WordTokens(self)
    let words = tokens.tokens.filter { $0.kind == .word }.prefix(count)
    guard let first = words.first, let last = words.last else { return "" }
    return tokens.string(first.range.lowerBound..<last.range.upperBound)
  }

  /// Its last words, with what stands between them.
  package func lastWords(_ count: Int) -> String {
    let tokens = WordTokens(self)
    let words = tokens.tokens.filter { $0.kind == .word }.suffix(count)
    guard let first = words.first, let last = words.last else { return "" }
    return tokens.string(first.range.lowerBound..<last.range.upperBound)
  }

  /// Its last bytes, from where a word could begin.
  package func tail(_ count: Int) -> String {
    guard utf8.count > count else { return self }
    let cut = utf8.index(utf8.endIndex, offsetBy: -count)
    let start = utf8[cut...].firstIndex { $0.isASCIIWhitespace } ?? endIndex
    return String(self[start...])
  }

  /// Its first bytes, up to where a word could end.
  package func head(_ count: Int) -> String {
    guard utf8.count > count else { return self }
    let cut = utf8.index(utf8.startIndex, offsetBy: count)
    let end = utf8[..<cut].lastIndex { $0.isASCIIWhitespace } ?? startIndex
    return String(self[..<end])
  }
}

extension String {
  /// The text in Unicode's normal form C, in which the same letters are the same bytes.
  package var inNFC: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
  }

  /// The text in Unicode's normal form D, in which letters and their accents stand apart.
  package var inNFD: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : decomposedStringWithCanonicalMapping
  }
}
