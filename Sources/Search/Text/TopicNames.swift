/// What a topic is called in a query: the stems of its title, of its id and of each synonym.
struct TopicNames {
  private let stemmer: Stemmer
  private let functionWords: Set<[UInt8]>

  init(language: String) {
    stemmer = Stemmer(language: language)
    functionWords = Set(FunctionWords.words(of: language).map { Array($0.utf8) })
  }

  /// The names of a topic, each as stems with a space between them.
  ///
  /// Function words are left out of a name with two other words or more, as they are of a query; elsewhere they
  /// stay, as they are written, since "who do I ask" is no name without them.
  func keys(of topic: SearchCorpus.Topic) -> [[UInt8]] {
    ([topic.title, topic.id] + topic.synonyms).compactMap { name in
      let words = Tokenizer.words(of: name)
      let content = words.filter { !functionWords.contains($0) }
      let kept = content.count > 1 ? content : words
      let stems = kept.map { functionWords.contains($0) ? $0 : stemmer.stem(of: $0) }
      return stems.isEmpty ? nil : Array(stems.joined(separator: " ".utf8))
    }
  }
}
