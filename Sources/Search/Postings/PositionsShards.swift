/// Writes the positions, for quoted phrases: for each stem, form and record, where the form stands in it.
struct PositionsShards {
  /// Positions in a shard.
  static let positionLimit = 6_000

  let plan: ShardPlan

  init(_ merged: MergedRuns, postingCounts: [Int]) {
    let weights = postingCounts.indices.map { postingCounts[$0] + merged.occurrenceCount(ofStem: $0) + 1 }
    let ranges = ShardFamily.ranges(ofWeights: weights, limit: Self.positionLimit)
    plan = ShardPlan("positions", ranges, capacity: 3 * Self.positionLimit) { script, shard in
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
    merged.forEachRun(holding: form) { run, number in
      for posting in merged.runs[run].postings[number] where posting.counts.isWeighed { recordCount += 1 }
    }
    numbers.append(recordCount)
    merged.forEachRun(holding: form) { run, number in
      merged.runs[run].occurrences.withGroup(number) { occurrences in
        var start = 0
        for posting in merged.runs[run].postings[number] where posting.counts.isWeighed {
          var end = start
          if posting.counts.hasPositions {
            repeat { end += 1 } while end < occurrences.count && !occurrences[end].isFirstInRecord
          }
          numbers.append(end - start)
          numbers.appendGaps(occurrences[start..<end].lazy.map(\.position))
          start = end
        }
      }
    }
  }
}
