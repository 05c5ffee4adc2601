import Markdown
import TestSupport
import Testing

@Suite("The source ranges of inlines")
struct PlaceTests {
  @Test("Ranges are exact in random text", arguments: [UInt64(11), 12, 13])
  func chance(seed: UInt64) {
    var generator = MarkdownGenerator(seed: seed)
    var options = MarkdownParser.Options()
    options.extensions = []
    for _ in 0..<2000 {
      let length = 1 + generator.number(below: 40)
      let markdown = generator.text(.withoutTabsAndDefinitions, length: length)
      let (document, _) = MarkdownParser(options: options).parse(markdown[...], path: "test.md")
      for index in document.nodes.indices {
        guard isExact(index, of: document) else {
          let node = document.nodes[index]
          Issue.record(
            "\(node.kind) \(node.range) in \(String(decoding: markdown, as: UTF8.self).debugDescription)")
          return
        }
      }
    }
  }

  @Test(
    "Ranges end where the text does, including those of raw HTML blocks that end on their own line",
    arguments: [
      ("<!X y>", 1, 6), ("<?a?>\nb", 1, 5), ("a\n\n<!--\nb -->\n\nc", 4, 5), ("<div>\na\n\nb", 2, 1),
      ("<script>\na", 2, 1), ("> <!X y>\n> b\n", 1, 8),
    ])
  func htmlBlocks(markdown: String, line: UInt32, column: UInt32) throws {
    let (document, _) = parse(markdown)
    let html = try #require(document.nodes.first { $0.kind == .htmlBlock })
    #expect(html.endLine == line)
    #expect(html.endColumn == column)
  }

  /// Returns whether the source at a node's range begins and ends as such a node must.
  private func isExact(_ index: Int, of document: MarkdownDocument) -> Bool {
    let node = document.nodes[index]
    guard [.text, .emphasis, .strong, .link, .image, .inlineCode, .inlineHTML].contains(node.kind) else {
      return true
    }
    guard let start = document.sourceOffset(of: node), let end = document.sourceEnd(of: node),
      start < end, end <= document.sourceCount
    else { return false }
    let source = String(decoding: document.literals[start..<end], as: UTF8.self)
    switch node.kind {
    case .emphasis: return isWrapped(source, "*", "*") || isWrapped(source, "_", "_")
    case .strong: return isWrapped(source, "**", "**") || isWrapped(source, "__", "__")
    case .link:
      return isWrapped(source, "[", ")") || isWrapped(source, "[", "]") || isWrapped(source, "<", ">")
    case .image: return isWrapped(source, "![", ")") || isWrapped(source, "![", "]")
    case .inlineCode: return isWrapped(source, "`", "`")
    case .inlineHTML: return isWrapped(source, "<", ">")
    default:
      let place = document.place(of: 0..<Int(node.text.count), in: index)
      return place == node.range
        && (source.contains("\\") || source.contains("&") || source == document.string(node.text))
    }
  }

  private func isWrapped(_ text: String, _ start: String, _ end: String) -> Bool {
    text.utf8.count >= start.utf8.count + end.utf8.count && text.utf8.starts(with: start.utf8)
      && text.utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
  }
}
