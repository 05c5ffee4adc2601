import Cstemmer

/// Splits text into words as readers type them: folded to lowercase and without accents.
///
/// The client splits queries and snippets by the same rules, in `Themes/default/assets/search.js/02-text.js`,
/// and a test compares the two. A word is a run of letters and digits. An apostrophe inside it is dropped,
/// and so is `'s` at its end: `don't` is `dont`, `peer's` is `peer`. A period or hyphen between two digits is
/// part of the number, so that `18.420` and `246-929-210` are words. Anywhere else it separates words.
///
/// Chinese, Japanese, Thai, Lao, Khmer, and Burmese have no spaces between words, and Korean joins particles to them.
/// In their scripts, each two neighboring letters are a word, so that a query finds its letters anywhere in a sentence.
enum Tokenizer {
  /// The maximum length of a folded word in scalars.
  ///
  /// The rest is dropped.
  static let longestWord = 40

  /// Calls a closure with the folded bytes of each word in a UTF-8 text, in order.
  ///
  /// The bytes are valid only during the call.
  @inline(__always)
  static func forEachWord(
    in text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestWord * 4) { word in
      lowercase.withUnsafeBufferPointer { lowercase in
        var index = 0
        while index < text.count {
          let byte = text[index]
          if lowercase[Int(byte)] == 0 {
            if byte < 0x80 {
              index += 1
              continue
            }
            let scalar = decodeScalar(text, at: index)
            guard CharacterFolding.role(of: scalar.value) == .word else {
              index += scalar.width
              continue
            }
            if CharacterFolding.isUnspaced(scalar.value) {
              forEachPair(text, at: &index, body)
              continue
            }
          }
          let length = readWord(text, at: &index, into: word, lowercase)
          body(UnsafeBufferPointer(rebasing: word[0..<length]))
        }
      }
    }
  }

  /// Calls a closure with each two neighboring letters of a run in a script without spaces, or with the only
  /// letter, and moves the index past the run.
  private static func forEachPair(
    _ text: UnsafeBufferPointer<UInt8>, at index: inout Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let first = index
    var start = index
    index += decodeScalar(text, at: index).width
    while index < text.count {
      let scalar = decodeScalar(text, at: index)
      guard isUnspacedLetter(scalar.value) else { break }
      body(UnsafeBufferPointer(rebasing: text[start..<(index + scalar.width)]))
      start = index
      index += scalar.width
    }
    if start == first { body(UnsafeBufferPointer(rebasing: text[first..<index])) }
  }

  private static func isUnspacedLetter(_ value: UInt32) -> Bool {
    CharacterFolding.isUnspaced(value) && CharacterFolding.role(of: value) == .word
  }

  /// Returns the folded words of a text, in UTF-8.
  static func words(of text: String) -> [[UInt8]] {
    var text = text
    var words: [[UInt8]] = []
    text.withUTF8 { bytes in forEachWord(in: bytes) { words.append(Array($0)) } }
    return words
  }

  /// Reads the word that begins at an index, and moves the index past it.
  ///
  /// - Returns: The length of the folded word in bytes.
  @inline(__always)
  private static func readWord(
    _ text: UnsafeBufferPointer<UInt8>,
    at index: inout Int,
    into word: UnsafeMutableBufferPointer<UInt8>,
    _ lowercase: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var length = 0
    var scalars = 0
    while index < text.count {
      let byte = text[index]
      let folded = lowercase[Int(byte)]
      if folded != 0 {
        if scalars < longestWord {
          word[length] = folded
          length += 1
          scalars += 1
        }
        index += 1
        continue
      }
      let scalar = decodeScalar(text, at: index)
      let next = index + scalar.width
      switch role(of: scalar.value) {
      case .separator:
        return length
      case .ignorable:
        break
      case .word:
        if CharacterFolding.isUnspaced(scalar.value) { return length }
        append(scalar.value, text[index..<next], to: word, &length, &scalars)
      case .apostrophe:
        guard isWord(text, at: next) else { return length }
        if text[next] | 0x20 == UInt8(ascii: "s"), !isWord(text, at: next + 1) {
          index = next + 1
          return length
        }
      case .hyphen:
        guard length > 0, isDigit(word[length - 1]), next < text.count, isDigit(text[next]) else {
          return length
        }
        if scalars < longestWord {
          word[length] = byte == UInt8(ascii: ".") ? byte : UInt8(ascii: "-")
          length += 1
          scalars += 1
        }
      }
      index = next
    }
    return length
  }

  /// Appends the folded form of a scalar from U+0080, or the scalar itself if it doesn't have one.
  private static func append(
    _ value: UInt32,
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>,
    to word: UnsafeMutableBufferPointer<UInt8>,
    _ length: inout Int,
    _ scalars: inout Int
  ) {
    func copy(_ bytes: some Sequence<UInt8>, scalarCount: Int) {
      guard scalars + scalarCount <= longestWord else { return }
      for byte in bytes {
        word[length] = byte
        length += 1
      }
      scalars += scalarCount
    }
    guard let folded = CharacterFolding.foldings[value] else { return copy(bytes, scalarCount: 1) }
    copy(folded, scalarCount: folded.count { $0 & 0xC0 != 0x80 })
  }

  private static func role(of value: UInt32) -> CharacterFolding.Role {
    if value >= 0x80 { return CharacterFolding.role(of: value) }
    return switch UInt8(value) {
    case UInt8(ascii: "'"): .apostrophe
    case UInt8(ascii: "-"), UInt8(ascii: "."): .hyphen
    default: .separator
    }
  }

  /// Returns whether an index is in the text and the scalar at it is part of a word.
  private static func isWord(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index < text.count else { return false }
    if text[index] < 0x80 { return lowercase[Int(text[index])] != 0 }
    return CharacterFolding.role(of: decodeScalar(text, at: index).value) == .word
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }

  /// Returns the scalar at an index of a UTF-8 text.
  ///
  /// A byte that doesn't begin a scalar is read as U+FFFD.
  private static func decodeScalar(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (value: UInt32, width: Int) {
    let first = UInt32(text[index])
    if first < 0x80 { return (first, 1) }
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, index + width <= text.count else { return (0xFFFD, 1) }
    var value = first & (0x7F >> UInt32(width))
    for offset in 1..<width {
      value = value << 6 | UInt32(text[index + offset] & 0x3F)
    }
    return (value, width)
  }

  /// The folded form of an ASCII letter or digit; 0 for any other byte.
  private static let lowercase: [UInt8] = (0..<256).map { byte in
    switch byte {
    case 0x30...0x39, 0x61...0x7A: UInt8(byte)
    case 0x41...0x5A: UInt8(byte) + 0x20
    default: 0
    }
  }
}

