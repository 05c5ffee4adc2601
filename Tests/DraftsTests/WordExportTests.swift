import Basics
import Drafts
import Foundation
import Handbook
import TestSupport
import Testing

@Suite("The export of a code as a Word file")
struct WordExportTests {
  private func archive(of code: String) throws -> WordArchive {
    let edition = try #require(SmallHandbook(["codes/code.md": code]).manuscript.codes.first?.current)
    let parts = WordExport.parts(of: edition, date: "2026-11-21T00:00:00Z")
    return WordArchive(entries: parts.map { .init(name: $0.path, bytes: $0.bytes) })
  }

  private func update(_ code: String, from archive: WordArchive) -> CodeUpdate.Result {
    CodeUpdate.run(
      .word(archive.bytes), .init(jurisdiction: "", path: "Content/codes/code.md"),
      old: SourceFile(path: "Content/codes/code.md", text: code))
  }

  private static let code = codeFile(
    """
    A preamble with **bold** and [a link](https://example.org/law).

    ## 1. Duties {#duties label="1."}

    Peers shall:

    1. Keep {~~old~>new~~} records[^1]. {#records .documentation}
       - (a) of people; {#people}
       - (b) of *money*{>>How much?<<}. {#money}

       A further paragraph.
    2. {++Ask for help.++} {#help}
    - Be fair. {#fair label="Rule 2.1"}

    ---

    Each peer respects all. {#respect}

    | Act | Sanction |
    | --- | --- |
    | Gift | Warning |

    [^1]: Kept for {~~five~>six~~} years.

    """)

  @Test("An unchanged export changes nothing when it comes back, byte for byte")
  func roundTrip() throws {
    let result = update(Self.code, from: try archive(of: Self.code))
    #expect(result.isUnchanged, "\(result.difference)\n\(result.diagnostics.map(\.oneLine))")
    #expect(String(decoding: result.file?.bytes ?? [], as: UTF8.self) == Self.code)
    #expect(result.diagnostics.filter { $0.severity == .error } == [])
  }

  @Test("The codes of this repository come back unchanged", arguments: ["washington", "arkansas"])
  func repository(name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let code = try String(contentsOf: root.appending(path: "Content/codes/\(name).md"), encoding: .utf8)
    let result = update(code, from: try archive(of: code))
    #expect(result.isUnchanged, "\(result.difference)")
    #expect(String(decoding: result.file?.bytes ?? [], as: UTF8.self) == code)
  }

  @Test("Generated codes come back unchanged", arguments: UInt64(0)..<60)
  func generated(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let words = [
      "keep", "records", "**of**", "all", "*people*", "gifts", "5", "RCW", "{++new++}", "{--old--}",
      "{~~a~>b~~}",
    ]
    var body = ""
    var depth = 0
    for index in 0..<(1 + random.below(12)) {
      let text =
        "Rule \(index) says "
        + (0..<(1 + random.below(6))).map { _ in random.pick(words) }.joined(separator: " ")
      switch random.below(6) {
      case 0:
        body += "\n## Part \(index) {#part-\(index)}\n\n"
        depth = 0
      case 1:
        body += "\n\(text) ends. {#rule-\(index)}\n\n"
        depth = 0
      default:
        depth = min(depth + random.below(2), 3)
        if random.below(4) == 0 { depth = 0 }
        let label = random.pick(["", "(a) ", "(iv) "])
        body += String(repeating: "  ", count: depth) + "- \(label)\(text) ends. {#rule-\(index)}\n"
        depth += 1
      }
    }
    let code = codeFile(body)
    guard SmallHandbook(["codes/code.md": code]).errors.isEmpty else { return }
    let result = update(code, from: try archive(of: code))
    #expect(
      result.isUnchanged,
      "\(code)\n=>\n\(result.difference)\(String(decoding: result.file?.bytes ?? [], as: UTF8.self))")
  }

  @Test("Marks become tracked changes, comments become comments, and ids become bookmarks")
  func content() throws {
    let parts = try archive(of: Self.code).entries
    func part(_ name: String) -> String {
      parts.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }
    let document = part("word/document.xml")
    #expect(
      document.contains(
        "w:author=\"Washington\" w:date=\"2026-11-21T00:00:00Z\"><w:r><w:t xml:space=\"preserve\">new</w:t>"))
    #expect(document.contains("<w:delText xml:space=\"preserve\">old</w:delText>"))
    #expect(document.contains("w:name=\"hb_records\"") && document.contains("w:name=\"hb_duties\""))
    #expect(document.contains("<w:tblCaption"))
    #expect(part("word/comments.xml").contains("How much?"))
    #expect(part("word/footnotes.xml").contains("Kept for "))
    #expect(part("word/settings.xml").contains("<w:trackRevisions/>"))
    #expect(part("docProps/core.xml").contains("<dc:title>Code of Ethics</dc:title>"))
  }

  @Test("After edits, ids stay with their provisions")
  func edits() throws {
    var archive = try archive(of: Self.code)
    let place = try #require(archive.entries.firstIndex { $0.name == "word/document.xml" })
    var document = String(decoding: archive.entries[place].bytes, as: UTF8.self)
    document = document.replacing(
      "<w:t xml:space=\"preserve\">of people;</w:t>",
      with: "<w:t xml:space=\"preserve\">of people and their families;</w:t>")
    let item = "<w:p><w:pPr><w:pStyle w:val=\"HandbookItem1\"/></w:pPr>"
    document = document.replacing(
      "<w:p><w:pPr><w:pStyle w:val=\"HandbookDivider\"/></w:pPr></w:p>",
      with: "\(item)<w:r><w:t>3.</w:t><w:tab/><w:t>Wholly new words.</w:t></w:r></w:p><w:p><w:pPr>"
        + "<w:pStyle w:val=\"HandbookDivider\"/></w:pPr></w:p>")
    archive.entries[place].bytes = Array(document.utf8)
    let result = update(Self.code, from: archive)
    let file = String(decoding: result.file?.bytes ?? [], as: UTF8.self)
    #expect(file.contains("(a) of people and their families; {#people}"))
    #expect(file.contains("Wholly new words. {#wholly-new-words"))
    #expect(file.contains("1. Keep {~~old~>new~~} records[^1]. {#records .documentation}\n"))
    #expect(result.summary.hasSuffix("1 changed, 1 new, 0 gone"))
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.summary) == [])
  }
}
