import Basics
import Handbook
import Markdown

/// The A–Z index of subjects.
struct SubjectIndexPage: PageContext {
  static let template = "subject-index"

  var shell: PageShell
  /// The links to the letters.
  var letters: [LinkContext] = []
  /// The letters on the page.
  var sections: [IndexLetter] = []
  /// The pages of the letters, on the page that links to them.
  var volumes: [IndexVolume] = []

  static let fields = TemplateFields<SubjectIndexPage>([
    .list("letters", \.letters, "Links to the letters."),
    .list("sections", \.sections, "The subjects, by their first letters."),
    .flag("hasVolumes", { !$0.volumes.isEmpty }, "Whether each letter has its own page."),
    .list("volumes", \.volumes, "The pages for the letters, with their first and last subjects."),
  ])
}

/// The page of a letter, as listed on the entry page of a large index.
struct IndexVolume: TemplateContext {
  var letter: String
  var address: Address
  var first: String
  var last: String?

  static let fields = TemplateFields<IndexVolume>([
    .text("letter", \.letter, "The letter."),
    .address("address", \.address, "Its page."),
    .text("first", \.first, "Its first subject."),
    .text("last", optional: \.last, "Its last subject, if it has more than one."),
  ])
}

/// The subjects that begin with the same letter.
struct IndexLetter: TemplateContext {
  var letter: String
  /// The id of the letter's section.
  var anchor: String
  var entries: [IndexEntry]

  static let fields = TemplateFields<IndexLetter>([
    .text("letter", \.letter, "The letter."),
    .text("anchor", \.anchor, "The id of the letter's section."),
    .list("entries", \.entries, "The subjects."),
  ])
}

/// A subject of the A–Z index.
struct IndexEntry: TemplateContext {
  var title: String
  /// The id of the entry, if other entries refer to it.
  var anchor: String?
  var address: Address?
  /// The places about the subject, each with its location as the title.
  var locations: [LinkContext] = []
  /// The subjects that replace this one.
  var see: [LinkContext] = []
  /// Related subjects.
  var seeAlso: [LinkContext] = []
  var entries: [IndexEntry] = []
  /// The language of its texts, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<IndexEntry>([
    .text("title", \.title, "The subject."),
    .text("anchor", optional: \.anchor, "The id of the entry."),
    .address("address", optional: \.address, "The subject's own page."),
    .flag("hasLocations", { !$0.locations.isEmpty }, "Whether it has locations."),
    .list("locations", \.locations, "The locations."),
    .flag("hasSee", { !$0.see.isEmpty }, "Whether it has \"see\" references."),
    .list("see", \.see, "The subjects to look under instead."),
    .flag("hasSeeAlso", { !$0.seeAlso.isEmpty }, "Whether it has \"see also\" references."),
    .list("seeAlso", \.seeAlso, "Related subjects."),
    .flag("hasEntries", { !$0.entries.isEmpty }, "Whether it has subentries."),
    .list("entries", \.entries, "The subentries."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of its texts, if it isn't the page's own."),
  ])
}

/// Builds the A–Z index: topics, their synonyms, terms, and the headings of codes.
///
/// If there are too many for one page, that page links to a page for each letter.
struct SubjectIndexBuilder {
  let site: SiteContext
  let page: Page
  /// The letter of the page, or `nil` for the entry page.
  var letter: String?

  func build() -> SubjectIndexPage {
    var context = SubjectIndexPage(
      shell: site.shell(
        of: page, title: site.name(of: page.subject), trail: letter == nil ? [] : [.subjectIndex]))
    let pages = site.map.subjectLetters
    if pages.isEmpty {
      context.sections = allLetters
      context.letters = context.sections.map { link(toLetter: $0.letter) }
    } else if let letter {
      let sorted = entries.alphabetized(in: language, by: \.title)
      context.sections = [section(letter, sorted)]
      context.letters = pages.map(link(toLetter:))
    } else {
      context.volumes = volumes
      context.letters = pages.map(link(toLetter:))
    }
    return context
  }

  /// The subjects of all letters, however many there are.
  var allLetters: [IndexLetter] {
    IndexLetter.letters(of: entries, in: language, by: \.title).map(section)
  }

  private var language: String { site.handbook.configuration.language }

  private func section(_ letter: String, _ entries: [IndexEntry]) -> IndexLetter {
    IndexLetter(letter: letter, anchor: IndexLetter.anchor(of: letter), entries: entries)
  }

