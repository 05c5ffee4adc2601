import Basics
import Handbook
import Markdown
import Redline
import TestSupport
import Testing

@Suite("A provision can end, and its id stays valid")
struct RepealTests {
  static func edition(_ body: String, _ status: String, effective: String, more: String = "") -> String {
    codeFile(body).replacing("status: draft", with: "status: \(status)\neffective: \(effective)\n\(more)")
  }

  private static let old = edition(
    "## Conduct {#conduct}\n\n- No gifts. {#gifts}\n- Keep records. {#records alias=\"files\"}\n",
    "superseded",
    effective: "2018-01-01")
  private static let new = edition(
    "## Conduct {#conduct}\n\n- No gifts. {#gifts}\n- Write notes. {#notes}\n", "in-force",
    effective: "2024-01-01", more: "repealed:\n  - { id: records, replaced-by: [notes] }")

  private static let files = ["codes/washington/2018.md": old, "codes/washington/2024.md": new]

  @Test("An ended provision has its last edition, its last words, and its replacement")
  func ended() throws {
    let handbook = SmallHandbook(Self.files)
    #expect(handbook.diagnostics.isEmpty)
    let code = try #require(handbook.handbook.codes.first)
    let ended = code.ended(in: code.currentIndex)
    #expect(ended.map(\.id) == ["records"])
    #expect(ended.first?.text == "Keep records." && ended.first?.aliases == ["files"])
    #expect(ended.first?.lastEdition == 1 && ended.first?.endedBy == 0)
    #expect(ended.first?.repeal?.replacedBy.map(\.value) == ["notes"])
    #expect(code.ended(in: 1).isEmpty)
  }

