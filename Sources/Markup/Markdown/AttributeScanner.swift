/// Reads `{#id .topic key="value"}`.
///
/// An id and the name of a topic are letters of any script, digits, and `-`, `_`, `.`, `:`; a value is in
/// quotation marks, where a backslash keeps the next mark or backslash, or has neither space nor quotation mark.
struct AttributeScanner {
  /// What stands between `{` and `}`.
  enum Outcome {
    case attributes(Attributes, repeated: [Located<String>])
    /// It begins as attributes do, and goes on otherwise at an offset.
    case malformed(at: Int)
    case text
  }

  private let source: UnsafeBufferPointer<UInt8>
  private let lines: SourceLines
  private let line: Int
  private var offset: Int
  private let end: Int

  /// - Parameters:
  ///   - braces: The bytes of the source from `{` to `}`, all on one line.
  ///   - line: That line's number, from 0.
  static func scan(
    _ source: UnsafeBufferPointer<UInt8>, _ braces: Range<Int>, lines: SourceLines, line: Int
  ) -> Outcome {
    var scanner = Self(
      source: source, lines: lines, line: line, offset: braces.lowerBound + 1, end: braces.upperBound - 1)
    return scanner.scan(braces)
  }

  private mutating func scan(_ braces: Range<Int>) -> Outcome {
    skipSpace()
    guard beginsAttribute() else { return .text }
    var attributes = Attributes(range: lines.range(braces, onLine: line))
    var repeated: [Located<String>] = []
    var keys: Set<String> = []
    while offset < end {
      let start = offset
      switch source[offset] {
      case UInt8(ascii: "#"):
        offset += 1
        guard let id = name() else { return .malformed(at: start) }
        if attributes.id == nil { attributes.id = id.map(\.inNFC) } else { repeated.append(id) }
      case UInt8(ascii: "."):
        offset += 1
        guard let topic = name() else { return .malformed(at: start) }
        attributes.classes.append(topic)
      default:
        guard let key = key(), let value = value() else { return .malformed(at: start) }
        if keys.insert(key.value).inserted {
          attributes.pairs.append(Attributes.Pair(key: key, value: value))
        } else {
          repeated.append(key)
        }
      }
      guard offset == end || source[offset].isSpaceOrTab else { return .malformed(at: offset) }
      skipSpace()
    }
    return .attributes(attributes, repeated: repeated)
  }

  /// Whether what comes next can be nothing but attributes: `#` or `.` with no punctuation after it, or a key.
  private func beginsAttribute() -> Bool {
    guard offset < end else { return false }
    switch source[offset] {
    case UInt8(ascii: "#"): return true
    case UInt8(ascii: "."):
      return offset + 1 < end && (source[offset + 1].isASCIILetter || source[offset + 1] >= 0x80)
    default:
      var copy = self
      return copy.key() != nil
    }
  }

  private mutating func name() -> Located<String>? {
    let start = offset
    while offset < end, Self.isNameByte(source[offset]) { offset += 1 }
    return offset > start ? located(start..<offset) : nil
  }

  /// A key with its `=`.
  private mutating func key() -> Located<String>? {
    let start = offset
    guard offset < end, source[offset].isASCIILetter else { return nil }
    while offset < end, source[offset].isASCIILetterOrDigit || source[offset] == UInt8(ascii: "-") {
      offset += 1
    }
    guard offset < end, source[offset] == UInt8(ascii: "=") else { return nil }
    offset += 1
    return located(start..<(offset - 1))
  }

  private mutating func value() -> Located<String>? {
    guard offset < end else { return nil }
    let mark = source[offset]
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
      let start = offset
      while offset < end, !source[offset].isASCIIWhitespace, source[offset] != UInt8(ascii: "\""),
        source[offset] != UInt8(ascii: "'")
      {
        offset += 1
      }
      return offset > start ? located(start..<offset) : nil
    }
    offset += 1
    let start = offset
    var bytes: [UInt8] = []
    while offset < end, source[offset] != mark {
      if source[offset] == UInt8(ascii: "\\"), offset + 1 < end,
        source[offset + 1] == mark || source[offset + 1] == UInt8(ascii: "\\")
      {
        offset += 1
      }
      bytes.append(source[offset])
      offset += 1
    }
    guard offset < end else { return nil }
    defer { offset += 1 }
    return Located(String(decoding: bytes, as: UTF8.self), lines.range(start..<offset, onLine: line))
  }

  private mutating func skipSpace() {
    while offset < end, source[offset].isSpaceOrTab { offset += 1 }
  }

  private func located(_ bytes: Range<Int>) -> Located<String> {
    Located(String(decoding: source[bytes], as: UTF8.self), lines.range(bytes, onLine: line))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"): true
    default: byte.isASCIILetterOrDigit || byte >= 0x80
    }
  }
}
