/// Takes `{#id .topic key="value"}` from the end of headings, paragraphs and items' first paragraphs.
///
/// It is found in the source, where a backslash before `{` can be seen, and where a value's `*` is no emphasis.
enum AttributeExtension {
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

    /// The attributes at the end of a block's inlines, which are taken from the text.
    mutating func attributes(atEndOf index: Int, _ context: inout ParsingContext) -> Attributes? {
      // The last child is the last node of the block where it is text.
      let last = Int(document.nodes[index].end) - 1
      guard last > index, document.nodes[last].kind == .text else { return nil }
      let text = document.nodes[last].literal
      guard text.count > 0, literals[Int(text.start + text.count) - 1] == UInt8(ascii: "}"),
        let end = document.sourceEnd(of: document.nodes[last]), end <= source.count,
        source[end - 1] == UInt8(ascii: "}"), isChild(last, of: index)
      else { return nil }
      guard let (braces, attributes) = scan(endingAt: end, &context) else { return nil }
      guard remove(from: braces.lowerBound, block: index, last: last) else {
        context.report(
          .error, .malformedAttributes, "Attributes can't begin inside of emphasis or a link",
          document.lines.range(braces))
        return nil
      }
      return attributes
    }

    private func isChild(_ node: Int, of parent: Int) -> Bool {
      // Every other node that ends here would be between.
      var index = parent + 1
      while index < node {
        let end = Int(document.nodes[index].end)
        if end > node { return false }
        index = end
      }
      return true
    }

    /// Reads the attributes that end at a byte of the source; `{` inside of a value is tried again further left.
    private func scan(endingAt end: Int, _ context: inout ParsingContext) -> (Range<Int>, Attributes)? {
      var malformed: Int?
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
        case .attributes(let attributes, let repeated):
          for repetition in repeated {
            context.report(
              .error, .duplicateAttribute, "Attribute '\(repetition.value)' is given twice",
              repetition.range)
          }
          return (start..<end, attributes)
        case .malformed(let place): if tries == 1 { malformed = place }
        case .text: break
        }
      }
      if let malformed {
        context.report(
          .error, .malformedAttributes,
          "Attributes are '#id', '.topic' and 'key=\"value\"', with spaces between them",
          SourceRange(document.lines.position(at: malformed), document.lines.position(at: end)),
          help: "write '\\{' where a brace is meant")
      }
      return nil
    }

    /// Takes all that begins at a byte of the source from a block, with the space before.
    ///
    /// - Returns: Whether that byte is in text right inside of the block.
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

    /// What goes with attributes that stand right after a node: the break of their line, or the space that
    /// the node ends with.
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

    /// The byte of a text node that came from a byte of the source.
    private func byte(at offset: Int, in index: Int) -> Int? {
      let text = document.nodes[index].literal
      if Int(text.start) < document.sourceCount { return offset - Int(text.start) }
      var cursor = TextCursor(index, of: document, literals)
      for byte in 0..<Int(text.count) where cursor.sourceOffset(ofByte: byte) == offset { return byte }
      return nil
    }
  }
}
