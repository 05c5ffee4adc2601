/// The words that find nothing in a handbook: no form of them is in it, no synonym or topic is known by them, and no
/// related word leads to anything.
///
/// The client looks words up in the same way; see ``LexiconShards``.
package struct UnfindableWords {
  private let stemmer: Stemmer
  private let stems: Set<[UInt8]>
  private let related: Set<[UInt8]>
  private let names: Set<[UInt8]>
  private let ignored: Set<[UInt8]>

  /// - Parameter records: All records of the handbook's index.
  package init(in records: [SearchRecord], of corpus: SearchCorpus) {
    let lexicon = Lexicon(of: [TokenizedRecords(records, of: corpus)], language: corpus.language)
    stemmer = Stemmer(language: corpus.language)
    stems = Set(lexicon.stems)
    let vocabulary = EnglishVocabulary.of(corpus.language)
    related = Set(vocabulary.map { WordRelations(to: lexicon.stems, $0).byWord.keys.map(\.self) } ?? [])
    let topicNames = TopicNames(language: corpus.language)
    names = Set(corpus.topics.flatMap(topicNames.keys))
    let words =
      FunctionWords.words(of: corpus.language) + FunctionWords.lightWords(of: corpus.language)
    ignored = Set(words.map { Array($0.utf8) })
  }

  /// Whether a search for a word finds nothing.
  ///
  /// A word with a hyphen finds something if each of its parts does.
  package func contains(_ word: String) -> Bool {
    Tokenizer.words(of: word).contains { form in
      let stem = stemmer.stem(of: form)
      return !stems.contains(stem) && !related.contains(form) && !names.contains(stem)
        && !ignored.contains(form)
    }
  }

  /// The ``StockWords`` that find nothing, with what they are about, in order and each once.
  package var stockWords: [(word: String, subject: String)] {
    var seen: Set<String> = []
    return StockWords.subjects.flatMap { subject in
      subject.words.filter { contains($0) && seen.insert($0).inserted }.map { ($0, subject.name) }
    }
  }
}
