/// Writes the positions, for quoted phrases: for each stem, form and record, where the form stands in it.
struct PositionsShards {
  /// Positions in a shard.
  static let positionLimit = 6_000

  let family: ShardFamily

  init(_ merged: MergedRuns, postingCounts: [Int]) {
    let weights = postingCounts.indices.map { postingCounts[$0] + merged.occurrenceCount(ofStem: $0) + 1 }
    let ranges = ShardFamily.ranges(ofWeights: weights, limit: Self.positionLimit)
    family = ShardFamily("positions", ranges) { script, shard in
      var numbers = NumberText()
      for stem in ranges[shard] {
        numbers.append(merged.lexicon.formRanges[stem].count)
        for form in merged.lexicon.formRanges[stem] { Self.append(form, of: merged, to: &numbers) }
      }
      script.appendString(numbers.bytes)
    }
  }

  /// Appends the number of a form's records, and for each the number of its positions and the gaps between
  /// them.
  ///
  /// The records are those of the form's list of postings.
  private static func append(_ form: Int, of merged: MergedRuns, to numbers: inout NumberText) {
    var recordCount = 0
    merged.forEachRun(holding: form) { _, run, number in
      recordCount += run.postings[number].count { $0.counts.isWeighed }
    }
    numbers.append(recordCount)
    merged.forEachRun(holding: form) { _, run, number in
      var occurrences = run.occurrences[number]
      for posting in run.postings[number] where posting.counts.isWeighed {
        guard posting.counts.hasPositions else {
          numbers.append(0)
          continue
        }
        let next = occurrences.dropFirst().firstIndex(where: \.isFirstInRecord) ?? occurrences.endIndex
        let places = occurrences[..<next]
        numbers.append(places.count)
        numbers.appendGaps(places.lazy.map(\.position))
        occurrences = occurrences[next...]
      }
    }
  }
}
