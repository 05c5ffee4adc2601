import Markdown

/// Finds the label that a source gives a provision, and removes it from the text.
enum ProvisionLabel {
  /// The length of the longest mark in parentheses that can be a label, in bytes: `(xviii)`, `(7306)`.
  private static let longestMark = 8

  /// Returns a provision's label in the source, or `nil` if it has none, and removes the label from the text.
  ///
  /// The `label` attribute comes first, then a mark in parentheses at the start of the text, such as `(a)` or
  /// `(iv)`, and then the number of an ordered list. Punctuation that separates a written label from the
  /// text, as in "Rule 1.1: Seek supervision", is part of the label, so that no word or mark of the source is
  /// lost.
  ///
  /// - Parameters:
  ///   - written: The value of the `label` attribute.
  ///   - number: The number of the item in an ordered list, with its delimiter.
  ///   - marksAreLabels: Whether a mark in parentheses is a label even without the attribute.
  static func take(
    from document: inout MarkdownDocument, at node: MarkdownDocument.Index, written: String?, number: String?,
    marksAreLabels: Bool = true
  ) -> String? {
    guard let text = document.firstText(of: node) else { return written ?? number }
    let bytes = document.bytes(document.nodes[text].text)
    if let written {
      let endsInBoundary = document.isWordBoundary(after: text)
      guard let length = length(of: written, in: bytes, endsInBoundary: endsInBoundary) else {
        return written
      }
      let label = String(decoding: bytes.prefix(length), as: UTF8.self)
      drop(length, from: text, of: &document)
      return label
    }
    guard marksAreLabels, let length = lengthOfMark(in: bytes),
      length < bytes.count || document.isWordBoundary(after: text)
    else { return number }
    let mark = String(decoding: bytes.prefix(length), as: UTF8.self)
    drop(length, from: text, of: &document)
    return number.map { "\($0) \(mark)" } ?? mark
  }

  /// Returns the length in bytes of a written label at the start of a text, including separating punctuation.
  ///
  /// Returns `nil` if the text doesn't begin with the label.
  ///
  /// The label must be whole: `1` isn't the label of "10 hours", nor `7306.1` that of "7306.1.2".
  ///
  /// - Parameter endsInBoundary: Whether the end of the text is also the end of a word.
  private static func length(of label: String, in text: ArraySlice<UInt8>, endsInBoundary: Bool) -> Int? {
    guard text.starts(with: label.utf8) else { return nil }
    let rest = text.dropFirst(label.utf8.count)
    let marks = rest.prefix { ".:)".utf8.contains($0) }
    let afterMarks = rest.dropFirst(marks.count)
    let spaces = afterMarks.prefix { $0 == UInt8(ascii: " ") }
    let afterSpaces = afterMarks.dropFirst(spaces.count)
    let dash = ["\u{2014}", "\u{2013} ", "- "].first { afterSpaces.starts(with: $0.utf8) }
    if let dash, !spaces.isEmpty || dash != "- " {
      return label.utf8.count + marks.count + spaces.count + (dash == "- " ? 1 : 3)
    }
    let isWhole = afterMarks.isEmpty ? endsInBoundary : !spaces.isEmpty
    if isWhole { return label.utf8.count + marks.count }
    // A label that ends in a punctuation mark needs no space after it: `(a)` is the label of "(a)Be kind".
    return label.utf8.last.map(isLetterOrDigit) == false ? label.utf8.count : nil
  }

  /// Returns the length in bytes of a mark such as `(a)`, followed by a space or the end of the text.
  private static func lengthOfMark(in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.first == UInt8(ascii: "(") else { return nil }
    guard let close = bytes.prefix(longestMark + 2).firstIndex(of: UInt8(ascii: ")")) else { return nil }
    let inside = bytes[(bytes.startIndex + 1)..<close]
    guard !inside.isEmpty, inside.allSatisfy(isLetterOrDigit) else { return nil }
    let isNumber = inside.allSatisfy(isDigit)
    let isRoman = inside.allSatisfy { "ivxlcdmIVXLCDM".utf8.contains($0) }
    // A word in parentheses isn't a label, unless it is one letter, a doubled letter as in `(aa)`, or a Roman
    // numeral.
    let isLetter = inside.count == 1 || (inside.count == 2 && inside.first == inside.last)
    guard isNumber || isRoman || isLetter else { return nil }
    let after = close + 1
    guard after == bytes.endIndex || bytes[after] == UInt8(ascii: " ") else { return nil }
    return after - bytes.startIndex
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Removes bytes and the spaces after them from the start of a text.
  private static func drop(
    _ count: Int, from text: MarkdownDocument.Index, of document: inout MarkdownDocument
  ) {
    let bytes = document.bytes(document.nodes[text].text)
    let spaces = bytes.dropFirst(count).prefix { $0 == UInt8(ascii: " ") }.count
    document.dropFirst(count + spaces, of: text)
  }
}
