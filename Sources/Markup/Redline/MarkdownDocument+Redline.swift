extension MarkdownDocument {
  /// The tree without the blocks that a resolution left empty.
  package func withoutEmptiedBlocks() -> MarkdownDocument {
    guard nodes.contains(where: { $0.flags.contains(.emptied) }) else { return self }
    return removing { _, node in node.flags.contains(.emptied) }
  }

  /// The tree without some nodes and all that stands in them.
  package func removing(_ isRemoved: (Index, Node) -> Bool) -> MarkdownDocument {
    var copier = TreeCopier(of: self)
    var index = 0
    while index < nodes.count {
      if isRemoved(index, nodes[index]) {
        copier.skip(index, of: self)
        index = Int(nodes[index].end)
      } else {
        copier.copy(index, of: self)
        index += 1
      }
    }
    var result = self
    copier.finish(&result)
    return result
  }

  /// Takes out the placeholders of emptied blocks, and flags those blocks and whatever holds nothing else.
  mutating func removePlaceholders() {
    var isPlaceholder = [Bool](repeating: false, count: nodes.count)
    var open: [Index] = []
    for index in nodes.indices {
      while let last = open.last, Int(nodes[last].end) <= index { open.removeLast() }
      if nodes[index].kind == .text, bytes(nodes[index].literal).elementsEqual(RedlineResolution.placeholder)
      {
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
    self = removing { index, _ in isPlaceholder[index] }
  }

  /// Puts the source in the place of the text that was parsed for it, which differs in delimiters only.
  mutating func restoreSource(_ source: [UInt8]) {
    guard sourceCount == source.count else { return }
    literals.replaceSubrange(0..<sourceCount, with: source)
  }

  /// Gives every place in the tree of a resolved text as it is in the source.
  mutating func restorePlaces(
    from resolution: RedlineResolution, of source: [UInt8], _ sourceLines: SourceLines
  ) {
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
    precede(with: source, sourceLines)
  }

  /// Makes another text the source: literals are no longer found in it, but places are.
  private mutating func precede(with source: [UInt8], _ sourceLines: SourceLines) {
    let shift = UInt32(source.count)
    for index in nodes.indices {
      nodes[index].literal.start += shift
      nodes[index].secondary.start += shift
    }
    for index in anchors.indices { anchors[index].value.start += shift }
    literals = source + literals
    sourceCount = source.count
    lines = sourceLines
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
