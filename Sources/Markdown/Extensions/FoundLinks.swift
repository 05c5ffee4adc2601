import Basics

/// Makes links of web addresses, email addresses, and phone numbers in running text.
///
/// Links, pictures, references, legal citations, and code aren't searched.
struct FoundLinkExtension: MarkdownExtension {
  static let option = MarkdownParser.Extensions.foundLinks

  private var edits: [InlineEdit] = []

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    document.linkFoundAddresses()
  }

  fileprivate static func link(_ document: inout MarkdownDocument) {
    let original = document
    var found = Self()
    original.literals.withUnsafeBufferPointer { literals in
      var index = 0
      while index < original.nodes.count {
        switch original.nodes[index].kind {
        case .link, .image, .reference, .legalCitation, .editorComment:
          index = Int(original.nodes[index].end)
        case .text:
          index += 1
          let text = original.nodes[index - 1].literal
          guard original.addressMarks.mayOccur(in: text, sourceCount: original.sourceCount) else { continue }
          found.findLinks(in: index - 1, of: original, literals, &document)
        default: index += 1
        }
      }
    }
    document.apply(found.edits)
  }

  private mutating func findLinks(
    in index: Int, of original: MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>,
    _ document: inout MarkdownDocument
  ) {
    let line = original.nodes[index].startLine
    let slice = original.nodes[index].literal
    let text = UnsafeBufferPointer(rebasing: literals[slice.range])
    var scanner = FoundLinkScanner(text)
    var cursor = TextCursor(index, of: original, literals)
    while let (kind, bytes) = scanner.next() {
      var link = Node(kind: .link, flags: .found)
      let start = cursor.sourceOffset(ofByte: bytes.lowerBound)
      let end = cursor.sourceOffset(ofByte: bytes.upperBound)
      if let start, let end { original.setPlace(of: &link, start..<end, near: line) }
      switch kind {
      case .address:
        link.literal = Node.Slice(start: slice.start + UInt32(bytes.lowerBound), count: UInt32(bytes.count))
      case .host: link.literal = document.appendLiteral(Array("http://".utf8) + text[bytes])
      case .email: link.literal = document.appendLiteral(Array("mailto:".utf8) + text[bytes])
      case .phone:
        link.literal = document.appendLiteral(
          Array("tel:+1".utf8) + text[bytes].filter(\.isASCIIDigit).suffix(10))
      }
      edits.append(InlineEdit(index, bytes.lowerBound..<bytes.lowerBound, .open(link)))
      edits.append(InlineEdit(index, bytes.upperBound..<bytes.upperBound, .close))
    }
  }
}

extension MarkdownDocument {
  /// Makes links of the addresses and phone numbers in running text that aren't in a link or citation yet.
  package mutating func linkFoundAddresses() {
    guard !addressMarks.isEmpty else { return }
    FoundLinkExtension.link(&self)
  }
}

/// Finds addresses and phone numbers in a text, from left to right.
///
/// Source: GitHub Flavored Markdown 0.29, section 6.9 (autolinks), except that quotation marks and similar
/// characters may come before an address; the North American Numbering Plan for phone numbers.
struct FoundLinkScanner {
  enum Kind {
    /// `http://…` or `https://…`; the text is the address.
    case address
    /// `www.…`
    case host
    case email
    case phone
  }

  private let text: UnsafeBufferPointer<UInt8>
  /// The end of the last link found.
  ///
  /// Nothing before it is examined again.
  private var start = 0
  private var index = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// Returns the kind and the range of the next link, or `nil` if there are no more.
  mutating func next() -> (kind: Kind, bytes: Range<Int>)? {
    while index < text.count {
      let place = index
      index += 1
      let found: (Kind, Range<Int>?)
      switch text[place] {
      case UInt8(ascii: ":"): found = (.address, address(at: place))
      case UInt8(ascii: "w"), UInt8(ascii: "W"): found = (.host, host(at: place))
      case UInt8(ascii: "@"): found = (.email, email(at: place))
      case 0x30...0x39, UInt8(ascii: "("), UInt8(ascii: "+"): found = (.phone, phone(at: place))
      default: continue
      }
      guard let bytes = found.1 else { continue }
      start = bytes.upperBound
      index = start
      return (found.0, bytes)
    }
    return nil
  }