  private func link(toLetter letter: String) -> LinkContext {
    let isDivided = !site.map.subjectLetters.isEmpty
    return LinkContext(
      title: letter,
      address: isDivided
        ? site.address(of: .subjectLetter(letter), from: page.route)
        : Address(internal: "#" + IndexLetter.anchor(of: letter)),
      isCurrent: letter == self.letter)
  }

  /// The page of each letter, with its first and last subject.
  private var volumes: [IndexVolume] {
    IndexLetter.letters(of: SubjectTitles(of: site.handbook).titles, in: language, by: { $0 }).map {
      letter, titles in
      IndexVolume(
        letter: letter, address: link(toLetter: letter).address, first: titles.first ?? "",
        last: titles.count > 1 ? titles.last : nil)
    }
  }

  private func isShown(_ title: String) -> Bool {
    letter == nil || IndexLetter.letter(of: title, in: language) == letter
  }

  /// All entries; those with the same title are merged.
  private var entries: [IndexEntry] {
    var byTitle: [String: IndexEntry] = [:]
    for entry in topicEntries + termEntries + groupEntries + synonymEntries {
      let key = entry.title.lowercased()
      guard var joined = byTitle[key] else {
        byTitle[key] = entry
        continue
      }
      joined.anchor = joined.anchor ?? entry.anchor
      joined.address = joined.address ?? entry.address
      joined.locations += entry.locations
      // A subject with its own page gets "see also" instead of "see".
      if joined.address != nil { joined.seeAlso += entry.see } else { joined.see += entry.see }
      joined.seeAlso += entry.seeAlso
      byTitle[key] = joined
    }
    return Array(byTitle.values)
  }

  private var topicEntries: [IndexEntry] {
    site.handbook.topics.filter { isShown($0.metadata.title.value) }.map { topic in
      var entry = IndexEntry(title: topic.metadata.title.value)
      entry.titleLanguage = site.titleLanguage(of: .topic(topic.id))
      entry.anchor = Self.anchor(of: topic)
      entry.address = site.address(of: .topic(topic.id), from: page.route)
      entry.locations = places(of: topic)
      entry.seeAlso = topic.metadata.related.compactMap { related in
        site.handbook.topic(related.value).map(link(to:))
      }
      return entry
    }
  }

  /// Returns the places where codes cover a topic or, if there are too many, the topic's page.
  private func places(of topic: Topic) -> [LinkContext] {
    let count = site.handbook.passagesByTopic[topic.id]?.count ?? 0
    guard count <= PageLimits.placesOfSubject else {
      return [
        LinkContext(
          title: site.words.counted(.provisionCount, count),
          address: site.address(of: .topic(topic.id), from: page.route))
      ]
    }
    return TopicCoverage(of: topic.id, in: site.handbook).speaking.flatMap { code, parts in
      parts.map { location(of: $0, in: code) }
    }
  }

  private var synonymEntries: [IndexEntry] {
    site.handbook.topics.flatMap { topic in
      topic.metadata.synonyms.filter {
        isShown($0) && $0.lowercased() != topic.metadata.title.value.lowercased()
      }.map { synonym in
        var entry = IndexEntry(title: synonym)
        entry.titleLanguage = site.titleLanguage(of: .topic(topic.id))
        entry.see = [link(to: topic)]
        return entry
      }
    }
  }

  private var termEntries: [IndexEntry] {
    (site.handbook.manuscript.glossary?.terms ?? []).filter { isShown($0.title) }.map { term in
      var entry = IndexEntry(title: term.title)
      entry.titleLanguage = site.foreignLanguage(of: .glossary)?.rawValue
      entry.address = site.address(of: ReferenceTarget.term(term.id.value), from: page.route)
      return entry
    }
  }

  private var groupEntries: [IndexEntry] {
    site.handbook.codes.flatMap { code in
      code.current.text.groups.filter { !$0.title.isEmpty && isShown($0.title) }.map { group in
        var entry = IndexEntry(title: group.title)
        let key = DocumentKey.code(code.id, edition: code.currentIndex, view: .proposed)
        entry.titleLanguage = site.foreignLanguage(of: key)?.rawValue
        let target = ReferenceTarget.group(code.id, edition: code.currentIndex, group.id)
        entry.locations = [
          LinkContext(
            title: site.text.codeName(code.id, edition: code.currentIndex),
            address: site.address(of: target, from: page.route))
        ]
        return entry
      }
    }
  }

