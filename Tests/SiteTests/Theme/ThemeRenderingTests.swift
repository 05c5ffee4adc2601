import Basics
import Markdown
import Testing

@testable import Site

@Suite("Rendering with a theme")
struct ThemeRenderingTests {
  /// Renders a page with a theme whose page of prose is the given template.
  private func rendered(_ template: String, _ page: PlainPage) throws -> String {
    let (theme, diagnostics) = Theme.load(
      DefaultTheme.files(with: "templates/page.mustache", template), from: DefaultTheme.folder)
    return String(decoding: try #require(theme, "\(diagnostics)").render(page), as: UTF8.self)
  }

  private func page(_ title: String, content: String = "") -> PlainPage {
    var shell = Samples.shell(title, "../", HTML())
    shell.breadcrumbs = []
    return PlainPage(shell: shell, content: HTML(markup: content))
  }

  @Test(
    "Text is escaped between tags and in attributes",
    arguments: ["<script>", "\" onload=\"x", "' x", "&amp;", "a\u{0}b", "é 𝒳 \u{202E}"])
  func escapes(title: String) throws {
    let text = try rendered("<p title=\"{{title}}\">{{title}}</p>", page(title))
    let escaped = HTML.escaped(title)
    #expect(text == "<p title=\"\(escaped)\">\(escaped)</p>")
    #expect(!escaped.contains(where: { "<>\"'".contains($0) }))
  }

  @Test("Markup is written as it is")
  func writesMarkup() throws {
    #expect(
      try rendered("{{{content}}}", page("", content: "<b>&amp;</b>{{title}}")) == "<b>&amp;</b>{{title}}")
  }

  @Test("Indentation and the lines of standalone tags are removed")
  func dropsIndentation() throws {
    let template = "<ul>\n  {{#description}}\n    <li>{{description}}</li>\n  {{/description}}\n</ul>\n"
    var page = page("")
    page.shell.description = "D"
    #expect(try rendered(template, page) == "<ul>\n<li>D</li>\n</ul>\n")
    page.shell.description = nil
    #expect(try rendered(template, page) == "<ul>\n</ul>\n")
  }

  @Test("An absent value stays absent even if an outer context has a value with the same name")
  func keepsAbsentValuesAbsent() throws {
    let (theme, _) = DefaultTheme.loaded
    let inner = ProvisionContext(
      anchor: "b", html: HTML(markup: "inner"), citation: "", name: "", address: Address(internal: "#b"))
    let outer = ProvisionContext(
      anchor: "a", label: "7.", html: HTML(markup: "outer"), citation: "", name: "",
      address: Address(internal: "#a"), provisions: [inner])
    var code = CodePage(
      shell: Samples.shell("C", "", HTML()), jurisdiction: "W", abbreviation: "W", status: Samples.draft,
      statusSentence: "", notesTitle: "Notes")
    code.groups = [GroupContext(anchor: "g", blocks: [GroupBlock(provisions: [outer])])]
    let text = String(decoding: try #require(theme).render(code), as: UTF8.self)
    #expect(text.split(separator: ">7.<").count == 2)
  }

  @Test("The names of assets depend on their content")
  func namesAssets() throws {
    let theme = try #require(DefaultTheme.loaded.0)
    let sheet = try #require(theme.assets.first { $0.name == "handbook.css" })
    #expect(sheet.path.hasPrefix("assets/handbook-") && sheet.path.hasSuffix(".css"))
    let (other, _) = Theme.load(
      DefaultTheme.files(with: "assets/handbook.css", "body { margin: 1px }"), from: DefaultTheme.folder)
    #expect(other?.assets.first { $0.name == "handbook.css" }?.path != sheet.path)
    let text = String(decoding: theme.render(page("")), as: UTF8.self)
    #expect(text.contains("href=\"../\(sheet.path)\""))
  }

  @Test("Style sheets use the published names of assets")
  func rewritesStyleSheets() throws {
    let (theme, _) = Theme.load(
      DefaultTheme.files(with: "assets/handbook.css", "a{b:url( 'icon.svg' )}c{d:url(data:x)}"),
      from: DefaultTheme.folder)
    let assets = try #require(theme).assets
    let icon = try #require(assets.first { $0.name == "icon.svg" }).path.dropFirst("assets/".count)
    let sheet = try #require(assets.first { $0.name == "handbook.css" })
    #expect(String(decoding: sheet.bytes, as: UTF8.self) == "a{b:url( \"\(icon)\" )}c{d:url(data:x)}")
  }

  @Test(
    "Addresses in a style sheet are relative to its folder",
    arguments: [
      ("css/print/a.css", "../../icon.svg", "../../ICON"),
      ("css/a.css", "../css/./b c.png", "b%20c-HASH.png"),
      ("css/a.css", "b%20c.png#x", "b%20c-HASH.png#x"), ("a.css", "css/b%20c.png?x", "css/b%20c-HASH.png?x"),
    ])
  func resolvesInFolders(sheet: String, address: String, published: String) throws {
    let files =
      DefaultTheme.files(with: "assets/\(sheet)", "@font-face{src:url('\(address)')}")
      + [SourceFile(path: "\(DefaultTheme.folder)/assets/css/b c.png", bytes: [1])]
    let (theme, diagnostics) = Theme.load(files, from: DefaultTheme.folder)
    #expect(diagnostics == [])
    let assets = try #require(theme).assets
    let icon = try #require(assets.first { $0.name == "icon.svg" }).path.dropFirst("assets/".count)
    let hash = ContentHash.name(of: [1])
    let expected = published.replacing("ICON", with: icon).replacing("HASH", with: hash)
    let bytes = try #require(assets.first { $0.name == sheet }).bytes
    #expect(String(decoding: bytes, as: UTF8.self) == "@font-face{src:url(\"\(expected)\")}")
  }

  @Test("The suggestion for a misspelled asset is relative to the style sheet's folder")
  func suggestsAnAsset() {
    let (_, diagnostics) = Theme.load(
      DefaultTheme.files(with: "assets/css/a.css", "a{b:url(../icno.svg)}"), from: DefaultTheme.folder)
    #expect(diagnostics.map(\.summary) == ["Asset '../icno.svg' does not exist"])
    #expect(diagnostics.first?.help == "did you mean '../icon.svg'?")
  }

  @Test(
    "Style sheets can't load anything from outside the theme",
    arguments: [
      ("a{b:url(https://example.org/x.woff2)}", "external-asset"),
      ("a{b:url(//example.org/x)}", "external-asset"),
      ("a{b:url(icon.png)}", "unknown-asset"), ("a{b:url(../icon.svg)}", "external-asset"),
      ("@import url(\"search.css\");", "imported-style-sheet"),
      ("@import 'search.css';", "imported-style-sheet"),
    ])
  func staysInside(sheet: String, identifier: String) {
    let (theme, diagnostics) = Theme.load(
      DefaultTheme.files(with: "assets/handbook.css", sheet), from: DefaultTheme.folder)
    #expect(theme == nil)
    #expect(diagnostics.map(\.identifier) == [identifier])
  }

  @Test("The reference has a table of the fields of each page, block, and part")
  func isDescribed() {
    let text = ThemeReference.markdown
    for root in Theme.roots { #expect(text.contains("## `\(root.template).mustache`\n")) }
    #expect(text.contains("| `content` | html | The text. |"))
    #expect(
      text.contains("| `next` | object of LinkContext or absent | The next page. |"))
    #expect(text.contains("## ProvisionContext\n"))
  }
}
