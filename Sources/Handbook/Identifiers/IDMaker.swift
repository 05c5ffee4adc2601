package import Basics
import Markdown
import Redline

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

/// Adds an id to each provision that doesn't have one.
package struct IDWriter {
  /// A provision that gets an id.
  package struct GivenID: Sendable, Hashable {
    package let code: CodeID
    /// The id that was based on the provision's position.
    package let former: ProvisionID
    package let id: ProvisionID
    package let path: String
    /// The provision's range before the file is written.
    package let range: SourceRange
  }

  /// The files that change, in the order of their paths; empty if a provision can't be given an id.
  package private(set) var files: [SourceFile] = []
  package private(set) var given: [GivenID] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - handbook: A handbook that was read without an error.
  ///   - files: The files that it was read from.
  package init(_ handbook: Handbook, files: [SourceFile]) {
    let sources = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    let parser = DocumentParser(allowsRawHTML: handbook.configuration.unsafeHTML)
    for code in handbook.codes {
      var assigner = IDAssigner(code, published: handbook.manuscript.publishedIDs)
      for (index, assignments) in assigner.assign().enumerated() where !assignments.isEmpty {
        guard let file = sources[code.editions[index].path] else { continue }
        write(assignments, of: code, edition: index, into: file, parser: parser)
        warnOfReferences(to: assignments, of: code, edition: index, handbook: handbook)
      }
    }
    self.files.sort { $0.path < $1.path }
    if diagnostics.contains(where: { $0.severity == .error }) {
      self.files = []
      given = []
    }
  }

  private mutating func write(
    _ assignments: [IDAssigner.Assignment], of code: CodeOfEthics, edition index: Int, into file: SourceFile,
    parser: DocumentParser
  ) {
    let provisions = code.editions[index].text.provisions
    let (written, refused) =
      IDInsertion(file, parser: parser)?.inserting(assignments) ?? (nil, assignments.map(\.provision))
    guard let written else {
      diagnostics += refused.map { place in
        Diagnostic(
          .error, .noPlaceForID, "Provision has no place for an id", path: file.path,
          range: provisions[place].id.range, help: "begin the item with a paragraph")
      }
      return
    }
    files.append(written)
    given += assignments.map { assignment in
      let provision = provisions[assignment.provision]
      return GivenID(
        code: code.id, former: provision.id.value, id: assignment.id, path: file.path,
        range: provision.id.range)
    }
  }

  /// Warns about references to a provision by the position-based id that it loses.
  private mutating func warnOfReferences(
    to assignments: [IDAssigner.Assignment], of code: CodeOfEthics, edition: Int, handbook: Handbook
  ) {
    let provisions = code.editions[edition].text.provisions
    var ids: [ReferenceTarget: ProvisionID] = [:]
    for assignment in assignments {
      let former = provisions[assignment.provision].id.value
      ids[.provision(code.id, edition: edition, former)] = assignment.id
    }
    for document in handbook.documents where !document.isOtherView {
      for (reference, target) in zip(document.document.references, handbook.targets[document.key] ?? []) {
        guard let target, let id = ids[target] else { continue }
        diagnostics.append(
          Diagnostic(
            .warning, .formerID,
            "Reference '\(reference.target)' names a provision that gets the id '\(id)'",
            path: document.path, range: reference.range, help: "name it by that id"))
      }
    }
  }
}

/// Inserts ids into the file of an edition without changing anything else.
struct IDInsertion {
  private let file: SourceFile
  private let edition: Edition
  private let parser: DocumentParser
  /// The offset of the Markdown in the file's bytes.
  private let bodyStart: Int

  /// - Parameters:
  ///   - file: A file whose edition was read without an error.
  ///   - parser: The parser of the handbook's files.
  /// - Returns: `nil` if the file has no edition.
  init?(_ file: SourceFile, parser: DocumentParser) {
    guard let edition = Self.edition(of: file, parser: parser) else { return nil }
    self.file = file
    self.edition = edition
    self.parser = parser
    bodyStart = FrontMatterParser.parse(file).bodyStart
  }

  /// Returns the file with ids inserted, after checking that it reads the same in every other way.
  ///
  /// - Returns: The file, or the indices of the provisions that can't be given an id.
  func inserting(_ assignments: [IDAssigner.Assignment]) -> (file: SourceFile?, refused: [Int]) {
    var insertions: [(offset: Int, text: String)] = []
    var refused: [Int] = []
    for assignment in assignments {
      if let insertion = insertion(of: assignment.id, at: assignment.provision) {
        insertions.append(insertion)
      } else {
        refused.append(assignment.provision)
      }
    }
    guard refused.isEmpty else { return (nil, refused) }
    let result = SourceFile(path: file.path, bytes: inserting(insertions))
    let read = Self.edition(of: result, parser: parser)
    let expected = Self.summary(of: edition, with: assignments)
    let found = read.map { Self.summary(of: $0, with: []) } ?? []
    guard found.count == expected.count else { return (nil, assignments.map(\.provision)) }
    let count = edition.text.provisions.count
    refused = Set(expected.indices.filter { found[$0] != expected[$0] }.map { $0 % count }).sorted()
    return refused.isEmpty ? (result, []) : (nil, refused)
  }