  /// Returns a link to a topic's entry, on this page or on its letter's page.
  private func link(to topic: Topic) -> LinkContext {
    let title = topic.metadata.title.value
    let subject: Page.Subject =
      site.map.subjectLetters.isEmpty
      ? .subjectIndex : .subjectLetter(IndexLetter.letter(of: title, in: language))
    return LinkContext(
      title: title, address: site.address(of: subject, anchor: Self.anchor(of: topic), from: page.route),
      titleLanguage: site.titleLanguage(of: .topic(topic.id)))
  }

  private func location(of part: Passage.Part, in code: CodeOfEthics) -> LinkContext {
    let target = ReferenceTarget(part, of: code, edition: code.currentIndex)
    return LinkContext(
      title: site.text.text(for: target), address: site.address(of: target, from: page.route))
  }

  private static func anchor(of topic: Topic) -> String { "topic-\(topic.id)" }
}

extension IndexLetter {
  /// The replacement for the letter of titles that don't begin with one.
  private static let none = "#"

  /// Returns the elements from A to Z by title, grouped by letter.
  static func letters<Element>(
    of elements: [Element], in language: String, by title: (Element) -> String
  ) -> [(letter: String, elements: [Element])] {
    var letters: [(letter: String, elements: [Element])] = []
    for element in elements.alphabetized(in: language, by: title) {
      let letter = self.letter(of: title(element), in: language)
      // It's nearly always the last. Titles that don't begin
      // with a letter can be before and after all letters.
      if let place = letters.lastIndex(where: { $0.letter == letter }) {
        letters[place].elements.append(element)
      } else {
        letters.append((letter, [element]))
      }
    }
    return letters
  }

  /// Returns the letter under which a title is listed.
  static func letter(of title: String, in language: String) -> String {
    AlphabeticalKey(title, in: language).letter ?? none
  }

  /// Returns the id of a letter's section.
  static func anchor(of letter: String) -> String { "letter-\(slug(of: letter))" }

  /// Returns the form of a letter in ids and addresses.
  static func slug(of letter: String) -> String { letter == none ? "0" : letter.lowercased() }
}

/// The titles of the A–Z index's entries: topics and their synonyms, terms, and the headings of codes.
struct SubjectTitles {
  /// The titles, without those that differ only by case.
  let titles: [String]
  private let language: String

  init(of handbook: Handbook) {
    language = handbook.configuration.language
    var seen: Set<String> = []
    let topics = handbook.topics.flatMap { [$0.metadata.title.value] + $0.metadata.synonyms }
    let terms = (handbook.manuscript.glossary?.terms ?? []).map(\.title)
    let groups = handbook.codes.flatMap { $0.current.text.groups.map(\.title) }.filter { !$0.isEmpty }
    titles = (topics + terms + groups).filter { seen.insert($0.lowercased()).inserted }
  }

  /// The letters that have their own pages, from A to Z; empty if one page has all subjects.
  var lettersOfPages: [String] {
    guard titles.count > PageLimits.subjects else { return [] }
    return Set(titles.map { IndexLetter.letter(of: $0, in: language) }).alphabetized(in: language) { $0 }
  }
}

extension PageKind {
  static let subjectIndex = generated(
    SubjectIndexPage.self, .subjectIndex,
    at: { $0.topics.isEmpty && $0.manuscript.glossary == nil ? nil : "subjects.html" }, name: .subjectIndex,
    growsWithHandbook: true, section: .subjectIndex, outline: .indexes, isIndexed: true,
    build: { SubjectIndexBuilder(site: $1, page: $0).build() })

  static let subjectLetter = PageKind(
    roots: [SubjectIndexPage.self],
    pages: { handbook in
      guard !handbook.topics.isEmpty || handbook.manuscript.glossary != nil else { return [] }
      return SubjectTitles(of: handbook).lettersOfPages.map { letter in
        Page(.subjectLetter(letter), at: "subjects/\(IndexLetter.slug(of: letter)).html")
      }
    },
    name: { subject, names in "\(names.words[.subjectIndex]): \(subject.letter)" },
    record: { _, _ in nil }, source: .outlines, growsWithHandbook: true, section: .subjectIndex,
    outlineSection: .indexes, outlineKind: .page, outlineTitle: { $1.name(of: $0) },
    isIndexed: { _, _ in true },
    render: { page, site in
      site.theme.render(SubjectIndexBuilder(site: site, page: page, letter: page.subject.letter).build())
    })
}
