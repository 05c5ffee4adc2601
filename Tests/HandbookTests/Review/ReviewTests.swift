import Basics
import Handbook
import Markdown
import Redline
import TestSupport
import Testing

private let today = CalendarDate(year: 2026, month: 11, day: 28)

/// Returns the handbook's files with all claims reviewed.
private func reviewed(_ files: [String: String], by name: String = "Jane Doe") throws -> [String: String] {
  let handbook = SmallHandbook(files, includesUnpublished: true, edition: .facilitator)
  let record = Review(of: handbook.handbook).accepting({ _ in true }, by: name, on: try #require(today))
  return files.merging(["reviewed.txt": String(decoding: record.file.bytes, as: UTF8.self)]) { $1 }
}

@Suite("Claims about a provision are reviewed against its words")
struct ReviewTests {
  private static let lesson = """
    ---
    title: Gifts
    objectives:
      - { id: name, text: Name one gift }
    ---

    See [[WA#loans]] first.

    ## Gifts {#gifts teaches="name"}

    You may not take gifts ([[WA#gifts]]).

    > [!QUESTION] name
    > Which may you take?
    >
    > - [x] None. The rule has no exception. [[WA#gifts]]
    > - [ ] All. No code says so.

    > [!KEYPOINTS]
    > - None.
    """
  private static let files = [
    "codes/washington.md": codeFile(
      "I will not: {#gifts-and-loans}\n\n- accept gifts {#gifts}\n- lend money {#loans}\n"),
    "lessons/gifts.md": lesson,
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\n## What to avoid\n\n- Gifts ([[WA#gifts]]).\n",
  ]

  @Test("Sections, objectives, questions, and points are claims, each with the provisions that it cites")
  func claims() {
    let claims = SmallHandbook(Self.files).handbook.claims.map { "\($0.kind) \($0.name) \($0.provision)" }
    #expect(
      claims.map { $0.replacing(/question-[0-9a-f]{8}/, with: "question-…") } == [
        "section topics/gifts#what-to-avoid WA#gifts",
        "section lessons/gifts WA#loans",
        "section lessons/gifts#gifts WA#gifts",
        "question lessons/gifts#question-… WA#gifts",
        "objective lessons/gifts#name WA#gifts",
      ])
  }

  @Test("A handbook without reviews isn't reported, and all its claims are open")
  func unreviewed() {
    let handbook = SmallHandbook(Self.files)
    #expect(handbook.reports(of: "suspect-claim").isEmpty)
    #expect(Review(of: handbook.handbook).open.count == 5)
  }

  @Test("A reversed rule is reported at each claim, with the words that changed, until it's reviewed")
  func reversal() throws {
    var files = try reviewed(Self.files)
    #expect(SmallHandbook(files).diagnostics.isEmpty)
    files["codes/washington.md"] = files["codes/washington.md"]?.replacing(
      "accept gifts", with: "refuse gifts")
    let handbook = SmallHandbook(files)
    #expect(
      handbook.reports(of: "suspect-claim") == [
        "Content/lessons/gifts.md:4:11: WA#gifts has changed since this objective was reviewed on 2026-11-28",
        "Content/lessons/gifts.md:11:25: WA#gifts has changed since this text was reviewed on 2026-11-28",
        "Content/lessons/gifts.md:16:42: WA#gifts has changed since this question was reviewed on 2026-11-28",
        "Content/topics/gifts.md:7:10: WA#gifts has changed since this text was reviewed on 2026-11-28",
      ])
    #expect(
      handbook.diagnostics.allSatisfy { $0.help?.hasSuffix("with --accept 'WA#gifts'") == true },
      "\(handbook.diagnostics)")
    #expect(
      Review(of: handbook.handbook).suspects.first?.change?.marked
        == "I will not: {--accept--}{++refuse++} gifts")
    #expect(SmallHandbook(try reviewed(files)).diagnostics.isEmpty)
  }

  @Test("Words that introduce a rule belong to it")
  func leadIn() throws {
    var files = try reviewed(Self.files)
    files["codes/washington.md"] = files["codes/washington.md"]?.replacing("I will not:", with: "I may:")
    #expect(SmallHandbook(files).reports(of: "suspect-claim").count == 5)
  }

  @Test("Renaming a provision, a heading, or a question's anchor doesn't change reviews")
  func renames() throws {
    var files = try reviewed(Self.files)
    files["codes/washington.md"] = files["codes/washington.md"]?.replacing(
      "{#gifts}", with: "{#presents alias=\"gifts\"}")
    for path in ["lessons/gifts.md", "topics/gifts.md"] {
      files[path] = files[path]?.replacing("WA#gifts", with: "WA#presents")
    }
    #expect(SmallHandbook(files).reports(of: "suspect-claim").isEmpty)
    files["codes/washington.md"] = files["codes/washington.md"]?.replacing(
      "accept gifts", with: "refuse gifts")
    files["topics/gifts.md"] = files["topics/gifts.md"]?.replacing("What to avoid", with: "What not to do")
    #expect(SmallHandbook(files).reports(of: "suspect-claim").count == 4, "a renamed heading hides no change")
  }

  @Test("Removing a claim removes its review, and accepting one claim leaves the others open")
  func partial() throws {
    var files = try reviewed(Self.files)
    files["codes/washington.md"] = files["codes/washington.md"]?.replacing(
      "accept gifts", with: "refuse gifts")
    files["topics/gifts.md"] = nil
    let review = Review(of: SmallHandbook(files).handbook)
    let record = review.accepting({ $0.kind == .question }, by: "John Roe", on: try #require(today))
    #expect(!record.pins.contains { $0.claim.hasPrefix("topics/") })
    files["reviewed.txt"] = String(decoding: record.file.bytes, as: UTF8.self)
    let open = Review(of: SmallHandbook(files).handbook).open
    #expect(open.map(\.claim.kind) == [.section, .objective])
    #expect(ReviewRecord.read([record.file]).record.file.bytes == record.file.bytes)
  }

  @Test(
    "A line that wasn't written by a review is an error",
    arguments: ["claim a b c", "words WA#gifts", "gifts", "claim a b c 2026-13-01 Jane"])
  func unreadable(line: String) {
    let handbook = SmallHandbook(Self.files.merging(["reviewed.txt": "# x\n\n\(line)\n"]) { $1 })
    #expect(
      handbook.reports(of: "unreadable-review") == [
        "Content/reviewed.txt:3:1: Line wasn't written by 'handbook review'"
      ])
  }

  @Test(
    "After any edits, exactly the claims of changed provisions are reported",
    arguments: 0..<40 as Range<UInt64>)
  func property(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var words = (0..<6).map { "rule \($0) allows no \(["gifts", "loans", "favors"][$0 % 3])" }
    func files() -> [String: String] {
      let items = words.enumerated().map { "- \($0.element) {#p\($0.offset)}" }.joined(separator: "\n")
      let sections = words.indices.map { "## Part \($0)\n\nSee [[WA#p\($0)]] and [[WA#p\(($0 + 1) % 6)]].\n" }
      return [
        "codes/washington.md": codeFile(items),
        "lessons/all.md": "---\ntitle: All\n---\n\n" + sections.joined(separator: "\n"),
      ]
    }
    let record = try #require(try reviewed(files())["reviewed.txt"])
    let before = words
    for _ in 0..<(1 + random.below(4)) {
      let place = random.below(6)
      switch random.below(4) {
      case 0: words[place] += " at all"
      case 1: words[place] = words[place].replacing("no ", with: "")
      // Markup doesn't count as words.
      case 2: words[place] = words[place].replacing("allows", with: "*allows*")
      default: words[place] = words[place].replacing("allows", with: "permits")
      }
    }
    let plain = { (text: String) in text.replacing("*", with: "") }
    let changed = Set(words.indices.filter { plain(words[$0]) != plain(before[$0]) })
    let handbook = SmallHandbook(files().merging(["reviewed.txt": record]) { $1 })
    let reported = Set(
      Review(of: handbook.handbook).suspects.map { "\($0.claim.name) \($0.claim.provision)" })
    let expected = words.indices.flatMap { part in
      [part, (part + 1) % 6].filter(changed.contains).map { "lessons/all#part-\(part) WA#p\($0)" }
    }
    #expect(reported == Set(expected))
    #expect(handbook.reports(of: "suspect-claim").count == expected.count)
  }
}
