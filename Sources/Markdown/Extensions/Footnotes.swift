import Basics

/// Hides `[^label]:` from libcmark, which could read it as a link definition, and shows it a list item
/// instead.
///
/// The text of an item continues on lines indented by four spaces, like that of a footnote.
///
/// The mask doesn't move any byte: `[^label]: text` becomes `+   ␁␁␁␁␁ text`.
///
/// Source: GitHub's footnotes, which GitHub Flavored Markdown 0.29 does not specify.
struct FootnoteMask {
  /// The beginning of a definition.
  struct Definition {
    /// The range from `[` to `:` in the source.
    var mark: Range<Int>
    /// The range of the label in the source.
    var label: Range<Int>
  }

  /// The text for libcmark.
  private(set) var text: [UInt8]
  /// The definitions in source order.
  private(set) var definitions: [Definition] = []

  /// Fills the bytes by which an item's marker is shorter than the definition's mark.
  static let filler: UInt8 = 0x01
  /// The length in bytes of an item's marker and the spaces after it.
  static let markCount = 4

  /// - Returns: `nil` if the source has no definition, or already contains the filler.
  init?(_ source: UnsafeBufferPointer<UInt8>, lineStarts: [UInt32]) {
    for start in lineStarts {
      if let definition = Self.definition(onLineAt: Int(start), in: source) { definitions.append(definition) }
    }
    guard !definitions.isEmpty, !source.contains(Self.filler) else { return nil }
    text = Array(source)
    let bullet = Self.bullet(for: source)
    for definition in definitions {
      let mark = definition.mark
      text[mark.lowerBound] = bullet
      for index in mark.dropFirst() {
        text[index] = index < mark.lowerBound + Self.markCount ? 0x20 : Self.filler
      }
    }
  }

  /// Returns the index of the first definition that begins at or after an offset.
  func firstDefinition(from offset: Int) -> Int {
    definitions.partition { $0.mark.lowerBound >= offset }
  }

  private static func definition(
    onLineAt start: Int, in source: UnsafeBufferPointer<UInt8>
  ) -> Definition? {
    var index = start
    var indentation = 0
    while index < source.count, indentation < 4 {
      if source[index] == 0x20 {
        indentation += 1
      } else if source[index] == UInt8(ascii: ">") {
        // One space after the mark belongs to the mark.
        indentation = -1
      } else {
        break
      }
      index += 1
    }
    guard indentation < 4, index + 4 < source.count, source[index] == UInt8(ascii: "["),
      source[index + 1] == UInt8(ascii: "^")
    else { return nil }
    let label = index + 2
    var end = label
    while end < source.count, source[end] != UInt8(ascii: "]") {
      if source[end].isASCIIWhitespace || source[end] == UInt8(ascii: "[") { return nil }
      end += 1
    }
    guard end > label, end + 1 < source.count, source[end + 1] == UInt8(ascii: ":") else { return nil }
    return Definition(mark: index..<(end + 2), label: label..<end)
  }

  /// Returns the list marker that the source uses least: the first of `+`, `*`, and `-` that no space follows
  /// anywhere.
  private static func bullet(for source: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var isUsed: (plus: Bool, asterisk: Bool) = (false, false)
    for index in source.indices.dropLast() where source[index + 1].isSpaceOrTab {
      if source[index] == UInt8(ascii: "+") { isUsed.plus = true }
      if source[index] == UInt8(ascii: "*") { isUsed.asterisk = true }
    }
    return isUsed.plus ? isUsed.asterisk ? UInt8(ascii: "-") : UInt8(ascii: "*") : UInt8(ascii: "+")
  }
}

/// Converts the items that a ``FootnoteMask`` showed to libcmark into footnote definitions.
struct FootnoteDefinitions: MarkdownExtension {
  static let option = MarkdownParser.Extensions.footnotes

  static func isNeeded(in context: ParsingContext) -> Bool { context.footnoteMask != nil }

