/// What one occurrence of a word adds to the weight of a record, in each field: the BM25F of Zaragoza and
/// others, "Microsoft Cambridge at TREC 13" (2004), up to the saturation, which the client applies to the sum
/// over all forms of a word.
struct RecordWeights: Sendable {
  /// For each record and each weighed field.
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

  /// The weight of a form in a record.
  @inline(__always)
  func weight(of counts: FieldCounts, in record: Int) -> Float {
    let first = record * Field.weighedCount
    return Float(counts[.title]) * weights[first] + Float(counts[.context]) * weights[first + 1]
      + Float(counts[.leadIn]) * weights[first + 2] + Float(counts[.text]) * weights[first + 3]
      + Float(counts[.topics]) * weights[first + 4]
  }
}

extension Field {
  /// How much one occurrence in the field counts against one in the text.
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

  /// The part of the weight that a field of average length divides among its words, from 0 to 1; BM25's `b`.
  fileprivate var lengthShare: Float {
    switch self {
    case .text: 0.7
    default: 0.5
    }
  }
}
