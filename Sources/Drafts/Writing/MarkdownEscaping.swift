import Basics
import Markdown
import Redline

/// Writes text so that Markdown, attributes and marks read it as it is.
enum MarkdownEscaping {
  /// Plain text as Markdown.
  ///
  /// - Parameter startsBlock: Whether the text begins a paragraph or item, where more signs have a meaning.
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

  /// Markdown as it is, save for what would be a mark, outside of code.
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

  /// Markdown for a cell of a table, in which a pipe ends the cell.
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

  /// The place of a sign that would begin a heading, quotation, list or code block, or end a list's number.
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
      // Inside of a word it is no sign of emphasis.
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

/// The delimiters of marks, for those who write them.
enum RedlineDelimiter {
  /// Whether bytes begin with `{++` or the like.
  static func isOpening(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = bytes.prefix(3)
    return openings.contains { head.elementsEqual($0.utf8) }
  }

  /// Whether bytes begin with `++}` or the like.
  static func isClosing(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = bytes.prefix(3)
    return closings.contains { head.elementsEqual($0.utf8) }
  }

  /// Text for the inside of a mark: whatever would end it, or divide a substitution, has a backslash.
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

/// Reads only the words of inline Markdown.
enum PlainMarkdown {
  static func text(of markdown: String) -> String {
    var options = MarkdownParser.Options()
    options.extensions = []
    let document = MarkdownParser(options: options).parse(Array(markdown.utf8)[...], path: "").document
    return document.plainText(of: 0).replacing("\n", with: " ").trimmed
  }

  /// The words with the spaces that the Markdown begins and ends with.
  static func padded(_ markdown: String) -> String {
    let lead = markdown.utf8.first?.isASCIIWhitespace ?? false ? " " : ""
    let trail = markdown.utf8.last?.isASCIIWhitespace ?? false ? " " : ""
    let words = text(of: markdown)
    return words.isEmpty ? (markdown.isEmpty ? "" : " ") : lead + words + trail
  }
}

extension String {
  /// Whether it begins with punctuation that has no space before it.
  var startsWithClosingPunctuation: Bool { utf8.first.map(\.isClosingPunctuation) ?? false }
}

extension UInt8 {
  /// Whether it is a comma, a semicolon, a colon or a mark that ends sentences.
  var isClosingPunctuation: Bool {
    switch self {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): true
    default: SentenceEnds.isMark(self)
    }
  }
}
