import Handbook
import Markdown
import TestSupport
import Testing

@Suite("Legal citations in texts that are designed to be slow to search")
struct HostileCitationTests {
  private func page(_ text: String) throws -> MarkdownText {
    let handbook = SmallHandbook([
      "handbook.yml": """
      title: Handbook
      citation-series:
        - name: Revised Code of Washington
          abbreviation: RCW
          forms: ["RCW {n}", "{n} RCW"]
          number: '[0-9]+\\.[0-9]+'

      """, "pages/a.md": "---\ntitle: A\n---\n\n\(text)\n",
    ])
    let document = try #require(handbook.handbook.page(PageID("a"))?.document)
    return MarkdownText(
      citations: document.nodes.filter { $0.kind == .legalCitation }.map {
        document.string($0.citationNumber)
      },
      text: document.plainText(of: 0),
      sentences: handbook.handbook.citations.values.flatMap(\.self).map(\.sentence))
  }

  private struct MarkdownText {
    let citations: [String]
    let text: String
    let sentences: [String]
  }

  @Test("A run of digits that isn't in any citation is skipped, and the citations around it are found")
  func runs() throws {
    // For each of a million digits, the expression would read all digits that follow it.
    for run in [String(repeating: "7", count: 1_000_000), String(repeating: "٧", count: 300_000)] {
      let page = try page("See RCW 1.2 and \(run) and 3.4 RCW.")
      #expect(page.citations == ["1.2", "3.4"])
      #expect(page.text == "See RCW 1.2 and \(run) and 3.4 RCW.")
    }
    #expect(try page("\(String(repeating: "字", count: 2000))，RCW 1.2。").citations == ["1.2"])
  }

  @Test("Thousands of citations in one sentence are each reported with the words around them")
  func manyInOneSentence() throws {
    let page = try page(String(repeating: "see RCW 1.2 and ", count: 20_000))
    #expect(page.citations.count == 20_000)
    #expect(page.sentences.allSatisfy { $0.contains("RCW 1.2") && $0.unicodeScalars.count < 400 })
    #expect(page.sentences.count == 20_000)
  }
}
