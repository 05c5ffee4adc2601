import Basics
import Foundation
import Testing

@testable import HandbookCLI

@Suite("A report on the terminal")
struct DiagnosticReportTests {
  private func report(_ text: String, _ range: SourceRange, path: String = "a.md") -> [String] {
    let file = SourceFile(path: path, text: text)
    let diagnostic = Diagnostic(.error, .brokenLink, "Summary", path: path, range: range)
    return DiagnosticReport(files: [file], usesColor: false).text(for: [diagnostic])
      .split(separator: "\n").map(String.init)
  }

  @Test("For a long line, a report shows the part around the position, with the marker below it")
  func longLine() {
    let text = String(repeating: "é", count: 500_000) + "[[x]]" + String(repeating: "ü", count: 500_000)
    let lines = report(text, SourceRange(line: 1, column: 1_000_001, length: 5))
    #expect(lines.count == 3)
    #expect(lines[1].utf8.count < 500)
    #expect(lines[1].hasPrefix("  1 | …éé") && lines[1].hasSuffix("üü…"))
    let marked = zip(lines[1], lines[2]).filter { $1 == "^" || $1 == "~" }.map(\.0)
    #expect(String(marked) == "[[x]]")
  }

  @Test("A report shows the start and the end of a long line without a gap", arguments: [1, 1999])
  func ends(column: Int) {
    let lines = report(
      String(repeating: "word ", count: 400), SourceRange(line: 1, column: column, length: 2))
    #expect(lines[1].hasPrefix("  1 | word") == (column == 1))
    #expect(lines[1].hasSuffix("word ") == (column > 1))
    #expect(lines[2].hasSuffix("^~"))
  }

  @Test("A report finds the lines of many positions, in any order of files")
  func manyLines() {
    let files = ["a.md", "b.md"].map { path in
      SourceFile(path: path, text: (1...3000).map { "\(path) \($0)\r\n" }.joined())
    }
    let diagnostics = (1...3000).flatMap { line in
      files.map { file in
        Diagnostic(
          .warning, .brokenLink, "Summary", path: file.path,
          range: SourceRange(line: line, column: 1, length: 1),
          notes: [.init("Note", path: "a.md", range: SourceRange(line: 3001 - line, column: 1, length: 1))])
      }
    }
    let text = DiagnosticReport(files: files, usesColor: false).text(for: diagnostics.shuffled())
    #expect(text.contains("b.md:2999:1: warning: Summary [broken-link]\n  2999 | b.md 2999\n       | ^\n"))
    #expect(text.contains("a.md:1:1: warning: Summary [broken-link]\n  1 | a.md 1\n"))
    #expect(text.contains("  note: a.md:3000:1: Note\n  3000 | a.md 3000\n"))
  }

  @Test("A report includes a file's errors even if a hundred warnings come before them")
  func limit() {
    let file = SourceFile(path: "a.md", text: String(repeating: "x\n", count: 300))
    let diagnostics = (1...250).map { line in
      Diagnostic(
        line > 240 ? .error : .warning, .unknownProvision, "Problem", path: "a.md",
        range: SourceRange(line: line, column: 1))
    }
    let text = DiagnosticOutput(diagnostics: diagnostics.shuffled(), files: [file], format: .text)
      .report(usesColor: false)
    #expect(text.split(separator: ": error: Problem").count == 11)
    #expect(text.split(separator: ": warning: Problem").count == 91)
    #expect(text.contains("a.md:90:1: warning") && !text.contains("a.md:91:1"))
    #expect(text.hasSuffix("\na.md: and 150 more\n"))
  }

  @Test("A report contains no characters that control the terminal or reverse text, not even in file names")
  func control() {
    let hostile = "a\u{1B}[2J\u{7}\u{202E}\u{2066}\u{9B}b"
    let lines = report("\(hostile)\n", SourceRange(line: 1, column: 1, length: 1), path: "x\n\(hostile).md")
    #expect(lines.count == 3)
    let text = lines.joined()
    #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
    #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{2066}" })
  }
}
