import Markup

extension MarkdownDocument {
  /// The text that a block begins with, where it begins with text.
  func firstText(of block: Index) -> Index? {
    var index = block + 1
    let end = Int(nodes[block].end)
    while index < end {
      switch nodes[index].kind {
      case .paragraph, .insertion, .highlight: index += 1
      case .text: return index
      default: return nil
      }
    }
    return nil
  }

  /// Whether a block has no text of its own: nothing, or nothing but the lists inside it.
  func isBlank(ownTextOf block: Index) -> Bool {
    var index = block + 1
    let end = Int(nodes[block].end)
    while index < end {
      switch nodes[index].kind {
      case .list: index = Int(nodes[index].end)
      case .paragraph: index += 1
      case .softBreak, .lineBreak: index += 1
      case .text:
        guard bytes(nodes[index].literal).allSatisfy({ $0 == UInt8(ascii: " ") }) else { return false }
        index += 1
      default: return false
      }
    }
    return true
  }
}

extension Provision {
  /// The same provision where its group has moved.
  func inGroup(_ group: Int) -> Provision {
    Provision(
      id: id, isPermanent: isPermanent, label: label, ordinal: ordinal, group: group, parent: parent,
      node: node, leadIn: leadIn, topics: topics, aliases: aliases, content: content, isEmpty: isEmpty)
  }
}

extension CodeGroup {
  /// The same group as one without a name.
  ///
  /// - Parameter ordinal: From 1.
  func unnamed(ordinal: Int) -> CodeGroup {
    CodeGroup(
      heading: nil, anchor: anchor, title: "", label: label, level: level, unnamedOrdinal: ordinal,
      continuedTitle: nil, topics: topics, content: content)
  }
}
