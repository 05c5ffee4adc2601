import Basics
import Handbook
import Markdown
import TestSupport
import Testing

@testable import Site

@Suite("Incremental builds")
struct IncrementalBuilderTests {
  /// A handbook with an example of every kind of content that appears on other pages.
  private static let content = [
    "handbook.yml": """
    title: Handbook
    citation-series:
      - name: Revised Code of Washington
        abbreviation: RCW
        forms: ["RCW {n}"]
        number: "[0-9]+[.][0-9]+"
    """,
    "codes/washington.md": codeFile(
      """
      ## Conduct {#conduct}

      - Do not accept gifts. {#gifts .gifts}
      - Keep what {++all ++}peers say private; see RCW 18.420. {#privacy .confidentiality}
      """),
    "codes/arkansas.md": codeFile(
      "## Rules\n\n- No gifts at all, as [[WA#gifts]] says. {#gifts .gifts}\n", abbreviation: "AR",
      jurisdiction: "Arkansas"),
    "topics/gifts.md": "---\ntitle: Gifts\nsynonyms: [present]\nrelated: [confidentiality]\n---\n\nA gift.\n",
    "topics/confidentiality.md": "---\ntitle: Confidentiality\n---\n\nWhat is kept private.\n",
    "glossary.md": "---\ntitle: Glossary\n---\n\n## Peer {#peer}\n\nSomebody in recovery.\n",
    "lessons/boundaries.md": """
    ---
    title: Boundaries
    objectives:
      - id: say-no
        text: Name the rule
    ---

    ## Gifts {#gifts teaches="say-no"}

    A peer offers a gift. [[AR#gifts]] answers.

    > [!QUESTION] say-no
    > What now?
    >
    > - [x] Decline. [[AR#gifts]]
    > - [ ] Accept. It is kind.
    """,
    "lessons/privacy.md":
      "---\ntitle: Privacy\n---\n\n## Why {#why}\n\nA peer talks. See [[topics/gifts]].\n",
    "pages/about.md":
      "---\ntitle: About\n---\n\n## Who\n\nWe are peers.\n\nWelcome.\n\nAnd we read RCW 18.420.\n",
    "pages/quoting.md": "---\ntitle: Quoting\n---\n\nIt says:\n\n![[AR#gifts]]\n",
    "pages/naming.md": "---\ntitle: Naming\n---\n\nRead [[WA#gifts]] and [[lessons/privacy#why]] today.\n",
  ]

  /// Makes a random edit to one file, and returns its path.
  private static func edit(_ files: inout [String: String], _ random: inout SeededGenerator) -> String {
    let path = random.pick(files.keys.sorted())
    let text = files[path] ?? ""
    switch random.below(12) {
    case 0: files[path] = text + "\nOne more sentence about a peer.\n"
    case 1: files[path] = text + "\nSee [[WA#gifts]] and RCW 18.420.\n"
    case 2: files[path] = text.replacing("title: ", with: "title: New ")
    case 3: files[path] = text.replacing(".gifts", with: ".confidentiality")
    case 4: files[path] = text.replacing("gift", with: "present", maxReplacements: 1)
    case 5: files[path] = text.replacing("## ", with: "## The ", maxReplacements: 1)
    case 6: files[path] = nil
    case 7:
      files[path] = nil
      files[path.replacing(".md", with: "-renamed.md")] = text
    case 8:
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      lines.remove(at: random.below(lines.count))
      files[path] = lines.joined(separator: "\n")
    case 9: files["pages/new-\(random.below(3)).md"] = "---\ntitle: New\n---\n\nA page on [[topics/gifts]].\n"
    case 10: files[path] = text.replacing("peer", with: "friend", maxReplacements: 1)
    default: files = Self.content
    }
    return path
  }

  @Test("After any edits, an incremental build has the same result as a clean build", arguments: 0..<6)
  func equalsCleanBuild(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var files = Self.content
    var builder = IncrementalBuilder()
    var built = 0
    for step in 0..<12 {
      let edited = step == 0 ? "nothing" : Self.edit(&files, &random)
      let input = Self.input(files)
      let again = builder.build(input)
      let clean = SiteBuilder.build(input)
      #expect(again.diagnostics == clean.diagnostics, "seed \(seed), step \(step), \(edited)")
      #expect(again.pageCount == clean.pageCount)
      let different = Self.difference(again.files, clean.files)
      #expect(different.isEmpty, "seed \(seed), step \(step), \(edited): \(different)")
      built += clean.files.isEmpty ? 0 : 1
    }
    #expect(built > 1)
  }

  @Test("An incremental build reflects changes to the theme and the options")
  func followsOptions() {
    var builder = IncrementalBuilder()
    var input = Self.input(Self.content)
    #expect(builder.build(input).diagnostics.filter { $0.severity == .error } == [])
    input.theme = DefaultTheme.files(with: "templates/page.mustache", "<p>{{title}}</p>")
    #expect(Self.difference(builder.build(input).files, SiteBuilder.build(input).files).isEmpty)
    input.options.baseURL = SiteAddress("https://example.org/")
    #expect(Self.difference(builder.build(input).files, SiteBuilder.build(input).files).isEmpty)
    input.theme = DefaultTheme.files
    input.options.edition = .facilitator
    #expect(Self.difference(builder.build(input).files, SiteBuilder.build(input).files).isEmpty)
  }

  @Test("An incremental build reflects the feed, which every page links to once a code has a date")
  func followsFeed() throws {
    var builder = IncrementalBuilder()
    var files = Self.content
    let code = try #require(files.keys.sorted().first { $0.hasPrefix("codes/") })
    for date in ["", "effective: 2024-01-01\n", ""] {
      files[code] = Self.content[code]?.replacing("\nstatus: ", with: "\n\(date)status: ")
      var input = Self.input(files)
      input.options.baseURL = SiteAddress("https://example.org/")
      let clean = SiteBuilder.build(input)
      #expect(clean.files.contains { $0.path == "feed.xml" } == !date.isEmpty)
      #expect(Self.difference(builder.build(input).files, clean.files).isEmpty)
    }
  }

  @Test("An incremental build renders only the pages that an edit affects")
  func rendersLittle() {
    var builder = IncrementalBuilder()
    var files = Self.content
    let before = builder.buildPages(Self.input(files)).files
    files["pages/about.md"]?.replace("Welcome", with: "Hello")
    let after = builder.buildPages(Self.input(files)).files
    #expect(Self.difference(before, after) == ["pages/about.html", "print.html"])
    // Pages that weren't rendered again share their memory with the previous ones.
    let shared = zip(before, after).filter { old, new in
      old.bytes.withUnsafeBytes { $0.baseAddress } == new.bytes.withUnsafeBytes { $0.baseAddress }
    }
    let pages = after.filter { $0.path.hasSuffix(".html") && !SmallSite.isRedirect($0.bytes) }
    #expect(shared.count { $0.0.path.hasSuffix(".html") } == pages.count - 2)
  }

  private static func input(_ files: [String: String]) -> SiteInput {
    SiteInput(
      content: files.map { SourceFile(path: "Content/\($0.key)", text: $0.value) },
      theme: DefaultTheme.files, themeFolder: DefaultTheme.folder,
      options: SiteOptions(date: CalendarDate("2026-01-31")))
  }

  /// Returns the paths of the files that differ.
  private static func difference(_ left: [OutputFile], _ right: [OutputFile]) -> [String] {
    let left = Dictionary(uniqueKeysWithValues: left.map { ($0.path, $0.bytes) })
    let right = Dictionary(uniqueKeysWithValues: right.map { ($0.path, $0.bytes) })
    return Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
  }
}
