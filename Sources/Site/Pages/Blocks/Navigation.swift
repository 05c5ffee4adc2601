import Basics
import Handbook
import Markdown

/// The navigation next to every page: groups of links and, in the current section, nearby pages.
struct NavigationBlock: TemplateRoot {
  static let template = "navigation"

  var groups: [NavigationGroup]

  static let fields = TemplateFields<NavigationBlock>([
    .list("groups", \.groups, "The groups of links.")
  ])
}

/// The links in the navigation that have the same purpose.
struct NavigationGroup: TemplateContext {
  var title: String
  var entries: [NavigationEntry]

  static let fields = TemplateFields<NavigationGroup>([
    .text("title", \.title, "The group's name."),
    .list("entries", \.entries, "The links."),
  ])
}

/// A link in the navigation, with the pages below it if the reader is on one of them.
struct NavigationEntry: TemplateContext {
  var title: String
  var address: Address
  /// Whether the reader is on its page or in its part of the site.
  var isCurrent = false
  /// The current code or lesson and those near it.
  var siblings: [LinkContext] = []
  /// The language of its texts, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<NavigationEntry>([
    .text("title", \.title, "The text of the link."),
    .address("address", \.address, "The address that it leads to."),
    .flag("isCurrent", \.isCurrent, "Whether the reader is on its page or in its part of the site."),
    .flag("hasSiblings", { !$0.siblings.isEmpty }, "Whether the page is a code or a lesson."),
    .list("siblings", \.siblings, "The codes or lessons, including the current one."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of its texts, if it isn't the page's own."),
  ])
}

/// The navigation on every page, which is created once for all pages that share it.
struct Navigation: Sendable, Equatable {
  /// The properties that distinguish one navigation from another.
  private struct Key: Hashable {
    let wayToRoot: String
    let current: Page.Subject?
  }

  /// The purpose of the pages in a group, in the order of the groups.
  private enum Purpose: CaseIterable {
    case read, learn, lookUp, about

    var phrase: ThemePhrase {
      switch self {
      case .read: .navigationRead
      case .learn: .navigationLearn
      case .lookUp: .navigationLookUp
      case .about: .navigationAbout
      }
    }

    init(of subject: Page.Subject) {
      switch subject {
      case .codes, .topics, .comparison: self = .read
      case .lessons, .practice, .objectiveIndex: self = .learn
      case .plain: self = .about
      default: self = .lookUp
      }
    }
  }

  /// A link, with its path from the root of the site.
  private struct Link: Sendable, Equatable {
    let subject: Page.Subject
    let title: String
    let path: String
    let language: String?
  }

  private struct Group: Sendable, Equatable {
    let title: String
    let links: [Link]
  }

  private var blocks: [Key: HTML] = [:]
  private let groups: [Group]

  /// Creates the navigation for all pages of a site.
  ///
  /// - Parameter language: Returns the language of a page's name, if it isn't that of the pages.
  init(
    of handbook: Handbook, names: SiteNames, addresses: SiteAddresses, theme: Theme,
    language: (Page.Subject) -> String?
  ) {
    let map = addresses.map
    let entries = Self.entries(of: handbook.configuration).filter(map.has)
    let links = entries.map {
      Link(
        subject: $0, title: names.name(of: $0), path: Route.encoded(map.route(of: $0).path),
        language: language($0))
    }
    groups = Purpose.allCases.compactMap { purpose in
      let links = links.filter { Purpose(of: $0.subject) == purpose }
      return links.isEmpty ? nil : Group(title: names.words[purpose.phrase], links: links)
    }
    for way in Set(map.pages.map { addresses.wayToRoot(from: $0.route) }) {
      for current in [nil] + entries.map(Optional.some) {
        blocks[Key(wayToRoot: way, current: current)] = HTML(
          bytes: theme.render(block(wayToRoot: way, current: current)))
      }
    }
  }

  /// Returns the navigation of a page.
  ///
  /// - Parameter siblings: The codes or lessons near the page.
  func html(for page: Page, wayToRoot: String, siblings: [LinkContext], theme: Theme) -> HTML {
    let subjects = groups.flatMap(\.links).map(\.subject)
    let section = page.subject.kind.section
    let current = [page.subject, section].compactMap(\.self).first(where: subjects.contains)
    if siblings.isEmpty { return blocks[Key(wayToRoot: wayToRoot, current: current)] ?? HTML() }
    return HTML(bytes: theme.render(block(wayToRoot: wayToRoot, current: current, siblings: siblings)))
  }

  /// Returns the navigation for pages at one depth.
  ///
  /// The addresses go through the root, so that they work in every folder at that depth.
  private func block(
    wayToRoot: String, current: Page.Subject?, siblings: [LinkContext] = []
  ) -> NavigationBlock {
    NavigationBlock(
      groups: groups.map { group in
        NavigationGroup(
          title: group.title,
          entries: group.links.map { link in
            let isCurrent = link.subject == current
            return NavigationEntry(
              title: link.title, address: Address(internal: wayToRoot + link.path), isCurrent: isCurrent,
              siblings: isCurrent ? siblings : [], titleLanguage: link.language)
          })
      })
  }

  /// Returns the sections and pages in the list in `handbook.yml`, or all sections if there's no list.
  private static func entries(of configuration: HandbookConfiguration) -> [Page.Subject] {
    let written = configuration.navigation.map(\.value)
    let names = written.isEmpty ? SiteSection.allCases.map(\.rawValue) : written
    return names.flatMap { name -> [Page.Subject] in
      guard let section = SiteSection(rawValue: name) else {
        let id = name.dropFirst("pages/".count).dropLast(".md".count)
        return [.plain(PageID(String(id)))]
      }
      switch section {
      case .codes: return [.codes]
      case .topics: return [.topics]
      case .compare: return [.comparison]
      case .lessons: return [.lessons, .practice]
      case .glossary: return [.glossary]
      case .indexes: return [.subjectIndex, .citationIndex, .objectiveIndex, .changes, .versions]
      }
    }
  }
}

extension SiteContext {
  /// Returns the codes near a code, or the lessons near a lesson, including itself; empty for other pages.
  ///
  /// It returns only the nearest, because nothing on a page can grow with the number of pages.
  func siblings(of page: Page) -> [LinkContext] {
    switch page.subject {
    case .code(let id, _, _), .frozen(let id, _, _), .difference(let id, _, _), .history(let id),
      .sheet(let id, _, _), .parallel(let id, _):
      guard let place = handbook.codes.firstIndex(where: { $0.id == id }) else { return [] }
      return PageLimits.window(of: handbook.codes, around: place).map { code in
        let subject = map.mainSubject(ofCode: code.id, edition: code.currentIndex)
        return LinkContext(
          title: name(of: subject), address: address(of: subject, from: page.route), isCurrent: code.id == id)
      }
    case .lesson(let id):
      guard let place = handbook.place(of: id) else { return [] }
      return PageLimits.window(of: handbook.lessons, around: place).map { lesson in
        var link = link(to: .lesson(lesson.id), from: page.route)
        link.isCurrent = lesson.id == id
        return link
      }
    default: return []
    }
  }
}
