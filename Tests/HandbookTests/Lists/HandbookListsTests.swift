import Basics
import Markdown
import TestSupport
import Testing

@testable import Handbook

@Suite("Editors list a handbook's open issues")
struct HandbookListsTests {
  private static let files = [
    "handbook.yml": """
    title: H
    staleness:
      verified-within-days: 100
    navigation: [codes, topics, pages/about.md]
    """,
    "codes/arkansas.md": """
    ---
    title: Code
    jurisdiction: Arkansas
    abbreviation: AR
    status: in-force
    verified: { on: 2026-01-01 }
    ---

    - No gifts. {#gifts .gifts}
    - No loans: {#loans .money}
      - of money {#money}
    - No noise. {#noise}
    """,
    "codes/oregon.md": """
    ---
    title: Code
    jurisdiction: Oregon
    abbreviation: OR
    status: proposed
    text: reference
    comment-deadline: 2026-12-31
    ---
    """,
    "codes/washington.md": codeFile("## Vision {#vision .vision}\n\nWe see.\n"),
    "glossary.md": "## Loan {#loan}\n\nMoney.\n",
    "topics/gifts.md": "---\ntitle: Gifts\n---\n",
    "topics/money.md": "---\ntitle: Money\nrelated: [silence]\n---\n",
    "topics/silence.md": "---\ntitle: Silence\n---\n",
    "topics/vision.md": "---\ntitle: Vision\n---\n",
    "lessons/one.md":
      "---\ntitle: One\n---\n\nSee [[AR#gifts]] and [[AR#nothing]], a loan, [here](two.md#part).\n",
    "lessons/two.md": "---\ntitle: Two\npublish: false\n---\n\n## Part {#part}\n\n![[AR#loans]]\n",
    "pages/about.md": "---\ntitle: About\n---\n",
    "pages/lost.md": "---\ntitle: Lost\n---\n\nSee [[pages/lost]].\n",
  ]

  private func lines(_ list: HandbookLists, on date: String = "2026-11-21") throws -> [String] {
    let handbook = SmallHandbook(Self.files, includesUnpublished: true)
    let day = try #require(CalendarDate(date))
    return list.entries(for: handbook.handbook, on: day).map { entry in
      let place = entry.range.map { ":\($0.start.line):\($0.start.column)" } ?? ""
      let lead = entry.target.map { " -> \($0)" } ?? ""
      return "\(entry.path.dropFirst("Content/".count))\(place) \(entry.subject)\(lead) \(entry.remark)"
    }
  }

