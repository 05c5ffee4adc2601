/// A JSON value that keeps the order of its keys.
///
/// Source: RFC 8259.
package enum JSONText: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([JSONText])
  case object([(key: String, value: JSONText)])

  /// Returns an object without the keys whose value is `nil`.
  package static func object(_ members: KeyValuePairs<String, JSONText?>) -> JSONText {
    .object(members.compactMap { key, value in value.map { (key, $0) } })
  }

  static func texts(_ values: [String]) -> JSONText { .list(values.map(JSONText.text)) }

  /// The JSON with each value on its own line, so that versions of a file can be compared by line.
  var lines: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, lineBreak: [UInt8(ascii: "\n")])
    return bytes
  }

  /// The JSON without line breaks and spaces.
  package var compact: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, lineBreak: nil)
    return bytes
  }

  /// - Parameter lineBreak: A line feed and the indentation of the value's last line; `nil` for everything on one
  ///   line.
  private func append(to bytes: inout [UInt8], lineBreak: [UInt8]?) {
    let inner = lineBreak.map { $0 + [UInt8(ascii: " "), UInt8(ascii: " ")] }
    func append(_ count: Int, in brackets: StaticString, member: (Int) -> Void) {
      let (start, end) = (brackets.utf8Start[0], brackets.utf8Start[1])
      bytes.append(start)
      for index in 0..<count {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        if let inner { bytes += inner }
        member(index)
      }
      if let lineBreak, count > 0 { bytes += lineBreak }
      bytes.append(end)
    }
    switch self {
    case .text(let text): Self.appendQuoted(text, to: &bytes)
    case .number(let number): bytes += String(number).utf8
    case .flag(let flag): bytes += (flag ? "true" : "false").utf8
    case .list(let values):
      append(values.count, in: "[]") { values[$0].append(to: &bytes, lineBreak: inner) }
    case .object(let members):
      append(members.count, in: "{}") { index in
        Self.appendQuoted(members[index].key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if inner != nil { bytes.append(UInt8(ascii: " ")) }
        members[index].value.append(to: &bytes, lineBreak: inner)
      }
    }
  }

  /// Appends a quoted string without `<`, so that it's also safe in a page's script element.
  private static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { text in
      var start = 0
      for (index, byte) in text.enumerated()
      where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        || byte == UInt8(ascii: "<")
      {
        bytes += text[start..<index]
        start = index + 1
        switch byte {
        case UInt8(ascii: "\""): bytes += #"\""#.utf8
        case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
        case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
        case UInt8(ascii: "<"): bytes += #"\u003c"#.utf8
        default: bytes += (#"\u00"# + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)).utf8
        }
      }
      bytes += text[start...]
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
