/// What the codes say about one topic, and which say nothing.
package struct TopicCoverage: Sendable {
  /// The codes that speak of the topic, from A to Z, and where they do.
  package let speaking: [(code: CodeOfEthics, parts: [Passage.Part])]
  /// The codes whose text is held and that say nothing of the topic.
  package let silent: [CodeOfEthics]
  /// The codes whose text is not held, of which nothing can be said.
  package let unheld: [CodeOfEthics]

  package init(of topic: TopicID, in handbook: Handbook) {
    let passages = Dictionary(grouping: handbook.passagesByTopic[topic] ?? [], by: \.code)
    var speaking: [(CodeOfEthics, [Passage.Part])] = []
    var silent: [CodeOfEthics] = []
    var unheld: [CodeOfEthics] = []
    for code in handbook.codes {
      if let found = passages[code.id] {
        speaking.append((code, found.map(\.part)))
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