  @Test("A provision of the edition before that is neither here nor repealed is reported, except by a draft")
  func undeclared() throws {
    var files = Self.files
    files["codes/washington/2024.md"] = Self.edition(
      "- No gifts. {#gifts}\n- Write notes. {#notes alias=\"records\"}\n", "in-force", effective: "2024-01-01"
    )
    #expect(
      SmallHandbook(files).reports(of: "undeclared-repeal") == [
        "Content/codes/washington/2024.md:2:8: Edition '2018' has 'conduct', which is neither here nor in 'repealed'"
      ])
    let rules = (1...7).map { "- Rule \($0). {#rule\($0)}\n" }.joined()
    files["codes/washington/2018.md"] = Self.edition(rules, "superseded", effective: "2018-01-01")
    #expect(
      SmallHandbook(files).reports(of: "undeclared-repeal").first?.hasSuffix(
        "'rule1', 'rule2', 'rule3', 'rule4', 'rule5', and 2 more, which are neither here nor in 'repealed'")
        == true)
    files["codes/washington/2024.md"] = files["codes/washington/2024.md"]?.replacing(
      "in-force", with: "proposed")
    #expect(SmallHandbook(files).reports(of: "undeclared-repeal").isEmpty)
    // A third edition doesn't repeat what the second one dropped.
    files["codes/washington/2024.md"] = Self.edition(
      "- Be kind. {#kind}\n", "superseded", effective: "2024-01-01")
    files["codes/washington/2027.md"] = Self.edition(
      "- Be kind. {#kind}\n", "in-force", effective: "2027-01-01")
    #expect(SmallHandbook(files).reports(of: "undeclared-repeal").count == 1)
  }

  @Test("A date that can't be read is the only report, although the editions can't be sorted")
  func unreadableDate() throws {
    let files = [
      "codes/washington/2018.md": Self.edition("- A. {#a}\n", "superseded", effective: "2018-01-01"),
      "codes/washington/2024.md": Self.edition(
        "- A. {#a}\n- B. {#b}\n", "in-force", effective: "2024-01-32"),
      "pages/a.md": "---\ntitle: A\n---\n\n[[WA#b]]\n",
    ]
    let date = try #require(CalendarDate("2026-01-01"))
    #expect(SmallHandbook(files, on: date).diagnostics.map(\.identifier) == ["wrong-type"])
  }

  @Test(
    "Two editions that are in force with the same date or without one are reported at the older one's status")
  func inForce() throws {
    var files = Self.files
    files["codes/washington/2018.md"] = Self.old.replacing("superseded", with: "in-force")
    let reports = { (day: String) -> [String] in
      SmallHandbook(files, on: CalendarDate(day)).diagnostics.filter { $0.rule == .editionsInForce }.map {
        "\($0.path):\($0.range?.start.line ?? 0): \($0.summary)"
      }
    }
    #expect(
      reports("2023-12-31").isEmpty && reports("2024-01-01").isEmpty, "the newer one replaces the older one")
    let old = try #require(files["codes/washington/2018.md"])
    for date in ["effective: 2024-01-01\n", ""] {
      files["codes/washington/2018.md"] = old.replacing("effective: 2018-01-01\n", with: date)
      let new = try #require(Self.files["codes/washington/2024.md"])
      files["codes/washington/2024.md"] = new.replacing("effective: 2024-01-01\n", with: date)
      #expect(
        reports("2024-01-01") == [
          "Content/codes/washington/2018.md:5: Edition '2018' of 'WA' is in force, and so is '2024'"
        ])
    }
    #expect(SmallHandbook(Self.files).diagnostics.isEmpty)
  }

  @Test("An edition that is marked as superseded before the next one takes effect is reported at its status")
  func early() {
    let reports = { (day: String) -> [String] in
      SmallHandbook(Self.files, on: CalendarDate(day)).diagnostics.filter { $0.rule == .notYetEffective }
        .map { "\($0.path):\($0.range?.start.line ?? 0): \($0.summary)" }
    }
    #expect(
      reports("2023-12-31") == [
        "Content/codes/washington/2018.md:5: Edition '2018' of 'WA' is superseded before the next one takes "
          + "effect on 2024-01-01"
      ])
    #expect(reports("2024-01-01").isEmpty)
  }

  @Test(
    "The day decides which edition is current and which status each one has",
    arguments: [
      ("2023-12-31", "2018", ["adopted", "in-force"]), ("2024-01-01", "2024", ["in-force", "superseded"]),
      (nil, "2024", ["in-force", "in-force"]),
    ])
  func day(day: String?, current: String, statuses: [String]) throws {
    var files = Self.files
    files["codes/washington/2018.md"] = Self.old.replacing("superseded", with: "in-force")
    for status in ["in-force", "adopted"] where day != nil || status == "in-force" {
      files["codes/washington/2024.md"] = try #require(Self.files["codes/washington/2024.md"])
        .replacing("status: in-force", with: "status: \(status)")
      let code = try #require(SmallHandbook(files, on: day.flatMap { CalendarDate($0) }).handbook.codes.first)
      #expect(code.current.slug == current)
      #expect(code.editions.map(\.metadata.status.rawValue) == statuses)
    }
  }

  @Test("Without dates, an edition that is named after a year is newer than one that isn't")
  func names() {
    let code = codeFile("- No gifts. {#gifts}\n").replacing("status: draft", with: "status: in-force")
    let handbook = SmallHandbook([
      "codes/washington/undated.md": code, "codes/washington/2018.md": code, "codes/washington/2027.md": code,
    ]).handbook
    #expect(handbook.codes.first?.editions.map(\.slug) == ["2027", "2018", "undated"])
  }

  @Test("A repealed id satisfies the list of published ids without a false alias")
  func published() {
    var files = Self.files
    files["published-ids.txt"] = "WA#gifts\nWA#records\n"
    #expect(SmallHandbook(files).diagnostics.isEmpty)
    files["codes/washington/2018.md"] = nil
    #expect(SmallHandbook(files).diagnostics.isEmpty, "the declaration is enough")
    files["codes/washington/2024.md"] = Self.new.replacing("repealed:", with: "# repealed:")
      .replacing("  - { id: records", with: "#  - { id: records")
    #expect(SmallHandbook(files).errors == ["vanished-id"])
  }

  @Test(
    "A citation of an ended provision leads to its last text, with a warning",
    arguments: ["records", "files"])
  func citation(id: String) {
    var files = Self.files
    files["pages/a.md"] = "---\ntitle: A\n---\n\nSee [[WA#\(id)]].\n"
    let handbook = SmallHandbook(files)
    #expect(handbook.errors.isEmpty)
    #expect(
      handbook.reports(of: "repealed-provision") == [
        "Content/pages/a.md:5:7: Provision 'WA#\(id)' is no longer in the code since edition '2024'"
      ])
    #expect(
      handbook.diagnostics.first?.help
        == "it was replaced by [[WA#notes]]; if you mean the old text, link to the file of the edition that has it"
    )
    let targets = handbook.handbook.targets.values.flatMap(\.self).compactMap(\.self)
    #expect(targets == [.provision(CodeID("WA"), edition: 1, ProvisionID("records"))])
  }

  @Test("A repealed provision that is still in the text is an error, and so is an unknown replacement")
  func wrong() {
    var files = Self.files
    files["codes/washington/2024.md"] = Self.new.replacing(
      "{ id: records, replaced-by: [notes] }", with: "{ id: gifts, replaced-by: [note] }")
    let handbook = SmallHandbook(files)
    #expect(
      handbook.reports(of: "contradictory-repeal").map { $0.split(separator: ": ").last.map(String.init) }
        == [
          "Provision 'gifts' is repealed and is still in the text"
        ])
    #expect(handbook.reports(of: "unknown-provision").count == 1)
    #expect(handbook.diagnostics.contains { $0.help?.contains("did you mean 'notes'") == true })
  }

  @Test("A repealed id that no edition has is reported, unless its last text is there")
  func neverExisted() {
    var files = Self.files
    files["codes/washington/2024.md"] = Self.new.replacing("{ id: records,", with: "{ id: record,")
    let handbook = SmallHandbook(files)
    #expect(
      handbook.reports(of: "unknown-provision").map { $0.split(separator: ": ").last.map(String.init) }
        == ["Repealed provision 'record' is in no edition of this code"])
    #expect(handbook.diagnostics.first { $0.rule == .unknownProvision }?.help == "did you mean 'records'?")
    files["codes/washington/2024.md"] = Self.new.replacing(
      "{ id: records,", with: "{ id: fees, text: No fees.,")
    #expect(SmallHandbook(files).errors.isEmpty)
  }

  @Test("A former number has its own key in the front matter and its own attribute")
  func formerly() {
    let code = codeFile("- No gifts. {#gifts formerly=\"410-180-0340(2); 410-1\"}\n").replacing(
      "status: draft", with: "status: draft\nformerly: [OAR 410-180-0340]")
    let handbook = SmallHandbook(["codes/washington.md": code])
    #expect(handbook.diagnostics.isEmpty)
    let edition = handbook.handbook.codes[0].current
    #expect(edition.metadata.formerly == ["OAR 410-180-0340"])
    #expect(edition.text.provisions[0].formerNumbers == ["410-180-0340(2)", "410-1"])
  }
}

