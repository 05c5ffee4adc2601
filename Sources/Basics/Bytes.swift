import Foundation

extension UInt8 {
  /// Whether the byte is one of ASCII's 32 punctuation characters (CommonMark 0.30, section 2.1).
  @inlinable @inline(__always)
  package var isASCIIPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  @inlinable @inline(__always)
  package var isASCIIDigit: Bool { self &- 0x30 < 10 }

  @inlinable @inline(__always)
  package var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

  @inlinable @inline(__always)
  package var isASCIIUppercaseLetter: Bool { self &- 0x41 < 26 }

  @inlinable @inline(__always)
  package var isASCIILetterOrDigit: Bool { isASCIILetter || isASCIIDigit }

  /// Whether the byte is a space or tab.
  @inlinable @inline(__always)
  package var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }

  /// Whether the byte is a space, tab, or line end.
  @inlinable @inline(__always)
  package var isASCIIWhitespace: Bool { self == 0x20 || self &- 0x09 < 5 }

  /// The lowercase form of an ASCII letter; any other byte is unchanged.
  @inlinable @inline(__always)
  package var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension [UInt8] {
  /// Returns whether the bytes contain another sequence of bytes.
  package func holds(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    return withUnsafeBytes { text in
      var start = 0
      while start + needle.count <= text.count {
        let length = text.count - needle.count - start + 1
        guard let base = text.baseAddress, let found = memchr(base + start, Int32(first), length) else {
          return false
        }
        start = UnsafeRawPointer(found) - base
        if text[start..<start + needle.count].elementsEqual(needle) { return true }
        start += 1
      }
      return false
    }
  }
}

extension [UInt8] {
  /// The text with a single space in place of each run of white space, and none at its ends.
  package var onOneLine: String {
    let isASCII = withUnsafeBufferPointer { bytes in bytes.allSatisfy { $0 < 0x80 } }
    guard isASCII else {
      let words = String(decoding: self, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      return words.joined(separator: " ")
    }
    var line: [UInt8] = []
    line.reserveCapacity(count)
    for byte in self {
      // Source: Unicode, White_Space.
      switch byte {
      case 0x20, 0x09...0x0D: if let last = line.last, last != 0x20 { line.append(0x20) }
      default: line.append(byte)
      }
    }
    if line.last == 0x20 { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }
}

extension String {
  /// The text with a single space in place of each run of white space, and none at its ends.
  package var onOneLine: String { Array(utf8).onOneLine }
}

extension RandomAccessCollection {
  /// Returns the index of the first element of a partitioned collection that satisfies a condition, or the
  /// end if none does.
  ///
  /// - Parameter condition: Returns `false` for elements at the beginning, and `true` for all that follow.
  @inlinable @inline(__always)
  package func partition(where condition: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if condition(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}

extension String {
  /// Returns whether this text comes before another in the order of their UTF-8 bytes, which is the same on
  /// every system.
  package func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension Sequence {
  /// Returns the elements sorted by the UTF-8 bytes of a text for each, such as a path.
  package func sorted(byBytesOf text: (Element) -> String) -> [Element] {
    let elements = Array(self)
    // Checking takes less time than sorting, and most lists of files come in order.
    let isSorted = zip(elements, elements.dropFirst()).allSatisfy { !text($1).precedesInBytes(text($0)) }
    return isSorted ? elements : elements.sorted { text($0).precedesInBytes(text($1)) }
  }
}

/// A short name for content, which changes when the content does.
package enum ContentHash {
  /// Returns the 64-bit FNV-1a hash as 16 hexadecimal digits.
  ///
  /// The hash detects changes in caches. It isn't cryptographic.
  ///
  /// Source: draft-eastlake-fnv, section 2.
  package static func name(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash ^= UInt64(byte)
      hash = hash &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
