extension MarkdownDocument {
  /// The tree without the blocks that a resolution left empty.
  package func withoutEmptiedBlocks() -> MarkdownDocument {
    guard nodes.contains(where: { $0.flags.contains(.emptied) }) else { return self }
    return removing { $0.flags.contains(.emptied) }
  }

  /// The tree without some nodes and all that stands in them.
  func removing(_ isRemoved: (Node) -> Bool) -> MarkdownDocument {
    var result = self
    result.nodes.removeAll(keepingCapacity: true)
    var places = [Index?](repeating: nil, count: nodes.count)
    var index = 0
    while index < nodes.count {
      if isRemoved(nodes[index]) {
        index = Int(nodes[index].end)
        continue
      }
      places[index] = result.nodes.count
      result.nodes.append(nodes[index])
      index += 1
    }
    // A node ends where the first kept node at or after its end has gone.
    var following = [Int32](repeating: Int32(result.nodes.count), count: nodes.count + 1)
    for index in nodes.indices.reversed() {
      following[index] = places[index].map(Int32.init) ?? following[index + 1]
    }
    for index in result.nodes.indices {
      result.nodes[index].end = following[Int(result.nodes[index].end)]
    }
    result.attributes = attributes.compactMap { entry in places[entry.node].map { ($0, entry.value) } }
    return result
  }

  /// Takes out the placeholders of emptied blocks, and flags those blocks and whatever holds nothing else.
  mutating func removePlaceholders() {
    var isPlaceholder = [Bool](repeating: false, count: nodes.count)
    var open: [Index] = []
    for index in nodes.indices {
      while let last = open.last, Int(nodes[last].end) <= index { open.removeLast() }
      if nodes[index].kind == .text, bytes(nodes[index].literal).elementsEqual(RedlineResolution.placeholder) {
        isPlaceholder[index] = true
        if let parent = open.last { nodes[parent].flags.insert(.emptied) }
      }
      open.append(index)
    }
    for index in nodes.indices.reversed() where nodes[index].kind.holdsBlocks {
      var hasChild = false
      let isEmptied = children(of: index).allSatisfy { child in
        hasChild = true
        return nodes[child].flags.contains(.emptied)
      }
      if hasChild, isEmptied { nodes[index].flags.insert(.emptied) }
    }
    var next = 0
    self = removing { _ in
      defer { next += 1 }
      return isPlaceholder[next]
    }
  }

  /// Gives every place in the tree of a resolved text as it is in the source.
  mutating func restorePlaces(from resolution: RedlineResolution, _ sourceLines: SourceLines) {
    let lines = SourceLines(of: resolution.bytes, firstLine: sourceLines.firstLine)
    let origins = resolution.origins
    func restored(_ position: SourcePosition) -> SourcePosition {
      guard let offset = lines.offset(of: position) else { return position }
      return sourceLines.position(at: origins.offset(of: offset))
    }
    func restored(_ range: SourceRange) -> SourceRange {
      guard range.end.column > 1 else { return SourceRange(restored(range.start), restored(range.end)) }
      var end = restored(SourcePosition(line: range.end.line, column: range.end.column - 1))
      end.column += 1
      return SourceRange(restored(range.start), end)
    }
    for index in nodes.indices where nodes[index].startLine > 0 {
      let range = restored(nodes[index].range)
      nodes[index].startLine = UInt32(range.start.line)
      nodes[index].startColumn = UInt32(range.start.column)
      nodes[index].endLine = UInt32(range.end.line)
      nodes[index].endColumn = UInt32(max(range.end.column - 1, 0))
    }
    for index in references.indices { references[index].range = restored(references[index].range) }
    for index in attributes.indices {
      attributes[index].value = attributes[index].value.mappingRanges(restored)
    }
  }
}

extension Node.Kind {
  /// Whether the kind is a block that is empty once all its children are.
  fileprivate var holdsBlocks: Bool {
    switch self {
    case .blockQuote, .list, .listItem, .callout, .question, .choice, .table, .tableRow, .footnoteDefinition:
      true
    default: false
    }
  }
}

extension Attributes {
  fileprivate func mappingRanges(_ transform: (SourceRange) -> SourceRange) -> Attributes {
    func mapped(_ located: Located<String>) -> Located<String> {
      Located(located.value, transform(located.range))
    }
    return Attributes(
      id: id.map(mapped), classes: classes.map(mapped),
      pairs: pairs.map { Pair(key: mapped($0.key), value: mapped($0.value)) }, range: transform(range))
  }
}
