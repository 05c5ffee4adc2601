import Basics
import Testing

@testable import Site

@Suite("Loading a theme")
struct ThemeLoadingTests {
  /// Returns the errors of the default theme with one file replaced, as `path:line:column identifier`.
  private func problems(with path: String, _ text: String) -> [String] {
    let (_, diagnostics) = Theme.load(DefaultTheme.files(with: path, text), from: DefaultTheme.folder)
    return diagnostics.filter { $0.severity == .error }.map { diagnostic in
      let start = diagnostic.range?.start
      return
        "\(diagnostic.path.dropFirst(DefaultTheme.folder.count + 1)):\(start?.line ?? 0):\(start?.column ?? 0) "
        + diagnostic.identifier
    }
  }

  /// Returns the errors with their help for the default theme with one file replaced.
  private func suggestions(with path: String, _ text: String) -> [String] {
    Theme.load(DefaultTheme.files(with: path, text), from: DefaultTheme.folder).1
      .filter { $0.severity == .error }.map { "\($0.summary); \($0.help ?? "")" }
  }

  /// Returns a template for the page of prose whose main block has some content, starting on the third line.
  private func page(_ main: String) -> String {
    "{{<shell}}\n{{$main}}\n\(main)\n{{/main}}\n{{/shell}}\n"
  }

  @Test(
    "An invalid tag in a template is reported at its position",
    arguments: [
      ("{{contnt}}", "3:3 unknown-template-value"),
      ("{{{content}}}<p>{{ tittle }}</p>", "3:20 unknown-template-value"),
      ("{{#previous}}{{titel}}{{/previous}}", "3:16 unknown-template-value"),
      ("{{#previous}}{{word}}{{/previous}}", "3:16 unknown-template-value"),
      ("{{#previous}}{{previous.adress}}{{/previous}}", "3:16 unknown-template-value"),
      ("{{title.length}}", "3:3 template-value-kind"),
      ("{{>breadcrumb}}", "3:4 unknown-partial"),
      ("{{strings.skip-to-contents}}", "3:3 unknown-template-value"),
      ("<img src=\"{{assets.icon.png}}\">", "3:13 unknown-asset"),
      ("{{content}}", "3:3 template-value-kind"),
      ("{{{title}}}", "3:4 template-value-kind"),
      ("{{hasContents}}", "3:3 template-value-kind"),
      ("{{breadcrumbs}}", "3:3 template-value-kind"),
      ("{{#title}}x{{/title}}", "3:4 template-value-kind"),
      ("{{description}}", "3:3 template-optional-value"),
      ("{{^description}}{{description}}{{/description}}", "3:19 template-optional-value"),
      ("{{next.title}}", "3:3 template-optional-value"),
      ("<a href=\"{{title}}\">x</a>", "3:12 template-placement"),
      ("<a href=\"{{root}}{{title}}\">x</a>", "3:20 template-placement"),
      ("<a href={{root}}>x</a>", "3:11 template-placement"),
      ("{{root}}", "3:3 template-placement"),
      ("<p title=\"{{{content}}}\">x</p>", "3:14 template-placement"),
      ("<p style=\"{{title}}\">x</p>", "3:13 template-placement"),
      ("<p onclick=\"{{title}}\">x</p>", "3:15 template-placement"),
      ("<script>{{title}}</script>", "3:11 template-placement"),
      ("<p>x</p><script>x()</script>", "3:10 template-placement"),
      ("<p onclick=\"x()\">x</p>", "3:4 template-placement"),
      ("<p {{title}}>x</p>", "3:6 template-placement"),
      ("<p class=\"{{>status-icon}}\">x</p>", "3:14 template-placement"),
      ("{{#hasContents}}", "3:1 template-syntax"),
      ("{{#hasContents}}{{/hasContent}}{{/hasContents}}", "3:17 template-syntax"),
      ("{{/hasContents}}", "3:1 template-syntax"),
      ("{{title", "3:1 template-syntax"),
      ("{{{content}}", "3:1 template-syntax"),
      ("{{}}", "3:1 template-syntax"),
      ("{{&content}}", "3:1 template-syntax"),
      ("{{=<% %>=}}", "3:1 template-syntax"),
      ("{{>*title}}", "3:1 template-syntax"),
      ("{{uppercased(title)}}", "3:1 template-syntax"),
      ("{{.}}", "3:1 template-syntax"),
    ])
  func reportsProblems(main: String, expected: String) {
    let problems = problems(with: "templates/page.mustache", page(main))
    #expect(problems.contains("templates/page.mustache:\(expected)"), "\(problems)")
  }

  @Test(
    "Valid templates are accepted",
    arguments: [
      "{{ title }} {{! a comment }}",
      "{{#description}}{{description}}{{/description}}{{^description}}none{{/description}}",
      "{{#next}}<a href=\"{{address}}\">{{title}}</a>{{/next}}",
      "{{#next}}{{next.title}}{{/next}}",
      "{{#contents}}{{title}}{{#entries}}{{title}}{{/entries}}{{/contents}}",
      "<a href=\"#{{title}}\" title=\"{{title}}\">x</a>",
      "<p{{#hasContents}} class=\"{{title}}\"{{/hasContents}}>x</p>",
      "<img src=\"{{root}}{{assets.icon.svg}}\" alt=\"{{strings.menu}}\">",
      "<!-- {{! nothing }} -->",
      "{{>breadcrumbs}}",
    ])
  func acceptsSound(main: String) {
    #expect(problems(with: "templates/page.mustache", page(main)) == [])
  }

