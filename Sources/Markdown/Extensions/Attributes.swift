package import Basics

/// The attributes that an author writes between `{` and `}` at the end of a heading, a paragraph, or an
/// item's first paragraph: `{#gifts .gifts label="(iii)"}`.
package struct Attributes: Sendable, Hashable {
  /// A pair such as `label="(iii)"`.
  package struct Pair: Sendable, Hashable {
    package var key: Located<String>
    package var value: Located<String>

    package init(key: Located<String>, value: Located<String>) {
      self.key = key
      self.value = value
    }
  }

  /// The permanent id, without `#`, in NFC.
  package var id: Located<String>?
  /// The names that begin with a period, without the period.
  package var classes: [Located<String>]
  /// The pairs in the order written.
  ///
  /// Each key occurs only once. A repeated key was reported and dropped.
  package var pairs: [Pair]
  /// The range from `{` to `}`.
  package var range: SourceRange

  package init(
    id: Located<String>? = nil, classes: [Located<String>] = [], pairs: [Pair] = [], range: SourceRange
  ) {
    self.id = id
    self.classes = classes
    self.pairs = pairs
    self.range = range
  }

  package subscript(key: String) -> Located<String>? {
    pairs.first { $0.key.value == key }?.value
  }
}

/// Removes `{#id .topic key="value"}` from the end of headings, paragraphs, and items' first paragraphs.
///
/// The extension reads the source, which still has the backslash before an escaped `{`, and in which a
/// value's `*` isn't emphasis.
enum AttributeExtension: MarkdownExtension {
  static let option = MarkdownParser.Extensions.attributes

