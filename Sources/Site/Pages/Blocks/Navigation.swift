import Basics
import Handbook
import Markdown

/// The navigation beside every page.
///
/// It is rendered once for all the pages that share it.
struct NavigationBlock: TemplateRoot {
  static let template = "navigation"

  var groups: [NavigationGroup]

  static let fields = TemplateFields<NavigationBlock>([
    .list("groups", \.groups, "The groups of links.")
  ])
}

/// Links of the navigation that stand together.
struct NavigationGroup: TemplateContext {
  /// Nothing for links that stand by themselves.
  var title: String?
  var entries: [LinkContext]

  static let fields = TemplateFields<NavigationGroup>([
    .text("title", optional: \.title, "The group's name."),
    .list("entries", \.entries, "The links."),
  ])
}

/// The navigation that stands on every page, made once for all the pages that share it.
struct Navigation: Sendable, Equatable {
  /// What tells one navigation from another.
  private struct Key: Hashable {
    let wayToRoot: String
    let current: Page.Subject?
  }

  private var blocks: [Key: HTML] = [:]
  private let entries: [Page.Subject]

  /// Makes the navigation of all pages of a site.
  init(of handbook: Handbook, names: SiteNames, addresses: SiteAddresses, theme: Theme) {
    let map = addresses.map
    entries = Self.entries(of: handbook.configuration).filter(map.has)
    let links = entries.map { (title: names.name(of: $0), path: Route.encoded(map.route(of: $0).path)) }
    for way in Set(map.pages.map { addresses.wayToRoot(from: $0.route) }) {
      for current in [nil] + entries.map(Optional.some) {
        // The addresses go through the root, so that they work in every folder of one depth.
        let group = NavigationGroup(
          entries: zip(entries, links).map { subject, link in
            LinkContext(
              title: link.title, address: Address(internal: way + link.path), isCurrent: subject == current)
          })
        blocks[Key(wayToRoot: way, current: current)] = HTML(
          bytes: theme.render(NavigationBlock(groups: [group])))
      }
    }
  }

  /// The navigation of a page.
  func html(for page: Page, wayToRoot: String) -> HTML {
    let section = page.subject.kind.section
    let current =
      entries.contains(page.subject) ? page.subject : section.flatMap { entries.contains($0) ? $0 : nil }
    return blocks[Key(wayToRoot: wayToRoot, current: current)] ?? HTML()
  }

  /// What `handbook.yml` lists; without a list, the sections that the handbook has.
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
      case .lessons: return [.lessons]
      case .glossary: return [.glossary]
      case .indexes: return [.subjectIndex, .citationIndex, .objectiveIndex, .changes]
      }
    }
  }
}