  @Test("Drafts: codes that aren't settled, and content that isn't published")
  func drafts() throws {
    #expect(
      try lines(.drafts) == [
        "codes/oregon.md:2:8 OR is proposed, comments until 2026-12-31",
        "codes/washington.md:2:8 WA is a draft",
        "lessons/two.md lessons/two is not published",
      ])
  }

  @Test("Stale: codes that should be compared with their sources again")
  func stale() throws {
    let unverified = "codes/washington.md:2:8 WA was never verified"
    #expect(try lines(.stale, on: "2026-04-11") == [unverified])
    #expect(
      try lines(.stale, on: "2026-04-12") == [
        "codes/arkansas.md:6:17 AR was last verified on 2026-01-01, 101 days ago; 100 are allowed",
        unverified,
      ])
  }

  @Test("A lead-in belongs to the topics of its parts, and parts to those of their lead-in")
  func leadIns() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile(
        """
        - I shall: {#shall}
          - refuse gifts, and {#gifts .gifts}
          - keep quiet. {#quiet .gifts}
        - I may: {#may}
          - sing, and {#sing .gifts}
          - dance. {#dance}
        - I must {#must .gifts}
          - listen. {#listen}

        """), "topics/gifts.md": "---\ntitle: Gifts\n---\n",
    ])
    let date = CalendarDate("2026-01-01")!
    #expect(
      HandbookLists.uncovered.entries(for: handbook.handbook, on: date).map(\.subject) == [
        "WA#may", "WA#dance",
      ])
  }

  @Test("Unfinished: what each code lacks, with what readers would notice first at the top")
  func unfinished() throws {
    #expect(
      try lines(.unfinished) == [
        "codes/arkansas.md:2:8 AR has no source",
        "codes/arkansas.md:2:8 AR doesn't record facts that readers need: issuer, version, effective, applies-to, contact, complaints",
        "codes/arkansas.md:2:8 AR was not reviewed for topics",
        "codes/arkansas.md:12:15 AR#noise has no topic",
        "codes/arkansas.md:2:8 AR doesn't record other facts: administrator, instrument, adopted, scope, credentials, "
          + "authority, adapted-from, history, signature, renewal, duty-to-report, sanctions, appeal, related, "
          + "reproduction",
        "codes/oregon.md:2:8 OR has no source",
        "codes/oregon.md:2:8 OR doesn't record facts that readers need: issuer, version, effective, applies-to, contact, complaints",
        "codes/oregon.md:2:8 OR doesn't record other facts: administrator, instrument, adopted, scope, credentials, "
          + "authority, adapted-from, history, signature, renewal, duty-to-report, sanctions, appeal, related, "
          + "reproduction",
        "codes/washington.md:2:8 WA has no source", "codes/washington.md:2:8 WA was never verified",
        "codes/washington.md:2:8 WA doesn't record facts that readers need: issuer, version, effective, applies-to, contact, complaints",
        "codes/washington.md:2:8 WA was not reviewed for topics",
        "codes/washington.md:2:8 WA doesn't record other facts: administrator, instrument, adopted, comment-deadline, scope, "
          + "credentials, authority, adapted-from, history, signature, renewal, duty-to-report, sanctions, "
          + "appeal, related, reproduction",
      ])
  }

  @Test("Unfinished: a code that differs from another one of its jurisdiction only in its abbreviation")
  func shortTitle() throws {
    let day = try #require(CalendarDate("2026-11-21"))
    let handbook = SmallHandbook([
      "codes/a.md": codeFile("- A. {#a}\n"),
      "codes/b.md": codeFile("- B. {#b}\n", abbreviation: "WB").replacing(
        "status: draft", with: "status: draft\nshort-title: supervisors"),
    ]).handbook
    let found = UnfinishedList.entries(for: handbook, on: day).filter { $0.remark.contains("short title") }
    #expect(found.map(\.subject) == ["WA"])
  }

  @Test("Unfinished: labels that look wrong, and provisions without a permanent id")
  func labels() throws {
    let day = try #require(CalendarDate("2026-11-21"))
    let code = codeFile("- (a) One. {#a .t}\n- (b) Two. {#b .t}\n- (b) Three. {#c .t}\n- Four. {.t}\n")
    let topic = "---\ntitle: T\n---\n"
    let handbook = SmallHandbook(["codes/washington.md": code, "topics/t.md": topic]).handbook
    let found = UnfinishedList.entries(for: handbook, on: day)
    let remarks = found.filter { $0.subject.contains("#") }.map { "\($0.subject) \($0.remark)" }
    #expect(
      remarks == [
        "WA#group-1-4 has no permanent id", "WA#c has the label '(b)', and so does a neighbor",
        "WA#group-1-4 has no label, but its neighbors do",
      ])
  }

  @Test("Unfinished: several provisions without a topic, in one line")
  func withoutTopics() throws {
    let day = try #require(CalendarDate("2026-11-21"))
    func remark(_ text: String) -> String? {
      UnfinishedList.entries(for: SmallHandbook(["codes/washington.md": codeFile(text)]).handbook, on: day)
        .map(\.remark).first { $0.contains("without a topic") }
    }
    let items = ["a", "b", "c", "d", "e"].map { "- Do \($0). {#\($0)}\n" }
    #expect(remark(items[..<2].joined()) == "has 2 provisions without a topic: #a, #b")
    #expect(remark(items[..<4].joined()) == "has 4 provisions without a topic: #a, #b, #c, #d")
    #expect(remark(items.joined()) == "has 5 provisions without a topic: #a, #b, #c, and 2 more")
  }

  @Test("A provision of a code that was reviewed for topics has none on purpose")
  func reviewedForTopics() {
    let code = codeFile("- A. {#a}\n")
    let date = CalendarDate("2026-01-01")!
    func found(_ code: String) -> [String] {
      let handbook = SmallHandbook(["codes/washington.md": code]).handbook
      return [HandbookLists.uncovered, .unfinished].flatMap { $0.entries(for: handbook, on: date) }
        .map(\.remark).filter { $0.contains("topic") }
    }
    #expect(found(code) == ["has no topic", "was not reviewed for topics", "has no topic"])
    let reviewed = code.replacing("status: draft", with: "status: draft\ntopics: { reviewed: 2025-12-31 }")
    #expect(found(reviewed) == [])
  }

  @Test("What a code lacks can be listed by its kind")
  func unfinishedParts() {
    let handbook = SmallHandbook(["codes/washington.md": codeFile("- A.\n")]).handbook
    let all = HandbookLists.unfinished.entries(for: handbook, on: CalendarDate("2026-01-01")!)
    let facts = handbook.unfinished(.facts)
    #expect(handbook.unfinished(.topics).map(\.remark) == ["was not reviewed for topics", "has no topic"])
    #expect(handbook.unfinished(.text).map(\.remark) == ["has no permanent id"])
    #expect(Set(all) == Set(facts + handbook.unfinished(.topics) + handbook.unfinished(.text)))
    #expect(facts.count == all.count - 3)
  }

  @Test("Uncovered: topics without provisions, and provisions without topics")
  func uncovered() throws {
    let found = try lines(.uncovered)
    #expect(
      found == [
        "codes/arkansas.md:12:15 AR#noise has no topic",
        "topics/silence.md:2:8 topics/silence has no provisions",
      ])
  }

  @Test("Orphans: pages that no text, front matter, or navigation leads to")
  func orphans() throws {
    let remark = "is linked only from generated lists"
    #expect(
      try lines(.orphans) == [
        "codes/oregon.md OR \(remark)", "lessons/one.md lessons/one \(remark)",
        "pages/lost.md pages/lost \(remark)",
      ])
  }

  @Test("References: all of them, with their targets")
  func references() throws {
    let found = try lines(.references)
    #expect(
      found == [
        "lessons/one.md:5:7 AR#gifts -> AR#gifts is a reference",
        "lessons/one.md:5:24 AR#nothing leads nowhere",
        "lessons/one.md:5:40 glossary#loan -> glossary#loan is a term in running text",
        "lessons/one.md:5:53 two.md#part -> lessons/two#part is a link",
        "lessons/two.md:8:4 AR#loans -> AR#loans is quoted",
        "pages/lost.md:5:7 pages/lost -> pages/lost is a reference",
      ])
  }
}
