import Basics
package import Handbook
package import Markdown

/// A message from a course to the learner about the learning management system.
package struct CourseNotice: Sendable {
  /// The name that the course's script uses to find it.
  package let name: String
  /// The text, with placeholders in braces that the script fills in.
  package let text: String
}

/// The words in a printed book that aren't on the site.
package struct BookWords: Sendable {
  package let contents: String
  /// The heading of the codes whose text isn't included.
  package let reference: String
  package let comparison: String
  package let topic: String
  package let provisions: String
  package let none: String
  /// A page of the book, with `{page}` for its number.
  package let page: String
  /// The accessibility metadata of an EPUB.
  package let accessibility: String
  /// The sentence with the newest day in the content, if it has one.
  package let date: String?

  package init(
    contents: String = "", reference: String = "", comparison: String = "", topic: String = "",
    provisions: String = "", none: String = "", page: String = "{page}", accessibility: String = "",
    date: String? = nil
  ) {
    self.contents = contents
    self.reference = reference
    self.comparison = comparison
    self.topic = topic
    self.provisions = provisions
    self.none = none
    self.page = page
    self.accessibility = accessibility
    self.date = date
  }
}

/// The pages of a site in reading order, and what a package must know about the handbook.
package struct SiteOutline: Sendable {
  /// A page.
  package struct Entry: Sendable {
    package enum Kind: Sendable {
      case page
      /// The view of a code's current edition that readers see first.
      case code
      case lesson
      /// A page to print and write on.
      case sheet
    }

    package let title: String
    /// The path from the root of the site.
    package let path: String
    package let kind: Kind
    /// The condition that completes a lesson.
    package let completion: Completion
    /// The id of the page's section on the print page, which every view of a code shares.
    package let printAnchor: String?

    package init(
      title: String, path: String, kind: Kind = .page, completion: Completion = .endSeen,
      printAnchor: String? = nil
    ) {
      self.title = title
      self.path = path
      self.kind = kind
      self.completion = completion
      self.printAnchor = printAnchor
    }
  }

  /// Pages that belong together.
  ///
  /// The first one represents all of them.
  package struct Section: Sendable {
    package let entries: [Entry]

    package init(entries: [Entry]) {
      self.entries = entries
    }
  }

  package let title: String
  /// A BCP 47 language tag.
  package let language: String
  package let description: String?
  package let edition: HandbookEdition
  package let sections: [Section]
  /// The heading of the page that opens a package.
  package let startTitle: String
  /// The text of that page as markup, with the link to the handbook.
  package let startText: String
  /// The text that the single file shows if it can't run its scripts.
  package let singleFileNotice: String
  /// The newest day on which an edition of a code was adopted, took effect, was captured, or was verified, up
  /// to the day of the build.
  package let newestDate: CalendarDate?
  package let bookWords: BookWords
  /// The messages that a course can show to a learner.
  package let courseNotices: [CourseNotice]

  package init(
    title: String, language: String = "en", description: String? = nil, edition: HandbookEdition = .learner,
    sections: [Section], startTitle: String = "", startText: String = "",
    singleFileNotice: String = "", newestDate: CalendarDate? = nil, bookWords: BookWords = BookWords(),
    courseNotices: [CourseNotice] = []
  ) {
    self.title = title
    self.language = language
    self.description = description
    self.edition = edition
    self.sections = sections
    self.startTitle = startTitle
    self.startText = startText
    self.singleFileNotice = singleFileNotice
    self.newestDate = newestDate
    self.bookWords = bookWords
    self.courseNotices = courseNotices
  }

  /// All pages, in order.
  package var entries: [Entry] { sections.flatMap(\.entries) }

  /// The name of packages: the handbook's title, shortened if necessary, and its edition.
  package var fileName: String {
    let slug = HeadingAnchors.slug(of: Array(title.utf8))
    var name = slug.utf8.allSatisfy { $0 < 0x80 } ? String(slug.prefix(Self.longestName)) : ""
    while name.hasSuffix("-") { name.removeLast() }
    return "\(name.isEmpty ? "handbook" : name)-\(edition.rawValue)"
  }

  /// The maximum number of characters from the title in ``fileName``.
  private static let longestName = 80

  /// The folder that contains the site in a package.
  package static let folder = "handbook"
}

