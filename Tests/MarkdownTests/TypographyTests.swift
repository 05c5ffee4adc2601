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
    "curls quotation marks and joins hyphens and full stops",
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
    "leaves alone what is code, an address, escaped, or an entity",
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

  @Test("is off unless it is asked for")
  func off() {
    #expect(parse("\"a\" -- b").document.plainText(of: 0) == "\"a\" -- b")
  }

  @Test("leaves attributes and targets as they are written")
  func attributes() {
    let (document, _) = parse("\"a\" [[b--c|\"d\"]] {label=\"--\"}") { $0.extensions.insert(.typography) }
    #expect(document.attributes[0].value["label"]?.value == "--")
    #expect(document.references[0].target == "b--c")
    #expect(document.plainText(of: 0) == "“a” “d”")
  }

  @Test("keeps exact places behind what it replaced")
  func places() {
    let (document, _) = parse("\"a\" -- b... c") { $0.extensions.insert(.typography) }
    let text = document.all(.text)[0]
    let bytes = Array(document.bytes(document.nodes[text].text))
    let place = bytes.count - 1
    #expect(document.place(of: place..<(place + 1), in: text) == SourceRange(line: 1, column: 13))
  }
}
