/// Writes the postings: for each stem and each of its forms the records that hold it, with their impacts, and
/// the records from which a draft removes it.
struct PostingsShards {
  /// Postings in a shard.
  static let postingLimit = 4_000

  let family: ShardFamily

  init(_ merged: MergedRuns, postingCounts: [Int]) {
    let weights = RecordWeights(of: merged.runs)
    let ranges = ShardFamily.ranges(ofWeights: postingCounts.map { $0 + 1 }, limit: Self.postingLimit)
    family = ShardFamily("postings", ranges) { script, shard in
      var numbers = NumberText()
      var impacts: [UInt8] = []
      for stem in ranges[shard] { Self.append(stem, of: merged, weights, to: &numbers, &impacts) }
      script.appendString(numbers.bytes)
      script.append(",")
      script.appendString(impacts)
    }
  }

  /// Appends the lists of a stem: twice their number, plus one if a list of removals follows; then each as the
  /// number of its records and the gaps between them.
  private static func append(
    _ stem: Int,
    of merged: MergedRuns,
    _ weights: RecordWeights,
    to numbers: inout NumberText,
    _ impacts: inout [UInt8]
  ) {
    let forms = merged.lexicon.formRanges[stem]
    var removed: [Int] = []
    var lists: [[Int]] = []
    for form in forms {
      var records: [Int] = []
      merged.forEachRun(holding: form) { first, run, number in
        for posting in run.postings[number] {
          let record = first + Int(posting.record)
          if posting.counts[.removed] > 0 { removed.append(record) }
          guard posting.counts.isWeighed else { continue }
          let level = ImpactScale.level(of: weights.weight(of: posting.counts, in: record))
          records.append(record)
          impacts.append(NumberText.digits[level])
        }
      }
      lists.append(records)
    }
    numbers.append(lists.count * 2 + (removed.isEmpty ? 0 : 1))
    for list in lists {
      numbers.append(list.count)
      numbers.appendGaps(list)
    }
    guard !removed.isEmpty else { return }
    let distinct = Set(removed).sorted()
    numbers.append(distinct.count)
    numbers.appendGaps(distinct)
  }
}
