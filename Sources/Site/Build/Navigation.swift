import Handbook
import Markup

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
  init(of site: SiteContext) {
    entries = Self.entries(of: site)
    for way in Set(site.map.pages.map { site.wayToRoot(from: $0.route) }) {
      for current in [nil] + entries.map(Optional.some) {
        let block = NavigationBlock(groups: [group(of: site, current: current, wayToRoot: way)])
        blocks[Key(wayToRoot: way, current: current)] = HTML(bytes: site.theme.render(block))
      }
    }
  }

  /// The navigation of a page.
  func html(for page: Page, wayToRoot: String) -> HTML {
    let section = page.subject.section
    let current =
      entries.contains(page.subject) ? page.subject : section.flatMap { entries.contains($0) ? $0 : nil }
    return blocks[Key(wayToRoot: wayToRoot, current: current)] ?? HTML()
  }

  /// The addresses go through the root, so that they hold in every folder of one depth.
  private func group(of site: SiteContext, current: Page.Subject?, wayToRoot: String) -> NavigationGroup {
    NavigationGroup(
      entries: entries.map { subject in
        LinkContext(
          title: site.name(of: subject),
          address: Address(internal: wayToRoot + Route.encoded(site.map.route(of: subject).path)),
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
    case .subjectIndex, .subjectLetter: .subjectIndex
    default: nil
    }
  }
}
