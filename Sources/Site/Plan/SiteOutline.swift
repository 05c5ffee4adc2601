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

    package init(title: String, path: String, kind: Kind = .page, completion: Completion = .endSeen) {
      self.title = title
      self.path = path
      self.kind = kind
      self.completion = completion
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
  /// The accessibility metadata of an EPUB.
  package let bookAccessibility: String
  /// The messages that a course can show to a learner.
  package let courseNotices: [CourseNotice]

  package init(
    title: String, language: String = "en", description: String? = nil, edition: HandbookEdition = .learner,
    sections: [Section], startTitle: String = "", startText: String = "",
    singleFileNotice: String = "", newestDate: CalendarDate? = nil, bookAccessibility: String = "",
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
    self.bookAccessibility = bookAccessibility
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
      singleFileNotice: site.words[.singleFileNotice], newestDate: Self.newestOrigin(in: site)?.firstDay,
      bookAccessibility: site.words[.bookAccessibility],
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

  /// The newest date on which an edition of a code came to be, up to the day of the build.
  private static func newestOrigin(in site: SiteContext) -> StatedDate.Point? {
    let dates = site.handbook.codes.flatMap(\.editions).compactMap(\.metadata.origin)
    return dates.filter { date in site.options.date.map { date.firstDay <= $0 } ?? true }
      .max { $0.firstDay < $1.firstDay }
  }

  /// Returns the newest date on which an edition of a code came to be, as precise as its source states it.
  static func newestDateInWords(in site: SiteContext) -> String? {
    newestOrigin(in: site).map { site.words.date(year: $0.year, month: $0.month, day: $0.day) }
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
    switch subject {
    case .lesson(let id):
      completion = site.handbook.lesson(id)?.metadata.complete?.value
    case .code(let id, let edition, _):
      let isCurrent = site.handbook.code(id)?.currentIndex == edition
      if isCurrent, site.map.mainSubject(ofCode: id, edition: edition) == subject { kind = .code }
    default: break
    }
    return Entry(
      title: subject.kind.outlineTitle(subject, site), path: site.map.route(of: subject).path,
      kind: kind, completion: completion ?? .endSeen)
  }
}
