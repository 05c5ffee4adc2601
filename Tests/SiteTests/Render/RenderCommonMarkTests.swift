import Markdown
import Site
import TestSupport
import Testing

@Suite("Plain CommonMark")
struct RenderCommonMarkTests {
  @Test(
    "Text in the forms of the specification renders the same as with libcmark",
    arguments: [
      CommonMarkCases.preliminaries, CommonMarkCases.breaksAndHeadings, CommonMarkCases.setextHeadings,
      CommonMarkCases.codeBlocks, CommonMarkCases.htmlBlocks, CommonMarkCases.definitionsAndParagraphs,
      CommonMarkCases.quotes, CommonMarkCases.lists, CommonMarkCases.codeSpans, CommonMarkCases.emphasis,
      CommonMarkCases.linksAndImages, CommonMarkCases.autolinksHTMLAndBreaks,
    ])
  func specification(cases: [String]) {
    for markdown in cases { expectEqualHTML(Array(markdown.utf8), extensions: []) }
  }

  @Test("Random text renders the same as with libcmark", arguments: [UInt64(1), 2, 3, 4])
  func chance(seed: UInt64) {
    var generator = MarkdownGenerator(seed: seed)
    for _ in 0..<1500 {
      let length = 1 + generator.number(below: 60)
      let markdown = generator.text(.commonMark, length: length)
      guard expectEqualHTML(markdown, extensions: []) else { return }
    }
  }

  @Test("Text with typography renders the same as with libcmark's smart option", arguments: [UInt64(7), 8])
  func typography(seed: UInt64) {
    var generator = MarkdownGenerator(seed: seed)
    for _ in 0..<1500 {
      let length = 1 + generator.number(below: 40)
      let markdown = generator.text(.prose, length: length)
      guard expectEqualHTML(markdown, extensions: .typography, isTypographic: true) else { return }
    }
  }

  @Test("Random text without extension syntax renders the same with extensions", arguments: [UInt64(5), 6])
  func chanceWithExtensions(seed: UInt64) {
    var generator = MarkdownGenerator(seed: seed)
    for _ in 0..<1500 {
      let length = 1 + generator.number(below: 60)
      let markdown = generator.text(.withoutExtensions, length: length)
      guard expectEqualHTML(markdown, extensions: .standard) else { return }
    }
  }
}

/// Checks that the renderer's HTML is the same as libcmark's.
@discardableResult
func expectEqualHTML(
  _ markdown: [UInt8], extensions: MarkdownParser.Extensions, isTypographic: Bool = false
) -> Bool {
  let rendered = renderedCommonMark(markdown, extensions: extensions)
  let reference = String(
    decoding: ReferenceHTML.render(markdown, isTypographic: isTypographic), as: UTF8.self)
  #expect(rendered == reference, "of \(String(decoding: markdown, as: UTF8.self).debugDescription)")
  return rendered == reference
}

/// Returns the HTML of a text from this parser and renderer, exactly as CommonMark requires.
///
/// Raw HTML is kept, headings have no ids, and addresses are kept that a handbook would reject.
func renderedCommonMark(_ markdown: [UInt8], extensions: MarkdownParser.Extensions = []) -> String {
  var options = MarkdownParser.Options()
  options.allowsRawHTML = true
  options.extensions = extensions
  var (document, _) = MarkdownParser(options: options).parse(markdown[...], path: "test.md")
  document.trustAddresses()
  var htmlOptions = HTMLOptions()
  htmlOptions.writesIDs = false
  htmlOptions.allowsRawHTML = true
  var html = HTMLBuffer()
  HTMLRenderer(document, options: htmlOptions).render(to: &html)
  return String(decoding: html.bytes, as: UTF8.self)
}
