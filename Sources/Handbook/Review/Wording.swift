import Markdown

/// The words of a provision or group, as a claim about it rests on them.
package struct Wording: Sendable, Hashable {
  /// Plain text in one line.
  ///
  /// It starts with the text that introduces the provision, because the item alone can say the opposite of the rule:
  /// "I will not: (a) accept gifts".
  package let text: String

  /// - Parameter text: Any text; its white space becomes single spaces.
  package init(_ text: String) {
    self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  package var checkCode: CheckCode { CheckCode(of: text) }
}

extension CodeText {
  /// The words of a provision with those that introduce it and those of its parts.
  package func wording(ofProvisionAt place: Int) -> Wording {
    // From the provision to the outermost one that it is a part of.
    var chain = [place]
    while let parent = provisions[chain[chain.count - 1]].parent { chain.append(parent) }
    var nodes: [MarkdownDocument.Index] = []
    for (step, ancestor) in chain.reversed().enumerated() {
      if let leadIn = provisions[ancestor].leadIn, !nodes.contains(leadIn) { nodes.append(leadIn) }
      guard step < chain.count - 1 else { break }
      for element in provisions[ancestor].content {
        guard case .prose(let node) = element, !nodes.contains(node) else { continue }
        nodes.append(node)
      }
    }
    return Wording(
      (nodes + [provisions[place].node]).map { document.plainText(of: $0) }.joined(separator: " "))
  }

  /// The words of a group without its heading.
  func wording(ofGroupAt place: Int) -> Wording {
    let nodes = groups[place].content.flatMap { element in
      switch element {
      case .prose(let node), .leadIn(let node): [node]
      case .provisions(let places): places.map { provisions[$0].node }
      }
    }
    return Wording(nodes.map { document.plainText(of: $0) }.joined(separator: " "))
  }
}

extension Handbook {
  /// The words of a provision or group; `nil` for other targets.
  func wording(of target: ReferenceTarget) -> Wording? {
    switch target {
    case .provision(let id, let edition, let provision):
      guard let text = code(id)?.editions[edition].text, let place = text.place(of: provision) else {
        return nil
      }
      return text.wording(ofProvisionAt: place)
    case .group(let id, let edition, let group):
      guard let text = code(id)?.editions[edition].text,
        let place = text.groups.firstIndex(where: { $0.id == group })
      else { return nil }
      return text.wording(ofGroupAt: place)
    case .code, .topic, .lesson, .glossary, .term, .page, .anchor, .asset: return nil
    }
  }
}
