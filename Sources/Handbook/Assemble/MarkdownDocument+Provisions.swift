import Markup

extension MarkdownDocument {
  /// The text that a block begins with, where it begins with text: a deletion counts where it is all of the text.
  func firstText(of block: Index) -> Index? {
    var index = block + 1
    let end = Int(nodes[block].end)
    var paragraphEnd = end
    while index < end {
      switch nodes[index].kind {
      case .paragraph:
        paragraphEnd = Int(nodes[index].end)
        index += 1
      case .insertion, .highlight: index += 1
      case .deletion where Int(nodes[index].end) == paragraphEnd: index += 1
      case .text: return index
      default: return nil
      }
    }
    return nil
  }

  /// Whether no letter follows a text at once: it is the last of its block, or a change begins with a space there.
  func isWordBoundary(after text: Index) -> Bool {
    let next = text + 1
    guard nodes.indices.contains(next) else { return true }
    switch nodes[next].kind {
    case _ where nodes[next].kind.isBlock: return true
    case .softBreak, .lineBreak: return true
    case .insertion, .deletion:
      guard Int(nodes[next].end) > next + 1, nodes[next + 1].kind == .text else { return false }
      return bytes(nodes[next + 1].literal).first == UInt8(ascii: " ")
    default: return false
    }
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
