import Basics
package import Handbook
import Markdown

/// The pages of a site as a reader goes through them, and what a package must know of the handbook.
package struct SiteOutline: Sendable {
  /// A page.
  package struct Entry: Sendable {
    package enum Kind: Sendable { case page, lesson, signing }

    package let title: String
    /// The path from the root of the site.
    package let path: String
    package let kind: Kind

    package init(title: String, path: String, kind: Kind = .page) {
      self.title = title
      self.path = path
      self.kind = kind
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

  package init(
    title: String, language: String = "en", description: String? = nil, edition: HandbookEdition = .learner,
    sections: [Section], startTitle: String = "", startText: String = ""
  ) {
    self.title = title
    self.language = language
    self.description = description
    self.edition = edition
    self.sections = sections
    self.startTitle = startTitle
    self.startText = startText
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
          .bytes, as: UTF8.self))
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
    Entry(
      title: subject.kind.outlineTitle(subject, site), path: site.map.route(of: subject).path,
      kind: subject.kind.outlineKind)
  }
}