@Suite("The history of a code follows each provision from its first edition to its last")
struct CodeHistoryTests {
  private static let files = [
    "codes/washington/2010.md": RepealTests.edition(
      "## Conduct {#conduct}\n\n- Be kind. {#kind}\n- No presents. {#presents}\n- Keep records. {#records}\n",
      "superseded", effective: "2010-01-01"),
    "codes/washington/2018.md": RepealTests.edition(
      "## Conduct {#conduct}\n\n- Be kind. {#kind}\n- No gifts. {#gifts alias=\"presents\"}\n", "superseded",
      effective: "2018-01-01"),
    "codes/washington/2024.md": RepealTests.edition(
      "## Conduct {#conduct}\n\n- Keep good records. {#records}\n- Be kind. {#kind}\n\n## Money {#money}\n\n- No gifts. {#gifts alias=\"presents\"}\n",
      "in-force", effective: "2024-01-01"),
  ]

  private func lines(_ threads: [CodeHistory.Thread], _ code: CodeOfEthics) -> [String] {
    threads.map { thread in
      thread.id
        + thread.entries.map { entry in
          " | \(code.editions[entry.edition].name)"
            + (entry.place == nil ? " gone" : entry.isUnchanged ? "" : " \(marked(entry))")
            + (entry.isMoved ? " moved" : "")
        }.joined()
    }
  }

  private func marked(_ entry: CodeHistory.Entry) -> String {
    entry.runs.map { run in
      switch run.kind {
      case .kept: run.text
      case .deleted: "-\(run.text)-"
      case .inserted: "+\(run.text)+"
      }
    }.joined()
  }

  @Test("Renamed, moved, ended, and returning provisions each have one continuous history")
  func threads() throws {
    let code = try #require(SmallHandbook(Self.files).handbook.codes.first)
    let history = CodeHistory(of: code)
    #expect(
      lines(history.provisions, code) == [
        "records | 2010 | 2018 gone | 2024 Keep +good +records.", "kind | 2010 | 2018 | 2024",
        "gifts | 2010 | 2018 No -presents-+gifts+. | 2024 moved",
      ])
    #expect(lines(history.groups, code) == ["conduct | 2010 | 2018 | 2024", "money | 2024"])
  }
}