  // MARK: Web addresses

  private func address(at colon: Int) -> Range<Int>? {
    guard matches("://", at: colon) else { return nil }
    for scheme in ["https", "http"] as [StaticString] {
      let begin = colon - scheme.utf8CodeUnitCount
      guard begin >= start, matches(scheme, at: begin), !isWord(before: begin) else { continue }
      let host = colon + 3
      guard let hostEnd = endOfDomain(at: host, needsDot: false) else { return nil }
      return begin..<trimmedEnd(from: hostEnd, begin: host)
    }
    return nil
  }

  private func host(at begin: Int) -> Range<Int>? {
    guard matches("www.", at: begin), begin >= start, !isWord(before: begin),
      let hostEnd = endOfDomain(at: begin, needsDot: true)
    else { return nil }
    return begin..<trimmedEnd(from: hostEnd, begin: begin)
  }

  /// Returns the end of a domain: names of letters, digits, `-`, and `_`, separated by periods, without `_`
  /// in the last two names.
  private func endOfDomain(at begin: Int, needsDot: Bool) -> Int? {
    var end = begin
    var dots = 0
    var underscores = (last: false, beforeLast: false)
    while end < text.count {
      let byte = text[end]
      if byte == UInt8(ascii: ".") {
        guard end > begin, end + 1 < text.count, isDomainByte(text[end + 1]) else { break }
        dots += 1
        underscores = (false, underscores.last)
      } else if byte == UInt8(ascii: "_") {
        underscores.last = true
      } else if !isDomainByte(byte) || isPunctuation(at: end) {
        break
      }
      end += 1
    }
    guard end > begin, dots > 0 || !needsDot, !underscores.last, !underscores.beforeLast else { return nil }
    return end
  }

  /// Returns the end of an address that continues after its host: the next white space or `<`, not counting
  /// punctuation that more likely belongs to the sentence.
  private func trimmedEnd(from hostEnd: Int, begin: Int) -> Int {
    var end = hostEnd
    var parentheses = 0
    while end < text.count, !text[end].isASCIIWhitespace, text[end] != UInt8(ascii: "<") {
      if text[end] == UInt8(ascii: "(") { parentheses += 1 }
      if text[end] == UInt8(ascii: ")") { parentheses -= 1 }
      end += 1
    }
    while end > hostEnd {
      switch text[end - 1] {
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
        UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        end -= 1
      case UInt8(ascii: ")"):
        guard parentheses < 0 else { return end }
        parentheses += 1
        end -= 1
      case UInt8(ascii: ";"):
        var mark = end - 2
        while mark > hostEnd, text[mark].isASCIILetterOrDigit { mark -= 1 }
        end = mark >= hostEnd && mark < end - 2 && text[mark] == UInt8(ascii: "&") ? mark : end - 1
      default:
        guard let quotation = closingQuotationMark(endingAt: end), quotation >= hostEnd else { return end }
        end = quotation
      }
    }
    return end
  }

  /// Returns whether a quotation mark, dash, or ellipsis begins at an offset: U+2010 to U+203F.
  private func isPunctuation(at place: Int) -> Bool {
    place + 2 < text.count && text[place] == 0xE2 && text[place + 1] == 0x80 && text[place + 2] >= 0x90
  }

  /// Returns the offset of a closing quotation mark, dash, or ellipsis that ends at an offset: U+2013 to
  /// U+2026.
  private func closingQuotationMark(endingAt end: Int) -> Int? {
    guard end >= 3, text[end - 3] == 0xE2, text[end - 2] == 0x80, (0x93...0xA6).contains(text[end - 1]) else {
      return nil
    }
    return end - 3
  }

  // MARK: Email

