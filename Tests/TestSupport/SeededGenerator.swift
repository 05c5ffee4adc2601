/// A generator of pseudorandom numbers that gives the same numbers for the same seed on any machine.
///
/// Source: SplitMix64 (Steele, Lea and Flood, 2014).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns one of the values.
  package mutating func pick<Value>(_ values: [Value]) -> Value {
    precondition(!values.isEmpty, "there is a value to pick")
    return values[Int(next() % UInt64(values.count))]
  }

  /// Returns a number from 0 to one less than a limit.
  package mutating func below(_ limit: Int) -> Int {
    Int(next() % UInt64(limit))
  }
}
