import Basics
import Markdown
import Redline

/// Escapes text so that Markdown, attributes, and marks leave it unchanged.
enum MarkdownEscaping {
  /// Returns plain text as Markdown.
  ///
  /// - Parameter startsBlock: Whether the text begins a paragraph or item, where more characters have a
  ///   meaning.
  static func escape(_ text: String, startsBlock: Bool = false) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var start = 0
    if startsBlock, let sign = blockSign(in: bytes) {
      result += bytes[..<sign]
      result.append(UInt8(ascii: "\\"))
      result.append(bytes[sign])
      start = sign + 1
    }
    for index in start..<bytes.count {
      if isSign(at: index, in: bytes) { result.append(UInt8(ascii: "\\")) }
      result.append(bytes[index])
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Returns Markdown unchanged, except that possible marks outside code are escaped.
  static func escapeMarks(_ markdown: String) -> String {
    let bytes = Array(markdown.utf8)
    let codeSpans = CodeSpans(bytes, in: bytes.indices)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      var end = index + 1
      switch bytes[index] {
      case UInt8(ascii: "\\"): end = min(index + 2, bytes.count)
      case UInt8(ascii: "`"): end = codeSpans.end(ofSpanAt: index)
      default: if RedlineDelimiter.isOpening(bytes[index...]) { result.append(UInt8(ascii: "\\")) }
      }
      result += bytes[index..<end]
      index = end
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Returns Markdown for a table cell, in which a pipe would end the cell.
  static func escapePipes(_ markdown: String) -> String {
    var result = ""
    var isEscaped = false
    for character in markdown {
      if character == "|", !isEscaped { result.append("\\") }
      isEscaped = character == "\\" && !isEscaped
      result.append(character)
    }
    return result
  }

  /// Returns the offset of a character that would begin a heading, quotation, list, or code block, or end a
  /// list number.
  private static func blockSign(in bytes: [UInt8]) -> Int? {
    guard let first = bytes.first else { return nil }
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="),
      UInt8(ascii: "~"), UInt8(ascii: "|"), UInt8(ascii: ":"):
      return 0
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digits = bytes.prefix { $0.isASCIIDigit }.count
      guard digits < 10, digits < bytes.count,
        bytes[digits] == UInt8(ascii: ".") || bytes[digits] == UInt8(ascii: ")"),
        digits + 1 == bytes.count || bytes[digits + 1].isASCIIWhitespace
      else { return nil }
      return digits
    default: return nil
    }
  }

  private static func isSign(at index: Int, in bytes: [UInt8]) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "<"), UInt8(ascii: "{"):
      return true
    case UInt8(ascii: "_"):
      // Inside a word, it doesn't mark emphasis.
      let isAfterWord = index > 0 && isWordByte(bytes[index - 1])
      let isBeforeWord = index + 1 < bytes.count && isWordByte(bytes[index + 1])
      return !(isAfterWord && isBeforeWord)
    case UInt8(ascii: "&"):
      let name = bytes[(index + 1)...].prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "#") }
      return !name.isEmpty && name.endIndex < bytes.count && bytes[name.endIndex] == UInt8(ascii: ";")
    default:
      return RedlineDelimiter.isClosing(bytes[index...])
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte.isASCIILetterOrDigit || byte >= 0x80
  }
}

/// The delimiters of marks, for code that writes them.
enum RedlineDelimiter {
  /// Returns whether bytes begin with `{++` or another opening delimiter.
  static func isOpening(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = bytes.prefix(3)
    return openings.contains { head.elementsEqual($0.utf8) }
  }

  /// Returns whether bytes begin with `++}` or another closing delimiter.
  static func isClosing(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = bytes.prefix(3)
    return closings.contains { head.elementsEqual($0.utf8) }
  }

  /// Escapes text for the inside of a mark, so that nothing in it ends the mark or separates a substitution.
  static func escapingBody(_ markdown: String) -> String {
    let bytes = Array(markdown.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        result += bytes[index...(index + 1)]
        index += 2
        continue
      }
      let divides = bytes[index...].prefix(2).elementsEqual("~>".utf8)
      if divides || isClosing(bytes[index...]) { result.append(UInt8(ascii: "\\")) }
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let openings = ["{++", "{--", "{~~", "{==", "{>>"]
  private static let closings = ["++}", "--}", "~~}", "==}", "<<}"]
}

/// Extracts the words of inline Markdown.
enum PlainMarkdown {
  static func text(of markdown: String) -> String {
    var options = MarkdownParser.Options()
    options.extensions = []
    let document = MarkdownParser(options: options).parse(Array(markdown.utf8)[...], path: "").document
    return document.plainText(of: 0).replacing("\n", with: " ").trimmed
  }

  /// Returns the words, with a space where the Markdown begins or ends with white space.
  static func padded(_ markdown: String) -> String {
    let lead = markdown.utf8.first?.isASCIIWhitespace ?? false ? " " : ""
    let trail = markdown.utf8.last?.isASCIIWhitespace ?? false ? " " : ""
    let words = text(of: markdown)
    return words.isEmpty ? (markdown.isEmpty ? "" : " ") : lead + words + trail
  }
}

extension String {
  /// Whether the text begins with punctuation that doesn't have a space before it.
  var startsWithClosingPunctuation: Bool { utf8.first.map(\.isClosingPunctuation) ?? false }
}

extension UInt8 {
  /// Whether the byte is a comma, a semicolon, a colon, or punctuation that ends a sentence.
  var isClosingPunctuation: Bool {
    switch self {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): true
    default: SentenceEnds.isMark(self)
    }
  }
}
