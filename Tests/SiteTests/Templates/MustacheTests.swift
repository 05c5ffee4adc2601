import Basics
import Markdown
import Testing

@testable import Site

/// Tests of the behavior that the Mustache specification requires for comments, interpolation, sections,
/// inverted sections, partials, and inheritance, with our own data, and of intentional differences.
@Suite("Mustache templates")
struct MustacheTests {
  /// A page with values of each kind.
  private struct Page: TemplateRoot {
    static let template = "main"

    var name = "Ann & \"Bo\""
    var nickname: String?
    var markup = HTML(markup: "<b>&amp;</b>")
    var link = Address(internal: "a.html?x=1&y='2'")
    var isOpen = true
    var owner: Person?
    var house = Person(name: "House")
    var people = [Person(name: "Cy"), Person(name: "Di")]
    var none: [Person] = []

    static let fields = TemplateFields<Page>([
      .text("name", \.name, "A name."),
      .text("nickname", optional: \.nickname, "Another name."),
      .html("markup", \.markup, "Markup."),
      .address("link", \.link, "An address."),
      .flag("isOpen", \.isOpen, "A flag."),
      .flag("isShut", { !$0.isOpen }, "The opposite."),
      .object("owner", optional: \.owner, "A person."),
      .object("house", \.house, "Another person."),
      .list("people", \.people, "Several people."),
      .list("none", \.none, "Nobody."),
    ])
  }

  private struct Person: TemplateContext {
    var name: String
    var nickname: String?
    var children: [Person] = []
    var pets: [Pet] = []

    static let fields = TemplateFields<Person>([
      .text("name", \.name, "A name."),
      .text("nickname", optional: \.nickname, "Another name."),
      .list("children", \.children, "The children."),
      .list("pets", \.pets, "The pets."),
    ])
  }

  private struct Pet: TemplateContext {
    var kind: String

    static let fields = TemplateFields<Pet>([.text("kind", \.kind, "The kind.")])
  }

  private static func compile(_ templates: [String: String]) -> (TemplatePrograms, [Diagnostic]) {
    var parsed: [String: Template] = [:]
    var diagnostics: [Diagnostic] = []
    for (name, text) in templates.sorted(by: { $0.key < $1.key }) {
      let source = TemplateSource(name: name, path: "\(name).mustache", bytes: Array(text.utf8))
      let (template, problems) = TemplateParser.parse(source)
      parsed[name] = template
      diagnostics += problems
    }
    var compiler = TemplateCompiler(templates: parsed, constants: ThemeConstants(strings: nil, assets: []))
    compiler.compile(Page.self)
    return (compiler.programs, diagnostics + compiler.diagnostics)
  }

  private func render(_ main: String, _ others: [String: String] = [:], _ page: Page = Page()) -> String {
    let (programs, problems) = Self.compile(others.merging(["main": main]) { $1 })
    guard problems.isEmpty else { return "\(problems.map(\.summary))" }
    return String(decoding: programs.render(page), as: UTF8.self)
  }

  // MARK: Comments

  @Test(
    "Comments write nothing, and remove their line if they're alone on it",
    arguments: [
      ("12{{! a comment }}34", "1234"), ("12{{!\n  several\n  lines\n}}34", "1234"),
      ("a\n{{! alone }}\nb\n", "a\nb\n"), ("a\n  {{! indented }}  \nb\n", "a\nb\n"),
      ("a\r\n{{! alone }}\r\nb\r\n", "a\nb\n"), ("{{! first }}\nb", "b"), ("a\n{{! last }}", "a\n"),
      ("a\n{{!\n several\n}}\nb\n", "a\nb\n"), ("a {{! not alone }}\nb", "a \nb"), ("a{{!name}}b", "ab"),
    ])
  func comments(template: String, result: String) {
    #expect(render(template) == result)
  }

  // MARK: Interpolation

