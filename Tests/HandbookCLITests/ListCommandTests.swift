import ArgumentParser
import Foundation
import Testing

@testable import HandbookCLI

@Suite("handbook list")
struct ListCommandTests {
  @Test("The command prints lines that editors can jump to, and their number separately")
  func text() throws {
    let source = try SourceFolder(soundContent)
    let outcome = try Program.run("list", "uncovered", in: source.path)
    #expect(outcome.status == 0)
    #expect(
      outcome.output == "Content/codes/washington.md:11:15: WA#loans has no topic\n")
    #expect(outcome.errors == "1 entry\n")
  }

  @Test("Texts that differ from their captured source or have none are unfinished")
  func unproven() throws {
    let source = try SourceFolder(soundContent)
    func lines() throws -> [String] {
      try Program.run("list", "unfinished", in: source.path).output.split(separator: "\n").map(String.init)
        .filter { $0.contains("source") }
    }
    let code = "Content/codes/washington.md:2:8: WA"
    #expect(try lines().contains("\(code) has no captured source"))
    let words = "Code of Ethics\n\nConduct\n\nNo gifts.\nNo loans.\n"
    try source.write("Content/codes/washington.source.txt", Data(words.utf8))
    #expect(try !lines().contains { $0.contains("captured") || $0.contains("differs") })
    try source.write(
      "Content/codes/washington.source.txt", Data(words.replacing("No loans", with: "No large loans").utf8))
    #expect(
      try lines().contains("\(code) differs from Content/codes/washington.source.txt in 1 place"))
  }

  @Test("The command supports every list", arguments: ListName.allValueStrings)
  func names(list: String) throws {
    let source = try SourceFolder(soundContent)
    #expect(try Program.run("list", list, in: source.path).status == 0)
    #expect(ListCommand.configuration.discussion.contains("\(list) "))
  }

  @Test("The command prints objects for programs, or an empty array if there are no entries")
  func json() throws {
    var content = soundContent
    content["codes/washington.md"] = soundContent["codes/washington.md"]?.replacing(
      "status: draft", with: "status: draft\nverified: { on: 2027-05-21 }")
    let source = try SourceFolder(content)
    let outcome = try Program.run("list", "references", "--format", "json", "-q", in: source.path)
    let objects = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(objects.map { $0["target"] as? String } == ["WA#gifts"])
    #expect(objects.map { $0["line"] as? Int } == [5])
    #expect(outcome.errors.isEmpty)
    #expect(try Program.run("list", "stale", "--format", "json", in: source.path).output == "[]\n")
  }

  @Test("The date is that of --date, or else of SOURCE_DATE_EPOCH")
  func dates() throws {
    var content = soundContent
    content["codes/washington.md"] = soundContent["codes/washington.md"]?.replacing(
      "status: draft", with: "status: draft\nreview-by: 2027-05-21\nverified: { on: 2027-05-20 }")
    let source = try SourceFolder(content)
    #expect(try Program.run("list", "stale", "--date", "2027-05-21", in: source.path).output.isEmpty)
    let overdue = "Content/codes/washington.md:6:12: WA was to be reviewed by 2027-05-21\n"
    #expect(try Program.run("list", "stale", "--date", "2027-05-22", in: source.path).output == overdue)
    // The first second of 2027-05-22 in Coordinated Universal Time, and the second before it.
    for (epoch, expected) in [("1810944000", overdue), ("1810943999", "")] {
      let outcome = try Program.run(
        "list", "stale", in: source.path, environment: ["SOURCE_DATE_EPOCH": epoch, "TZ": "Pacific/Auckland"])
      #expect(outcome.output == expected)
    }
    let wrong = try Program.run("list", "stale", in: source.path, environment: ["SOURCE_DATE_EPOCH": "soon"])
    #expect(wrong.status == 2)
  }

  @Test("If the content has errors, the list has what could be read, and says so")
  func errors() throws {
    var content = soundContent
    content["pages/about.md"] = "---\ntitle: About\n---\n\nSee [[WA#gift]].\n"
    let source = try SourceFolder(content)
    let outcome = try Program.run("list", "references", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.output == "Content/pages/about.md:5:7: WA#gift leads nowhere\n")
    #expect(outcome.errors.contains("did you mean 'WA#gifts'?"))
  }

  @Test("Everyday words that find nothing are listed, except words with a synonym or a related word")
  func unfindable() throws {
    var content = soundContent
    let source = try SourceFolder(content)
    let before = try Program.run("list", "unfindable", in: source.path)
    #expect(before.status == 0)
    let lines = before.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("health care: ") && $0.contains(" naloxone, narcan,") })
    // Each subject has one line, and the count is that of the words.
    #expect(Set(lines.map { $0.prefix { $0 != ":" } }).count == lines.count)
    let count = before.output.count { ",:".contains($0) }
    #expect(
      before.errors
        == "\(count) words find nothing; add what your readers might type to the synonyms of a topic\n")
    // The content contains "gift", and also "presents".
    for word in ["gift", "gifts", "present"] { #expect(!before.output.contains(" \(word),")) }
    content["topics/health.md"] = "---\ntitle: Health\nsynonyms: [naloxone]\n---\n\nAbout health.\n"
    let helped = try SourceFolder(content)
    let after = try Program.run("list", "unfindable", "--format", "json", "-q", in: helped.path)
    let objects = try #require(
      JSONSerialization.jsonObject(with: Data(after.output.utf8)) as? [[String: Any]])
    let words = objects.compactMap { $0["words"] as? [String] }.flatMap(\.self)
    #expect(words.contains("doctor"))
    #expect(!words.contains("naloxone"))
    #expect(Set(words).count == words.count)
    #expect(after.errors.isEmpty)
  }

  @Test("The command supports no other lists")
  func unknown() throws {
    let source = try SourceFolder(soundContent)
    #expect(try Program.run("list", "everything", in: source.path).status == 64)
  }
}
