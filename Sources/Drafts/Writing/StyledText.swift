import Basics

/// Text in pieces with uniform formatting, without regard to changes.
struct StyledText: Equatable {
  struct Piece: Equatable {
    var text: String
    var style: DraftRun.Style = []
    var link: String?

    /// Whether the piece is white space.
    ///
    /// A note's mark isn't.
    var isBlank: Bool { text.isBlank }
  }

  private(set) var pieces: [Piece] = []

  init() {}

  init(_ run: DraftRun) {
    append(Piece(text: run.text, style: run.style, link: run.link))
  }

  init(_ text: String) {
    append(Piece(text: text))
  }

  var string: String { pieces.map(\.text).joined() }
  var isEmpty: Bool { pieces.isEmpty }
  var isBlank: Bool { pieces.allSatisfy(\.isBlank) }
  var count: Int { pieces.reduce(0) { $0 + $1.text.utf8.count } }
  var firstByte: UInt8? { pieces.first?.text.utf8.first }
  var lastByte: UInt8? { pieces.last?.text.utf8.last }
  var startsWithClosingPunctuation: Bool { firstByte.map(\.isClosingPunctuation) ?? false }

  mutating func append(_ piece: Piece) {
    guard !piece.text.isEmpty else { return }
    if let last = pieces.last, last.style == piece.style, last.link == piece.link,
      !piece.style.contains(.note)
    {
      pieces[pieces.count - 1].text += piece.text
    } else {
      pieces.append(piece)
    }
  }

  static func + (left: Self, right: Self) -> Self {
    var result = left
    for piece in right.pieces { result.append(piece) }
    return result
  }

  static func += (left: inout Self, right: Self) { left = left + right }

  var trimmedStart: Self {
    var result = self
    while let first = result.pieces.first {
      let rest = first.text.trimmedStart
      result.pieces[0].text = rest
      if !rest.isEmpty { break }
      result.pieces.removeFirst()
    }
    return result
  }

  var trimmedEnd: Self {
    var result = self
    while let last = result.pieces.last {
      let rest = last.text.trimmedEnd
      result.pieces[result.pieces.count - 1].text = rest
      if !rest.isEmpty { break }
      result.pieces.removeLast()
    }
    return result
  }

  var trimmed: Self { trimmedStart.trimmedEnd }

  /// Removes the first character and returns it with its formatting.
  mutating func removeFirst() -> Self {
    guard let first = pieces.first, let character = first.text.first else { return Self() }
    var taken = Self()
    taken.append(Piece(text: String(character), style: first.style, link: first.link))
    pieces[0].text.removeFirst()
    if pieces[0].text.isEmpty { pieces.removeFirst() }
    return taken
  }

  /// Returns the text before and after a byte offset.
  func divided(at offset: Int) -> (Self, Self) {
    var (before, after) = (Self(), Self())
    var left = offset
    for piece in pieces {
      let size = piece.text.utf8.count
      if left >= size {
        before.append(piece)
      } else if left <= 0 {
        after.append(piece)
      } else {
        let cut = piece.text.utf8.index(piece.text.utf8.startIndex, offsetBy: left)
        before.append(Piece(text: String(piece.text[..<cut]), style: piece.style, link: piece.link))
        after.append(Piece(text: String(piece.text[cut...]), style: piece.style, link: piece.link))
      }
      left -= size
    }
    return (before, after)
  }
}