  @Test(
    "Text and addresses are escaped, and markup is written as it is",
    arguments: [
      ("no tags", "no tags"), ("<p>{{name}}</p>", "<p>Ann &amp; &quot;Bo&quot;</p>"),
      ("{{ name }}|{{\tname\n}}", "Ann &amp; &quot;Bo&quot;|Ann &amp; &quot;Bo&quot;"),
      ("{{{markup}}}", "<b>&amp;</b>"),
      ("{{{ markup }}}", "<b>&amp;</b>"),
      ("<a href=\"{{link}}\">", "<a href=\"a.html?x=1&amp;y=&#39;2&#39;\">"),
      ("| {{{markup}}} |", "| <b>&amp;</b> |"), ("a\n{{{markup}}}\nb", "a\n<b>&amp;</b>\nb"),
      ("{{house.name}}", "House"), ("{{#house}}{{name}}{{/house}}", "House"),
      ("{{#owner}}{{owner.name}}{{/owner}}", ""), ("{ {{#isOpen}}{{/isOpen}} }", "{  }"), ("}} a", "}} a"),
    ])
  func interpolation(template: String, result: String) {
    #expect(render(template) == result)
  }

  // MARK: Sections

  @Test(
    "Sections show values that are present, and once for each element of a list",
    arguments: [
      ("{{#isOpen}}yes{{/isOpen}}", "yes"), ("{{#isShut}}yes{{/isShut}}", ""),
      ("{{#people}}{{name}},{{/people}}", "Cy,Di,"), ("{{#none}}x{{/none}}", ""),
      ("{{#nickname}}{{nickname}}{{/nickname}}", ""), ("{{#house}}{{name}}{{/house}}", "House"),
      ("{{#owner}}x{{/owner}}", ""), ("{{#people}}{{#isOpen}}{{name}}{{/isOpen}}{{/people}}", "CyDi"),
      ("{{#isOpen}}a{{#isOpen}}b{{/isOpen}}c{{/isOpen}}", "abc"), ("{{# isOpen }}x{{/ isOpen }}", "x"),
      ("{{#isOpen}}a{{/isOpen}}b{{#isShut}}c{{/isShut}}", "ab"),
      ("a\n{{#isOpen}}\nb\n{{/isOpen}}\nc\n", "a\nb\nc\n"),
      ("a\n  {{#isOpen}}  \nb\n {{/isOpen}}\nc\n", "a\nb\nc\n"),
      ("a\r\n{{#isOpen}}\r\n{{/isOpen}}\r\nb", "a\nb"), ("{{#isOpen}}\nb{{/isOpen}}", "b"),
      ("{{#isOpen}}b\n{{/isOpen}}", "b\n"), ("{{#isOpen}} a\n{{/isOpen}} b", " a\n b"),
      ("a {{#isOpen}}\nb\n{{/isOpen}} c", "a \nb\n c"),
      ("{{#people}}\n- {{name}}\n{{/people}}\n", "- Cy\n- Di\n"),
    ])
  func sections(template: String, result: String) {
    #expect(render(template) == result)
  }

