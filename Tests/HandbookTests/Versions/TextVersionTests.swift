import Basics
import Handbook
import Markdown
import TestSupport
import Testing

@Suite("A published text keeps its words and its check code")
struct TextVersionTests {
  private static func edition(_ text: String, version: String, effective: String) -> String {
    codeFile("- \(text) {#gifts}\n").replacing(
      "status: draft", with: "status: in-force\nversion: \"\(version)\"\neffective: \(effective)")
  }

  private static let first = edition("No gifts.", version: "First edition", effective: "2018-07-01")
  private static let second = edition("No gifts at all.", version: "2024", effective: "2024-01-01")

  /// Returns the files with a list of all their versions.
  private func published(_ files: [String: String], on day: String = "2026-11-28") throws -> [String: String]
  {
    let handbook = SmallHandbook(files)
    let list = PublishedList.versions.file(among: handbook.files)
    let file = handbook.handbook.publishedVersions(addedTo: list, on: try #require(CalendarDate(day)))
    return files.merging(["published-versions.txt": String(decoding: file.bytes, as: UTF8.self)]) { $1 }
  }

  private func lines(_ files: [String: String]) -> [String] {
    (files["published-versions.txt"] ?? "").split(separator: "\n").dropFirst().map(String.init)
  }

  @Test("A version is recorded once, with its edition, day, check code, and name")
  func recorded() throws {
    let files = try published(["codes/washington.md": Self.first])
    let code = CheckCode(of: "No gifts.")
    #expect(
      lines(files) == [
        "WA first-edition 2026-11-28 \(code) Washington, Code of Ethics, First edition"
      ])
    #expect(lines(try published(files, on: "2027-01-01")) == lines(files))
    #expect(SmallHandbook(files).diagnostics.isEmpty)
  }

  @Test("An edition is named by its file, its version, or its date")
  func names() {
    let undated = codeFile("- No gifts. {#gifts}\n")
    let names = [
      "codes/washington/2024.md": Self.second, "codes/washington.md": Self.first,
      "codes/other.md": Self.first.replacing("version: \"First edition\"\n", with: ""),
      "codes/last.md": undated,
    ].map { path, text in SmallHandbook([path: text]).handbook.codes[0].current.name }
    #expect(Set(names) == ["2024", "first-edition", "2018-07-01", "undated"])
  }

  @Test("Changed words of a published edition are an error, until the text is kept as an edition")
  func changed() throws {
    var files = try published(["codes/washington.md": Self.first])
    files["codes/washington.md"] = Self.first.replacing("No gifts.", with: "Some gifts.")
    let handbook = SmallHandbook(files)
    #expect(
      handbook.reports(of: "changed-version") == [
        "Content/codes/washington.md:2:8: The text of 'WA', edition 'first-edition', is not the one published on 2026-11-28"
      ])
    #expect(handbook.errors == ["changed-version"])
    let version = try #require(handbook.handbook.versions.last)
    #expect(version.state == .replaced && version.published != nil)
    files["codes/washington.md"] = nil
    files["codes/washington/first-edition.md"] = Self.first
    files["codes/washington/2024.md"] = Self.second
    #expect(SmallHandbook(files).reports(of: "changed-version").isEmpty)
  }

  @Test("A correction is recorded next to the text that it replaces")
  func corrected() throws {
    var files = try published(["codes/washington.md": Self.first])
    files["codes/washington.md"] = Self.first.replacing("No gifts.", with: "No gifts!")
    files = try published(files, on: "2027-02-03")
    #expect(SmallHandbook(files).errors.isEmpty)
    #expect(lines(files).count == 2)
    let versions = SmallHandbook(files).handbook.versions
    #expect(versions.map { $0.edition == nil } == [false, true])
    #expect(versions.map(\.state.name) == ["current", "replaced"])
  }

  @Test("A version whose code is gone is still found by its check code")
  func gone() throws {
    var files = try published([
      "codes/washington.md": Self.first,
      "codes/oregon/a b.md": Self.second.replacing("WA", with: "OR").replacing("Washington", with: "Oregon"),
    ])
    files["codes/oregon/a b.md"] = nil
    let version = try #require(SmallHandbook(files).handbook.versions.last)
    #expect(version.code.rawValue == "OR" && version.editionName == "a b" && version.edition == nil)
    #expect(version.published?.name == "Oregon, Code of Ethics, 2024")
    #expect(version.state == .gone)
  }

  @Test("White space, case, and hyphens in a typed check code don't matter")
  func typed() throws {
    let code = CheckCode(of: "No gifts.")
    let digits = Array(code.rawValue.uppercased())
    let typed = " \(String(digits[..<4]))-\(String(digits[4..<8])) \(String(digits[8...]))\n"
    #expect(CheckCode(typed) == code)
    #expect(CheckCode(String(digits.dropLast())) == nil && CheckCode("g" + String(digits.dropFirst())) == nil)
  }

  @Test(
    "A line that the program didn't write is an error",
    arguments: [
      "WA 2024 2026-11-28", "WA 2024 0c934a5921f7d3b8", "WA", "WA 2024 2026-13-28 0c934a5921f7d3b8 x",
    ])
  func unreadable(line: String) {
    let handbook = SmallHandbook(["published-versions.txt": "# x\n\(line)\n"])
    #expect(
      handbook.reports(of: "unreadable-version") == [
        "Content/published-versions.txt:2:1: Line wasn't written by 'handbook ids --publish'"
      ])
  }
}
