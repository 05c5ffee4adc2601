import Markup

/// Writes the lexicon: for each stem its forms, those that occur and those that were added by rule.
///
/// The client looks for a form in the shard in whose range of stems the form falls. A form that does not fall
/// in the shard of its stem is written in its own shard too, as an alias.
struct LexiconShards: Sendable {
  /// Stems in a shard.
  static let stemLimit = 640

  let plan: ShardPlan
  /// The endings that have a code of one character.
  let endings: [Ending]

  /// A form that falls in another shard than its stem.
  private struct Alias: Sendable {
    /// The shard that the form falls in.
    var shard: Int
    var form: [UInt8]
    var stem: [UInt8]
  }

  /// - Parameter recordCounts: For each stem, in about how many records it occurs.
  init(_ lexicon: Lexicon, recordCounts: [Int], language: String) {
    let ranges = ShardFamily.ranges(ofWeights: lexicon.stems.map { _ in 1 }, limit: Self.stemLimit)
    let bounds = ranges.map { lexicon.stems[$0.lowerBound] }
    let parts = ranges.concurrentMap { LexiconPart(lexicon, $0, language: language) }
    let codes = EndingCodes(of: parts.concurrentMap(\.endingCounts))

    let strays = Array(parts.indices).concurrentMap { Self.aliases(of: parts[$0], inShard: $0, bounds) }
    let aliases = Dictionary(grouping: strays.joined(), by: \.shard)

    plan = ShardPlan("lexicon", ranges, bounds: bounds) { script, shard in
      parts[shard].append(to: &script, codes, recordCounts: recordCounts)
      var text: [UInt8] = []
      for alias in aliases[shard, default: []] {
        text += alias.form + [UInt8(ascii: ">")] + alias.stem + [UInt8(ascii: ";")]
      }
      script.appendString(text)
    }
    endings = codes.endings
  }

  private static func aliases(
    of part: LexiconPart, inShard shard: Int, _ bounds: [[UInt8]]
  ) -> [Alias] {
    var aliases: [Alias] = []
    part.forEachForm { form, stem in
      let isBefore = shard > 0 && UTF16Order.areInOrder(form, bounds[shard])
      let isAfter = shard + 1 < bounds.count && !UTF16Order.areInOrder(form, bounds[shard + 1])
      guard isBefore || isAfter else { return }
      let home = bounds.partitioningIndex { UTF16Order.areInOrder(form, $0) }
      aliases.append(Alias(shard: max(0, home - 1), form: form, stem: stem))
    }
    return aliases
  }
}

extension Array {
  /// The first index whose element fulfils a condition that all later elements fulfil too.
  fileprivate func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int {
    var range = indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = isInSecondPart(self[middle]) ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return range.lowerBound
  }
}