extension SiteOutline {
  init(_ site: SiteContext) {
    let configuration = site.handbook.configuration
    let link = LinkContext(
      title: configuration.title.value, address: Address(internal: "\(Self.folder)/index.html"))
    self.init(
      title: configuration.title.value, language: configuration.language,
      description: configuration.description, edition: site.options.edition,
      sections: Self.sections(of: site), startTitle: site.words[.startHere],
      startText: String(
        decoding: site.words.filled(.startHereText, with: ["handbook": HTML(bytes: site.theme.render(link))])
          .bytes, as: UTF8.self),
      singleFileNotice: site.words[.singleFileNotice], newestDate: Self.newestDate(in: site),
      bookWords: BookWords(
        contents: site.words[.bookContents], reference: site.words[.bookReference],
        comparison: site.words[.bookComparison], topic: site.words[.bookTopic],
        provisions: site.words[.bookProvisions], none: site.words[.bookNone],
        page: site.words.filled(.bookPage, ["page": "{page}"]), accessibility: site.words[.bookAccessibility],
        date: Self.newestDate(in: site).map { date in
          site.words.filled(
            .bookDate, ["date": site.words.day(year: date.year, month: date.month, day: date.day)])
        }),
      courseNotices: [
        CourseNotice(name: "no-system", text: site.words[.courseNoSystem]),
        CourseNotice(name: "refused", text: site.words[.courseRefused]),
        CourseNotice(
          name: "not-stored", text: site.words.filled(.courseNotStored, ["error": "{error}"])),
        CourseNotice(name: "review", text: site.words[.courseReview]),
        CourseNotice(
          name: "other-lesson", text: site.words.filled(.courseOtherLesson, ["title": "{title}"])),
      ])
  }

  /// The newest day on which an edition of a code came to be, up to the day of the build.
  static func newestDate(in site: SiteContext) -> CalendarDate? {
    let dates = site.handbook.codes.flatMap(\.editions).compactMap(\.metadata.changed)
    return dates.filter { date in site.options.date.map { date <= $0 } ?? true }.max()
  }

  private static func sections(of site: SiteContext) -> [Section] {
    let bySection = Dictionary(grouping: site.map.planned.map(\.subject)) { $0.kind.outlineSection }
    return PageKind.OutlineSection.allCases.flatMap { section -> [Section] in
      let entries = bySection[section, default: []].map { entry(of: $0, in: site) }
      if section == .alone { return entries.map { Section(entries: [$0]) } }
      return entries.isEmpty ? [] : [Section(entries: entries)]
    }
  }

  private static func entry(of subject: Page.Subject, in site: SiteContext) -> Entry {
    var completion: Completion?
    var kind = subject.kind.outlineKind
    var printAnchor: String?
    switch subject {
    case .lesson(let id):
      printAnchor = InwardAnchor.section(of: .lesson(id))
      completion = site.handbook.lesson(id)?.metadata.complete?.value
    case .code(let id, let edition, let view):
      let isCurrent = site.handbook.code(id)?.currentIndex == edition
      if isCurrent, site.map.mainSubject(ofCode: id, edition: edition) == subject { kind = .code }
      if isCurrent { printAnchor = InwardAnchor.section(of: .code(id, edition: edition, view: view)) }
    case .topic(let id): printAnchor = InwardAnchor.section(of: .topic(id))
    case .plain(let id): printAnchor = InwardAnchor.section(of: .page(id))
    case .glossary: printAnchor = InwardAnchor.section(of: .glossary)
    default: break
    }
    return Entry(
      title: subject.kind.outlineTitle(subject, site), path: site.map.route(of: subject).path,
      kind: kind, completion: completion ?? .endSeen, printAnchor: printAnchor)
  }
}
