import Basics
import Markdown
import TestSupport
import Testing

@Suite("Typography")
struct TypographyTests {
  private func text(_ markdown: String) -> String {
    let (document, _) = parse(markdown) { $0.extensions.insert(.typography) }
    return document.plainText(of: 0)
  }

  @Test(
    "Quotation marks become curly, and hyphens and periods become dashes and ellipses",
    arguments: [
      ("\"Hello,\" she said.", "“Hello,” she said."), ("'a' and \"b\"", "‘a’ and “b”"),
      ("the client's '70s", "the client’s ’70s"),
      ("\"*a*\"", "“a”"), ("(\"a\")", "(“a”)"), ("- \"a\"", "“a”"), ("> \"a\"\n> 'b'", "“a” ‘b’"),
      ("a -- b --- c ---- d ----- e", "a – b — c –– d —– e"),
      ("a...b....", "a…b…."), ("a - b. c-d", "a - b. c-d"), ("\"a 'b' c\"", "“a ‘b’ c”"),
      ("| \"a\" |\n|---|", "“a”"),
    ])
  func smart(markdown: String, expected: String) {
    #expect(text(markdown) == expected)
  }

  @Test(
    "Code, addresses, escaped characters, and entities stay unchanged",
    arguments: [
      ("`\"a\" -- ...`", "\"a\" -- ..."), ("\\\"a\\\" \\-- \\... \\'", "\"a\" -- ... '"),
      ("&quot;a&quot;", "\"a\""),
      ("http://a.b/c--d...e", "http://a.b/c--d...e"), ("<http://a.b/c--d'e>", "http://a.b/c--d'e"),
      ("a--b@c.d", "a--b@c.d"),
      ("    \"a\"", "\"a\""),
    ])
  func untouched(markdown: String, expected: String) {
    #expect(text(markdown) == expected)
  }

  @Test("Typography is off by default")
  func off() {
    #expect(parse("\"a\" -- b").document.plainText(of: 0) == "\"a\" -- b")
  }

  @Test("Attributes and targets stay as written")
  func attributes() {
    let (document, _) = parse("\"a\" [[b--c|\"d\"]] {label=\"--\"}") { $0.extensions.insert(.typography) }
    #expect(document.attributes[0].value["label"]?.value == "--")
    #expect(document.references[0].target == "b--c")
    #expect(document.plainText(of: 0) == "“a” “d”")
  }

  @Test("Ranges stay exact after replaced characters")
  func places() {
    let (document, _) = parse("\"a\" -- b... c") { $0.extensions.insert(.typography) }
    let text = document.all(.text)[0]
    let bytes = Array(document.bytes(document.nodes[text].text))
    let place = bytes.count - 1
    #expect(document.place(of: place..<(place + 1), in: text) == SourceRange(line: 1, column: 13))
  }
}
