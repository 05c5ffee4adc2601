import Basics
import Markdown

/// A part of a code's current edition that carries a topic.
package struct Passage: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    /// The place in the edition's ``CodeText/provisions``.
    case provision(Int)
    /// The place in the edition's ``CodeText/groups``, of a group that is prose alone.
    case group(Int)
  }

  package let code: CodeID
  package let part: Part
}

extension CodeText {
  /// The parts that carry each topic, in the order of the text.
  ///
  /// A group's topic is that of each of its provisions; a group of prose without provisions carries it itself. What
  /// a draft takes out carries none.
  package var partsByTopic: [TopicID: [Passage.Part]] {
    var parts: [TopicID: [Passage.Part]] = [:]
    func add(_ part: Passage.Part, to topics: [Located<TopicID>]) {
      for topic in Set(topics.map(\.value)) { parts[topic, default: []].append(part) }
    }
    let provisionsByGroup = Dictionary(grouping: provisions.indices) { provisions[$0].group }
    for (place, group) in groups.enumerated() {
      if group.isProse, !isGone(group) { add(.group(place), to: group.topics) }
      for provision in provisionsByGroup[place] ?? [] where !isGone(provisions[provision]) {
        add(.provision(provision), to: provisions[provision].topics)
      }
    }
    return parts
  }

  /// Whether a view leaves nothing of a provision and of those inside it.
  ///
  /// The depth of recursion is that of lists, which the parser bounds.
  private func isGone(_ provision: Provision) -> Bool {
    provision.isEmpty
      && provision.content.allSatisfy { element in
        if case .provisions(let places) = element {
          places.allSatisfy { isGone(provisions[$0]) }
        } else {
          true
        }
      }
  }

  /// Whether a view leaves nothing of a group that is prose.
  private func isGone(_ group: CodeGroup) -> Bool {
    group.content.allSatisfy { element in
      switch element {
      case .prose(let node), .leadIn(let node): document.nodes[node].flags.contains(.emptied)
      case .provisions: false
      }
    }
  }
}

extension CodeGroup {
  /// Whether the group has text and no provision.
  var isProse: Bool {
    !content.isEmpty
      && content.allSatisfy { element in
        if case .provisions = element { false } else { true }
      }
  }
}

/// What the codes say about one topic, and which say nothing.
package struct TopicCoverage: Sendable {
  /// The codes that speak of the topic, from A to Z, and where they do.
  package let speaking: [(code: CodeOfEthics, parts: [Passage.Part])]
  /// The codes that were checked against the topics and don't mention this one.
  package let silent: [CodeOfEthics]
  /// The codes that nobody has checked against the topics, and that have no provision on this one.
  package let unreviewed: [CodeOfEthics]
  /// The codes whose text is not held, of which nothing can be said.
  package let unheld: [CodeOfEthics]

  package init(of topic: TopicID, in handbook: Handbook) {
    let passages = Dictionary(grouping: handbook.passagesByTopic[topic] ?? [], by: \.code)
    var speaking: [(CodeOfEthics, [Passage.Part])] = []
    var silent: [CodeOfEthics] = []
    var unreviewed: [CodeOfEthics] = []
    var unheld: [CodeOfEthics] = []
    for code in handbook.codes {
      if let found = passages[code.id] {
        speaking.append((code, found.map(\.part)))
      } else if code.current.metadata.text == .reference {
        unheld.append(code)
      } else if code.current.metadata.topics == nil {
        unreviewed.append(code)
      } else {
        silent.append(code)
      }
    }
    self.speaking = speaking
    self.silent = silent
    self.unreviewed = unreviewed
    self.unheld = unheld
  }
}
