import Basics
import TestSupport
import Testing

@testable import Site

@Suite("Paths that some systems can't store")
struct OutputPathsTests {
  private static let page = "---\ntitle: A\n---\n\nText.\n"

  /// Returns the diagnostics about paths, as `path:line:column: summary`.
  private func reports(_ content: [String: String]) -> [String] {
    let site = SmallSite(content)
    let reports = site.diagnostics.filter { $0.rule == .reservedName || $0.rule == .collidingAddress }
      .sorted()
    #expect(site.files.isEmpty || reports.isEmpty)
    return reports.map { "\($0.oneLine) [\($0.identifier)]" }
  }

  private func alias(_ alias: String) -> [String: String] {
    ["pages/a.md": "---\ntitle: A\naliases: [\"\(alias)\"]\n---\n\nText.\n"]
  }

  @Test(
    "A page name that a system can't store is reported for its file",
    arguments: [
      ("pages/con.md", "Name 'con.html' is reserved on Windows"),
      ("pages/aux/a.md", "Name 'aux' is reserved on Windows"),
      ("lessons/COM1.md", "Name 'COM1.html' is reserved on Windows"),
      ("topics/a:b.md", "Name 'a:b.html' contains ':', which Windows can't store"),
      ("pages/a*b.md", "Name 'a*b.html' contains '*', which Windows can't store"),
      ("pages/a\nb.md", "Name 'a<U+000A>b.html' contains the invisible character U+000A"),
      ("pages/a\u{1B}[1mb.md", "Name 'a<U+001B>[1mb.html' contains the invisible character U+001B"),
      ("pages/a\u{202E}b.md", "Name 'a<U+202E>b.html' contains the invisible character U+202E"),
      ("pages/b./a.md", "Name 'b.' ends with a period, which Windows drops"),
    ])
  func pages(path: String, summary: String) {
    #expect(reports([path: Self.page]) == ["Content/\(path): \(summary) [reserved-name]"])
  }

  @Test("A code's name is reported once, not once for each of its views")
  func views() {
    let code = codeFile("- No {++large ++}gifts. {#gifts}\n")
    #expect(
      reports(["codes/nul.md": code]) == [
        "Content/codes/nul.md: Name 'nul.html' is reserved on Windows [reserved-name]"
      ])
  }

  @Test("A name that only a view makes too long is reported")
  func longViews() {
    let name = String(repeating: "a", count: 245)
    let code = codeFile("- No {++large ++}gifts. {#gifts}\n")
    let found = reports(["codes/\(name).md": code])
    #expect(found.count == 1)
    #expect(found.first?.contains("bytes long, and file systems allow 255") == true)
  }

  @Test(
    "An alias that a system can't store is reported at its position",
    arguments: [
      ("codes/con.html", "Name 'con.html' is reserved on Windows"),
      ("COM1.html", "Name 'COM1.html' is reserved on Windows"),
      ("a:b.html", "Name 'a:b.html' contains ':', which Windows can't store"),
      ("a?b.html", "Name 'a?b.html' contains '?', which Windows can't store"),
      ("a\\u202Eb.html", "Name 'a<U+202E>b.html' contains the invisible character U+202E"),
      ("a\\nb.html", "Name 'a<U+000A>b.html' contains the invisible character U+000A"),
      ("old /b.html", "Name 'old ' ends with a space, which Windows drops"),
    ])
  func aliases(text: String, summary: String) {
    #expect(reports(alias(text)) == ["Content/pages/a.md:3:11: \(summary) [reserved-name]"])
  }

  @Test("An alias with a name or a path that is too long is reported")
  func longAliases() {
    let long = String(repeating: "a", count: 300)
    #expect(
      reports(alias("\(long).html")).first?.contains("is 305 bytes long, and file systems allow 255") == true)
    let deep = String(repeating: "a/", count: 500) + "b.html"
    #expect(reports(alias(deep)).first?.contains("is 1006 bytes long, and 900 are allowed") == true)
  }

  @Test(
    "An alias below another file is reported",
    arguments: [
      ("index.html/x.html", "index.html"), ("pages/A.html/b/x.html", "pages/a.html"),
      ("search/root.js/x.html", "search/root.js"), ("files/pages/map.png/x.html", "files/pages/map.png"),
      ("robots.txt/x.html", "robots.txt"),
    ])
  func below(text: String, file: String) {
    var content = alias(text)
    content["pages/b.md"] = "---\ntitle: B\n---\n\n![A map](map.png)\n"
    content["pages/map.png"] = "x"
    #expect(
      reports(content) == [
        "Content/pages/a.md:3:11: '\(text)' would be below '\(file)', which is a file [colliding-address]"
      ])
  }

  @Test("An alias with a space redirects to its page, because file names can contain spaces")
  func spaces() {
    let site = SmallSite(alias("old page.html"))
    #expect(site.diagnostics.isEmpty)
    #expect(site.files["old page.html"] != nil)
  }

  @Test(
    "Pages whose names differ only by case or accent encoding are reported",
    arguments: [("a", "A"), ("\u{E9}", "e\u{301}"), ("\u{C9}", "e\u{301}")])
  func folding(one: String, other: String) {
    // A dictionary treats strings that differ only by accent encoding as the same key, so this uses an array.
    let paths = ["handbook.yml", "pages/\(one).md", "pages/\(other).md"]
    let files = paths.map { path in
      SourceFile(path: "Content/\(path)", text: path == "handbook.yml" ? "title: H\n" : Self.page)
    }
    let found = SmallSite(files).diagnostics.filter { $0.rule == .collidingAddress }
    #expect(found.count == 1)
    #expect(found.first?.summary.hasSuffix("differ only by case or accents") == true)
  }

  @Test("A file that Windows can't store is reported if a page uses it, and otherwise isn't")
  func assets() {
    let names = ["a?b.png", "a|b.png", "a\"b.png", "a.", "sound.png"]
    let links = names.map { "![A map](<\($0)>)\n" }.joined()
    let files = Dictionary(uniqueKeysWithValues: (names + ["un*used.png"]).map { ("pages/\($0)", "x") })
    let found = reports(["pages/a.md": "---\ntitle: A\n---\n\n\(links)"].merging(files) { first, _ in first })
    #expect(found.count == 4)
    #expect(
      found.contains(
        "Content/pages/a?b.png: Name 'a?b.png' contains '?', which Windows can't store [reserved-name]"))
  }
}