  static func isNeeded(in context: ParsingContext) -> Bool { context.triggers.contains(.brace) }

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    var edits: [InlineEdit] = []
    var found: [(node: Int, value: Attributes)] = []
    document.literals.withUnsafeBufferPointer { literals in
      var finder = Finder(
        document: document, source: UnsafeBufferPointer(rebasing: literals[..<document.sourceCount]),
        literals: literals)
      for index in document.nodes.indices {
        let kind = document.nodes[index].kind
        guard kind == .paragraph || kind == .heading else { continue }
        if let attributes = finder.attributes(atEndOfMarkIn: index, &context) {
          found.append((index - 1, attributes))
        }
        guard let attributes = finder.attributes(atEndOf: index, &context) else { continue }
        let bearer = index > 0 && kind == .paragraph && document.nodes[index - 1].kind == .listItem
        found.append((bearer ? index - 1 : index, attributes))
      }
      edits = finder.edits
    }
    document.attributes = found
    document.apply(edits)
  }

  private struct Finder {
    let document: MarkdownDocument
    let source: UnsafeBufferPointer<UInt8>
    let literals: UnsafeBufferPointer<UInt8>
    var edits: [InlineEdit] = []

    /// Returns the attributes at the end of a block's inlines, and removes them from the text.
    mutating func attributes(atEndOf index: Int, _ context: inout ParsingContext) -> Attributes? {
      // If the last child is text, it's the last node of the block.
      let last = Int(document.nodes[index].end) - 1
      guard last > index, document.nodes[last].kind == .text else { return nil }
      let text = document.nodes[last].literal
      guard text.count > 0, let end = document.sourceEnd(of: document.nodes[last]), end <= source.count,
        source[end - 1] == literals[Int(text.start + text.count) - 1], isChild(last, of: index)
      else { return nil }
      let isClosed = source[end - 1] == UInt8(ascii: "}")
      guard
        let (braces, attributes, isWhole) = (isClosed ? scan(endingAt: end, &context) : nil)
          ?? scanWithMissingBrace(endingAt: end, &context)
      else { return nil }
      guard remove(from: braces.lowerBound, block: index, last: last) else {
        guard isWhole else { return nil }
        context.report(
          .error, .malformedAttributes, "Attributes can't begin inside of emphasis or a link",
          document.lines.range(braces))
        return nil
      }
      return attributes
    }

    /// Returns the attributes at the end of a line such as `[!QUESTION] name-rule` if the paragraph continues
    /// below it.
    ///
    /// They belong to the question; those at the end of the paragraph belong to the paragraph.
    mutating func attributes(atEndOfMarkIn index: Int, _ context: inout ParsingContext) -> Attributes? {
      let text = index + 1
      guard index > 0, document.nodes[index - 1].kind == .blockQuote,
        text + 1 < document.subtree(of: index).upperBound, document.nodes[text].kind == .text,
        document.nodes[text + 1].kind == .softBreak
      else { return nil }
      let bytes = literals[document.nodes[text].literal.range]
      guard bytes.starts(with: Self.questionMark), bytes.last == UInt8(ascii: "}"),
        let end = document.sourceEnd(of: document.nodes[text]), end <= source.count,
        let (braces, attributes, _) = scan(endingAt: end, &context),
        remove(from: braces.lowerBound, block: index, last: text)
      else { return nil }
      return attributes
    }

    private static let questionMark = Array("[!QUESTION]".utf8)

    private func isChild(_ node: Int, of parent: Int) -> Bool {
      // Any other node that ends here would be between the two.
      var index = parent + 1
      while index < node {
        let end = Int(document.nodes[index].end)
        if end > node { return false }
        index = end
      }
      return true
    }

    /// Reads the attributes that end at a source offset.
    ///
    /// If a `{` is inside a value, the scan tries again further left. Malformed attributes are reported, and
    /// those before the mistake count if they have an id: otherwise, each reference to the id would be
    /// reported too.
    private func scan(
      endingAt end: Int, _ context: inout ParsingContext
    ) -> (braces: Range<Int>, attributes: Attributes, isWhole: Bool)? {
      var malformed: (place: Int, braces: Range<Int>, read: Attributes)?
      var tries = 0
      var start = end - 1
      let line = document.lines.index(at: start)
      let lineStart = Int(document.lines.starts[line])
      while start > lineStart, tries < 8 {
        start -= 1
        guard source[start] == UInt8(ascii: "{"),
          start == lineStart || source[start - 1] != UInt8(ascii: "\\")
        else { continue }
        tries += 1
        switch AttributeScanner.scan(source, start..<end, lines: document.lines, line: line) {
        case .attributes(let attributes, let repeated, let curly):
          for value in curly {
            context.report(
              .error, .malformedAttributes, "A value in attributes is in curly quotation marks", value.range,
              help: "write \"\(value.value)\"",
              replacement: Diagnostic.Replacement(value.range, "\"\(value.value)\""))
          }
          for repetition in repeated {
            context.report(
              .error, .duplicateAttribute, "Attribute '\(repetition.value)' is given twice",
              repetition.range)
          }
          return (start..<end, attributes, true)
        case .malformed(let place, let read): if tries == 1 { malformed = (place, start..<end, read) }
        case .text: break
        }
      }
      if let malformed {
        let range = SourceRange(
          document.lines.position(at: malformed.place), document.lines.position(at: end))
        context.report(
          .error, .malformedAttributes,
          "Attributes are '#id', '.topic', and 'key=\"value\"', with spaces between them", range,
          help: spacedID(endingAt: end).map {
            "an id has no spaces: write {\($0.id)}, or {\($0.withTopics)} if it is followed by topics"
          }
            ?? "write '\\{' to print a brace")
        if malformed.read.id != nil { return (malformed.braces, malformed.read, false) }
      }
      return nil
    }

    /// Reads attributes that begin with an id and have only one of their braces, and reports the other one.
    ///
    /// They count: otherwise, everything that depends on the id would be reported too.
    private func scanWithMissingBrace(
      endingAt end: Int, _ context: inout ParsingContext
    ) -> (braces: Range<Int>, attributes: Attributes, isWhole: Bool)? {
      let line = document.lines.index(at: end - 1)
      let lineStart = Int(document.lines.starts[line])
      let isClosed = source[end - 1] == UInt8(ascii: "}")
      let inside = max(lineStart, end - 120)..<(isClosed ? end - 1 : end)
      guard let hash = idStart(in: inside, afterBrace: !isClosed) else { return nil }
      let start = isClosed ? hash : hash - 1
      // The scanner expects a byte for each brace.
      let braces = (hash - 1)..<(inside.upperBound + 1)
      guard
        case .attributes(var attributes, let repeated, let curly) = AttributeScanner.scan(
          source, braces, lines: document.lines, line: line), attributes.id != nil, repeated.isEmpty,
        curly.isEmpty
      else { return nil }
      attributes.range = document.lines.range(start..<end, onLine: line)
      let written = String(decoding: source[start..<end], as: UTF8.self)
      let whole = isClosed ? "{\(written)" : "\(written)}"
      context.report(
        .error, .malformedAttributes, "'\(written)' has no '\(isClosed ? "{" : "}")'", attributes.range,
        help: "write \(whole)", replacement: Diagnostic.Replacement(attributes.range, whole))
      return (start..<end, attributes, true)
    }

    /// Returns the offset of the last `#` that follows a space or an unescaped `{`, with no brace after it.
    private func idStart(in range: Range<Int>, afterBrace: Bool) -> Int? {
      for index in range.dropFirst().reversed() {
        switch source[index] {
        case UInt8(ascii: "}"): return nil
        case UInt8(ascii: "{"):
          let isEscaped = index > range.lowerBound && source[index - 1] == UInt8(ascii: "\\")
          let isID = index + 1 < range.upperBound && source[index + 1] == UInt8(ascii: "#")
          return afterBrace && !isEscaped && isID ? index + 1 : nil
        case UInt8(ascii: "#"):
          if !afterBrace, source[index - 1].isSpaceOrTab { return index }
        default: break
        }
      }
      return nil
    }

    /// Returns the attributes that `{#two words}` was meant to be: an id, or an id with topics.
    private func spacedID(endingAt end: Int) -> (id: String, withTopics: String)? {
      guard let start = source[..<end].lastIndex(of: UInt8(ascii: "{")) else { return nil }
      let words = String(decoding: source[(start + 1)..<(end - 1)], as: UTF8.self)
      guard words.hasPrefix("#"), words.contains(" "),
        words.utf8.dropFirst().allSatisfy({ $0.isASCIILetterOrDigit || $0 == 0x20 || $0 == UInt8(ascii: "-") }
        )
      else { return nil }
      let parts = words.lowercased().split(separator: " ")
      return (parts.joined(separator: "-"), parts.joined(separator: " ."))
    }

    /// Removes everything that begins at or after a source offset from a block, with the space before it.
    ///
    /// - Returns: Whether that offset is in text directly inside the block.
    private mutating func remove(from start: Int, block: Int, last: Int) -> Bool {
      var removed: [InlineEdit] = []
      var index = block + 1
      var previous: Int?
      while index <= last {
        defer { index = Int(document.nodes[index].end) }
        let node = document.nodes[index]
        if let end = document.sourceEnd(of: node), end <= start {
          previous = index
          continue
        }
        guard let nodeStart = document.sourceOffset(of: node) else { return false }
        if nodeStart >= start {
          let isText = node.kind == .text
          removed.append(InlineEdit(index, 0..<(isText ? Int(node.literal.count) : 0), .remove))
          continue
        }
        guard node.kind == .text, removed.isEmpty, let byte = byte(at: start, in: index) else { return false }
        var cut = byte
        let first = Int(node.literal.start)
        while cut > 0, literals[first + cut - 1].isSpaceOrTab { cut -= 1 }
        removed.append(InlineEdit(index, cut..<Int(node.literal.count), .remove))
      }
      if let previous, let first = removed.first, first.bytes.lowerBound == 0 {
        removed.insert(contentsOf: spaceBefore(previous), at: 0)
      }
      edits += removed
      return true
    }

    /// Returns the edits that remove the white space before attributes that follow a node: the line break
    /// before them, or the space at the end of the node.
    private func spaceBefore(_ index: Int) -> [InlineEdit] {
      let node = document.nodes[index]
      switch node.kind {
      case .softBreak, .lineBreak: return [InlineEdit(index, 0..<0, .remove)]
      case .text:
        let count = Int(node.literal.count)
        var cut = count
        while cut > 0, literals[Int(node.literal.start) + cut - 1].isSpaceOrTab { cut -= 1 }
        return cut < count ? [InlineEdit(index, cut..<count, .remove)] : []
      default: return []
      }
    }

    /// Returns the offset in a text node of the byte that came from a source offset.
    private func byte(at offset: Int, in index: Int) -> Int? {
      let text = document.nodes[index].literal
      if Int(text.start) < document.sourceCount { return offset - Int(text.start) }
      var cursor = TextCursor(index, of: document, literals)
      for byte in 0..<Int(text.count) where cursor.sourceOffset(ofByte: byte) == offset { return byte }
      return nil
    }
  }
}