  @Test("A name that the inner context doesn't have is looked up in the outer contexts")
  func outerContexts() {
    var page = Page()
    page.name = "P"
    page.people = [Person(name: "Cy", pets: [Pet(kind: "cat"), Pet(kind: "dog")]), Person(name: "Di")]
    #expect(
      render("{{#people}}{{#pets}}{{name}}:{{kind}} {{/pets}}{{/people}}{{name}}", [:], page)
        == "Cy:cat Cy:dog P")
  }

  @Test("An inner context hides an outer one of the same type, including its absent values")
  func innerContexts() {
    var page = Page(nickname: "outermost")
    let child = Person(name: "child", children: [Person(name: "grandchild", nickname: "N")])
    page.people = [Person(name: "parent", nickname: "P", children: [child])]
    let template = """
      {{#people}}{{name}}{{#nickname}}({{nickname}}){{/nickname}}[{{#children}}{{>other}}{{/children}}]{{name}}{{/people}}
      """
    let other =
      "{{name}}{{#nickname}}({{nickname}}){{/nickname}}[{{#children}}{{>other}}{{/children}}]{{name}}"
    #expect(
      render(template, ["other": other], page) == "parent(P)[child[grandchild(N)[]grandchild]child]parent")
  }

  // MARK: Inverted sections

  @Test(
    "Inverted sections are shown if a value is absent",
    arguments: [
      ("{{^isShut}}no{{/isShut}}", "no"), ("{{^isOpen}}no{{/isOpen}}", ""), ("{{^none}}no{{/none}}", "no"),
      ("{{^people}}no{{/people}}", ""), ("{{^nickname}}no{{/nickname}}", "no"),
      ("{{^owner}}no{{/owner}}", "no"),
      ("{{^ isShut }}no{{/ isShut }}", "no"), ("a\n{{^isShut}}\nb\n{{/isShut}}\nc\n", "a\nb\nc\n"),
      ("{{^isShut}}a{{^isShut}}b{{/isShut}}{{/isShut}}", "ab"),
      ("{{#isShut}}a{{/isShut}}{{^isShut}}b{{/isShut}}", "b"),
      ("{{^none}}{{name}}{{/none}}", "Ann &amp; &quot;Bo&quot;"),
    ])
  func inverted(template: String, result: String) {
    #expect(render(template) == result)
  }

  // MARK: Partials

  @Test(
    "Partials are written in place, with the enclosing contexts",
    arguments: [
      ("[{{>p}}]", "text", "[text]"), ("{{#people}}{{>p}}{{/people}}", "{{name}};", "Cy;Di;"),
      ("{{> p }}", "text", "text"), ("a\n{{>p}}\nb\n", "p\n", "a\np\nb\n"), ("a\n{{>p}}\nb", "p", "a\npb"),
      ("a {{>p}} b", "p", "a p b"), ("  {{>p}}\n", "p\n", "p\n"), ("{{>p}}", "{{#none}}{{/none}}", ""),
    ])
  func partials(template: String, partial: String, result: String) {
    #expect(render(template, ["p": partial]) == result)
  }

  @Test("A partial can include itself as often as the data is nested")
  func recursion() {
    var page = Page()
    var person = Person(name: "0")
    for number in 1..<30 { person = Person(name: String(number), children: [person]) }
    page.people = [person]
    let result = render(
      "{{#people}}{{>p}}{{/people}}", ["p": "<{{name}}{{#children}}{{>p}}{{/children}}>"], page)
    #expect(result.hasPrefix("<29<28<27"))
    #expect(result.hasSuffix(String(repeating: ">", count: 30)))
  }

  // MARK: Inheritance

  @Test(
    "A template's blocks replace those of its parent",
    arguments: [
      ("{{$b}}default{{/b}}", [:], "default"), ("{{$b}}{{name}}{{/b}}", [:], "Ann &amp; &quot;Bo&quot;"),
      ("{{<p}}{{/p}}", ["p": "[{{$b}}default{{/b}}]"], "[default]"),
      ("{{<p}}{{$b}}mine{{/b}}{{/p}}", ["p": "[{{$b}}default{{/b}}]"], "[mine]"),
      ("{{<p}}{{$b}}{{#people}}{{name}}{{/people}}{{/b}}{{/p}}", ["p": "{{$b}}{{/b}}"], "CyDi"),
      ("{{<p}}{{$b}}mine{{/b}}{{/p}}", ["p": "{{$b}}1{{/b}} {{$b}}2{{/b}}"], "mine mine"),
      ("{{<p}}{{$b}}mine{{/b}}{{/p}}", ["p": "{{$a}}a{{/a}}{{$b}}b{{/b}}"], "amine"),
      (
        "{{<p}}{{$b}}inner{{/b}}{{/p}}", ["p": "{{<q}}{{$b}}middle{{/b}}{{/q}}", "q": "{{$b}}outer{{/b}}"],
        "inner"
      ),
      ("{{<p}}{{/p}}", ["p": "{{<q}}{{$b}}middle{{/b}}{{/q}}", "q": "{{$b}}outer{{/b}}"], "middle"),
      (
        "{{<p}}{{$a}}A{{/a}}{{/p}}", ["p": "{{<q}}{{$b}}[{{$a}}a{{/a}}]{{/b}}{{/q}}", "q": "{{$b}}b{{/b}}"],
        "[A]"
      ),
      ("{{<p}}{{$b}}1{{/b}}{{/p}}{{<p}}{{$b}}2{{/b}}{{/p}}", ["p": "{{$b}}0{{/b}}"], "12"),
      ("{{<p}}{{$b}}mine{{/b}}{{/p}}{{$b}}own{{/b}}", ["p": "{{$b}}0{{/b}}"], "mineown"),
      (
        "{{<p}}\n{{$b}}\nmine\n{{/b}}\n{{/p}}\nend", ["p": "[\n{{$b}}\ndefault\n{{/b}}\n]\n"],
        "[\nmine\n]\nend"
      ),
      ("{{<p}}{{$b}}\nmine\n{{/b}}{{/p}}", ["p": "[{{$b}}{{/b}}]"], "[mine\n]"),
      ("{{#people}}{{<p}}{{$b}}{{name}}{{/b}}{{/p}}{{/people}}", ["p": "[{{$b}}{{/b}}]"], "[Cy][Di]"),
      (
        "{{<p}}{{$b}}mine{{/b}}{{/p}}", ["p": "{{>q}}{{$b}}{{/b}}", "q": "{{$b}}partial{{/b}} "],
        "partial mine"
      ),
    ] as [(String, [String: String], String)])
  func inheritance(template: String, others: [String: String], result: String) {
    #expect(render(template, others) == result)
  }

  @Test("Mutually recursive parents end where a block doesn't continue the recursion")
  func recursiveParents() {
    let parents = [
      "p": "{{$a}}a{{/a}} {{$b}}{{<q}}{{/q}}{{/b}}", "q": "{{$a}}q{{/a}} {{<p}}{{$b}}end{{/b}}{{/p}}",
    ]
    #expect(render("{{<p}}{{$a}}A{{/a}}{{/p}}", parents) == "A A A end")
  }

  // MARK: Differences

  @Test("Lines lose their indentation, which a page doesn't need")
  func indentation() {
    #expect(
      render("<ul>\n    <li>a  b</li>\n\t{{>p}}\n</ul>\n", ["p": "  <li>\n   c</li>\n"])
        == "<ul>\n<li>a  b</li>\n<li>\nc</li>\n</ul>\n")
  }

  @Test(
    "Features that can't be checked are errors: delimiters, dynamic names, lambdas, and the implicit iterator",
    arguments: [
      "{{=<% %>=}}", "{{>*name}}", "{{<*name}}{{/*name}}", "{{upper(name)}}", "{{.}}",
      "{{#people}}{{.}}{{/people}}",
      "{{&markup}}",
    ])
  func unsupported(template: String) {
    #expect(Self.compile(["main": template]).1.contains { $0.rule == .templateSyntax })
  }

  @Test(
    "An unknown name is an error, and so is a value where its kind isn't allowed",
    arguments: [
      ("{{nothing}}", "unknown-template-value"), ("{{>nothing}}", "unknown-partial"),
      ("{{house.nothing}}", "unknown-template-value"), ("{{name.nothing}}", "template-value-kind"),
      ("{{nickname}}", "template-optional-value"), ("{{owner.name}}", "template-optional-value"),
      ("{{{name}}}", "template-value-kind"), ("{{markup}}", "template-value-kind"),
      ("{{people}}", "template-value-kind"), ("{{#name}}{{/name}}", "template-value-kind"),
      ("{{link}}", "template-placement"), ("<a href=\"{{name}}\">", "template-placement"),
      ("<p {{name}}>", "template-placement"), ("<p onclick=\"{{name}}\">", "template-placement"),
      ("<script>{{name}}</script>", "template-placement"),
      ("<script>a()</script>", "template-placement"), ("<style>a { }</style>", "template-placement"),
      ("<p onclick='a()'>", "template-placement"), ("<p style=\"color: red\">", "template-placement"),
      ("{{<p}}{{$c}}{{/c}}{{/p}}", "unknown-template-block"),
    ])
  func checked(template: String, identifier: String) {
    let problems = Self.compile(["main": template, "p": "{{$b}}{{/b}}"]).1
    #expect(problems.map(\.rule.rawValue) == [identifier])
  }

  @Test("A script in a file, data in a script element, and other attributes are no code in a page")
  func files() {
    let template =
      "<script src=\"{{link}}\" defer></script><p data-style=\"a\">"
      + "<script type=\"application/json\">{}</script>"
    #expect(Self.compile(["main": template]).1.map(\.summary) == [])
  }
}
