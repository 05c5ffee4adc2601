/// Finds the ends of sentences by the rules of one language.
///
/// A sentence ends at a period, question mark, or exclamation mark, including the quotation marks and
/// brackets that close right after it, if that is the end of the text or if white space and a word that can
/// begin a sentence follow. A period that belongs to an abbreviation, an initial, or a number doesn't end a
/// sentence: "Dr. Smith", "e.g. this", "J. Smith", "No. 5", "$5.50".
///
/// All offsets are in UTF-8 bytes.
package struct SentenceEnds: Sendable {
  /// Abbreviations that are never the last word of a sentence, such as "Dr".
  private let neverLast: Set<String>
  /// Words that are abbreviations only before a number, such as "no": before a 5, it means "number";
  /// otherwise, it's an answer.
  private let beforeNumbers: Set<String>
  /// Abbreviations that can be the last word of a sentence, such as "etc" and "Inc".
  ///
  /// Initials and abbreviations with inner periods, such as "U.S.", are treated the same without being
  /// listed.
  private let maybeLast: Set<String>
  /// Words that begin sentences but don't continue a name.
  ///
  /// An abbreviation before one of them ends its sentence: "at 5 p.m. She", but "U.S. Department".
  private let openers: Set<String>

  /// The rules of American English.
  ///
  /// Words are in lowercase and without their last period.
  package static let english = SentenceEnds(
    neverLast: """
      dr mr mrs ms mx messrs prof rev hon gov sen rep gen capt lt sgt atty e.g i.e eg ie cf vs v viz approx sec secs \
      subsec subd
      """,
    beforeNumbers: """
      no nos art arts ch chs pt pts par pars para paras vol vols fig figs p pp app ex stat tel ext rm apt ste \
      jan feb mar apr jun jul aug sep sept oct nov dec
      """,
    maybeLast: """
      etc al inc co corp ltd jr sr esq st ave blvd rd dept div dist univ assn assoc admin reg regs hr hrs min \
      ala ariz ark cal colo conn fla kan ky md mich minn mont neb nev okla ore penn tenn tex wash wis wyo
      """,
    openers: """
      a about after all also although always an and any as ask at because before both but by call did do does don't \
      each either every everyone for from he her here his how however i if in instead it its just keep let many my \
      neither never no nobody none not nothing of on once only or otherwise our say see she since so some stop take \
      talk tell that the their then there therefore these they this those though to under unless until use we what \
      when where whether which while who why with without yes you your
      """)

  private init(neverLast: String, beforeNumbers: String, maybeLast: String, openers: String) {
    func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }
    self.neverLast = words(neverLast)
    self.beforeNumbers = words(beforeNumbers)
    self.maybeLast = words(maybeLast)
    self.openers = words(openers)
  }

  /// The placeholder for a reference whose text isn't known: the object replacement character.
  ///
  /// It can begin a sentence, and doesn't continue a name.
  package static let unknownText: [UInt8] = [0xEF, 0xBF, 0xBC]

  /// Returns whether a byte is a period, question mark, or exclamation mark.
  package static func isMark(_ byte: UInt8) -> Bool {
    byte == period || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
  }

  /// Returns the offset after the first sentence that ends after an offset, or `nil` if none does.
  package func first(from start: Int, in text: [UInt8]) -> Int? {
    for index in start..<text.count {
      if let end = end(ofMarkAt: index, in: text) { return end }
    }
    return nil
  }

  /// Returns the offset after the sentence that the mark at an offset ends, or `nil` if it doesn't end one.
  package func end(ofMarkAt index: Int, in text: [UInt8]) -> Int? {
    guard Self.isMark(text[index]) else { return nil }
    let end = Self.endOfClosers(from: index + 1, in: text)
    guard end < text.count else { return end }
    guard text[end].isASCIIWhitespace else { return nil }
    guard let next = text[end...].firstIndex(where: { !$0.isASCIIWhitespace }) else { return end }
    guard Self.canBeginSentence(next, in: text) else { return nil }
    return text[index] == Self.period && isAbbreviation(endingAt: index, before: next, in: text) ? nil : end
  }

  // MARK: Abbreviations

  private func isAbbreviation(endingAt period: Int, before next: Int, in text: [UInt8]) -> Bool {
    guard let word = Self.word(endingAt: period, in: text) else { return false }
    if neverLast.contains(word) { return true }
    if beforeNumbers.contains(word), isNumber(at: next, in: text) { return true }
    let isInitial = word.utf8.count == 1 && text[period - 1].isASCIIUppercaseLetter
    guard isInitial || Self.hasPeriodsInside(word) || maybeLast.contains(word) else { return false }
    return !openers.contains(Self.word(at: next, in: text))
      && !text[next...].starts(with: Self.unknownText)
  }

  /// Returns whether a number begins at an offset: digits, a number sign, or an uppercase Roman numeral.
  private func isNumber(at start: Int, in text: [UInt8]) -> Bool {
    if text[start].isASCIIDigit || text[start] == UInt8(ascii: "#") { return true }
    let word = text[start...].prefix(while: \.isASCIILetterOrDigit)
    return !word.isEmpty && word.allSatisfy("IVXLCDM".utf8.contains)
      && !openers.contains(Self.word(at: start, in: text))
  }

  /// Returns whether a word consists of letters with periods between them: `u.s`, `ph.d`.
  private static func hasPeriodsInside(_ word: String) -> Bool {
    let parts = word.utf8.split(separator: period, omittingEmptySubsequences: false)
    return parts.count > 1
      && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(\.isASCIILetter) }
  }

  /// The longest word that can be an abbreviation, in bytes.
  private static let longestAbbreviation = 12

  /// Returns the word before a period in lowercase, or `nil` if there is no word or it's too long.
  private static func word(endingAt end: Int, in text: [UInt8]) -> String? {
    let letters = text[max(0, end - longestAbbreviation - 1)..<end].reversed().prefix { byte in
      byte.isASCIILetterOrDigit || byte == period || byte >= 0x80
    }
    // A quotation mark or a dash isn't part of the word.
    let word = letters.reversed().split { $0 >= 0x80 }.last ?? []
    let isWhole = letters.count <= longestAbbreviation && (letters.first.map { $0 < 0x80 } ?? false)
    return isWhole && !word.isEmpty ? String(decoding: word, as: UTF8.self).lowercased() : nil
  }

  /// Returns the word that begins at an offset, in lowercase and with a straight apostrophe.
  private static func word(at start: Int, in text: [UInt8]) -> String {
    var word: [UInt8] = []
    var rest = text[start...]
    while let byte = rest.first, word.count < longestAbbreviation {
      if byte.isASCIILetterOrDigit || byte == UInt8(ascii: "'") {
        word.append(byte.lowercasedASCII)
        rest.removeFirst()
      } else if rest.starts(with: "’".utf8) {
        word.append(UInt8(ascii: "'"))
        rest.removeFirst(3)
      } else {
        break
      }
    }
    return String(decoding: word, as: UTF8.self)
  }

  // MARK: Around a mark

  private static let period = UInt8(ascii: ".")

  /// Returns the offset after the closing quotation marks and brackets at an offset.
  private static func endOfClosers(from start: Int, in text: [UInt8]) -> Int {
    var end = start
    while end < text.count {
      switch text[end] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"): end += 1
      case 0xE2 where text[end...].starts(with: "”".utf8) || text[end...].starts(with: "’".utf8): end += 3
      case 0xC2 where text[end...].starts(with: "»".utf8): end += 2
      default: return end
      }
    }
    return end
  }

  /// Returns whether a sentence can begin at an offset.
  ///
  /// It can't begin with a lowercase letter, or with punctuation that continues or closes the text before it.
  private static func canBeginSentence(_ start: Int, in text: [UInt8]) -> Bool {
    switch text[start] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): return false
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      return false
    case 0..<0x80: return true
    default:
      let scalar = String(decoding: text[start...].prefix(4), as: UTF8.self).unicodeScalars.first
      switch scalar {
      case "”"?, "’"?, "»"?, "…"?, nil: return false
      case let scalar?: return !scalar.properties.isLowercase
      }
    }
  }
}