  private static func edition(of file: SourceFile, parser: DocumentParser) -> Edition? {
    let (document, _) = parser.parse(file)
    guard case .edition(let edition, _)? = Record.read(document).content else { return nil }
    return edition
  }

  // MARK: Places

  /// Returns the text to insert to give a provision an id, and the offset to insert it at.
  private func insertion(of id: ProvisionID, at place: Int) -> (offset: Int, text: String)? {
    let text = edition.redline?.marked ?? edition.text
    let document = text.document
    let node = text.provisions[place].node
    if let attributes = document.attributes(of: node) {
      return document.lines.offset(of: attributes.range.start).map { (bodyStart + $0 + 1, "#\(id) ") }
    }
    guard let end = endOfParagraph(of: node, in: document) else { return nil }
    return (bodyStart + end, " {#\(id)}")
  }

  /// Returns the offset after the text of a provision, where its attributes go.
  private func endOfParagraph(of node: MarkdownDocument.Index, in document: MarkdownDocument) -> Int? {
    let isItem = document.nodes[node].kind == .listItem
    let hasContent = Int(document.nodes[node].end) > node + 1
    guard !isItem || hasContent else {
      // An empty item ends after its marker.
      return document.sourceOffset(of: document.nodes[node]).map { start in
        start + document.literals[start..<document.sourceCount].prefix { !$0.isASCIIWhitespace }.count
      }
    }
    let paragraph = isItem ? node + 1 : node
    guard document.nodes[paragraph].kind == .paragraph,
      let end = document.sourceEnd(of: document.nodes[paragraph])
    else { return nil }
    // A paragraph's range includes the spaces at its end.
    return end - document.literals[..<end].reversed().prefix { $0.isSpaceOrTab }.count
  }

  private func inserting(_ insertions: [(offset: Int, text: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    var copied = 0
    for (offset, text) in insertions.sorted(by: { $0.offset < $1.offset }) {
      bytes += file.bytes[copied..<offset]
      bytes += text.utf8
      copied = offset
    }
    return bytes + file.bytes[copied...]
  }

  // MARK: Proof

  /// Returns everything that was read for each provision in each view, as text that can be compared.
  ///
  /// - Parameter assignments: Ids that replace position-based ones.
  private static func summary(of edition: Edition, with assignments: [IDAssigner.Assignment]) -> [String] {
    let ids = Dictionary(uniqueKeysWithValues: assignments.map { ($0.provision, $0.id) })
    return edition.views.flatMap { view in
      let text = edition.text(of: view)
      return text.provisions.enumerated().map { place, provision in
        let id = ids[place] ?? provision.id.value
        let isPermanent = ids[place] != nil || provision.isPermanent
        let topics = provision.topics.map(\.value.rawValue).joined(separator: " ")
        let aliases = provision.aliases.map(\.value).joined(separator: " ")
        let position = "\(provision.ordinal) \(provision.group) \(provision.parent.map(String.init) ?? "")"
        return [
          "\(id) \(isPermanent)", provision.label ?? "", topics, aliases, position,
          "\(provision.isEmpty)", text.words(of: provision),
          provision.leadIn.map { text.document.plainText(of: $0) } ?? "",
        ].joined(separator: "\n")
      }
    }
  }
}

/// A provision with its citation.
package struct ListedID: Sendable, Hashable {
  package let code: CodeID
  /// The name of the edition, or `nil` if the code has only one.
  package let edition: String?
  package let id: ProvisionID
  /// Whether the author gave the id; otherwise it is based on the position and can change.
  package let isPermanent: Bool
  /// Whether the list of published ids contains it.
  package let isPublished: Bool
  /// Where the provision is in the code: "Professional conduct, item 5".
  package let place: String
  package let path: String
  package let range: SourceRange

  /// The citation as written between double brackets: `WA#gifts`.
  package var citation: String { "\(code)#\(id)" }
}

extension Handbook {
  /// All provisions of all editions, in the order of the codes and of their texts.
  package var ids: [ListedID] {
    let text = ReferenceText(self)
    let published = Set(manuscript.publishedIDs.map(\.citation))
    return codes.flatMap { code in
      code.editions.flatMap { edition in
        edition.text.provisions.map { provision in
          ListedID(
            code: code.id, edition: code.editions.count > 1 ? edition.slug : nil, id: provision.id.value,
            isPermanent: provision.isPermanent,
            isPublished: published.contains("\(code.id)#\(provision.id.value)"),
            place: text.placeInCode(provision, of: edition.text), path: edition.path,
            range: provision.id.range)
        }
      }
    }
  }
}
