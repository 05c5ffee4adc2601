import Basics
import Markdown

/// Creates the ids of provisions and headings from their text.
///
/// "Do not make unwarranted promises" becomes `not-unwarranted-promises`. An id is the first three
/// significant words of a text. Words of grammar and duty aren't significant, and a negation stays with the
/// word after it, so that an id never says the opposite of its provision. `handbook import` and `handbook ids
/// --write` both use this type, so they give the same sentence the same id.
///
/// This type never returns an id that is already taken, so a published id is never given to another text.
package struct IDMaker: Sendable {
  /// The number of significant words in an id that doesn't conflict with another id.
  private static let usualCount = 3
  /// The maximum number of significant words in the id of a heading that is too long to use whole.
  private static let headingCount = 4
  /// The maximum number of words that are added to make an id unique before a number is added.
  private static let extraCount = 3
  /// The length to which a word is cut, in Unicode scalars.
  private static let longestWord = 24
  /// The length of the longest slug of a heading that is used whole as its id, in bytes of UTF-8.
  private static let longestHeading = 40

  private var taken: Set<String>
  /// The first number to try for the next id with the same words.
  private var nextNumbers: [String: Int] = [:]

  /// - Parameter taken: Ids that are already in use.
  package init(taken: Set<String> = []) {
    self.taken = taken
  }

  /// Returns an unused id for a provision.
  ///
  /// - Parameters:
  ///   - text: The provision's own text, without markup.
  ///   - fallback: The id of a text that contains no words.
  package mutating func id(forProvision text: String, fallback: String) -> String {
    id(of: Self.significantWords(of: text), count: Self.usualCount, fallback: fallback)
  }

  /// Returns an unused id for a heading, which contains all of its words if they are short.
  ///
  /// - Parameter text: The heading without markup.
  package mutating func id(forHeading text: String) -> String {
    let slug = HeadingAnchors.slug(of: Array(text.utf8))
    if slug.utf8.count <= Self.longestHeading, taken.insert(slug).inserted { return slug }
    return id(of: Self.significantWords(of: text), count: Self.headingCount, fallback: slug)
  }

  /// Returns an id of the first words, with more words or a number if that id is taken.
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

  /// Returns the significant words of a text in lowercase, each with the negations before it.
  ///
  /// If the text has no significant word, returns all of its words.
  private static func significantWords(of text: String) -> [String] {
    let words = text.inNFC.lowercased().replacing("\u{2019}", with: "'")
      .unicodeScalars.split { !isOfWord($0) }
      .map { String($0).replacing("'s", with: "") }
    var significant: [String] = []
    var negations: [String] = []
    for (place, word) in words.enumerated() {
      if let negation = negation(of: word) {
        // "Not only" and "or not" aren't negations.
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

  /// Returns a word without apostrophes, shortened if it is long, or `nil` if nothing is left.
  private static func slug(of word: String) -> String? {
    let slug = word.unicodeScalars.filter { $0 != "'" }.prefix(longestWord)
    return slug.isEmpty ? nil : String(String.UnicodeScalarView(slug))
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// Returns the form of a negation that is used in ids, or `nil` for any other word.
  private static func negation(of word: String) -> String? {
    switch word {
    case "not", "cannot", "neither": "not"
    case "no", "never", "without": word
    default: word.hasSuffix("n't") ? "not" : nil
    }
  }

  /// Words that most provisions contain: words of grammar and of duty, verbs with little meaning of their
  /// own, and the people that every code is about.
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

/// Finds an id for each provision of a code that doesn't have one.
///
/// An id is unique among all editions of the code and was never published before. A provision that has the
/// same text in another edition gets the id that it has there, so that the editions can be compared.
struct IDAssigner {
  /// An id and the provision to give it to.
  struct Assignment: Sendable, Equatable {
    /// The index in the edition's ``CodeText/provisions``.
    let provision: Int
    let id: ProvisionID
  }

  private let code: CodeOfEthics
  private var maker: IDMaker
  /// The ids by the text of their provisions, across all editions.
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

  /// Returns the ids to give to the provisions of each edition, in the order of ``CodeOfEthics/editions``.
  mutating func assign() -> [[Assignment]] {
    code.editions.map { edition in
      var used = Set(edition.text.provisions.filter(\.isPermanent).map(\.id.value))
      var assignments: [Assignment] = []
      // For each text, the number of its ids that this edition is known to use.
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

  /// Returns the first id of the provisions with the same text that an edition doesn't use yet.
  private func unused(_ words: String, _ used: Set<ProvisionID>, _ count: inout Int) -> ProvisionID? {
    guard let ids = idsByText[words] else { return nil }
    while count < ids.count, used.contains(ids[count]) { count += 1 }
    return count < ids.count ? ids[count] : nil
  }

  private mutating func fresh(for place: Int, of edition: Edition) -> ProvisionID {
    var text = edition.text
    // A provision that a draft removes is named after its earlier text.
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
  /// Returns a provision's own text, without the provisions inside it.
  func words(of provision: Provision) -> String {
    provision.content.compactMap { element in
      if case .prose(let node) = element { document.plainText(of: node) } else { nil }
    }.joined(separator: "\n")
  }

  /// Returns the text of a provision's first block.
  func openingWords(of provision: Provision) -> String {
    guard case .prose(let node)? = provision.content.first else { return "" }
    return document.plainText(of: node)
  }
}
