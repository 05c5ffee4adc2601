import Basics

/// The text of a paragraph, heading, or table cell as it is printed, with the place in the source of each byte.
///
/// A byte that the author escaped, and each inline element, is a ``mark``, so that a search finds only what is written
/// as it looks. Soft line breaks are line feeds.
struct WrittenText {
  /// Replaces what isn't plain text.
  static let mark: UInt8 = 0x1A

  private(set) var bytes: [UInt8] = []
  /// The offset in the source of each byte.
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

  /// Where each line begins.
  var lineStarts: [Int] {
    [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The bytes of the line that begins at a place.
  func line(at start: Int) -> ArraySlice<UInt8> {
    bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
  }

  /// Whether a text is at a place.
  func has(_ text: String, at place: Int) -> Bool {
    place >= 0 && place <= bytes.count && bytes[place...].starts(with: text.utf8)
  }

  /// A search that has ended: from where to where it went, and whether the text is there.
  private struct Search {
    var range: ClosedRange<Int>
    var succeeded: Bool
  }

  /// The last search for each text, so that many searches of one line read it once.
  private var searches: [String: Search] = [:]

  /// The first place of a text on the line of a place, from that place on.
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

  /// The byte at a place, or a space beyond the ends.
  func byte(_ place: Int) -> UInt8 { bytes.indices.contains(place) ? bytes[place] : UInt8(ascii: " ") }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The place in the source of a part of the text.
  func source(_ range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return offsets[range.lowerBound]..<offsets[range.lowerBound] }
    return offsets[range.lowerBound]..<max(offsets[last] + 1, offsets[range.lowerBound] + 1)
  }
}
