import Markup
import Site
import TestSupport
import Testing

@Suite("Plain CommonMark")
struct RenderCommonMarkTests {
  @Test(
    "renders as libcmark does",
    arguments: [
      "Hello *world*, **strong** `code` & <b>raw</b>\n",
      "# A\n\n> quote\n> - item\n>   more\n\n1. x\n2. y\n\n---\n\n```swift x\nlet a = \"<\"\n```\n",
      "[a](b 't \"q\"') ![alt *em*](c) <http://x.y/?a=b&c=d>\n",
      "***a** b* \\* &amp; &copy;\n",
    ])
  func rendersAsLibcmark(markdown: String) {
    let bytes = Array(markdown.utf8)
    #expect(string(render(bytes)) == string(ReferenceHTML.render(bytes)))
  }
}

func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Renders a text with all extensions that change nothing in it but headings' ids.
func render(_ bytes: [UInt8]) -> [UInt8] {
  var options = MarkdownParser.Options()
  options.allowsRawHTML = true
  let (document, _) = MarkdownParser(options: options).parse(bytes[...], path: "test.md")
  var htmlOptions = HTMLOptions()
  htmlOptions.writesIDs = false
  htmlOptions.allowsRawHTML = true
  var html = HTMLBuffer()
  HTMLRenderer(document, options: htmlOptions).render(to: &html)
  return html.bytes
}
