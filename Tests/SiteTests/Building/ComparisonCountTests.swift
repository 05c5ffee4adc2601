import Handbook
import Testing

@testable import Site

/// The passages of two codes on each topic, which were counted by hand in the files.
@Suite("The comparison of the repository's handbook matches counts made by hand")
struct ComparisonCountTests {
  /// The number of provisions on each topic, including Washington's two groups of prose.
  private static let counts: [(topic: String, arkansas: Int, washington: Int)] = [
    ("abuse-threats", 1, 1), ("advocacy-integration", 2, 2), ("colleagues", 0, 1), ("competence", 2, 2),
    ("confidentiality", 1, 1), ("contact-boundaries", 0, 0), ("credential", 0, 0), ("culture-trauma", 0, 1),
    ("danger", 1, 1), ("documentation", 0, 0), ("dual-relationships", 0, 2), ("enforcement", 0, 0),
    ("families-youth", 2, 3), ("family-prior", 1, 2), ("gifts", 1, 1), ("honesty-credentials", 1, 0),
    ("hope", 0, 1), ("legal-conduct", 1, 0), ("lived-experience", 1, 1), ("mandated-reporting", 1, 0),
    ("money", 0, 1), ("non-discrimination", 1, 2), ("own-services", 0, 0), ("personal-gain", 1, 1),
    ("promises", 1, 1), ("recovery-first", 1, 2), ("respect-dignity", 2, 1), ("rights", 1, 3),
    ("safety", 0, 1), ("scope", 1, 1), ("self-determination", 1, 3), ("sexual-relations", 2, 2),
    ("supervision", 2, 1), ("supervisor-duties", 0, 0), ("technology", 0, 0), ("termination-referral", 1, 0),
    ("touch", 0, 0), ("values", 0, 1),
  ]

  private static let prepared = SiteBuilder.prepare(
    SiteInput(
      content: RepositoryContent.files, theme: DefaultTheme.files, themeFolder: DefaultTheme.folder))

  private func comparison() throws -> ComparePage {
    let site = try #require(Self.prepared.site?.context)
    let page = try #require(site.map.pages.first { $0.subject == .comparison })
    return ComparePageBuilder(site: site, page: page).build()
  }

  @Test("Every number and every gap matches the counts")
  func numbers() throws {
    let page = try comparison()
    #expect(page.topics.map(\.anchor).sorted() == Self.counts.map(\.topic))
    for row in page.topics {
      let expected = try #require(Self.counts.first { $0.topic == row.anchor })
      for (abbreviation, count) in [("AR", expected.arkansas), ("WA", expected.washington)] {
        let cell = try #require(row.cells.first { $0.abbreviation == abbreviation })
        #expect(cell.count == (count == 0 ? nil : String(count)), "\(row.anchor) \(abbreviation)")
        #expect((cell.address == nil) == (count == 0))
      }
    }
  }

  @Test("States whose text isn't included have no column, and are listed by name")
  func unheld() throws {
    let page = try comparison()
    #expect(page.states.map(\.abbreviation) == ["AR", "WA"])
    for row in page.topics { #expect(row.cells.map(\.abbreviation) == ["AR", "WA"]) }
    #expect(page.filter.others.count == 10)
    #expect(page.filter.othersSummary == "10 more states are listed without their text")
    #expect(page.filter.statesShown == "Showing {shown} of 12 states")
  }

  @Test("Each topic's page has the counted number of passages and lists the state that has none")
  func topics() throws {
    let site = try #require(Self.prepared.site?.context)
    for expected in Self.counts {
      let id = TopicID(expected.topic)
      let topic = try #require(site.handbook.topic(id))
      let page = try #require(site.map.pages.first { $0.subject == .topic(id) })
      let context = TopicPageBuilder(site: site, page: page, topic: topic).build()
      let counts = Dictionary(
        uniqueKeysWithValues: context.states.map { ($0.abbreviation, $0.provisions.count) })
      #expect(counts["AR"] ?? 0 == expected.arkansas, "\(expected.topic)")
      #expect(counts["WA"] ?? 0 == expected.washington, "\(expected.topic)")
      #expect(context.silentStates.map(\.title).contains("Arkansas") == (expected.arkansas == 0))
      #expect(context.silentStates.map(\.title).contains("Washington") == (expected.washington == 0))
      #expect(context.unheldStates.count == 10)
    }
  }
}
