/// The levels to which the weight of a word in a record is rounded, each a quarter above the one before.
///
/// The client reads the levels from the root shard. They are whole thousandths, so that no machine rounds
/// them differently.
enum ImpactScale {
  static let thousandths: [Int] = (1..<24).reduce(into: [80]) { levels, _ in
    levels.append(levels[levels.count - 1] * 5 / 4)
  }

  /// The level nearest to a weight.
  static func level(of weight: Float) -> Int {
    var range = 0..<bounds.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range = bounds[middle] < weight ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  /// The weights halfway between a level and the next.
  private static let bounds: [Float] = zip(thousandths, thousandths.dropFirst()).map { Float($0 + $1) / 2000 }
}