  private let document: MarkdownDocument
  private let literals: UnsafeBufferPointer<UInt8>
  private let mask: FootnoteMask
  private var copier: TreeCopier
  /// The open lists that contain definitions.
  ///
  /// Such a list isn't copied, except for items that the author wrote.
  private var lists: [(end: Int, isOpen: Bool)] = []
  /// The paragraphs directly inside definitions, which are loose, as on GitHub.
  private var looseParagraphs: Set<Int> = []

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    guard let mask = context.footnoteMask else { return }
    document.restoreCode(mask)
    let original = document
    var copier = original.literals.withUnsafeBufferPointer { literals in
      var definitions = Self(
        document: original, literals: literals, mask: mask, copier: TreeCopier(of: original))
      definitions.copyAll()
      return definitions.copier
    }
    copier.finish(&document)
  }

  private init(
    document: MarkdownDocument, literals: UnsafeBufferPointer<UInt8>, mask: FootnoteMask, copier: TreeCopier
  ) {
    self.document = document
    self.literals = literals
    self.mask = mask
    self.copier = copier
  }

  private mutating func copyAll() {
    var index = 0
    var items: [Int: Node] = [:]
    while index < document.nodes.count {
      endLists(at: index)
      let node = document.nodes[index]
      switch node.kind {
      case .list where document.children(of: index).contains { definition(of: $0) != nil }:
        lists.append((Int(node.end), false))
        for item in document.children(of: index) { items[item] = node }
        index += 1
      case .listItem:
        if let list = items[index] {
          index = copyItem(index, of: list)
        } else {
          copier.copy(index, of: document)
          index += 1
        }
      case .paragraph where looseParagraphs.contains(index):
        var paragraph = node
        paragraph.flags.remove(.tight)
        copier.copy(index, as: paragraph, of: document)
        index += 1
      default:
        copier.copy(index, of: document)
        index += 1
      }
    }
    endLists(at: index)
  }

  private mutating func endLists(at index: Int) {
    while let last = lists.last, last.end <= index {
      endItems(at: last.end)
      lists.removeLast()
    }
  }

  /// Ends the list around the author's own items if one is open.
  private mutating func endItems(at index: Int) {
    guard let last = lists.indices.last, lists[last].isOpen else { return }
    copier.closeEnded(at: index)
    copier.close()
    lists[last].isOpen = false
  }

  /// Copies an item.
  ///
  /// If the item is a definition, it becomes a footnote definition, up to the start of its text.
  ///
  /// - Returns: The node to continue with.
  private mutating func copyItem(_ item: Int, of list: Node) -> Int {
    guard let definition = definition(of: item) else {
      if let last = lists.indices.last, !lists[last].isOpen {
        copier.closeEnded(at: item)
        copier.open(list)
        lists[last].isOpen = true
      }
      copier.copy(item, of: document)
      return item + 1
    }
    endItems(at: item)
    var node = document.nodes[item]
    node.kind = .footnoteDefinition
    node.literal = Node.Slice(
      start: UInt32(definition.label.lowerBound), count: UInt32(definition.label.count))
    copier.copy(item, as: node, of: document)
    for child in document.children(of: item) where document.nodes[child].kind == .paragraph {
      looseParagraphs.insert(child)
    }
    let block = item + 1
    let text = item + 2
    guard text < Int(node.end), document.nodes[text].kind == .text else { return block }
    var paragraph = document.nodes[block]
    paragraph.flags.remove(.tight)
    copier.copy(block, as: paragraph, of: document)
    if let rest = rest(of: document.nodes[text], behind: definition) {
      copier.append(rest)
      return text + 1
    }
    let isBroken = text + 1 < Int(node.end) && document.nodes[text + 1].kind == .softBreak
    return isBroken ? text + 2 : text + 1
  }

  /// Returns a definition's first text without the filler and the space after it, or `nil` if nothing is
  /// left.
  private func rest(of text: Node, behind definition: FootnoteMask.Definition) -> Node? {
    var text = text
    let end = text.literal.range.upperBound
    let filler = definition.mark.count - FootnoteMask.markCount
    var start = min(end, Int(text.literal.start) + filler)
    var sourceStart = definition.mark.upperBound
    while start < end, literals[start].isSpaceOrTab {
      start += 1
      sourceStart += 1
    }
    guard start < end else { return nil }
    text.literal = Node.Slice(start: UInt32(start), count: UInt32(end - start))
    if let sourceEnd = document.sourceEnd(of: text), sourceStart < sourceEnd {
      document.setPlace(of: &text, sourceStart..<sourceEnd)
    }
    return text
  }

  /// Returns the definition at the position of an item, or `nil` if there is none.
  private func definition(of item: Int) -> FootnoteMask.Definition? {
    guard let offset = document.sourceOffset(of: document.nodes[item]) else { return nil }
    let place = mask.firstDefinition(from: offset)
    guard place < mask.definitions.count else { return nil }
    let definition = mask.definitions[place]
    return definition.mark.lowerBound == offset ? definition : nil
  }
}

extension MarkdownDocument {
  /// Restores the source text in code and raw HTML where a ``FootnoteMask`` had hidden it.
  fileprivate mutating func restoreCode(_ mask: FootnoteMask) {
    for index in nodes.indices {
      let node = nodes[index]
      guard node.kind == .codeBlock || node.kind == .htmlBlock, Int(node.literal.start) >= sourceCount,
        bytes(node.literal).contains(FootnoteMask.filler)
      else { continue }
      var text = Array(bytes(node.literal))
      var next = 0
      let first = mask.firstDefinition(from: Int(lines.starts[Int(node.startLine) - lines.firstLine]))
      for definition in mask.definitions[first...] {
        guard let filler = text[next...].firstIndex(of: FootnoteMask.filler) else { break }
        let start = filler - FootnoteMask.markCount
        let end = start + definition.mark.count
        guard start >= 0, end <= text.count else { break }
        text.replaceSubrange(start..<end, with: literals[definition.mark])
        next = end
      }
      nodes[index].literal = appendLiteral(text)
    }
  }
}

/// Converts `[^label]` and `[^label]: text` to footnotes, numbered in the order in which they are first
/// referred to.
///
/// Labels are case-insensitive. A footnote that nothing refers to has no number and is reported.
struct FootnoteExtension: MarkdownExtension {
  static let option = MarkdownParser.Extensions.footnotes

  static func isNeeded(in context: ParsingContext) -> Bool { context.triggers.contains(.footnote) }

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
          help: "add a paragraph that begins with '[^\(written)]: ', or write '\\[^' to print brackets")
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
