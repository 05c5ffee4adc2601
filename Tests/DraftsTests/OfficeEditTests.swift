import Basics
import Drafts
import Handbook
import Markdown
import TestSupport
import Testing

/// Codes that were exported, edited in LibreOffice with tracked changes, and saved.
///
/// `Tests/Fixtures/office/edit.py` makes the files, so that the tests don't need LibreOffice.
@Suite("Edits in an office program")
struct OfficeEditTests {
  static let edits = [
    "nothing", "words", "bold", "link", "title", "heading", "cell", "footnote", "rewritten", "deleted",
    "deleted-first", "deleted-last", "deleted-group", "inserted", "inserted-label", "inserted-before",
    "moved", "moved-nested", "renumbered", "split", "joined", "several",
  ]

  private static let path = "Content/codes/code.md"

  private func code() throws -> String {
    String(decoding: try Golden.fixture("office/code.md"), as: UTF8.self)
  }

  private func update(_ edit: String, of code: String) throws -> CodeUpdate.Result {
    CodeUpdate.run(
      .word(try Golden.fixture("office/\(edit).docx")), .init(jurisdiction: "", path: Self.path),
      old: SourceFile(path: Self.path, text: code))
  }

  /// Returns the words of a view, without labels, which can't have marks.
  private func words(_ code: String, _ view: CodeView) throws -> [String] {
    let edition = try #require(SmallHandbook(["codes/code.md": code]).manuscript.codes.first?.current)
    let text = edition.text(of: view).document.plainText(of: 0) + " " + edition.title(of: view)
    let labels: Set = ["1", "2", "a", "b"]
    return text.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { !labels.contains($0) }
  }

  @Test("Each edit is a mark, and rejecting all of them gives the text before the edit", arguments: edits)
  func edit(name: String) throws {
    let old = try code()
    let result = try update(name, of: old)
    let new = String(decoding: try #require(result.file).bytes, as: UTF8.self)
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.oneLine) == [])
    #expect(SmallHandbook(["codes/code.md": new]).errors == [])
    #expect(try words(new, .current) == words(old, .proposed))
    #expect((new == old) == (name == "nothing"))
    #expect(result.isUnchanged == (name == "nothing"))
  }

  @Test("Importing the same file again changes nothing", arguments: edits)
  func again(name: String) throws {
    let first = String(decoding: try #require(try update(name, of: try code()).file).bytes, as: UTF8.self)
    let second = try update(name, of: first)
    #expect(String(decoding: try #require(second.file).bytes, as: UTF8.self) == first)
  }

  @Test("The marks, summaries, and reports of all edits are as recorded")
  func recorded() throws {
    let old = try code()
    var record = ""
    for name in Self.edits {
      let result = try update(name, of: old)
      let new = String(decoding: try #require(result.file).bytes, as: UTF8.self)
      let changes = new.split(separator: "\n").difference(from: old.split(separator: "\n"))
      record += "== \(name)\n\(result.summary)\n\(result.difference)"
      for diagnostic in result.diagnostics { record += "\(diagnostic.oneLine)\n" }
      for case .remove(_, let line, _) in changes.removals { record += "< \(line)\n" }
      for case .insert(_, let line, _) in changes.insertions { record += "> \(line)\n" }
    }
    let difference = try Golden.difference(record, from: "Import/office-edits.txt")
    #expect(difference == nil)
  }
}
