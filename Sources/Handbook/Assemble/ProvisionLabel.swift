import Markup

/// Finds the label that a source prints before a provision, and takes it out of the text.
enum ProvisionLabel {
  /// The longest mark between parentheses that is a label, in bytes: `(xviii)`, `(7306)`.
  private static let longestMark = 8

  /// Finds a provision's label.
  ///
  /// What the author wrote in the attribute counts first; a mark in parentheses at the start of the text, such
  /// as `(a)` or `(iv)`, next; then a list's own number. Whichever stands in the text leaves it.
  ///
  /// - Parameters:
  ///   - written: The value of the attribute `label`.
  ///   - number: The number of an ordered list's item, with its delimiter.
  ///   - marksAreLabels: Whether a mark in parentheses is a label without an attribute.
  static func take(
    from document: inout MarkdownDocument, at node: MarkdownDocument.Index, written: String?, number: String?,
    marksAreLabels: Bool = true
  ) -> String? {
    guard let text = document.firstText(of: node) else { return written ?? number }
    let bytes = document.bytes(document.nodes[text].literal)
    if let written {
      let label = Array(written.utf8)
      if bytes.starts(with: label) { drop(label.count, from: text, of: &document) }
      return written
    }
    guard marksAreLabels, let length = lengthOfMark(in: bytes),
      length < bytes.count || document.isWordBoundary(after: text)
    else { return number }
    let mark = String(decoding: bytes.prefix(length), as: UTF8.self)
    drop(length, from: text, of: &document)
    return number.map { "\($0) \(mark)" } ?? mark
  }

  /// The length of a mark such as `(a)` that white space or nothing follows, in bytes.
  private static func lengthOfMark(in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.first == UInt8(ascii: "(") else { return nil }
    guard let close = bytes.prefix(longestMark + 2).firstIndex(of: UInt8(ascii: ")")) else { return nil }
    let inside = bytes[(bytes.startIndex + 1)..<close]
    guard !inside.isEmpty, inside.allSatisfy(isLetterOrDigit) else { return nil }
    let isNumber = inside.allSatisfy(isDigit)
    let isRoman = inside.allSatisfy { "ivxlcdmIVXLCDM".utf8.contains($0) }
    // A word in parentheses is not a label: at most two letters, doubled as in `(aa)`, or a Roman number.
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

  /// Takes bytes and the spaces behind them from the start of a text.
  private static func drop(
    _ count: Int, from text: MarkdownDocument.Index, of document: inout MarkdownDocument
  ) {
    let bytes = document.bytes(document.nodes[text].literal)
    let spaces = bytes.dropFirst(count).prefix { $0 == UInt8(ascii: " ") }.count
    document.nodes[text].literal.start += UInt32(count + spaces)
    document.nodes[text].literal.count -= UInt32(count + spaces)
    document.nodes[text].startColumn += UInt32(count + spaces)
  }
}
