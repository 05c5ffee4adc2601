/// The text of a script that passes data to the client: `handbookSearch("lexicon/0",…)`.
///
/// A folder opened through `file://` can't load data any other way. The text is ASCII, plus UTF-8 that
/// doesn't affect HTML parsers, so that a script can also be embedded in a page.
struct ScriptText {
  private(set) var bytes: [UInt8] = []

  init(reservingCapacity capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Appends punctuation, numbers, and other text that doesn't need escaping.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ number: Int) {
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func appendString(_ text: String) {
    var text = text
    text.withUTF8 { appendString($0) }
  }

  mutating func appendString(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { appendString($0) }
  }

  /// Appends a string literal in double quotation marks, valid in JSON and JavaScript.
  mutating func appendString(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    for (index, byte) in text.enumerated() where Self.needsLook[Int(byte)] {
      guard let escape = Self.escape(of: byte, at: index, in: text) else { continue }
      bytes.append(contentsOf: text[start..<index])
      bytes.append(contentsOf: escape.text.utf8)
      start = index + escape.width
    }
    bytes.append(contentsOf: text[start...])
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends elements in brackets, separated by commas.
  mutating func appendArray<Element>(
    _ elements: some Sequence<Element>, _ appendElement: (inout ScriptText, Element) -> Void
  ) {
    append("[")
    var isFirst = true
    for element in elements {
      if !isFirst { append(",") }
      isFirst = false
      appendElement(&self, element)
    }
    append("]")
  }

  /// The bytes that may need escaping: control characters, `"`, `\`, `<`, and the first byte of U+2028 and
  /// U+2029.
  private static let needsLook: [Bool] = (0..<256).map { byte in
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x3C || byte == 0xE2
  }

  private static func escape(
    of byte: UInt8, at index: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> (text: String, width: Int)? {
    switch byte {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case UInt8(ascii: "<"): return ("\\u003c", 1)
    case 0xE2:
      guard index + 2 < text.count, text[index + 1] == 0x80 else { return nil }
      return switch text[index + 2] {
      case 0xA8: ("\\u2028", 3)
      case 0xA9: ("\\u2029", 3)
      default: nil
      }
    default:
      let hexadecimal = String(byte, radix: 16)
      return ("\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal, 1)
    }
  }
}

/// Whole numbers as text: five bits per character, the lowest first, and a sixth bit that is set if more
/// follow.
///
/// Unlike base64-encoded bytes, each number begins at a character boundary, so that gzip recognizes
/// repetitions.
struct NumberText {
  private(set) var bytes: [UInt8] = []

  /// The digits from 0 to 63, which are those of base64url.
  private static let digits: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

  /// - Parameter value: A value from 0 to 63.
  @inline(__always)
  static func digit(_ value: Int) -> UInt8 {
    digits.utf8Start[value & 63]
  }

  init(_ numbers: some Sequence<Int> = []) {
    for number in numbers { append(number) }
  }

  /// - Parameter number: A number that isn't negative.
  @inline(__always)
  mutating func append(_ number: Int) {
    precondition(number >= 0, "the number isn't negative")
    var rest = number
    while rest >= 32 {
      bytes.append(Self.digit(rest & 31 | 32))
      rest >>= 5
    }
    bytes.append(Self.digit(rest))
  }

  /// Appends ascending numbers as the gaps between them.
  ///
  /// The first gap is the distance from -1.
  @inline(__always)
  mutating func appendGaps(_ ascending: some Sequence<Int>) {
    var previous = -1
    for number in ascending {
      append(number - previous - 1)
      previous = number
    }
  }
}

/// Sorted strings, each written as the length of the prefix that it shares with the string before it, and the
/// rest.
struct FrontCoding {
  /// For each string, a digit of ``NumberText``: the length of the shared prefix in UTF-16 code units.
  private(set) var shared: [UInt8] = []
  /// For each string, the rest after the shared prefix, and a semicolon.
  private(set) var rests: [UInt8] = []

  private var previous: [UInt8] = []

  /// The longest shared prefix that is used, in UTF-16 code units.
  private static let longestShared = 63

  mutating func append(_ string: [UInt8]) {
    var shared = UTF16Order.sharedPrefix(string, previous)
    if UTF16Order.length(of: string[..<shared]) > Self.longestShared { shared = 0 }
    self.shared.append(NumberText.digit(UTF16Order.length(of: string[..<shared])))
    rests += string[shared...]
    rests.append(UInt8(ascii: ";"))
    previous = string
  }
}
