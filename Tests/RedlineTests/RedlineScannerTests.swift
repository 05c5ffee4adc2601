import Basics
import Redline
import TestSupport
import Testing

@Suite("Marks in a source")
struct RedlineScannerTests {
  private func scan(_ source: String) -> RedlineScanner.Result {
    let bytes = Array(source.utf8)
    let lines = ReadRedline.lines(of: bytes)
    return RedlineScanner.scan(bytes, stretches: [bytes.indices], path: "code.md", lines: lines)
  }

  @Test(
    "Marks have the halves that their delimiters indicate",
    arguments: [
      ("{++a++}", "", "a"), ("{--a--}", "a", ""), ("{~~a~>b~~}", "a", "b"), ("{~~~>b~~}", "", "b"),
      ("{~~a~>~~}", "a", ""), ("{~~a~~>b~~}", "a~", "b"), ("{~~a~>b~>c~~}", "a", "b~>c"),
      ("{-----}", "-", ""), ("{++{+ +}++}", "", "{+ +}"), ("{++\\++}++}", "", "\\++}"),
      ("{~~a\\~>b~>c~~}", "a\\~>b", "c"), ("{~~`~>`~>b~~}", "`~>`", "b"), ("{++`++}`++}", "", "`++}`"),
    ])
  func halves(source: String, deleted: String, inserted: String) {
    let bytes = Array(source.utf8)
    let result = scan(source)
    #expect(result.marks.map(\.extent) == [bytes.indices])
    let mark = result.marks.first
    #expect(String(decoding: bytes[mark?.deleted ?? 0..<0], as: UTF8.self) == deleted)
    #expect(String(decoding: bytes[mark?.inserted ?? 0..<0], as: UTF8.self) == inserted)
  }

  @Test(
    "Marks are read as CriticMarkup authors use them",
    arguments: [
      // Uses from CriticMarkup's guide and MultiMarkdown's tests, in other words.
      ("Peers keep {--very --}good notes.", "Peers keep good notes.", "Peers keep very good notes."),
      ("Peers keep{++ good++} notes.", "Peers keep good notes.", "Peers keep notes."),
      ("Peers {~~hold~>keep~~} notes.", "Peers keep notes.", "Peers hold notes."),
      ("Peers {==keep notes==}{>>every day?<<}.", "Peers keep notes.", "Peers keep notes."),
      ("Peers{>>all of them?<<} keep notes.", "Peers keep notes.", "Peers keep notes."),
      ("{++Peers++} {--Specialists --}keep notes.", "Peers keep notes.", " Specialists keep notes."),
      ("Peers keep **{~~few~>good~~} notes**.", "Peers keep **good notes**.", "Peers keep **few notes**."),
      (
        "Notes{-- and records,--} are kept{++, always++}.", "Notes are kept, always.",
        "Notes and records, are kept."
      ),
      ("{--Peers--}{++Specialists++} keep notes.", "Specialists keep notes.", "Peers keep notes."),
      (
        "Two~~words~~ and a ++ b -- c == d", "Two~~words~~ and a ++ b -- c == d",
        "Two~~words~~ and a ++ b -- c == d"
      ),
    ])
  func notation(source: String, proposed: String, current: String) {
    let bytes = Array(source.utf8)
    let result = scan(source)
    #expect(result.diagnostics.isEmpty)
    #expect(String(decoding: RedlineResolution.proposed(bytes, result.marks), as: UTF8.self) == proposed)
    #expect(String(decoding: RedlineResolution.current(bytes, result.marks), as: UTF8.self) == current)
  }

  @Test("A text is scanned only if it could contain marks")
  func fastPath() {
    #expect(!RedlineScanner.mayHoldMarks(Array("a { b {+ {- {#id} {".utf8)[...]))
    #expect(!RedlineScanner.mayHoldMarks([]))
    for delimiter in ["{++", "{--", "{~~", "{==", "{>>"] {
      #expect(RedlineScanner.mayHoldMarks(Array("{ a \(delimiter)".utf8)[...]))
    }
  }
}

@Suite("Marks in a title")
struct RedlinedTitleTests {
  private let place = SourceRange(line: 2, column: 8, length: 32)

  private func reports(_ title: String, length: Int? = nil) -> [String] {
    let range = SourceRange(line: 2, column: 8, length: length ?? title.utf8.count)
    return RedlinedTitle.read(Located(title, range), path: "code.md").diagnostics.map {
      "\($0.range?.start.line ?? 0):\($0.range?.start.column ?? 0) \($0.identifier)"
    }
  }

  @Test(
    "Each view gets its own title",
    arguments: [
      ("Code of {~~Conduct~>Ethics~~}", "Code of Ethics", "Code of Conduct"),
      ("Code of Ethics{++ for All++}", "Code of Ethics for All", "Code of Ethics"),
      ("{--Draft --}Code{>>why?<<}", "Code", "Draft Code"),
      ("{==Code==} *of* {++`Ethics`++}", "Code *of* `Ethics`", "Code *of*"),
      ("A \\{++ {++b++}", "A {++ b", "A {++"),
    ])
  func views(source: String, proposed: String, current: String) {
    let (title, diagnostics) = RedlinedTitle.read(Located(source, place), path: "code.md")
    #expect(title?.proposed == proposed)
    #expect(title?.current == current)
    #expect(diagnostics.allSatisfy { $0.severity == .warning }, "\(diagnostics)")
  }

  @Test("A title in which no mark is intended has none")
  func none() {
    #expect(RedlinedTitle.read(Located("Code {of} Ethics", place), path: "").title == nil)
  }

  @Test("Marks that can't be read are reported at their positions in the file")
  func mistakes() {
    #expect(reports("Code {++of") == ["2:13 redline-unclosed"])
    #expect(reports("Code {++of", length: 12) == ["2:14 redline-unclosed"])
    #expect(reports("Code {++of", length: 1) == ["2:8 redline-unclosed"])
    #expect(reports("{--Code--}") == ["2:8 redline-empty-title"])
    #expect(reports("Code {++of++} x") == ["2:13 redline-spacing"])
  }
}