/// Reduces the forms of a word to a common stem with libstemmer's algorithm for a language.
///
/// A stemmer must not be used by two threads at the same time, because it writes the stem to its own memory.
final class Stemmer {
  /// The libstemmer instance, or `nil` if libstemmer doesn't support the language.
  ///
  /// Then each form is its own stem.
  private let handle: OpaquePointer?

  /// - Parameter language: A BCP 47 tag. libstemmer identifies languages by ISO 639 codes.
  init(language: String) {
    handle = sb_stemmer_new(language.lowercased().prefix { $0 != "-" }.description, "UTF_8")
  }

  deinit { sb_stemmer_delete(handle) }

  /// Returns the stem of a form, both in UTF-8.
  ///
  /// A form that contains a digit is its own stem.
  func stem(of form: [UInt8]) -> [UInt8] {
    guard let handle, !form.contains(where: { $0 < UInt8(ascii: "a") }),
      let stem = sb_stemmer_stem(handle, form, Int32(form.count))
    else { return form }
    return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
  }
}

/// The table of the scalars that words consist of, and their folded forms.
///
/// This is the only such table. The root shard passes ``clientTable`` to the client, which uses it for
/// queries and snippets. Scalars are listed rather than classified by their Unicode properties, because
/// browsers and this program can have different versions of Unicode.
enum CharacterFolding {
  /// The role of a scalar in a text.
  enum Role: UInt8 {
    /// Ends a word.
    case separator
    /// Part of a word.
    case word
    /// Ignored without ending a word: a combining accent, a soft hyphen.
    case ignorable
    /// Dropped inside a word; an `'s` at the end of a word is dropped too.
    case apostrophe
    /// Part of a number between two digits; a separator anywhere else.
    case hyphen
  }

  /// Letters that fold to ASCII, in groups after their folded form.
  static let groups: [(folded: String, letters: String)] = [
    ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǺǻȀȁȂȃȦȧẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặª"),
    ("ae", "ÆæǼǽ"), ("c", "ÇçĆćĈĉĊċČč"), ("d", "ÐðĎďĐđ"),
    ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇẸẹẺẻẼẽẾếỀềỂểỄễỆệ"), ("g", "ĜĝĞğĠġĢģǦǧ"), ("h", "ĤĥĦħ"),
    ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐỈỉỊị"), ("j", "Ĵĵ"), ("k", "Ķķĸ"), ("l", "ĹĺĻļĽľĿŀŁł"),
    ("n", "ÑñŃńŅņŇňŊŋ"), ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒǾǿỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợº"), ("oe", "Œœ"),
    ("r", "ŔŕŖŗŘř"), ("s", "ŚśŜŝŞşŠšſȘș"), ("ss", "ßẞ"), ("t", "ŢţŤťŦŧȚț"), ("th", "Þþ"),
    ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜỤụỦủỨứỪừỬửỮữỰự"), ("w", "ŴŵẀẁẂẃẄẅ"),
    ("y", "ÝýÿŶŷŸỲỳỴỵỶỷỸỹ"), ("z", "ŹźŻżŽž"),
  ]

