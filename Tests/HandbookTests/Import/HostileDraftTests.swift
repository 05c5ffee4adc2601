import Handbook
import Markup
import Testing

@Suite("The import of a draft that is no text, or hides what is none")
struct HostileDraftTests {
  private func run(_ source: DraftImporter.Source) -> DraftImporter.Result {
    DraftImporter.run(source, jurisdiction: "Ohio", path: "ohio.md")
  }

  @Test(
    "gives no file where there are bytes that no text has", arguments: [[0x61, 0xFF], [0x61, 0x00, 0x62]])
  func text(bytes: [UInt8]) {
    for isMarkdown in [true, false, nil] {
      let result = run(.text(bytes, isMarkdown: isMarkdown))
      #expect(result.file == nil)
      #expect(result.diagnostics.map(\.identifier) == ["import-unreadable"])
    }
  }

  @Test("gives a file that can be read where a tree names such a character")
  func tree() throws {
    let json =
      #"{"pandoc-api-version":[1,22,2,1],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Str","c":"a\u0000b"}]}]}"#
    let file = try #require(run(.pandoc(Array(json.utf8))).file)
    #expect(TextCheck(file).diagnostics.isEmpty)
    #expect(String(decoding: file.bytes, as: UTF8.self).contains("a\u{FFFD}b"))
  }

  @Test("that says the same 20,000 times gets as many ids in one pass")
  func repetitions() throws {
    let text = "# Code\n\n" + String(repeating: "- Refuse gifts.\n", count: 20_000)
    let file = try #require(run(.text(Array(text.utf8), isMarkdown: true)).file)
    let written = String(decoding: file.bytes, as: UTF8.self)
    #expect(written.contains("{#refuse-gifts}") && written.contains("{#refuse-gifts-20000}"))
  }

  @Test(
    "that repeats a mark of a converter is read in one pass",
    arguments: [
      "[", "[a", "]", "[a](#)", "[[a](#)", "~~", "~~a~~ [b](#) ", "[~~", "`", "[a](#", "\\[", "![",
      "*[a](#)* ",
    ])
  func marks(piece: String) {
    // What looked for the end of each bracket again would not come to an end here.
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    #expect(run(.text(Array(text.utf8), isMarkdown: true)).file != nil)
  }

  @Test("that nests marks deeper than anyone writes them keeps the inner ones as text, and says so")
  func nested() throws {
    let text = "A. " + String(repeating: "[a", count: 40_000) + String(repeating: "](#)", count: 40_000)
    let result = run(.text(Array(text.utf8), isMarkdown: true))
    #expect(result.file != nil)
    #expect(result.diagnostics.contains { $0.identifier == "import-unreadable-mark" })
  }

  @Test("that has hidden characters has a report for each at its line in the new file")
  func hiddenCharacters() throws {
    let result = run(
      .text(Array("# Code\n\n- Refuse\u{1} gifts.\n- Pay\u{202E} nothing.\n".utf8), isMarkdown: true))
    let file = try #require(result.file)
    let lines = String(decoding: file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let reports = result.diagnostics.filter { $0.identifier.hasSuffix("-character") }
    #expect(reports.map(\.identifier) == ["control-character", "invisible-character"])
    #expect(reports.map { lines[($0.range?.start.line ?? 1) - 1].hasPrefix("- ") } == [true, true])
  }
}
