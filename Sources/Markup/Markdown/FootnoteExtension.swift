/// Makes footnotes of `[^label]` and `[^label]: text`, numbered in the order in which they are referred to.
///
/// Labels are the same whatever their case. What is not referred to has no number, and is reported.
struct FootnoteExtension {
  private struct Definition {
    var node: Int
    var number = 0
    var references = 0
  }

  private var definitions: [String: Definition] = [:]
  private var edits: [InlineEdit] = []
  private var numbers = 0

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    var footnotes = Self()
    footnotes.collectDefinitions(of: document, &context)
    let source = document
    source.literals.withUnsafeBufferPointer { literals in
      footnotes.findReferences(in: source, literals, &document, &context)
    }
    for (label, definition) in footnotes.definitions.sorted(by: { $0.value.node < $1.value.node }) {
      document.nodes[definition.node].value = Int32(truncatingIfNeeded: definition.number)
      if definition.number == 0 {
        context.report(
          .warning, .unusedFootnote, "Footnote '\(label)' is referred to nowhere",
          document.nodes[definition.node].range)
      }
    }
    document.apply(footnotes.edits)
  }

  private mutating func collectDefinitions(of document: MarkdownDocument, _ context: inout ParsingContext) {
    for index in document.nodes.indices where document.nodes[index].kind == .footnoteDefinition {
      let label = Self.key(document.bytes(document.nodes[index].literal))
      if let first = definitions[label] {
        context.report(
          .error, .duplicateFootnote, "Footnote '\(label)' is defined twice", document.nodes[index].range,
          notes: [
            Diagnostic.Note("first here", path: context.path, range: document.nodes[first.node].range)
          ])
      } else {
        definitions[label] = Definition(node: index)
      }
    }
  }

  private mutating func findReferences(
    in source: MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>, _ document: inout MarkdownDocument,
    _ context: inout ParsingContext
  ) {
    var index = 0
    while index < source.nodes.count {
      let node = source.nodes[index]
      switch node.kind {
      case .link, .image: index = Int(node.end)
      case .text:
        findReferences(inText: index, of: source, literals, &document, &context)
        index += 1
      default: index += 1
      }
    }
  }

  private mutating func findReferences(
    inText index: Int, of source: MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>,
    _ document: inout MarkdownDocument, _ context: inout ParsingContext
  ) {
    let slice = source.nodes[index].literal
    let text = UnsafeBufferPointer(rebasing: literals[slice.range])
    var cursor = TextCursor(index, of: source, literals)
    var byte = 0
    while byte + 3 < text.count {
      guard text[byte] == UInt8(ascii: "["), text[byte + 1] == UInt8(ascii: "^"),
        let label = Self.label(from: byte + 2, in: text)
      else {
        byte += 1
        continue
      }
      let end = label.upperBound + 1
      defer { byte = end }
      guard let start = cursor.sourceOffset(ofByte: byte), literals[start] == UInt8(ascii: "["),
        let mark = cursor.sourceOffset(ofByte: byte + 1), literals[mark] == UInt8(ascii: "^"),
        let sourceEnd = cursor.sourceOffset(ofByte: end)
      else { continue }
      let place = start..<sourceEnd
      guard let (number, repetition) = refer(to: text[label]) else {
        let written = String(decoding: text[label], as: UTF8.self)
        context.report(
          .error, .undefinedFootnote, "Footnote '\(written)' is not defined", source.lines.range(place),
          help: "write '\\[^' where brackets are meant")
        continue
      }
      var reference = Node(kind: .footnoteReference, value: Int32(truncatingIfNeeded: number))
      reference.literal = Node.Slice(
        start: slice.start + UInt32(label.lowerBound), count: UInt32(label.count))
      if repetition > 1 { reference.secondary = document.appendLiteral("-\(repetition)".utf8) }
      source.setPlace(of: &reference, place, near: source.nodes[index].startLine)
      edits.append(InlineEdit(index, byte..<end, .insert(reference)))
    }
  }

  private mutating func refer(to label: some Collection<UInt8>) -> (number: Int, repetition: Int)? {
    let key = Self.key(label)
    guard var definition = definitions[key] else { return nil }
    if definition.number == 0 {
      numbers += 1
      definition.number = numbers
    }
    definition.references += 1
    definitions[key] = definition
    return (definition.number, definition.references)
  }

  private static func label(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "]") {
      if text[end].isASCIIWhitespace || text[end] == UInt8(ascii: "[") { return nil }
      end += 1
    }
    return end > start && end < text.count ? start..<end : nil
  }

  private static func key(_ label: some Collection<UInt8>) -> String {
    String(decoding: label, as: UTF8.self).lowercased().inNFC
  }
}
