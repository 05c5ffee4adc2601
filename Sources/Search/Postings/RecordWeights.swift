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
