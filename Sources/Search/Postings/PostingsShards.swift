/// Writes the postings: for each stem and each of its forms the records that hold it, with their impacts, and
/// the records from which a draft removes it.
struct PostingsShards {
  /// Postings in a shard.
  static let postingLimit = 4_000

  let plan: ShardPlan

  init(_ merged: MergedRuns, postingCounts: [Int]) {
    let scale = ImpactScale()
    let weights = RecordWeights(of: merged.runs)
    let ranges = ShardFamily.ranges(ofWeights: postingCounts.map { $0 + 1 }, limit: Self.postingLimit)
    plan = ShardPlan("postings", ranges, capacity: 4 * Self.postingLimit) { script, shard in
      var lists = PostingLists(merged, weights, scale)
      for stem in ranges[shard] { lists.append(stem) }
      script.appendString(lists.numbers.bytes)
      script.append(",")
      script.appendString(lists.impacts)
    }
  }
}

/// The lists of one stem after another.
private struct PostingLists {
  private(set) var numbers = NumberText()
  /// For each posting a digit of ``NumberText``, its level on the ``ImpactScale``.
  private(set) var impacts: [UInt8] = []

  private let merged: MergedRuns
  private let weights: RecordWeights
  private let scale: ImpactScale
  /// The records of the current list.
  private var records: [Int] = []

  init(_ merged: MergedRuns, _ weights: RecordWeights, _ scale: ImpactScale) {
    self.merged = merged
    self.weights = weights
    self.scale = scale
  }

  /// Appends the lists of a stem: twice their number, plus one if a list of removals follows; then each as the
  /// number of its records and the gaps between them.
  mutating func append(_ stem: Int) {
    let forms = merged.lexicon.formRanges[stem]
    let removed = recordsLosing(forms)
    numbers.append(forms.count * 2 + (removed.isEmpty ? 0 : 1))
    for form in forms {
      collect(form)
      appendRecords()
    }
    guard !removed.isEmpty else { return }
    records = removed
    appendRecords()
  }

  private mutating func appendRecords() {
    numbers.append(records.count)
    numbers.appendGaps(records)
  }

  /// Collects the records that hold a form, and appends its impacts.
  private mutating func collect(_ form: Int) {
    records.removeAll(keepingCapacity: true)
    merged.forEachRun(holding: form) { run, number in
      let first = merged.firstRecords[run]
      merged.runs[run].postings.withGroup(number) { postings in
        for posting in postings where posting.counts.isWeighed {
          let record = first + Int(posting.record)
          let weight = weights.weight(of: posting.counts, in: record)
          records.append(record)
          impacts.append(NumberText.digit(scale.level(of: weight)))
        }
      }
    }
  }

  /// The records from which a draft removes one of some forms, in order.
  private func recordsLosing(_ forms: Range<Int>) -> [Int] {
    var removed: Set<Int> = []
    for form in forms {
      merged.forEachRun(holding: form) { run, number in
        guard merged.runs[run].hasRemovals else { return }
        let first = merged.firstRecords[run]
        for posting in merged.runs[run].postings[number] where posting.counts[.removed] > 0 {
          removed.insert(first + Int(posting.record))
        }
      }
    }
    return removed.sorted()
  }
}