  /// Ranges of letters that are folded by adding an offset: uppercase Greek and Cyrillic.
  static let shifts: [(range: ClosedRange<UInt32>, offset: UInt32)] = [
    (0x391...0x3A9, 0x20), (0x400...0x40F, 0x50), (0x410...0x42F, 0x20),
  ]

  /// The scalars from U+0080 that end a word.
  ///
  /// All others not listed below are part of a word.
  static let separators: [ClosedRange<UInt32>] = [
    0x80...0xA9, 0xAB...0xAC, 0xAE...0xB9, 0xBB...0xBF, 0xD7...0xD7, 0xF7...0xF7, 0x2C2...0x2DF,
    0x37E...0x37E, 0x55A...0x55F, 0x5BE...0x5BE, 0x60C...0x60D, 0x61B...0x61F, 0x66A...0x66D,
    0x6D4...0x6D4, 0x964...0x965, 0x2000...0x200B, 0x200E...0x2010, 0x2012...0x2012, 0x2014...0x2018,
    0x201A...0x205F, 0x2061...0x2BFF, 0x2E00...0x2E7F, 0x3000...0x3004, 0x3008...0x3020, 0x3030...0x3030,
    0x303D...0x303F, 0x30FB...0x30FB, 0xD800...0xF8FF, 0xFE10...0xFE6F, 0xFF00...0xFF0F, 0xFF1A...0xFF20,
    0xFF3B...0xFF40, 0xFF5B...0xFF65, 0xFFE0...0xFFFF, 0x1F000...0x1FAFF, 0xE0000...0x10FFFF,
  ]

  /// The letters of scripts without spaces between words: Thai, Lao, Burmese, Korean, Khmer, Japanese, and Chinese.
  static let unspaced: [ClosedRange<UInt32>] = [
    0xE00...0xEFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x3005...0x3007, 0x3041...0x318F,
    0x31A0...0x31BF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFF66...0xFF9F, 0x20000...0x323AF,
  ]

  /// Returns whether a scalar is in a script without spaces between words.
  static func isUnspaced(_ value: UInt32) -> Bool {
    value >= unspaced[0].lowerBound && unspaced.contains { $0.contains(value) }
  }

  static let ignorables: [ClosedRange<UInt32>] = [
    0xAD...0xAD, 0x300...0x36F, 0x200C...0x200D, 0x2060...0x2060, 0xFE00...0xFE0F, 0xFEFF...0xFEFF,
  ]

  static let apostrophes: [ClosedRange<UInt32>] = [0x27...0x27, 0x2BC...0x2BC, 0x2019...0x2019]

  /// The hyphen, the non-breaking hyphen, and the en dash used in ranges.
  static let hyphens: [ClosedRange<UInt32>] = [0x2D...0x2D, 0x2011...0x2011, 0x2013...0x2013]

  /// The folded form of each letter in ``groups`` and ``shifts``.
  static let foldings: [UInt32: [UInt8]] = {
    var foldings: [UInt32: [UInt8]] = [:]
    for (folded, letters) in groups {
      for scalar in letters.unicodeScalars { foldings[scalar.value] = Array(folded.utf8) }
    }
    for (range, offset) in shifts {
      for value in range {
        guard let folded = Unicode.Scalar(value + offset) else { continue }
        foldings[value] = Array(String(folded).utf8)
      }
    }
    return foldings
  }()

  /// Returns the role of a scalar from U+0080.
  static func role(of value: UInt32) -> Role {
    if value < UInt32(roles.count) { return roles[Int(value)] }
    return computedRole(of: value)
  }

  /// The precomputed roles of all scalars below U+3100, which covers texts in Western languages.
  private static let roles: [Role] = (0..<0x3100).map(computedRole)

  private static func computedRole(of value: UInt32) -> Role {
    func contains(_ ranges: [ClosedRange<UInt32>]) -> Bool { ranges.contains { $0.contains(value) } }
    if contains(apostrophes) { return .apostrophe }
    if contains(hyphens) { return .hyphen }
    if contains(ignorables) { return .ignorable }
    return contains(separators) ? .separator : .word
  }
}
