/// Writes the postings: for each stem and each of its forms, the records that contain it and their impacts,
/// and the records from which a draft removes it.
struct PostingsShards {
  /// The maximum number of postings in a shard.
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

/// The posting lists of consecutive stems.
private struct PostingLists {
  private(set) var numbers = NumberText()
  /// For each posting, a digit of ``NumberText``: its level on the ``ImpactScale``.
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

  /// Appends the lists of a stem: twice the number of lists, plus one if a list of removals follows; then,
  /// for each list, the number of records and the gaps between them.
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

  /// Collects the records that contain a form, and appends its impacts.
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

  /// Returns the records from which a draft removes one of the forms, in order.
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

/// Writes the positions, for quoted phrases: for each stem, form, and record, where the form occurs in the
/// record.
struct PositionsShards {
  /// The maximum number of positions in a shard.
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

  /// Appends the number of a form's records, and for each record, the number of positions and the gaps
  /// between them.
  ///
  /// The records are those in the form's posting list.
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

/// Writes the facets: the records of each kind, followed by those of each topic.
///
/// The other facets don't need lists: the records of a code are contiguous, and states and statuses belong to
/// codes.
struct FacetShards {
  /// The maximum number of records in a shard's lists.
  static let recordLimit = 8_000

  let plan: ShardPlan

  init(_ records: [SearchRecord], topicCount: Int) {
    let kindCount = SearchRecord.Kind.allCases.count
    var lists = [[Int]](repeating: [], count: kindCount + topicCount)
    for number in records.indices {
      lists[Int(records[number].kind.rawValue)].append(number)
      for topic in Set(records[number].topics) { lists[kindCount + topic].append(number) }
    }
    let finished = lists
    let ranges = ShardFamily.ranges(ofWeights: finished.map { $0.count + 1 }, limit: Self.recordLimit)
    plan = ShardPlan("facets", ranges) { script, shard in
      var numbers = NumberText()
      for list in finished[ranges[shard]] {
        numbers.append(list.count)
        numbers.appendGaps(list)
      }
      script.appendString(numbers.bytes)
    }
  }
}

/// The amount that one occurrence of a word adds to the weight of a record, for each field.
///
/// This is BM25F from Zaragoza and others, "Microsoft Cambridge at TREC 13" (2004), without the saturation,
/// which the client applies to the sum over all forms of a word.
struct RecordWeights: Sendable {
  /// The weights for each record and each weighed field.
  private let weights: [Float]

  init(of runs: [TokenizedRecords]) {
    let width = Field.weighedCount
    var totals = [Int](repeating: 0, count: width)
    var filled = [Int](repeating: 0, count: width)
    for run in runs {
      for (index, length) in run.fieldLengths.enumerated() where length > 0 {
        totals[index % width] += Int(length)
        filled[index % width] += 1
      }
    }
    let averages = zip(totals, filled).map { $1 == 0 ? 1 : Float($0) / Float($1) }
    var weights: [Float] = []
    weights.reserveCapacity(runs.reduce(0) { $0 + $1.fieldLengths.count })
    for run in runs {
      for (index, length) in run.fieldLengths.enumerated() {
        let field = Field.allCases[index % width]
        let relativeLength = Float(length) / averages[index % width]
        weights.append(field.weight / (1 - field.lengthShare + field.lengthShare * relativeLength))
      }
    }
    self.weights = weights
  }

  /// Returns the weight of a form in a record.
  @inline(__always)
  func weight(of counts: FieldCounts, in record: Int) -> Float {
    let first = record * Field.weighedCount
    // The others add zero.
    if counts.areOnlyInText { return Float(counts[.text]) * weights[first + Field.text.rawValue] }
    return Float(counts[.title]) * weights[first] + Float(counts[.context]) * weights[first + 1]
      + Float(counts[.leadIn]) * weights[first + 2] + Float(counts[.text]) * weights[first + 3]
      + Float(counts[.topics]) * weights[first + 4]
  }
}

extension Field {
  /// The weight of an occurrence in the field, relative to one in the text.
  fileprivate var weight: Float {
    switch self {
    case .title: 3
    case .context: 1.5
    case .leadIn: 0.5
    case .text: 1
    case .topics: 0.8
    case .removed: 0
    }
  }

  /// The share of the weight that depends on the field's length, from 0 to 1; BM25's `b`.
  fileprivate var lengthShare: Float {
    switch self {
    case .text: 0.7
    default: 0.5
    }
  }
}

/// The levels to which the weight of a word in a record is rounded, each a quarter higher than the one
/// before.
///
/// The client reads the levels from the root shard. They are whole thousandths, so that all machines round
/// them the same way.
struct ImpactScale: Sendable {
  static let thousandths: [Int] = (1..<24).reduce(into: [80]) { levels, _ in
    levels.append(levels[levels.count - 1] * 5 / 4)
  }

  /// The level of each weight, indexed by the upper bits of its floating-point number: the exponent, and four
  /// bits of the significand, which are finer than the levels.
  private let levels: [UInt8]

  init() {
    let bounds = zip(Self.thousandths, Self.thousandths.dropFirst()).map { Float($0 + $1) / 2000 }
    levels = (UInt32(0)..<(1 << 12)).map { upperBits in
      let weight = Float(bitPattern: upperBits << Self.lowerBits)
      return UInt8(bounds.prefix { $0 <= weight }.count)
    }
  }

  private static let lowerBits: UInt32 = 19

  /// Returns the level nearest to a weight, which must not be negative.
  @inline(__always)
  func level(of weight: Float) -> Int {
    Int(levels[Int(weight.bitPattern >> Self.lowerBits)])
  }
}
