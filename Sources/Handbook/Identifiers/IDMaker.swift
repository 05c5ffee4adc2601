import Basics
import Markdown

/// Makes the ids of provisions and headings from their words.
///
/// "Do not make unwarranted promises" gives `not-unwarranted-promises`. An id is the first three significant words of
/// a text. Words of grammar and duty aren't significant, and a negation stays with the word after it, so that an id
/// never says the opposite of its provision. `handbook import` and `handbook ids --write` both use this type, so one
/// sentence gets one id whichever of them reads it first.
///
/// Published ids are never made again: an id that is taken is passed over, whatever this type would call a text now.
package struct IDMaker: Sendable {
  /// The number of significant words in an id, unless another id has the same.
  private static let usualCount = 3
  /// The most significant words that an id of a heading has if the heading is too long to be kept whole.
  private static let headingCount = 4
  /// The most words that are added to tell an id from others before a number is.
  private static let extraCount = 3
  /// The length at which a word is cut, in Unicode scalars.
  private static let longestWord = 24
  /// The longest slug of a heading that is its id as it is, in bytes of UTF-8.
  private static let longestHeading = 40

  private var taken: Set<String>
  /// The number that the next id of the same words tries first.
  private var nextNumbers: [String: Int] = [:]

  /// - Parameter taken: Ids that no text can get.
  package init(taken: Set<String> = []) {
    self.taken = taken
  }

  /// Returns an id for a provision that no text had before.
  ///
  /// - Parameters:
  ///   - text: The provision's own words, without markup.
  ///   - fallback: The id of a text without words.
  package mutating func id(forProvision text: String, fallback: String) -> String {
    id(of: Self.significantWords(of: text), count: Self.usualCount, fallback: fallback)
  }

  /// Returns an id for a heading that no text had before: all of its words if they are short.
  ///
  /// - Parameter text: The heading without markup.
  package mutating func id(forHeading text: String) -> String {
    let slug = HeadingAnchors.slug(of: Array(text.utf8))
    if slug.utf8.count <= Self.longestHeading, taken.insert(slug).inserted { return slug }
    return id(of: Self.significantWords(of: text), count: Self.headingCount, fallback: slug)
  }

  /// The first words, more of them if another id has those, then a number.
  private mutating func id(of words: [String], count: Int, fallback: String) -> String {
    for length in count...(count + Self.extraCount) where !words.isEmpty {
      let id = words.prefix(length).joined(separator: "-")
      if taken.insert(id).inserted { return id }
      if length >= words.count { break }
    }
    let base = words.isEmpty ? fallback : words.prefix(count).joined(separator: "-")
    if taken.insert(base).inserted { return base }
    var number = nextNumbers[base] ?? 2
    while !taken.insert("\(base)-\(number)").inserted { number += 1 }
    nextNumbers[base] = number + 1
    return "\(base)-\(number)"
  }

  // MARK: Words

  /// The words that say what a text is about, in lower case, each with the negations before it; all words of a text
  /// that has no such word.
  private static func significantWords(of text: String) -> [String] {
    let words = text.inNFC.lowercased().replacing("\u{2019}", with: "'")
      .unicodeScalars.split { !isOfWord($0) }
      .map { String($0).replacing("'s", with: "") }
    var significant: [String] = []
    var negations: [String] = []
    for (place, word) in words.enumerated() {
      if let negation = negation(of: word) {
        // "Not only" and "or not" deny nothing.
        let isIdle =
          negation == "not"
          && (words.dropFirst(place + 1).first == "only" || (place > 0 && words[place - 1] == "or"))
        if !isIdle { negations.append(negation) }
      } else if let word = slug(of: word), !insignificant.contains(word) {
        significant.append((negations + [word]).joined(separator: "-"))
        negations = []
      }
    }
    return significant.isEmpty ? words.compactMap(slug) : significant
  }

  /// A word without apostrophes, cut if it is long; `nil` if nothing else is left.
  private static func slug(of word: String) -> String? {
    let slug = word.unicodeScalars.filter { $0 != "'" }.prefix(longestWord)
    return slug.isEmpty ? nil : String(String.UnicodeScalarView(slug))
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// The form in which an id keeps a word that denies; `nil` for another word.
  private static func negation(of word: String) -> String? {
    switch word {
    case "not", "cannot", "neither": "not"
    case "no", "never", "without": word
    default: word.hasSuffix("n't") ? "not" : nil
    }
  }

  /// Words that most provisions have: of grammar and of duty, verbs that mean little by themselves, and the people
  /// whom every code is about.
  private static let insignificant = Set(
    """
    a about against all also am an and any are as at be because been before being between both but by can certified
    client clients could did do does doing down during each either every for from had has have having he her here him
    his i if in include including inside into is it its make makes may me might more most must my nor of off on one
    ones only onto or other others our out over own peer peers perform provide provides same shall she should
    so specialist specialists such take takes than that the their theirs them themselves then there these they this
    those through to under until up upon use very was we were what when where whether which while who whom whose will
    with within would you your
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}

/// Finds an id for each provision of a code that has none.
///
/// An id is unique among all editions of the code and was never published before. A provision that another
/// edition has word for word gets the id that it has there, so that editions can be compared.
struct IDAssigner {
  /// An id and the provision that gets it.
  struct Assignment: Sendable, Equatable {
    /// The place in the edition's ``CodeText/provisions``.
    let provision: Int
    let id: ProvisionID
  }

  private let code: CodeOfEthics
  private var maker: IDMaker
  /// The ids by the words of their provisions, over all editions.
  private var idsByText: [String: [ProvisionID]] = [:]
  private var knownIDs: [String: Set<ProvisionID>] = [:]

  init(_ code: CodeOfEthics, published: [PublishedID]) {
    self.code = code
    var taken = Set(published.filter { $0.code == code.id }.map(\.provision.rawValue))
    for edition in code.editions {
      taken.formUnion(edition.text.document.anchorNames)
      taken.formUnion(edition.text.groups.map(\.anchor))
      for provision in edition.text.provisions {
        taken.insert(provision.id.value.rawValue)
        taken.formUnion(provision.aliases.map(\.value))
      }
    }
    maker = IDMaker(taken: taken)
    for edition in code.editions {
      for provision in edition.text.provisions where provision.isPermanent {
        remember(provision.id.value, for: edition.text.words(of: provision))
      }
    }
  }

  /// The ids for the provisions of each edition, in the order of ``CodeOfEthics/editions``.
  mutating func assign() -> [[Assignment]] {
    code.editions.map { edition in
      var used = Set(edition.text.provisions.filter(\.isPermanent).map(\.id.value))
      var assignments: [Assignment] = []
      // Of each text, how many of its ids this edition is known to use.
      var usedCounts: [String: Int] = [:]
      for (place, provision) in edition.text.provisions.enumerated() where !provision.isPermanent {
        let words = edition.text.words(of: provision)
        let id = unused(words, used, &usedCounts[words, default: 0]) ?? fresh(for: place, of: edition)
        remember(id, for: words)
        used.insert(id)
        assignments.append(Assignment(provision: place, id: id))
      }
      return assignments
    }
  }

  /// The first id of the provisions with the same words that an edition does not use yet.
  private func unused(_ words: String, _ used: Set<ProvisionID>, _ count: inout Int) -> ProvisionID? {
    guard let ids = idsByText[words] else { return nil }
    while count < ids.count, used.contains(ids[count]) { count += 1 }
    return count < ids.count ? ids[count] : nil
  }

  private mutating func fresh(for place: Int, of edition: Edition) -> ProvisionID {
    var text = edition.text
    // What a draft removes is called by what it was.
    if text.provisions[place].isEmpty, let current = edition.redline?.current { text = current }
    let provision = text.provisions[place]
    return ProvisionID(
      maker.id(forProvision: text.openingWords(of: provision), fallback: "item-\(provision.ordinal)"))
  }

  private mutating func remember(_ id: ProvisionID, for words: String) {
    guard !words.isEmpty, knownIDs[words, default: []].insert(id).inserted else { return }
    idsByText[words, default: []].append(id)
  }
}

extension CodeText {
  /// What a provision says itself, without the provisions inside it.
  func words(of provision: Provision) -> String {
    provision.content.compactMap { element in
      if case .prose(let node) = element { document.plainText(of: node) } else { nil }
    }.joined(separator: "\n")
  }

  /// What the first block of a provision says.
  func openingWords(of provision: Provision) -> String {
    guard case .prose(let node)? = provision.content.first else { return "" }
    return document.plainText(of: node)
  }
}
