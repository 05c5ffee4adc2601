import Basics
package import Handbook
package import Markdown

/// What a course says to a learner about the learning management system.
package struct CourseNotice: Sendable {
  /// The name by which the course's script finds it.
  package let name: String
  /// The text, with words in braces that the script fills in.
  package let text: String
}

/// The pages of a site as a reader goes through them, and what a package must know of the handbook.
package struct SiteOutline: Sendable {
  /// A page.
  package struct Entry: Sendable {
    package enum Kind: Sendable {
      case page
      /// The view of a code's current edition that readers see first.
      case code
      case lesson, signing
    }

    package let title: String
    /// The path from the root of the site.
    package let path: String
    package let kind: Kind
    /// When a lesson is complete.
    package let completion: Completion

    package init(title: String, path: String, kind: Kind = .page, completion: Completion = .endSeen) {
      self.title = title
      self.path = path
      self.kind = kind
      self.completion = completion
    }
  }

  /// Pages that belong together; the first stands for all.
  package struct Section: Sendable {
    package let entries: [Entry]

    package init(entries: [Entry]) {
      self.entries = entries
    }
  }

  package let title: String
  /// A tag of BCP 47.
  package let language: String
  package let description: String?
  package let edition: HandbookEdition
  package let sections: [Section]
  /// The heading of the page that a package is opened by.
  package let startTitle: String
  /// What that page says, as markup, with the link to the handbook.
  package let startText: String
  /// What the single file says where it can't run its scripts.
  package let singleFileNotice: String
  /// The newest day on which an edition of a code came to be, up to the day of the build.
  package let newestDate: CalendarDate?
  /// What a course can have to say to a learner.
  package let courseNotices: [CourseNotice]

  package init(
    title: String, language: String = "en", description: String? = nil, edition: HandbookEdition = .learner,
    sections: [Section], startTitle: String = "", startText: String = "",
    singleFileNotice: String = "", newestDate: CalendarDate? = nil, courseNotices: [CourseNotice] = []
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
    self.courseNotices = courseNotices
  }

  /// All pages, in order.
  package var entries: [Entry] { sections.flatMap(\.entries) }

  /// The name of packages: the handbook's title, cut if it is long, and its edition, as in `my-handbook-learner`.
  package var fileName: String {
    let slug = HeadingAnchors.slug(of: Array(title.utf8))
    var name = slug.utf8.allSatisfy { $0 < 0x80 } ? String(slug.prefix(Self.longestName)) : ""
    while name.hasSuffix("-") { name.removeLast() }
    return "\(name.isEmpty ? "handbook" : name)-\(edition.rawValue)"
  }

  /// The most characters of the title in ``fileName``.
  private static let longestName = 80

  /// The folder of the site in a package.
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

  private static func newestDate(in site: SiteContext) -> CalendarDate? {
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
    switch subject {
    case .lesson(let id): completion = site.handbook.lesson(id)?.metadata.complete?.value
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
