/// The sort key of a title in lists that readers scan from A to Z.
///
/// Case, accents, and punctuation don't count, and words are compared one by one, so that "Self-check" is
/// next to "Self check". The order is the same on every machine, because it doesn't depend on a locale. Latin
/// letters other than the basic 26, such as ø, are sorted with the letters that they look like.
package struct AlphabeticalKey: Sendable, Comparable {
  /// Folded letters and digits in UTF-8, with one space between words.
  ///
  /// The number of digits comes before each number, so that 2 comes before 10.
  private let words: [UInt8]
  /// The first eight bytes of ``words`` as a big-endian integer, which decides most comparisons.
  private let start: UInt64
  /// Distinguishes titles that differ only in case, accents, or punctuation.
  private let title: String

  /// - Parameter language: A tag of BCP 47. In Spanish and its neighbors, ñ is a letter of its own, after n.
  package init(_ title: String, in language: String = "en") {
    self.init(title, separatesTilde: Self.separatesTilde(language))
  }

  fileprivate init(_ title: String, separatesTilde: Bool) {
    let words = Self.folded(title, separatesTilde: separatesTilde)
    self.words = words
    start = (0..<8).reduce(0) { $0 << 8 | ($1 < words.count ? UInt64(words[$1]) : 0) }
    self.title = title
  }

  package static func < (left: Self, right: Self) -> Bool {
    if left.start != right.start { return left.start < right.start }
    return left.words == right.words
      ? left.title.precedesInBytes(right.title)
      : left.words.lexicographicallyPrecedes(right.words)
  }

  /// The uppercase letter that the title is listed under, or `nil` if it doesn't begin with a letter.
  package var letter: String? {
    guard let first = String(decoding: words, as: UTF8.self).first, first.isLetter else { return nil }
    return String(first).inNFC.uppercased()
  }

  // MARK: Folding

  fileprivate static func separatesTilde(_ language: String) -> Bool {
    ["es", "eu", "fil", "gl"].contains(String(language.prefix { $0 != "-" }))
  }

  private static let space = UInt8(ascii: " ")

  private static func folded(_ title: String, separatesTilde: Bool) -> [UInt8] {
    var words: [UInt8] = []
    words.reserveCapacity(title.utf8.count)
    if title.utf8.allSatisfy({ $0 < 0x80 }) {
      for byte in title.utf8 { append(byte, to: &words) }
    } else {
      // Uppercasing comes first, because it turns ß into SS.
      for scalar in title.uppercased().lowercased().inNFD.unicodeScalars {
        if separatesTilde, scalar == "\u{303}", words.last == UInt8(ascii: "n") {
          words += String(scalar).utf8
        } else {
          append(scalar, to: &words)
        }
      }
    }
    if words.last == space { words.removeLast() }
    return withNumbersByValue(words)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func withNumbersByValue(_ words: [UInt8]) -> [UInt8] {
    guard words.contains(where: isDigit) else { return words }
    var result: [UInt8] = []
    var rest = words[...]
    while let byte = rest.first {
      guard isDigit(byte) else {
        result.append(byte)
        rest.removeFirst()
        continue
      }
      let digits = rest.prefix(while: isDigit)
      let significant = digits.drop { $0 == UInt8(ascii: "0") }
      result.append(UInt8(ascii: "0") + UInt8(min(significant.count, 9)))
      result += significant
      rest = rest.dropFirst(digits.count)
    }
    return result
  }

  private static func append(_ byte: UInt8, to words: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): words.append(byte)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): words.append(byte | 0x20)
    case UInt8(ascii: "'"): break
    default: if let last = words.last, last != space { words.append(space) }
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to words: inout [UInt8]) {
    if scalar.isASCII {
      append(UInt8(truncatingIfNeeded: scalar.value), to: &words)
    } else if let letters = lookalikes[scalar] {
      words += letters.utf8
    } else if isSilent(scalar) {
      return
    } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      words += String(scalar).utf8
    } else {
      append(space, to: &words)
    }
  }

  /// Returns whether a scalar is ignored: combining accents, the curly apostrophe, the soft hyphen, and
  /// joiners.
  private static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x2019, 0x2BC, 0xAD, 0x200C, 0x200D, 0x2060: true
    default: false
    }
  }

  /// Latin letters that no normalization form decomposes.
  private static let lookalikes: [Unicode.Scalar: String] = [
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t",
  ]
}

extension Sequence {
  /// Returns the elements from A to Z by their titles.
  ///
  /// Elements with the same title keep their order.
  ///
  /// - Parameter language: The language whose alphabet it is, as a tag of BCP 47.
  package func alphabetized(in language: String = "en", by title: (Element) -> String) -> [Element] {
    let separatesTilde = AlphabeticalKey.separatesTilde(language)
    return Array(self).sorted(by: { AlphabeticalKey(title($0), separatesTilde: separatesTilde) })
  }
}

extension Array {
  /// Returns the elements in the order of their keys.
  ///
  /// Elements with the same key keep their order.
  ///
  /// Each key is computed only once, and indices are sorted rather than elements, which may be expensive to
  /// move.
  package func sorted<Key: Comparable>(by key: (Element) -> Key) -> [Element] {
    let keys = map(key)
    let order = keys.indices.sorted { left, right in
      keys[left] < keys[right] || (left < right && !(keys[right] < keys[left]))
    }
    return order.map { self[$0] }
  }
}
