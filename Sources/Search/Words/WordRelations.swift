/// The words of the handbook that an English word leads to, other than those with the same stem.
///
/// `husband` finds a handbook that says only "spouse", and `counselor` one that says "counseling". The client
/// gives such a match less weight than a form of the word itself.
struct WordRelations: Sendable {
  /// The relation between a word and a stem.
  ///
  /// The client reads the raw value.
  enum Kind: UInt8, Sendable, Comparable {
    /// Another form or spelling of the same word: `children` and `child`, `behaviour` and `behavior`.
    case irregular = 1
    /// A word from the same family: `therapist` and `therapy`.
    case derived = 2
    /// A word that people use for the same thing: `husband` and `spouse`.
    case everyday = 3

    static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  struct Relation: Sendable {
    var kind: Kind
    var stem: [UInt8]
  }

  /// The relations of each word that has any, the closest first.
  private(set) var byWord: [[UInt8]: [Relation]] = [:]

  init(to lexiconStems: [[UInt8]], _ vocabulary: EnglishVocabulary) {
    let stemmer = Stemmer(language: "en")
    let present = Set(lexiconStems)
    for group in IrregularForms.groups {
      let words = group.map { Array($0.utf8) }
      let stems = words.map { stemmer.stem(of: $0) }
      for (word, own) in zip(words, stems) {
        for stem in stems where stem != own && present.contains(stem) { add(.irregular, stem, to: word) }
      }
    }
    let british = EnglishWords.british.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    for index in stride(from: 0, to: british.count - 1, by: 2) {
      let stem = stemmer.stem(of: british[index + 1])
      guard present.contains(stem), stemmer.stem(of: british[index]) != stem else { continue }
      add(.irregular, stem, to: british[index])
    }
    for (sources, targets) in EverydayWords.groups {
      let stems = targets.map { stemmer.stem(of: Array($0.utf8)) }.filter(present.contains)
      for source in sources {
        let own = stemmer.stem(of: Array(source.utf8))
        let forms = vocabulary.indexesByStem[own, default: []].map { vocabulary.words[$0] }
        for form in Set(forms + [Array(source.utf8)]) {
          for stem in stems where stem != own { add(.everyday, stem, to: form) }
        }
      }
    }
    let families = Dictionary(grouping: lexiconStems.filter(Self.hasFamily), by: Self.family)
    for (stem, indexes) in vocabulary.indexesByStem where Self.hasFamily(stem) && !present.contains(stem) {
      for relative in families[Self.family(of: stem)] ?? [] {
        for index in indexes { add(.derived, relative, to: vocabulary.words[index]) }
      }
    }
    byWord = byWord.mapValues { relations in
      relations.sorted { ($0.kind, $0.stem.lexicographicKey) < ($1.kind, $1.stem.lexicographicKey) }
    }
  }

  private mutating func add(_ kind: Kind, _ stem: [UInt8], to word: [UInt8]) {
    guard !byWord[word, default: []].contains(where: { $0.stem == stem }) else { return }
    byWord[word, default: []].append(Relation(kind: kind, stem: stem))
  }

  private static func hasFamily(_ stem: [UInt8]) -> Bool {
    stem.count >= 5 && stem.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  /// Returns the part that the stems of a family of words share: `therapist` and `therapi` give `therap`.
  static func family(of stem: [UInt8]) -> [UInt8] {
    var root = stem[...]
    for _ in 0..<2 {
      guard
        let suffix = suffixes.first(where: { root.count - $0.count >= 5 && root.suffix($0.count) == $0[...] })
      else { break }
      root = root.dropLast(suffix.count)
    }
    return Array(root)
  }

  /// Suffixes that derive one word from another and that the stemmer keeps, the longer ones first.
  private static let suffixes: [[UInt8]] = [
    "atori", "ation", "ator", "ment", "ship", "ness", "hood", "less", "ist", "ism", "ori", "ion", "iti",
    "ant",
    "ent", "anc", "enc", "iv", "or", "er", "al", "at", "i",
  ].map { Array($0.utf8) }
}

extension [UInt8] {
  /// The bytes as text, for sorting.
  fileprivate var lexicographicKey: String { String(decoding: self, as: UTF8.self) }
}

/// Words with irregular forms.
enum IrregularForms {
  /// The forms of each word.
  static let groups: [[String]] = text.split(separator: "\n").map {
    $0.split(separator: " ").map(String.init)
  }

  private static let text = """
    child children kid kids
    man men
    woman women
    person people
    wife wives
    mother mothers mom moms mum
    father fathers dad dads
    teen teens teenager teenagers
    life lives
    self selves
    foot feet
    tooth teeth
    knife knives
    thief thieves
    crisis crises
    diagnosis diagnoses diagnose
    criterion criteria
    lend lent loan loans
    give gave given
    take took taken
    get got gotten
    buy bought
    bring brought
    pay paid
    sell sold
    steal stole stolen
    tell told
    say said
    speak spoke spoken
    write wrote written
    keep kept
    know knew known
    meet met
    feel felt
    hurt hurting
    hit hitting
    beat beaten
    fight fought
    break broke broken
    disclose disclosure
    choose chose chosen choice choices
    drink drank drunk
    drive drove driven
    ride rode ridden
    sleep slept
    leave left
    lose lost
    find found
    hide hid hidden
    lie lying lied
    see saw seen
    send sent
    spend spent
    swear swore sworn
    teach taught
    think thought
    seek sought
    forgive forgave forgiven
    forget forgot forgotten
    do did done
    go went gone
    make made
    hold held
    begin began begun
    become became
    understand understood
    mislead misled
    withdraw withdrew withdrawn
    overtake overtook overtaken
    quit quitting
    obey obeys obeyed accordance
    two 2
    three 3
    four 4
    five 5
    six 6
    seven 7
    eight 8
    nine 9
    ten 10
    eleven 11
    twelve 12
    """
}
