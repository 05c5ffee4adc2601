import Basics

/// A check code: 16 hexadecimal digits made from words, by which people can tell one text from another.
///
/// The same words always have the same code, on any machine and in any version of the program. A code guards against
/// mixing up texts, not against someone who wants to deceive: for that, sign the list of published versions.
package struct CheckCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let rawValue: String

  /// The check code of words as they are, white space included.
  package init(of words: String) {
    rawValue = ContentHash.name(of: Array(words.utf8))
  }

  /// Reads a check code as a person typed it from a sheet: spaces, hyphens, and case don't matter.
  ///
  /// - Returns: `nil` if the text isn't 16 hexadecimal digits.
  package init?(_ typed: String) {
    let digits = typed.lowercased().filter { !$0.isWhitespace && $0 != "-" }
    guard digits.utf8.count == Self.length, digits.utf8.allSatisfy(Self.isDigit) else { return nil }
    rawValue = digits
  }

  private static let length = 16

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package var description: String { rawValue }

  /// In how many places another code has another digit.
  package func distance(to other: CheckCode) -> Int {
    zip(rawValue.utf8, other.rawValue.utf8).count { $0 != $1 }
  }
}