/// Reads `{#id .topic key="value"}`.
///
/// An id and a topic's name consist of letters of any script, digits, and `-`, `_`, `.`, `:`. A value is
/// either in quotation marks, where a backslash escapes a quotation mark or a backslash, or has no spaces and
/// no quotation marks.
struct AttributeScanner {
  /// The content between `{` and `}`.
  enum Outcome {
    case attributes(Attributes, repeated: [Located<String>], curly: [Located<String>])
    /// The text begins like attributes but stops being valid at an offset, after some valid ones.
    case malformed(at: Int, read: Attributes)
    case text
  }

  private let source: UnsafeBufferPointer<UInt8>
  private let lines: SourceLines
  private let line: Int
  private var offset: Int
  private let end: Int
  /// The values in curly quotation marks, without the marks, and their ranges, with the marks.
  private var curly: [Located<String>] = []

  /// - Parameters:
  ///   - braces: The source range from `{` to `}`, all on one line.
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
    var whole = attributes
    var repeated: [Located<String>] = []
    var keys: Set<String> = []
    while offset < end {
      let start = offset
      switch source[offset] {
      case UInt8(ascii: "#"):
        offset += 1
        guard let id = name() else { return .malformed(at: start, read: whole) }
        if attributes.id == nil { attributes.id = id.map(\.inNFC) } else { repeated.append(id) }
      case UInt8(ascii: "."):
        offset += 1
        guard let topic = name() else { return .malformed(at: start, read: whole) }
        attributes.classes.append(topic)
      default:
        guard let key = key(), let value = value() else { return .malformed(at: start, read: whole) }
        if keys.insert(key.value).inserted {
          attributes.pairs.append(Attributes.Pair(key: key, value: value))
        } else {
          repeated.append(key)
        }
      }
      guard offset == end || source[offset].isSpaceOrTab else { return .malformed(at: offset, read: whole) }
      whole = attributes
      skipSpace()
    }
    return .attributes(attributes, repeated: repeated, curly: curly)
  }

  /// Returns whether the text that follows can only be attributes: `#`, or `.` without punctuation after it,
  /// or a key.
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

  /// Returns a key with its `=`.
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

  /// Reads a value in the quotation marks that word processors substitute for straight ones.
  private mutating func curlyValue() -> Located<String>? {
    guard isCurlyMark(at: offset) else { return nil }
    let start = offset
    offset += 3
    while offset < end, !isCurlyMark(at: offset), source[offset] != UInt8(ascii: "\""),
      source[offset] != UInt8(ascii: "'")
    {
      offset += 1
    }
    guard offset < end else { return nil }
    let value = located((start + 3)..<offset)
    offset += isCurlyMark(at: offset) ? 3 : 1
    curly.append(Located(value.value, lines.range(start..<offset, onLine: line)))
    return value
  }

  /// Returns whether ‘, ’, “, or ” is at a byte.
  private func isCurlyMark(at offset: Int) -> Bool {
    guard offset + 3 <= end, source[offset] == 0xE2, source[offset + 1] == 0x80 else { return false }
    return [0x98, 0x99, 0x9C, 0x9D].contains(source[offset + 2])
  }

  private mutating func value() -> Located<String>? {
    guard offset < end else { return nil }
    if isCurlyMark(at: offset) { return curlyValue() }
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
