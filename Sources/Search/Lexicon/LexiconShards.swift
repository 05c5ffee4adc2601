import Basics
import Markdown

/// Writes the lexicon: for each stem, the forms that occur and those that were added; other English words
/// that could be mistaken for misspellings; and words that are related to a stem.
///
/// The client looks for a form in the shard whose range of stems includes the form. If that isn't the shard
/// of the form's stem, the form is also written there, as an alias.
struct LexiconShards: Sendable {
  /// The maximum number of stems in a shard.
  static let stemLimit = 640

  /// The number of forms from which all English words are written without testing each.
  ///
  /// In such a large lexicon, there are only a few of them in each of its many shards.
  private static let largeLexicon = 30_000

  let plan: ShardPlan
  /// The related words in the handbook of each word that has any.
  let relations: [[UInt8]: [WordRelations.Relation]]
  /// The endings that have a one-character code.
  let endings: [Ending]

  /// A form whose own shard isn't that of its stem.
  private struct Alias: Sendable {
    /// The form's own shard.
    var shard: Int
    var form: [UInt8]
    var stem: [UInt8]
  }

  /// - Parameter recordCounts: The approximate number of records in which each stem occurs.
  init(_ lexicon: Lexicon, recordCounts: [Int], language: String) {
    let ranges = ShardFamily.ranges(ofWeights: lexicon.stems.map { _ in 1 }, limit: Self.stemLimit)
    let bounds = ranges.map { lexicon.stems[$0.lowerBound] }
    let parts = ranges.concurrentMap { LexiconPart(lexicon, $0, language: language) }
    let codes = EndingCodes(of: parts.concurrentMap(\.endingCounts))

    let strays = Array(parts.indices).concurrentMap { Self.aliases(of: parts[$0], inShard: $0, bounds) }
    let aliases = Dictionary(grouping: strays.joined(), by: \.shard)

    let vocabulary = EnglishVocabulary.of(language)
    let relations = vocabulary.map { WordRelations(to: lexicon.stems, $0).byWord } ?? [:]
    self.relations = relations
    let relatedWords = Self.byShard(relations.keys.map(\.self), bounds)
    let otherWords = Self.byShard(vocabulary.map { Self.otherWords(of: $0, than: lexicon) } ?? [], bounds)

    plan = ShardPlan("lexicon", ranges, bounds: bounds) { script, shard in
      parts[shard].append(to: &script, codes, recordCounts: recordCounts)
      var text: [UInt8] = []
      for alias in aliases[shard, default: []] {
        text += alias.form + [UInt8(ascii: ">")] + alias.stem + [UInt8(ascii: ";")]
      }
      script.appendString(text)
      var words = FrontCoding()
      for word in otherWords[shard, default: []] { words.append(word) }
      script.append(",")
      script.appendString(words.shared)
      script.append(",")
      script.appendString(words.rests)
      script.append(",")
      script.appendString(Self.text(of: relatedWords[shard, default: []], relations))
    }
    endings = codes.endings
  }

  /// Returns the words of a vocabulary that don't share a stem with any form but that the client could
  /// mistake for a form.
  private static func otherWords(of vocabulary: EnglishVocabulary, than lexicon: Lexicon) -> [[UInt8]] {
    var isForm = [Bool](repeating: false, count: vocabulary.words.count)
    for stem in lexicon.stems {
      for index in vocabulary.indexesByStem[stem, default: []] { isForm[index] = true }
    }
    let others = vocabulary.words.indices.filter { !isForm[$0] }
    guard lexicon.forms.count < largeLexicon else { return others.map { vocabulary.words[$0] } }
    let reach = SpellingReach(of: lexicon.forms)
    return evenRanges(of: others.count, in: 16).concurrentMap { range in
      others[range].map { vocabulary.words[$0] }.filter(reach.contains)
    }.flatMap(\.self)
  }

  /// Groups words by their shards.
  private static func byShard(_ words: [[UInt8]], _ bounds: [[UInt8]]) -> [Int: [[UInt8]]] {
    guard !bounds.isEmpty else { return [:] }
    return Dictionary(grouping: words, by: { home(of: $0, bounds) }).mapValues { words in
      UTF16Order.order(of: words).map { words[$0] }
    }
  }

  /// Returns each word with `>` and its stems, each of them after a digit for the kind of relation.
  private static func text(of words: [[UInt8]], _ relations: [[UInt8]: [WordRelations.Relation]]) -> [UInt8] {
    var text: [UInt8] = []
    for word in words {
      text += word
      var separator = UInt8(ascii: ">")
      for relation in relations[word, default: []] {
        text.append(separator)
        text.append(UInt8(ascii: "0") + relation.kind.rawValue)
        text += relation.stem
        separator = UInt8(ascii: " ")
      }
      text.append(UInt8(ascii: ";"))
    }
    return text
  }

  private static func aliases(
    of part: LexiconPart, inShard shard: Int, _ bounds: [[UInt8]]
  ) -> [Alias] {
    var aliases: [Alias] = []
    part.forEachForm { form, stem in
      let isBefore = shard > 0 && UTF16Order.areInOrder(form, bounds[shard])
      let isAfter = shard + 1 < bounds.count && !UTF16Order.areInOrder(form, bounds[shard + 1])
      guard isBefore || isAfter else { return }
      aliases.append(Alias(shard: home(of: form, bounds), form: form, stem: stem))
    }
    return aliases
  }

  /// Returns the shard whose range includes a form.
  private static func home(of form: [UInt8], _ bounds: [[UInt8]]) -> Int {
    max(0, bounds.partitioningIndex { UTF16Order.areInOrder(form, $0) } - 1)
  }
}

extension Array {
  /// Returns the first index from which all elements satisfy a condition.
  fileprivate func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int {
    var range = indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = isInSecondPart(self[middle]) ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return range.lowerBound
  }
}
