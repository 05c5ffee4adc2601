/// Turns the items that a ``FootnoteMask`` let libcmark see into the definitions of footnotes.
struct FootnoteDefinitions {
  private let document: MarkdownDocument
  private let literals: UnsafeBufferPointer<UInt8>
  private let mask: FootnoteMask
  private var copier: TreeCopier
  /// The lists with definitions in them that are open: such a list is left out, but for items of the author's.
  private var lists: [(end: Int, isOpen: Bool)] = []
  /// The paragraphs right inside of definitions, which stand loose as GitHub has them.
  private var looseParagraphs: Set<Int> = []

  static func apply(to document: inout MarkdownDocument, _ mask: FootnoteMask) {
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

  /// Ends the list around the author's own items, if there is one.
  private mutating func endItems(at index: Int) {
    guard let last = lists.indices.last, lists[last].isOpen else { return }
    copier.closeEnded(at: index)
    copier.close()
    lists[last].isOpen = false
  }

  /// Copies an item, as a definition where it is one, up to the text of that.
  ///
  /// - Returns: The node to go on with.
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

  /// A text without the filler of a definition and the space behind it; nothing where it has no more.
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

  /// The definition whose place an item has.
  private func definition(of item: Int) -> FootnoteMask.Definition? {
    guard let offset = document.sourceOffset(of: document.nodes[item]) else { return nil }
    let place = mask.firstDefinition(from: offset)
    guard place < mask.definitions.count else { return nil }
    let definition = mask.definitions[place]
    return definition.mark.lowerBound == offset ? definition : nil
  }
}

extension MarkdownDocument {
  /// Puts into code and raw HTML what the source has where a ``FootnoteMask`` hid it.
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
