import Markup

/// A topic that a provision, a group or another topic names must exist.
enum UnknownTopicCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    let known = Set(handbook.topics.map(\.id))
    func check(_ topic: Located<TopicID>, in path: String) -> Diagnostic? {
      guard !known.contains(topic.value) else { return nil }
      let nearest = NearestMatch.of(topic.value.rawValue, among: handbook.topics.map(\.id.rawValue))
      let question = nearest.map { "; did you mean '\($0)'?" } ?? ""
      return Diagnostic(
        .error, "unknown-topic", "Topic '\(topic.value)' does not exist\(question)", path: path,
        range: topic.range)
    }
    var diagnostics: [Diagnostic] = []
    for code in handbook.codes {
      for edition in code.editions {
        let named = edition.text.groups.flatMap(\.topics) + edition.text.provisions.flatMap(\.topics)
        // Provisions have their group's topics too.
        var seen: Set<Located<TopicID>> = []
        diagnostics += named.filter { seen.insert($0).inserted }.compactMap { check($0, in: edition.path) }
      }
    }
    for topic in handbook.topics {
      diagnostics += topic.metadata.related.compactMap { check($0.map(TopicID.init), in: topic.path) }
    }
    return diagnostics
  }
}
