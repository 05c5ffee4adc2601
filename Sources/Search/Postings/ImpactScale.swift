/// The levels to which the weight of a word in a record is rounded, each a quarter above the one before.
///
/// The client reads the levels from the root shard. They are whole thousandths, so that no machine rounds
/// them differently.
struct ImpactScale: Sendable {
  static let thousandths: [Int] = (1..<24).reduce(into: [80]) { levels, _ in
    levels.append(levels[levels.count - 1] * 5 / 4)
  }

  /// The level of each weight, by the upper bits of its floating-point number: the exponent, and four bits of
  /// the significand, which is finer than the levels are.
  private let levels: [UInt8]

  init() {
    let bounds = zip(Self.thousandths, Self.thousandths.dropFirst()).map { Float($0 + $1) / 2000 }
    levels = (UInt32(0)..<(1 << 12)).map { upperBits in
      let weight = Float(bitPattern: upperBits << Self.lowerBits)
      return UInt8(bounds.prefix { $0 <= weight }.count)
    }
  }

  private static let lowerBits: UInt32 = 19

  /// The level nearest to a weight, which is not negative.
  @inline(__always)
  func level(of weight: Float) -> Int {
    Int(levels[Int(weight.bitPattern >> Self.lowerBits)])
  }
}
