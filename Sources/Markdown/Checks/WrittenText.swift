import Basics

/// The printed text of a paragraph, heading, or table cell, with the source offset of each byte.
///
/// Bytes that the author escaped and inline elements become ``mark``, so that a search finds only text that
/// is written the way it looks. Soft line breaks are line feeds.
struct WrittenText {
  /// Replaces anything that isn't plain text.
  static let mark: UInt8 = 0x1A

  private(set) var bytes: [UInt8] = []
  /// The source offset of each byte.
  private(set) var offsets: [Int] = []

  init(of block: MarkdownDocument.Index, in document: MarkdownDocument) {
    document.literals.withUnsafeBufferPointer { literals in
      for index in (block + 1)..<max(block + 1, Int(document.nodes[block].end)) {
        let node = document.nodes[index]
        switch node.kind {
        case .text: append(index, of: document, literals)
        case .softBreak: append(UInt8(ascii: "\n"), at: document.sourceOffset(of: node))
        case .emphasis, .strong: break
        default: append(Self.mark, at: document.sourceOffset(of: node))
        }
      }
    }
  }

  private mutating func append(
    _ index: MarkdownDocument.Index, of document: MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>
  ) {
    let slice = document.nodes[index].literal
    let isVerbatim = Int(slice.start) < document.sourceCount
    var cursor = TextCursor(index, of: document, literals)
    for byte in 0..<Int(slice.count) {
      let value = literals[Int(slice.start) + byte]
      guard !isVerbatim else {
        append(value, at: Int(slice.start) + byte)
        continue
      }
      let offset = cursor.sourceOffset(ofByte: byte)
      let isWritten = offset.map { literals[$0] == value } ?? false
      append(isWritten ? value : Self.mark, at: offset)
    }
  }

  private mutating func append(_ byte: UInt8, at offset: Int?) {
    bytes.append(byte)
    offsets.append(offset ?? offsets.last ?? 0)
  }

  // MARK: Searching

  /// The offset at which each line begins.
  var lineStarts: [Int] {
    [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// Returns the bytes of the line that begins at an offset.
  func line(at start: Int) -> ArraySlice<UInt8> {
    bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
  }

  /// Returns whether a text begins at an offset.
  func has(_ text: String, at place: Int) -> Bool {
    place >= 0 && place <= bytes.count && bytes[place...].starts(with: text.utf8)
  }

  /// A finished search: the range that it covered, and whether it found the text at the end of that range.
  private struct Search {
    var range: ClosedRange<Int>
    var succeeded: Bool
  }

  /// The last search for each text, so that repeated searches read a line only once.
  private var searches: [String: Search] = [:]

  /// Returns the offset of the first occurrence of a text between an offset and the end of its line.
  mutating func first(_ text: String, from place: Int) -> Int? {
    let last = searches[text]
    if let last, last.range.contains(place) { return last.succeeded ? last.range.upperBound : nil }
    var search = Search(range: place...place, succeeded: false)
    var index = place
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if let last, last.range.lowerBound == index {
        search.succeeded = last.succeeded
        index = last.range.upperBound
        break
      }
      search.succeeded = has(text, at: index)
      if search.succeeded { break }
      index += 1
    }
    search.range = place...index
    searches[text] = search
    return search.succeeded ? index : nil
  }

  /// Returns the byte at an offset, or a space if the offset is out of range.
  func byte(_ place: Int) -> UInt8 { bytes.indices.contains(place) ? bytes[place] : UInt8(ascii: " ") }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Returns the source range of part of the text.
  func source(_ range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return offsets[range.lowerBound]..<offsets[range.lowerBound] }
    return offsets[range.lowerBound]..<max(offsets[last] + 1, offsets[range.lowerBound] + 1)
  }
}
