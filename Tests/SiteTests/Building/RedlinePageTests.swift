import Basics
import TestSupport
import Testing

@testable import Site

@Suite("The pages of generated drafts")
struct RedlinePageTests {
  private static let count = 60

  private static func code(_ number: Int, title: String, body: String) -> String {
    """
    ---
    title: "\(title)"
    jurisdiction: State \(number)
    abbreviation: S\(number)
    status: draft
    ---

    \(body)
    """
  }

  private static let sources: [String] = (0..<count).map { seed in
    var generator = RedlineGenerator(seed: UInt64(seed) + 5000)
    return generator.redline().source.replacing("(b.md)", with: "(https://example.org/b)")
      .replacing("(a.md)", with: "(https://example.org/a)")
  }

  private static let site = SmallSite(
    Dictionary(
      uniqueKeysWithValues: sources.enumerated().map { number, source in
        let title = number % 2 == 0 ? "Code {~~of Conduct~>of Ethics~~} \(number)" : "Code \(number){>>why<<}"
        return ("codes/state-\(number).md", code(number, title: title, body: source))
      }))

  @Test("Every draft builds without errors")
  func builds() {
    let errors = Self.site.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors)")
  }

  @Test("Without deletions, the redline matches the proposed page; without insertions, the current one")
  func sides() throws {
    var drafts = 0
    for number in 0..<Self.count {
      let redline = Self.site["codes/state-\(number).html"]
      let proposed = Self.site["codes/state-\(number).proposed.html"]
      let current = Self.site["codes/state-\(number).current.html"]
      drafts += redline.contains("<ins>") || redline.contains("<del>") ? 1 : 0
      let lines = PageText.lines(ofCode: proposed)
      #expect(lines.count > 1)
      #expect(PageText.lines(ofCode: redline, without: ["del"]) == lines, "\(Self.sources[number])")
      #expect(
        PageText.lines(ofCode: redline, without: ["ins"]) == PageText.lines(ofCode: current),
        "\(Self.sources[number])")
    }
    #expect(drafts == Self.count || drafts > Self.count / 2)
  }

  @Test("All three views have the same ids, including former ones")
  func places() {
    let site = SmallSite([
      "codes/oregon.md": Self.code(
        0, title: "Code",
        body: """
          ## Conduct {#conduct alias="behaviour"}

          - {--No gifts.--} {#gifts alias="presents favours"}
          - {++Keep records.++} {#records}
          """)
    ])
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    for view in ["", ".proposed", ".current"] {
      let ids = Set(MarkupOutline(Array(site["codes/oregon\(view).html"].utf8)).ids)
      #expect(
        ids.isSuperset(of: ["conduct", "behaviour", "gifts", "presents", "favours", "records"]), "\(view)")
    }
  }

  @Test("A title with marks shows them in the redline and is resolved everywhere else")
  func title() {
    let site = SmallSite([
      "codes/oregon.md": Self.code(0, title: "Code of {~~Conduct~>Ethics~~}", body: "- No gifts. {#gifts}\n")
    ])
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    #expect(site["codes/oregon.html"].contains("<h1>Code of <del>Conduct</del><ins>Ethics</ins></h1>"))
    #expect(site["codes/oregon.proposed.html"].contains("<h1>Code of Ethics</h1>"))
    #expect(site["codes/oregon.current.html"].contains("<h1>Code of Conduct</h1>"))
    #expect(site["codes/oregon.html"].contains("<em>Conduct</em> replaced by <em>Ethics</em>"))
    #expect(site["codes/index.html"].contains("Code of Ethics"))
    for (path, bytes) in site.files {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("{~~"), "\(path)")
      let isCurrent = ["codes/oregon.current.html", "codes/oregon/undated.current.html"].contains(path)
      #expect(!text.contains("Code of Conduct") || isCurrent, "\(path)")
    }
  }

  @Test("A provision with only its label left in a view is shown as removed or as not yet added")
  func labels() {
    let site = SmallSite([
      "codes/oregon.md": Self.code(
        0, title: "Code",
        body: """
          - (a) {--No gifts.--} {#gifts}
          - (b) Keep {++good ++}records. {#records}
          - {--(c) No loans.--} {#loans}
          - (d){++ Be kind.++} {#kind}
          - (e)
            - (i) Be fair. {#fair}
            {#parts}
          """.replacing("  {#parts}", with: ""))
    ])
    let proposed = site["codes/oregon.proposed.html"]
    let current = site["codes/oregon.current.html"]
    #expect(proposed.split(separator: "removed by this draft").count == 3)
    #expect(current.split(separator: "added by this draft").count == 2)
    for page in [site["codes/oregon.html"], proposed, current] {
      for label in ["(a)", "(b)", "(c)", "(d)", "(e)", "(i)"] {
        #expect(page.contains("<span class=\"label\">\(label)</span>"), "\(label)")
      }
    }
    #expect(site["codes/oregon.html"].contains("removed: <em>No gifts.</em>"))
    #expect(site["codes/oregon.html"].contains("removed: <em>No loans.</em>"))
    #expect(site["codes/oregon.html"].contains("added: <em>Be kind.</em>"))
  }
}
