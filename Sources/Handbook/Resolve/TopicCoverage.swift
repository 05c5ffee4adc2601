/// What the codes say about one topic, and which say nothing.
package struct TopicCoverage: Sendable {
  /// The codes with provisions on the topic, in the order of their ids, and the places of those.
  package let speaking: [(code: CodeOfEthics, places: [Int])]
  /// The codes whose text is held and that have no provision on the topic.
  package let silent: [CodeOfEthics]
  /// The codes whose text is not held, of which nothing can be said.
  package let unheld: [CodeOfEthics]

  package init(of topic: TopicID, in handbook: Handbook) {
    let places = Dictionary(grouping: handbook.provisionsByTopic[topic] ?? [], by: \.code)
    var speaking: [(CodeOfEthics, [Int])] = []
    var silent: [CodeOfEthics] = []
    var unheld: [CodeOfEthics] = []
    for code in handbook.codes {
      if let found = places[code.id] {
        speaking.append((code, found.map(\.index)))
      } else if code.current.metadata.text == .reference {
        unheld.append(code)
      } else {
        silent.append(code)
      }
    }
    self.speaking = speaking
    self.silent = silent
    self.unheld = unheld
  }
}
