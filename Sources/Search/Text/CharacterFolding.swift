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
