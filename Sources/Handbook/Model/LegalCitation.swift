/// A place in the law that a text cites.
package struct LegalCitation: Sendable, Hashable, Comparable {
  /// The abbreviation of the series: `RCW`.
  package let series: String
  /// The number within the series: `18.420`.
  package let number: String

  package static func < (left: Self, right: Self) -> Bool {
    (left.series, left.numberKey, left.number) < (right.series, right.numberKey, right.number)
  }

  /// The number's runs of digits, so that `9.2` comes before `18.420`.
  private var numberKey: NumberKey {
    NumberKey(parts: number.split { !$0.isASCII || !$0.isNumber }.map { Int($0) ?? Int.max })
  }

  private struct NumberKey: Comparable {
    let parts: [Int]
    static func < (left: Self, right: Self) -> Bool { left.parts.lexicographicallyPrecedes(right.parts) }
  }
}
