import Foundation
import Testing

@Suite("handbook review")
struct ReviewCommandTests {
  private static let content = soundContent.merging([
    "pages/about.md": "---\ntitle: About\n---\n",
    "lessons/gifts.md": """
    ---
    title: Gifts
    ---

    ## Small gifts

    The code bars all gifts ([[WA#gifts]]), and loans ([[WA#loans]]).

    > [!KEYPOINTS]
    > - No gifts.

    """,
  ]) { $1 }

  private func open(_ source: SourceFolder) throws -> String {
    try Program.run("review", "--quiet", in: source.path).output
  }

  @Test("The command lists open claims, and records one provision, one document, or everything")
  func records() throws {
    let source = try SourceFolder(Self.content)
    #expect(
      try open(source) == """
        Content/lessons/gifts.md:7:26: lessons/gifts#small-gifts is based on WA#gifts, never reviewed
        Content/lessons/gifts.md:7:52: lessons/gifts#small-gifts is based on WA#loans, never reviewed

        """)
    let one = try Program.run(
      "review", "--by", "Jane Doe", "--accept", "WA#gifts", "--date", "2026-11-28", in: source.path)
    #expect(one.status == 0)
    #expect(one.errors == "1 place recorded in Content/reviewed.txt, 1 still open\n")
    let rest = try Program.run(
      "review", "--by", "Jane Doe", "--accept", "lessons/gifts", "--date", "2026-11-29", in: source.path)
    #expect(rest.errors == "1 place recorded in Content/reviewed.txt, 0 still open\n")
    let lines = String(decoding: try #require(try source.files(in: "Content")["reviewed.txt"]), as: UTF8.self)
    #expect(
      lines.split(separator: "\n").filter { $0.hasPrefix("claim") }.map {
        $0.replacing(/[0-9a-f]{16}/, with: "…")
      } == [
        "claim lessons/gifts#small-gifts WA#gifts … 2026-11-28 Jane Doe",
        "claim lessons/gifts#small-gifts WA#loans … 2026-11-29 Jane Doe",
      ])
  }

  @Test("A reversed rule is caught by check, shown to readers of the lesson, and cleared by a review")
  func reversal() throws {
    let source = try SourceFolder(Self.content)
    let all = ["review", "--accept-all", "--by", "Jane Doe", "--date", "2026-11-28"]
    #expect(try Program.run(all, in: source.path).status == 0)
    #expect(try Program.run("check", "--strict", in: source.path).status == 0)
    let code = try #require(Self.content["codes/washington.md"])
    try source.write(
      "Content/codes/washington.md", Data(code.replacing("No gifts.", with: "Gifts are welcome.").utf8))

    let check = try Program.run("check", "--strict", in: source.path)
    #expect(check.status == 1)
    #expect(
      check.errors.contains(
        "Content/lessons/gifts.md:7:26: warning: WA#gifts has changed since this text was reviewed on 2026-11-28 [suspect-claim]"
      ))
    #expect(check.errors.contains("{--No gifts--}{++Gifts are welcome++}."))
    #expect(try Program.run("build", in: source.path).status == 0)
    let page = String(
      decoding: try #require(try source.files(in: "Output")["lessons/gifts.html"]), as: UTF8.self)
    #expect(page.contains("The rule this rests on has changed since this was reviewed"))
    #expect(page.contains("<del>No gifts</del><ins>Gifts are welcome</ins>"))
    #expect(page.contains("Reviewed November 28, 2026."))

    #expect(
      try Program.run(all, in: source.path).errors
        == "1 place recorded in Content/reviewed.txt, 0 still open\n")
    #expect(try Program.run("check", "--strict", in: source.path).status == 0)
    #expect(try Program.run("build", in: source.path).status == 0)
    let cleared = String(
      decoding: try #require(try source.files(in: "Output")["lessons/gifts.html"]), as: UTF8.self)
    #expect(!cleared.contains("has changed since"))
  }

  @Test("A review without a name is refused, and so is a name that doesn't match an open claim")
  func refusals() throws {
    let source = try SourceFolder(Self.content)
    #expect(try Program.run("review", "--accept-all", in: source.path).status == 64)
    #expect(try Program.run("review", "--accept-all", "--by", "  ", in: source.path).status == 64)
    let unknown = try Program.run("review", "--by", "Jane", "--accept", "lessons/loans", in: source.path)
    #expect(unknown.status == 1)
    #expect(
      unknown.errors
        == "handbook: Nothing that is open is named 'lessons/loans'; 'handbook review' lists what is\n")
    #expect(try source.files(in: "Content")["reviewed.txt"] == nil)
  }

  @Test("At a terminal, the command asks about each claim and records each answer immediately")
  func asks() throws {
    let source = try SourceFolder(Self.content)
    let terminal = try PseudoTerminal()
    let process = Program.process(
      ["review", "--by", "Jane Doe", "--date", "2026-11-28"], in: source.path, environment: ["TERM": "dumb"])
    process.standardInput = terminal.file
    process.standardOutput = terminal.file
    process.standardError = terminal.file
    try process.run()
    terminal.type("y\nn\n")
    process.waitUntilExit()
    terminal.readToEnd()
    #expect(terminal.text.contains("1 of 2: Content/lessons/gifts.md:7:26"))
    #expect(terminal.text.contains("1 place recorded, 1 still open"))
    #expect(try open(source).contains("is based on WA#loans, never reviewed"))
    #expect(try !open(source).contains("is based on WA#gifts"))
  }
}
