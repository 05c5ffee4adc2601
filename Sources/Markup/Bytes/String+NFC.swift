private import Foundation

extension String {
  /// The text in Unicode's normal form C, in which the same letters are the same bytes.
  package var inNFC: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping
  }

  /// The text in Unicode's normal form D, in which letters and their accents stand apart.
  package var inNFD: String {
    utf8.allSatisfy { $0 < 0x80 } ? self : decomposedStringWithCanonicalMapping
  }
}
