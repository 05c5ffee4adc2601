import Basics
import TestSupport
import Testing

@testable import Site

@Suite("Files of the content that pages refer to")
struct AssetCheckTests {
  private static let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"1\"/></svg>"

  private func site(linking name: String, _ text: String, configuration: String = "") -> SmallSite {
    SmallSite([
      "handbook.yml": "title: Handbook\n\(configuration)",
      "pages/about.md": "---\ntitle: About\n---\n\nSee [the file](<../\(name)>).\n", name: text,
    ])
  }

  @Test(
    "Files in which a browser could run a script are errors",
    arguments: [
      "a.html", "a.HTM", "a.xhtml", "a.xht", "a.shtml", "a.mhtml", "a.xml", "a.xsl", "a.rdf", "a.js", "a.mjs",
      "a.svgz", "a.html.en", "a.html.gz", "a.xml.unknown", "a.swf",
    ])
  func active(name: String) {
    let site = site(linking: name, "text")
    #expect(site.diagnostics.map(\.identifier) == ["unsafe-file"])
    #expect(site.diagnostics.first?.path == "Content/\(name)")
    #expect(site.diagnostics.first?.notes.first?.path == "Content/pages/about.md")
    #expect(site.diagnostics.first?.notes.first?.range?.start == SourcePosition(line: 5, column: 17))
    #expect(site.files.isEmpty)
  }

  @Test(
    "Files of an unknown kind are errors if they begin like a page",
    arguments: ["<!DOCTYPE html><script>", "\u{FEFF}\n  <svg", "<\0h\0t\0m\0l\0"])
  func sniffed(text: String) {
    #expect(site(linking: "README", text).diagnostics.map(\.identifier) == ["unsafe-file"])
    #expect(site(linking: "data.unknown", text).diagnostics.map(\.identifier) == ["unsafe-file"])
    #expect(site(linking: "notes.txt", text).diagnostics == [])
  }

  @Test(
    "Files that browsers only show or save are published",
    arguments: [
      "a.png", "a.pdf", "a.docx", "a.css", "a.html.zip", "a.xml.pdf", "README", "a.js.txt", "data.bin",
    ])
  func inert(name: String) {
    let site = site(linking: name, "text")
    #expect(site.diagnostics == [])
    #expect(site["files/\(name)"] == "text")
  }

  @Test("Pages and scripts are allowed if raw HTML is", arguments: ["a.html", "a.js", "a.xml"])
  func allowed(name: String) {
    let site = site(linking: name, "<script>", configuration: "unsafe-html: true\n")
    #expect(site.diagnostics == [])
    #expect(site["files/\(name)"] == "<script>")
  }

  @Test("Files can be SVG pictures that only draw", arguments: ["a.svg", "a.SVG", "a.svg.en"])
  func pictures(name: String) {
    #expect(site(linking: name, Self.picture).diagnostics == [])
  }

  @Test(
    "SVG pictures with a script are reported with line and column",
    arguments: ["", "unsafe-html: true\n"])
  func scripts(configuration: String) {
    let picture = Self.picture.replacing(
      "<circle", with: "\n  <script>alert(1)</script>\n  <circle onclick=\"\"")
    let site = site(linking: "a.Svg", picture, configuration: configuration)
    #expect(
      site.diagnostics.map(\.oneLine) == [
        "Content/a.Svg:2:4: Element <script> is not allowed in a picture",
        "Content/a.Svg:3:11: Attribute 'onclick' of <circle> is not allowed in a picture",
      ])
  }

  @Test("Files that no page refers to aren't checked, because they aren't published")
  func unused() {
    let site = SmallSite(["pages/about.md": "---\ntitle: About\n---\n\nText.\n", "a.html": "<script>"])
    #expect(site.diagnostics.map(\.identifier) == ["unused-file"])
    #expect(!site.files.keys.contains { $0.hasSuffix("a.html") })
  }
}
