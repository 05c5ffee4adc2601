import Markup

/// Reads the tracked changes of one block as converters to Markdown write them: `~~deleted~~` and
/// `[inserted](#)`.
struct ConvertedMarks {
  private(set) var pieces: [DraftPiece] = []
  /// What could not be read, in the order of the text.
  private(set) var problems: [String] = []
  private let bytes: [UInt8]
  private let codeSpans: CodeSpans

  /// - Parameter text: The block's inline Markdown.
  init(_ text: String) {
    bytes = Array(text.utf8)
    codeSpans = CodeSpans(bytes, in: bytes.indices)
    var index = 0
    var keptStart = 0
    func keep(upTo end: Int) {
      pieces.append(.kept, MarkdownEscaping.escapeMarks(string(keptStart..<end)))
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        index += 2
      case UInt8(ascii: "`"):
        index = codeSpans.end(ofSpanAt: index)
      case UInt8(ascii: "~") where isTildes(at: index):
        guard let close = closingTildes(after: index + 2) else {
          problems.append("'~~' has no second '~~' in the same block, and stays as text")
          index += 2
          continue
        }
        keep(upTo: index)
        appendDeletion((index + 2)..<close)
        index = close + 2
        keptStart = index
      case UInt8(ascii: "["):
        guard let close = closingBracket(at: index), bytes[(close + 1)...].starts(with: Self.emptyAddress)
        else {
          index += 1
          continue
        }
        keep(upTo: index)
        appendInsertion((index + 1)..<close)
        index = close + 1 + Self.emptyAddress.count
        keptStart = index
      default:
        index += 1
      }
    }
    keep(upTo: bytes.count)
  }

  /// Whether a text has any such mark.
  static func areIn(_ text: String) -> Bool {
    text.utf8.count > 3 && (text.contains("](#)") || text.contains("~~"))
  }

  private static let emptyAddress = Array("(#)".utf8)

  /// Text that was inserted before it was deleted is in neither version.
  private mutating func appendDeletion(_ range: Range<Int>) {
    let inner = ConvertedMarks(string(range))
    for piece in inner.pieces {
      switch piece.kind {
      case .kept, .deleted: pieces.append(.deleted, piece.text)
      case .inserted: pieces.append(.comment, "Inserted and struck in the source: \(piece.text)")
      case .comment: pieces.append(piece)
      }
    }
    problems += inner.problems
  }

  private mutating func appendInsertion(_ range: Range<Int>) {
    let inner = ConvertedMarks(string(range))
    for piece in inner.pieces {
      switch piece.kind {
      case .kept, .inserted: pieces.append(.inserted, piece.text)
      case .deleted: pieces.append(.comment, "Inserted and struck in the source: \(piece.text)")
      case .comment: pieces.append(piece)
      }
    }
    problems += inner.problems
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  private func isTildes(at index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "~")
  }

  private func closingTildes(after start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"): index = codeSpans.end(ofSpanAt: index)
      case UInt8(ascii: "~") where isTildes(at: index) && index > start: return index
      default: index += 1
      }
    }
    return nil
  }

  private func closingBracket(at start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "`"): index = codeSpans.end(ofSpanAt: index) - 1
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return nil
  }
}
