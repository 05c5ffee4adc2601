import Markdown
import Site
import TestSupport
import Testing

@Suite("Plain CommonMark")
struct RenderCommonMarkTests {
  @Test(
    "in the shapes of the specification renders as libcmark does",
    arguments: [
      CommonMarkCases.preliminaries, CommonMarkCases.breaksAndHeadings, CommonMarkCases.setextHeadings,
      CommonMarkCases.codeBlocks, CommonMarkCases.htmlBlocks, CommonMarkCases.definitionsAndParagraphs,
      CommonMarkCases.quotes, CommonMarkCases.lists, CommonMarkCases.codeSpans, CommonMarkCases.emphasis,
      CommonMarkCases.linksAndImages, CommonMarkCases.autolinksHTMLAndBreaks,
    ])
  func specification(cases: [String]) {
    for markdown in cases { expectEqualHTML(Array(markdown.utf8), extensions: []) }
  }

  @Test("made by chance renders as libcmark does", arguments: [UInt64(1), 2, 3, 4])
  func chance(seed: UInt64) {
    var generator = MarkdownGenerator(seed: seed)
    for _ in 0..<1500 {
      let length = 1 + generator.number(below: 60)
      let markdown = generator.text(.commonMark, length: length)
      guard expectEqualHTML(markdown, extensions: []) else { return }
    }
  }

  @Test("with typography renders as libcmark's smart option does", arguments: [UInt64(7), 8])
  func typography(seed: UInt64) {
    var generator = MarkdownGenerator(seed: seed)
    for _ in 0..<1500 {
      let length = 1 + generator.number(below: 40)
      let markdown = generator.text(.prose, length: length)
      guard expectEqualHTML(markdown, extensions: .typography, isTypographic: true) else { return }
    }
  }

  @Test("made by chance renders the same with every extension that finds nothing", arguments: [UInt64(5), 6])
  func chanceWithExtensions(seed: UInt64) {
    var generator = MarkdownGenerator(seed: seed)
    for _ in 0..<1500 {
      let length = 1 + generator.number(below: 60)
      let markdown = generator.text(.withoutExtensions, length: length)
      guard expectEqualHTML(markdown, extensions: .standard) else { return }
    }
  }
}

/// Expects the renderer's HTML to be libcmark's.
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

/// The HTML of a text by this parser and renderer, with nothing added to what CommonMark asks for: raw HTML is passed
/// through, no heading has an id, and addresses are kept that a handbook would leave out.
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
