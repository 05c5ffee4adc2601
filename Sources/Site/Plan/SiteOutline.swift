package import Handbook
import Markup

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

  /// What packages are called: the handbook's title and its edition, as in `my-handbook-learner`.
  package var fileName: String {
    let slug = HeadingAnchors.slug(of: Array(title.utf8))
    let ascii = slug.utf8.allSatisfy { $0 < 0x80 } ? slug : ""
    return "\(ascii.isEmpty ? "handbook" : ascii)-\(edition.rawValue)"
  }

  /// The folder of the site in a package.
  package static let folder = "handbook"
}

extension SiteOutline {
  init(_ site: SiteContext) {
    let configuration = site.handbook.configuration
    let link = HTML(
      markup: "<a href=\"\(Self.folder)/index.html\">\(HTML.escaped(configuration.title.value))</a>")
    self.init(
      title: configuration.title.value, language: configuration.language,
      description: configuration.description, edition: site.options.edition,
      sections: Self.sections(of: site), startTitle: site.words[.startHere],
      startText: String(
        decoding: site.words.filled(.startHereText, with: ["handbook": link]).bytes, as: UTF8.self))
  }

  private static func sections(of site: SiteContext) -> [Section] {
    let handbook = site.handbook
    let codes = handbook.codes.flatMap { code in
      code.editions.indices.flatMap { place -> [Page.Subject] in
        let views: [Page.Subject] = [.redline, .proposed, .current].map {
          .code(code.id, edition: place, view: $0)
        }
        return views + [.difference(code.id, edition: place)]
      } + [.signing(code.id)]
    }
    let groups: [[Page.Subject]] = [
      [.home],
      [.lessons] + handbook.lessons.map { .lesson($0.id) },
      [.codes] + codes,
      [.topics] + handbook.topics.map { .topic($0.id) },
      [.comparison, .sideBySide],
      [.glossary],
      [.subjectIndex] + site.map.subjectLetters.map { .subjectLetter($0) }
        + [.citationIndex, .objectiveIndex, .changes],
    ]
    let pages = handbook.manuscript.pages.map { [Page.Subject.plain($0.id)] }
    return (groups + pages).compactMap { subjects in
      let entries = subjects.filter(site.map.has).map { entry(of: $0, in: site) }
      return entries.isEmpty ? nil : Section(entries: entries)
    }
  }

  private static func entry(of subject: Page.Subject, in site: SiteContext) -> Entry {
    let kind: Entry.Kind =
      switch subject {
      case .lesson: .lesson
      case .signing: .signing
      default: .page
      }
    return Entry(title: title(of: subject, in: site), path: site.map.route(of: subject).path, kind: kind)
  }

  private static func title(of subject: Page.Subject, in site: SiteContext) -> String {
    let name = site.name(of: subject)
    switch subject {
    case .code(let id, let edition, let view):
      guard let code = site.handbook.code(id), code.editions[edition].redline != nil else { return name }
      switch view {
      case .redline: return "\(name), \(site.words[.viewRedline])"
      case .proposed: return "\(name), \(site.words[.viewProposed])"
      case .current: return "\(name), \(site.words[.viewCurrent])"
      }
    case .difference: return "\(name), \(site.words[.changes])"
    case .signing: return site.words.filled(.signTitle, ["title": name])
    default: return name
    }
  }
}
