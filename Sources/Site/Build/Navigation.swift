import Handbook
import Markup

/// The navigation that stands on every page, made once for all the pages that share it.
struct Navigation: Sendable {
  /// What tells one navigation from another.
  private struct Key: Hashable {
    let wayToRoot: String
    let current: Page.Subject?
  }

  private var blocks: [Key: HTML] = [:]
  private let entries: [Page.Subject]

  /// Makes the navigation of all pages of a site.
  init(of site: SiteContext) {
    entries = Self.entries(of: site)
    let routes = Dictionary(site.map.pages.map { ($0.route.wayToRoot, $0.route) }) { first, _ in first }
    for (way, route) in routes {
      for current in [nil] + entries.map(Optional.some) {
        let block = NavigationBlock(groups: [group(of: site, current: current, from: route)])
        blocks[Key(wayToRoot: way, current: current)] = HTML(bytes: site.theme.render(block))
      }
    }
  }

  /// The navigation of a page.
  func html(for page: Page) -> HTML {
    let section = page.subject.section
    let current =
      entries.contains(page.subject) ? page.subject : section.flatMap { entries.contains($0) ? $0 : nil }
    return blocks[Key(wayToRoot: page.route.wayToRoot, current: current)] ?? HTML()
  }

  private func group(of site: SiteContext, current: Page.Subject?, from route: Route) -> NavigationGroup {
    NavigationGroup(
      entries: entries.map { subject in
        LinkContext(
          title: site.name(of: subject), address: site.address(of: subject, from: route),
          isCurrent: subject == current)
      })
  }

  /// What `handbook.yml` lists; without a list, the sections that the handbook has.
  private static func entries(of site: SiteContext) -> [Page.Subject] {
    let written = site.handbook.configuration.navigation.map(\.value)
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
    }.filter(site.map.has)
  }
}

extension Page.Subject {
  /// The entry page of the part of the site that a page belongs to.
  var section: Page.Subject? {
    switch self {
    case .codes, .code, .difference, .signing: .codes
    case .topics, .topic: .topics
    case .comparison, .sideBySide: .comparison
    case .lessons, .lesson: .lessons
    default: nil
    }
  }
}
