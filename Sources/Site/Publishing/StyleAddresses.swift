import Basics

/// Finds the addresses in a style sheet the same way a browser does.
///
/// It understands comments, strings, and escapes: `/* url(a) */` loads nothing, but `u\72l(a)` loads `a`.
/// The time taken grows linearly with the length of the style sheet.
///
/// Source: CSS Syntax Module Level 3, section 4; CSS Images Module Level 4 for `image-set()` and `image()`.
package enum StyleAddresses {
  /// An address, and how it was written.
  package struct Found: Sendable, Hashable {
    package enum Form: Sendable, Hashable {
      /// `url(a.png)`, or a string that a function such as `image-set()` loads.
      case loaded
      /// `@import "a.css"`
      case imported
      /// A function such as `var()` in place of an address, which isn't known until the style sheet is used.
      case computed
    }

    package let form: Form
    /// The address with its escapes decoded, without quotation marks.
    package let text: String
    /// The range of its bytes, including quotation marks.
    package let range: Range<Int>
  }

  /// Returns all addresses, in the order of the style sheet.
  package static func all(in bytes: ArraySlice<UInt8>) -> [Found] {
    var reader = StyleReader(bytes)
    reader.read()
    return reader.found
  }

  /// Returns the style sheet with some of its addresses replaced.
  ///
  /// - Parameter replacement: Returns a new address, or `nil` to keep the existing one.
  package static func replacing(
    in bytes: ArraySlice<UInt8>, _ replacement: (Found) -> String?
  ) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var end = bytes.startIndex
    for address in all(in: bytes) {
      guard let text = replacement(address) else { continue }
      result += bytes[end..<address.range.lowerBound]
      result += quoted(text).utf8
      end = address.range.upperBound
    }
    return result + bytes[end...]
  }

  /// Returns an address as a CSS string.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\a ")
      + "\""
  }
}

/// Reads the tokens of a style sheet, as far as needed to find addresses.
private struct StyleReader {
  /// The meaning of a string directly inside a pair of parentheses.
  private enum Parentheses {
    case plain
    /// `url(` and `src(`
    case address
    /// `image-set(` and `image(`, in which `type(…)` takes a string that isn't an address
    case images
  }

  private static let addressFunctions: Set<String> = ["url", "src"]
  private static let imageFunctions: Set<String> = ["image-set", "-webkit-image-set", "image"]
  private static let computingFunctions: Set<String> = ["var", "env", "attr", "if", "string", "inherit"]

  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var open: [Parentheses] = []
  /// Whether `@import` was read but its address wasn't yet.
  private var isImporting = false
  private(set) var found: [StyleAddresses.Found] = []

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  mutating func read() {
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): readString(endingWith: byte)
      case UInt8(ascii: "("):
        index += 1
        open.append(.plain)
      case UInt8(ascii: ")"):
        index += 1
        _ = open.popLast()
      case UInt8(ascii: ";"):
        index += 1
        isImporting = false
      case UInt8(ascii: "@"):
        index += 1
        if startsName(), name().lowercased() == "import" { isImporting = true }
      case UInt8(ascii: "#"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        index += 1
        // Skip a color, an id, or a number with its unit, because none of them is the name of a function.
        if startsName() { _ = name() }
      default:
        if startsName() { readNameOrFunction() } else { index += 1 }
      }
    }
  }

  // MARK: Tokens

  private mutating func skipComment() {
    index += 2
    while let byte = peek() {
      if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        index += 2
        return
      }
      index += 1
    }
  }

  private mutating func readString(endingWith quote: UInt8) {
    let start = index
    var text: [UInt8] = []
    index += 1
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      if byte == quote {
        index += 1
        break
      }
      if byte == UInt8(ascii: "\\"), let next = peek(1), next == UInt8(ascii: "\n") {
        index += 2
      } else if byte == UInt8(ascii: "\\") {
        readEscape(into: &text)
      } else {
        text.append(byte)
        index += 1
      }
    }
    if isImporting {
      isImporting = false
      add(.imported, text, start..<index)
    } else if let open = open.last, open != .plain {
      add(.loaded, text, start..<index)
    }
  }

  private mutating func readNameOrFunction() {
    let start = index
    let name = name().lowercased()
    guard peek() == UInt8(ascii: "(") else { return }
    index += 1
    if name == "url", !isQuotedNext() {
      readUnquotedAddress()
    } else if Self.addressFunctions.contains(name) {
      open.append(.address)
    } else if Self.imageFunctions.contains(name) {
      open.append(.images)
    } else {
      if Self.computingFunctions.contains(name), let open = open.last, open != .plain {
        add(.computed, Array("\(name)()".utf8), start..<index)
      }
      open.append(.plain)
    }
  }

  /// Returns whether the next byte that isn't white space is a quotation mark.
  private func isQuotedNext() -> Bool {
    let next = bytes[index...].first { !$0.isASCIIWhitespace }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "'")
  }

  /// Reads the rest of a `url(…)` without quotation marks, including the closing parenthesis.
  private mutating func readUnquotedAddress() {
    while let byte = peek(), byte.isASCIIWhitespace { index += 1 }
    let start = index
    var end = index
    var text: [UInt8] = []
    while let byte = peek(), byte != UInt8(ascii: ")") {
      if byte == UInt8(ascii: "\\") {
        readEscape(into: &text)
      } else {
        text.append(byte)
        index += 1
      }
      if !byte.isASCIIWhitespace { end = index }
    }
    let trailing = index - end
    add(isImporting ? .imported : .loaded, text.dropLast(trailing), start..<end)
    isImporting = false
    if peek() != nil { index += 1 }
  }

  private func startsName() -> Bool {
    guard let byte = peek() else { return false }
    if byte == UInt8(ascii: "\\") { return peek(1) != nil && peek(1) != UInt8(ascii: "\n") }
    return Self.isInName(byte)
  }

  private mutating func name() -> String {
    var text: [UInt8] = []
    while let byte = peek(), startsName() {
      if byte == UInt8(ascii: "\\") {
        readEscape(into: &text)
      } else {
        text.append(byte)
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isInName(_ byte: UInt8) -> Bool {
    byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// Reads a backslash and the number or the character after it.
  private mutating func readEscape(into text: inout [UInt8]) {
    index += 1
    var number: UInt32 = 0
    var digits = 0
    while digits < 6, let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue {
      number = number * 16 + UInt32(digit)
      digits += 1
      index += 1
    }
    guard digits > 0 else {
      if let byte = peek() {
        text.append(byte)
        index += 1
      }
      return
    }
    let scalar = Unicode.Scalar(number).flatMap { $0.value == 0 ? nil : $0 } ?? "\u{FFFD}"
    text += String(Character(scalar)).utf8
    if peek() == UInt8(ascii: "\r"), peek(1) == UInt8(ascii: "\n") { index += 1 }
    if let byte = peek(), byte.isASCIIWhitespace { index += 1 }
  }

  private mutating func add(
    _ form: StyleAddresses.Found.Form, _ text: some Sequence<UInt8>, _ range: Range<Int>
  ) {
    found.append(
      StyleAddresses.Found(form: form, text: String(decoding: Array(text), as: UTF8.self), range: range))
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    let position = index + distance
    return position < bytes.endIndex ? bytes[position] : nil
  }
}