  @Test("A diagnostic suggests what the author probably meant")
  func suggests() {
    #expect(
      suggestions(with: "templates/page.mustache", page("{{titel}}"))
        == ["Value 'titel' does not exist here in the template of 'page'; did you mean 'title'?"])
    #expect(
      suggestions(with: "templates/page.mustache", page("{{>breadcrums}}"))
        == ["Template 'breadcrums' does not exist; did you mean 'breadcrumbs'?"])
    #expect(
      suggestions(
        with: "templates/page.mustache", page("{{strings.skip-to-contents}}{{strings.cite-as}}{{>logo}}"))
        == [
          "String 'skip-to-contents' does not exist; did you mean 'strings.skip-to-content'?",
          "String 'cite-as' does not exist; add it to strings.yml: 'cite-as: …'",
          "Template 'logo' does not exist; add the file templates/logo.mustache to the theme",
        ])
  }

  @Test("A partial is checked in the context of all templates that include it, but reported once")
  func checksPartialsInContext() {
    let problems = problems(with: "templates/breadcrumbs.mustache", "{{content}}\n{{titel}}\n")
    #expect(problems.count { $0 == "templates/breadcrumbs.mustache:2:3 unknown-template-value" } == 1)
    #expect(problems.contains("templates/breadcrumbs.mustache:1:3 unknown-template-value"))
  }

  @Test("A partial that includes itself is checked")
  func checksRecursion() {
    let text = "<li>{{#provisions}}{{>provision}}{{anker}}{{/provisions}}</li>"
    #expect(
      problems(with: "templates/provision.mustache", text)
        == ["templates/provision.mustache:1:36 unknown-template-value"])
  }

  @Test("A block that the parent doesn't have is reported")
  func reportsUnknownBlocks() {
    let text = "{{<shell}}{{$mian}}x{{/mian}}{{/shell}}"
    #expect(
      problems(with: "templates/page.mustache", text) == [
        "templates/page.mustache:1:14 unknown-template-block"
      ])
    #expect(
      problems(with: "templates/page.mustache", "{{<shell}}text{{/shell}}")
        == ["templates/page.mustache:1:11 template-syntax"])
  }

  @Test("A theme needs a template for every page and block", arguments: Theme.roots.map { $0.template })
  func needsEveryTemplate(name: String) {
    let path = "\(DefaultTheme.folder)/templates/\(name).mustache"
    let (theme, diagnostics) = Theme.load(
      DefaultTheme.files.filter { $0.path != path }, from: DefaultTheme.folder)
    #expect(theme == nil)
    #expect(diagnostics.contains { $0.identifier == "missing-template" && $0.path == path })
  }

  @Test("A template that no page uses causes a warning")
  func warnsOfUnusedTemplates() {
    let (theme, diagnostics) = Theme.load(
      DefaultTheme.files(with: "templates/forgotten.mustache", "{{anything}}"), from: DefaultTheme.folder)
    #expect(theme != nil)
    #expect(diagnostics.map(\.identifier) == ["unused-template"])
  }

  @Test("The problems in all files are reported at once")
  func reportsEverything() {
    let changed = [
      "templates/page.mustache": "{{titel}}{{strings.menu}}", "templates/codes.mustache": "{{#sections}}",
      "assets/print.css": "a{b:url(x.png)}", "assets/css/a.css": "@import 'b.css';",
    ].map { SourceFile(path: "\(DefaultTheme.folder)/\($0.key)", text: $0.value) }
    let paths = Set(changed.map(\.path)).union(["\(DefaultTheme.folder)/strings.yml"])
    let files = DefaultTheme.files.filter { !paths.contains($0.path) } + changed
    let (theme, diagnostics) = Theme.load(files, from: DefaultTheme.folder)
    #expect(theme == nil)
    #expect(
      diagnostics.filter { $0.severity == .error }.map(\.identifier) == [
        "imported-style-sheet", "unknown-asset", "missing-strings", "template-syntax",
        "unknown-template-value",
      ])
  }

  @Test("A theme needs the interface strings")
  func needsStrings() {
    let files = DefaultTheme.files.filter { !$0.path.hasSuffix("strings.yml") }
    let (theme, diagnostics) = Theme.load(files, from: DefaultTheme.folder)
    #expect(theme == nil)
    #expect(diagnostics.map(\.identifier) == ["missing-strings"])
  }

  @Test("Files of other themes are ignored, and the order of files doesn't matter")
  func sortsFiles() throws {
    let others = [SourceFile(path: "Themes/other/templates/home.mustache", text: "{{nothing}}")]
    let theme = try #require(Theme.load(DefaultTheme.files.reversed() + others, from: DefaultTheme.folder).0)
    let page = PlainPage(shell: Samples.shell("A", "", HTML()), content: Samples.prose)
    #expect(theme.render(page) == DefaultTheme.loaded.0?.render(page))
  }
}
