import Foundation
import Testing

@Suite("handbook check")
struct CheckCommandTests {
  private static let content = soundContent.merging([
    "pages/b.md": """
    ---
    title: B
    descripton: Two typos.
    ---

    See [[WA#gfits]], [[topics/gift]], and [[XY#gifts]].

    """
  ]) { $1 }
  private static let difference = """
    Content/pages/b.md:3
    - descripton: Two typos.
    + description: Two typos.
    Content/pages/b.md:6
    - See [[WA#gfits]], [[topics/gift]], and [[XY#gifts]].
    + See [[WA#gifts]], [[topics/gifts]], and [[XY#gifts]].

    """

  @Test("--diff shows corrections that are unambiguous, and writes nothing")
  func difference() throws {
    let source = try SourceFolder(Self.content)
    let before = try source.files(in: "Content")
    let outcome = try Program.run("check", "--diff", in: source.path)
    #expect(outcome.status == 0)
    #expect(outcome.output == Self.difference)
    #expect(outcome.errors == "2 lines to correct\n")
    #expect(try source.files(in: "Content") == before)
  }

  @Test("--fix writes the corrections, and reports the remaining problems")
  func fix() throws {
    let source = try SourceFolder(Self.content)
    let outcome = try Program.run("check", "--fix", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.output == Self.difference)
    #expect(outcome.errors.hasPrefix("2 lines corrected in 1 file\n"))
    #expect(
      outcome.errors.contains("Content/pages/b.md:6:43: error: Code 'XY' does not exist [unknown-code]\n"))
    #expect(outcome.errors.contains("1 error, 0 warnings"))
    let again = try Program.run("check", "--fix", in: source.path)
    #expect(again.output.isEmpty)
  }

  @Test("The report for programs contains each correction with its range")
  func json() throws {
    let source = try SourceFolder(Self.content)
    let outcome = try Program.run("check", "--quiet", "--format", "json", in: source.path)
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.errors.utf8)) as? [[String: Any]])
    let replacements = list.map { $0["replacement"] as? [String: Any] }
    #expect(replacements.map { $0?["text"] as? String } == ["description", "WA#gifts", "topics/gifts", nil])
    #expect(replacements[1]?["line"] as? Int == 6)
    #expect(replacements[1]?["column"] as? Int == 7)
    #expect(replacements[1]?["endColumn"] as? Int == 15)
  }

  @Test(
    "A file that can't be read causes no reports in the files that refer to it",
    arguments: ["abbreviation: MT\n\ttitle: x\n", "\ttitle: x\nabbreviation: 'MT'\n", "\ttitle: x\n"])
  func broken(frontMatter: String) throws {
    let source = try SourceFolder(
      soundContent.merging([
        "codes/montana.md": "---\n\(frontMatter)---\n\n- Rule. {#rule}\n",
        "topics/money.md": "---\n\ttitle: Money\n---\n",
        "pages/b.md":
          "---\ntitle: B\n---\n\n[[MT#rule]], [[topics/money]], [x](../codes/montana.md#rule)\n",
        "lessons/a.md": """
        ---
        title: A
        objectives:
          - { id: name, text: Name a rule }
        ---

        ## Rules {teaches="name"}

        > [!QUESTION] name
        > Which?
        >
        > - [x] One. Yes. [[MT#rule]]
        > - [ ] Two. No.

        > [!KEYPOINTS]
        > - One.
        """,
      ]) { $1 })
    let outcome = try Program.run("check", in: source.path)
    #expect(outcome.status == 1)
    let reports = outcome.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(reports.count == 2, "\(outcome.errors)")
    #expect(reports.allSatisfy { $0.contains("[invalid-yaml]") }, "\(outcome.errors)")
  }
}
