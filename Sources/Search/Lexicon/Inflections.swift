/// Inflected forms of English words, made by rule, so that a reader who types a form that no record holds
/// finds the others.
///
/// A form is proposed only if the stemmer gives it the stem of the word that it was made from; so a wrong guess
/// is a form that nobody types, never a wrong match.
enum Inflections {
  /// The forms of a stem that are not among those which occur.
  ///
  /// - Parameter occurring: The forms with this stem that the records hold.
  static func forms(of stem: [UInt8], occurring: ArraySlice<[UInt8]>, _ stemmer: Stemmer) -> [[UInt8]] {
    guard stem.count >= 3, stem.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return [] }
    let base = base(of: stem, occurring: occurring)
    var forms: [[UInt8]] = []
    for form in [base] + inflections(of: base)
    where !occurring.contains(form) && !forms.contains(form) && stemmer.stem(of: form) == stem {
      forms.append(form)
    }
    return forms
  }

  /// The dictionary form: one that occurs, or else what the shortest form suggests.
  private static func base(of stem: [UInt8], occurring: ArraySlice<[UInt8]>) -> [UInt8] {
    let withE = adding("e", to: stem)
    if occurring.contains(stem) { return stem }
    if occurring.contains(withE) { return withE }
    guard let shortest = occurring.min(by: { $0.count < $1.count }) else { return stem }
    for ending in ["ing", "ed"] where ends(shortest, with: ending) {
      let root = Array(shortest.dropLast(ending.utf8.count))
      if root.dropLast() == stem[...] { return stem }
      return lostAnE(root) ? adding("e", to: root) : root
    }
    if ends(shortest, with: "ies") { return adding("y", to: shortest.dropLast(3)) }
    let isPlural = ends(shortest, with: "s") && !ends(shortest, with: "ss")
    return isPlural ? Array(shortest.dropLast()) : shortest
  }

  /// Whether a word that lost -ed or -ing probably lost an -e with it: `motivat`, `organiz`.
  private static func lostAnE(_ root: [UInt8]) -> Bool {
    ["at", "iz", "us", "as", "os", "ar", "c", "g", "v", "u", "bl"].contains { ends(root, with: $0) }
  }

  /// The forms in -s, -ed, -ing and -er of a word.
  private static func inflections(of base: [UInt8]) -> [[UInt8]] {
    var plural = adding("s", to: base)
    var beforeE = base[...]
    var beforeI = base[...]
    if base.last == UInt8(ascii: "e") {
      beforeE = base.dropLast()
      beforeI = beforeE
    } else if base.last == UInt8(ascii: "y"), !isVowel(base[base.count - 2]) {
      beforeE = adding("i", to: base.dropLast())[...]
      plural = adding("es", to: beforeE)
    } else if ["s", "x", "z", "ch", "sh"].contains(where: { ends(base, with: $0) }) {
      plural = adding("es", to: base)
    } else if doublesLastLetter(base) {
      beforeE = (base + base.suffix(1))[...]
      beforeI = beforeE
    }
    return [plural, adding("ed", to: beforeE), adding("ing", to: beforeI), adding("er", to: beforeE)]
  }

  /// Whether a word has one vowel letter and ends in it and a single consonant: `plan`, but not `refer`.
  private static func doublesLastLetter(_ word: [UInt8]) -> Bool {
    guard let last = word.last, !isVowel(last), !"wxy".utf8.contains(last) else { return false }
    return isVowel(word[word.count - 2]) && word.count { isVowel($0) } == 1
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    "aeiou".utf8.contains(letter)
  }

  private static func adding(_ ending: String, to word: some Sequence<UInt8>) -> [UInt8] {
    Array(word) + Array(ending.utf8)
  }

  private static func ends(_ word: [UInt8], with ending: String) -> Bool {
    word.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}

/// How a form differs from its stem: what is dropped from the stem's end, and what then follows.
struct Ending: Hashable, Sendable {
  /// In UTF-16 code units.
  let dropped: Int
  let suffix: [UInt8]

  init(of form: [UInt8], stem: [UInt8]) {
    let shared = UTF16Order.sharedPrefix(form, stem)
    dropped = UTF16Order.length(of: stem[shared...])
    suffix = Array(form[shared...])
  }

  /// As the client reads it: a digit of ``NumberText`` and the suffix.
  ///
  /// A stem has ``Tokenizer/longestWord`` code units at most, or twice as many where all are surrogates.
  var text: [UInt8] { [NumberText.digit(min(dropped, 63))] + suffix }
}

/// One-character codes for the most frequent endings.
struct EndingCodes: Sendable {
  /// The endings that have a code, the most frequent first; their codes are the digits of ``NumberText`` in order.
  let endings: [Ending]

  private let codes: [Ending: UInt8]

  /// - Parameter partialCounts: How often each ending is needed, in parts that are added up.
  init(of partialCounts: [[Ending: Int]]) {
    let counts = partialCounts.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    let byFrequency = counts.sorted { left, right in
      left.value == right.value
        ? left.key.text.lexicographicallyPrecedes(right.key.text) : left.value > right.value
    }
    endings = byFrequency.prefix(64).map(\.key)
    codes = Dictionary(uniqueKeysWithValues: zip(endings, (0..<64).map(NumberText.digit)))
  }

  /// Appends the code of an ending; one without a code is written out between parentheses.
  func append(_ ending: Ending, to text: inout [UInt8]) {
    if let code = codes[ending] {
      text.append(code)
    } else {
      text += [UInt8(ascii: "(")] + ending.text + [UInt8(ascii: ")")]
    }
  }
}