  private func email(at mark: Int) -> Range<Int>? {
    var begin = mark
    while begin > start, isLocalByte(text[begin - 1]) { begin -= 1 }
    while begin < mark, text[begin] == UInt8(ascii: ".") { begin += 1 }
    guard begin < mark else { return nil }
    var end = mark + 1
    var hasDot = false
    while end < text.count {
      if text[end] == UInt8(ascii: ".") {
        guard end > mark + 1, end + 1 < text.count, text[end + 1].isASCIILetterOrDigit else { break }
        hasDot = true
      } else if !isDomainByte(text[end]), text[end] != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard hasDot, text[end - 1].isASCIILetterOrDigit else { return nil }
    return begin..<end
  }

  // MARK: Phone numbers

  /// Returns the range of a ten-digit number such as `360-236-4700`, `(360) 236-4700`, or `360.236.4700`,
  /// optionally with `1` or `+1` before it.
  ///
  /// Short numbers such as `988` don't count.
  private func phone(at begin: Int) -> Range<Int>? {
    guard begin >= start, !isPartOfNumber(before: begin) else { return nil }
    var place = begin
    var hasCountry = false
    if text[place] == UInt8(ascii: "+") {
      place += 1
      hasCountry = true
    }
    if place < text.count, text[place] == UInt8(ascii: "1") {
      place += 1
      if place < text.count, isSeparator(text[place]) || text[place] == 0x20 { place += 1 }
    } else if hasCountry {
      return nil
    }
    let isInParentheses = place < text.count && text[place] == UInt8(ascii: "(")
    if isInParentheses { place += 1 }
    guard let area = digits(3, at: place, isCode: true) else { return nil }
    place = area
    if isInParentheses {
      guard place < text.count, text[place] == UInt8(ascii: ")") else { return nil }
      place += 1
      if place < text.count, isSeparator(text[place]) || text[place] == 0x20 { place += 1 }
    } else {
      guard place < text.count, isSeparator(text[place]) || (hasCountry && text[place] == 0x20) else {
        return nil
      }
      place += 1
    }
    guard let exchange = digits(3, at: place, isCode: true), exchange < text.count,
      isSeparator(text[exchange]) || (hasCountry && text[exchange] == 0x20),
      let end = digits(4, at: exchange + 1, isCode: false), !isPartOfNumber(after: end)
    else { return nil }
    return begin..<end
  }

  /// Returns the end of a group of digits.
  ///
  /// A code begins with 2 to 9.
  private func digits(_ count: Int, at place: Int, isCode: Bool) -> Int? {
    guard place + count <= text.count, !isCode || text[place] >= UInt8(ascii: "2") else { return nil }
    return text[place..<(place + count)].allSatisfy(\.isASCIIDigit) ? place + count : nil
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private func isPartOfNumber(before place: Int) -> Bool {
    guard place > 0 else { return false }
    switch text[place - 1] {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "("),
      UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "#"):
      return text[place - 1] != UInt8(ascii: "(") || text[place] == UInt8(ascii: "(")
    default: return text[place - 1].isASCIILetterOrDigit
    }
  }

  private func isPartOfNumber(after end: Int) -> Bool {
    guard end < text.count else { return false }
    if text[end].isASCIILetterOrDigit || text[end] == UInt8(ascii: "_") { return true }
    return end + 1 < text.count && isSeparator(text[end]) && text[end + 1].isASCIIDigit
  }

  // MARK: Bytes

  private func matches(_ word: StaticString, at place: Int) -> Bool {
    guard place >= 0, place + word.utf8CodeUnitCount <= text.count else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      guard text[place + offset].lowercasedASCII == word.utf8Start[offset] else { return false }
    }
    return true
  }

  private func isWord(before place: Int) -> Bool {
    guard place > 0 else { return false }
    let byte = text[place - 1]
    return byte.isASCIILetterOrDigit || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "@")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// Returns whether a byte can be part of a domain name: letters, digits, and `-`.
  ///
  /// All non-ASCII bytes count as letters.
  private func isDomainByte(_ byte: UInt8) -> Bool {
    byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte >= 0x80
  }

  private func isLocalByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"): true
    default: byte.isASCIILetterOrDigit
    }
  }
}
