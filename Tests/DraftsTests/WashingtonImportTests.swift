import Basics
import Drafts
import Handbook
import Markdown
import Redline
import TestSupport
import Testing

@Suite("The import of Washington's draft")
struct WashingtonImportTests {
  private func result() throws -> DraftImporter.Result {
    DraftImporter.run(
      .text(try Golden.fixture("washington-draft.txt"), isMarkdown: nil),
      .init(jurisdiction: "Washington", path: "Content/codes/washington.md"))
  }

  /// Returns the paragraphs and items on one side of the imported file, in order.
  private func blocks(_ side: KeyPath<RedlinedText, MarkdownDocument>) throws -> [String] {
    let file = try #require(try result().file)
    let body = FrontMatterParser.parse(file)
    let parsed = RedlineParser.parse(file.bytes[body.bodyStart...], path: file.path, firstLine: body.bodyLine)
    let (text, diagnostics) = try #require(parsed)
    #expect(diagnostics.isEmpty)
    let document = text[keyPath: side]
    return document.nodes.indices.filter { document.nodes[$0].kind == .paragraph }
      .map { document.plainText(of: $0) }
  }

  @Test("The result is the recorded file and reports")
  func golden() throws {
    let result = try result()
    let text = String(decoding: result.file?.bytes ?? [], as: UTF8.self)
    let reports = result.diagnostics.map { "\($0.oneLine) [\($0.rule.rawValue)]\n" }.joined()
    let difference = try Golden.difference(text, from: "Import/washington.md")
    #expect(difference == nil)
    let reportDifference = try Golden.difference(reports, from: "Import/washington-reports.txt")
    #expect(reportDifference == nil)
  }

  @Test("Each version of each block has the words of the draft", arguments: WashingtonDraft.blocks.indices)
  func block(_ index: Int) throws {
    let expected = WashingtonDraft.blocks[index]
    #expect(try blocks(\.proposed)[index] == expected.proposed)
    #expect(try blocks(\.current)[index] == expected.current)
  }

  @Test("The file has no other blocks")
  func complete() throws {
    #expect(try blocks(\.proposed).count == WashingtonDraft.blocks.count)
    #expect(try blocks(\.current).count == WashingtonDraft.blocks.count)
  }

  @Test("Every mark of the draft is kept: 18 deletions and 12 insertions")
  func marks() throws {
    let file = try #require(try result().file)
    let body = FrontMatterParser.parse(file)
    let parsed = RedlineParser.parse(file.bytes[body.bodyStart...], path: file.path, firstLine: body.bodyLine)
    let marks = try #require(parsed).text.marks
    #expect(marks.count { $0.deleted?.isEmpty == false } == 18)
    #expect(marks.count { $0.inserted?.isEmpty == false } == 12)
    let notes = String(decoding: file.bytes, as: UTF8.self)
    #expect(notes.contains("18 deletions and 12 insertions"))
    #expect(notes.contains("redline: incomplete"))
  }

  @Test("Exactly the marks that the converter probably lost are reported")
  func lostMarks() throws {
    let result = try result()
    let file = try #require(result.file)
    let lines = String(decoding: file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let places = result.diagnostics.map { diagnostic -> String in
      let start = diagnostic.range?.start ?? SourcePosition(line: 0, column: 0)
      let line = Array(lines[start.line - 1].utf8)
      return String(decoding: line[(start.column - 1)...].prefix(14), as: UTF8.self)
    }
    #expect(Set(result.diagnostics.map(\.rule)) == [.importLostMark])
    #expect(
      places == [
        "{--ir --}clien", "{--issues --}c", "{--force --}di", "{--those --}th", "{--accept --}e",
        "nNever engage ", "{--for --}the ", "{--the --}clie", "{--Do not ente", "{--abuse --}us",
      ])
  }

  @Test("A handbook reads the file without errors")
  func reads() throws {
    let file = try #require(try result().file)
    let handbook = SmallHandbook(["codes/washington.md": String(decoding: file.bytes, as: UTF8.self)])
    #expect(handbook.errors.isEmpty)
    #expect(handbook.manuscript.codes.count == 1)
  }
}
