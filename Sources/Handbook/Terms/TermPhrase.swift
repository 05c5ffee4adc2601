import Markup

/// The words of a term, ready to be compared with running text.
///
/// Case counts for nothing, a curly apostrophe is as good as a straight one, and white space between words may
/// be of any length.
struct TermPhrase: Sendable {
  /// The place of the term in the glossary's ``Glossary/terms``.
  let term: Int
  /// The title in lower case, with a space between words and straight apostrophes.
  let scalars: [Unicode.Scalar]
  private let firstWord: ArraySlice<Unicode.Scalar>

  /// - Returns: Nothing for a title of one letter, or of none.
  init?(title: String, term: Int) {
    let words = title.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    scalars = words.unicodeScalars.map { $0 == "\u{2019}" ? "'" : $0 }
    firstWord = scalars.prefix { $0 != " " }
    self.term = term
    guard scalars.count > 1 else { return nil }
  }

  /// Whether the phrase's first word, or a longer one that it begins, stands at a place of a text.
  func begins(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    Self.end(of: firstWord, in: text, at: start) != nil
  }

  /// The length in bytes of the phrase at a place of a text, or of its plural in `s`; nothing where something
  /// else stands there, or where the word goes on.
  ///
  /// - Parameters:
  ///   - text: Well-formed UTF-8.
  ///   - start: The offset of a word's first byte.
  func length(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard let end = Self.end(of: scalars[...], in: text, at: start) else { return nil }
    if !WordBoundary.continues(text, at: end) { return end - start }
    let isPlural =
      text[end].lowercasedASCII == UInt8(ascii: "s") && !WordBoundary.continues(text, at: end + 1)
    return isPlural ? end + 1 - start : nil
  }

  private static func end(
    of phrase: ArraySlice<Unicode.Scalar>, in text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Int? {
    var offset = start
    for scalar in phrase {
      guard offset < text.count else { return nil }
      if scalar == " " {
        let first = offset
        while offset < text.count, text[offset].isASCIIWhitespace { offset += 1 }
        guard offset > first else { return nil }
      } else {
        guard let end = end(of: scalar, in: text, at: offset) else { return nil }
        offset = end
      }
    }
    return offset
  }

  /// The offset after a small letter or sign, where it stands at a place in whatever case.
  private static func end(
    of scalar: Unicode.Scalar, in text: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> Int? {
    if text[offset] < 0x80 {
      return UInt32(text[offset].lowercasedASCII) == scalar.value ? offset + 1 : nil
    }
    var end = offset + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    guard let found = String(decoding: text[offset..<end], as: UTF8.self).unicodeScalars.first else {
      return nil
    }
    let isSame = scalar == "'" ? found == "\u{2019}" : found.properties.lowercaseMapping == String(scalar)
    return isSame ? end : nil
  }
}
