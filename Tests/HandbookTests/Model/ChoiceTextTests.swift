import Handbook
import Markdown
import Testing

@Suite("A choice in a self-check is its first sentence, and the rest is the rationale")
struct ChoiceTextTests {
  /// Returns the plain text of both parts.
  private func parts(_ choice: String) throws -> [String] {
    let source = "> [!QUESTION] a\n> Which?\n>\n> - [x] \(choice)\n> - [ ] Other.\n"
    let (document, _) = MarkdownParser().parse(Array(source.utf8)[...], path: "a.md")
    let node = try #require(document.nodes.indices.first { document.nodes[$0].kind == .choice })
    let text = ChoiceText(node, of: document)
    func plain(_ range: Range<Int>, from start: Int? = nil, to end: Int? = nil) -> String {
      var result = ""
      for index in range {
        let node = document.nodes[index]
        switch node.kind {
        case .softBreak: result += " "
        case .text:
          var bytes = Array(document.bytes(node.text))
          if let end, index == range.upperBound - 1 { bytes = Array(bytes[..<end]) }
          if let start, index == range.lowerBound { bytes = Array(bytes[start...]) }
          result += String(decoding: bytes, as: UTF8.self)
        case .inlineCode: result += document.string(node.text)
        default: break
        }
      }
      return result
    }
    return [plain(text.statement, to: text.splitOffset), plain(text.rationale, from: text.splitOffset)]
  }

  @Test(
    "The choice ends where its first sentence ends",
    arguments: [
      ("Decline it. It is a gift.", "Decline it.", " It is a gift."),
      ("Why not? It is small.", "Why not?", " It is small."),
      ("Decline it.", "Decline it.", ""),
      ("Decline it", "Decline it", ""),
      ("Decline it.\n>   It is a gift.", "Decline it.", " It is a gift."),
      ("Decline it.\n>\n>   It is a gift.", "Decline it.", "It is a gift."),
      ("Say “no.” It is a gift.", "Say “no.”", " It is a gift."),
      ("Say (no.) It is a gift.", "Say (no.)", " It is a gift."),
      ("Ask, e.g. your supervisor. They know.", "Ask, e.g. your supervisor.", " They know."),
      ("Pay $5.50 back. It is money.", "Pay $5.50 back.", " It is money."),
      ("*Decline it. Always.* It is a gift.", "Decline it. Always.", " It is a gift."),
      ("Decline *it.* It is a gift.", "Decline it.", " It is a gift."),
      ("Decline `it.` It is a gift.", "Decline it.", " It is a gift."),
      ("See *v. 2* of it. It is a gift.", "See v. 2 of it.", " It is a gift."),
      ("Decline it. [[WA#gifts]]", "Decline it.", " "),
      ("A. Yes.", "A.", " Yes."),
      ("A. [[WA#gifts]]", "A.", " "),
      ("Call before 5 p.m. [[WA#gifts]]", "Call before 5 p.m.", " "),
      ("Ask Dr. Smith first. She supervises you.", "Ask Dr. Smith first.", " She supervises you."),
      ("Ask Dr. *Smith* first. She supervises you.", "Ask Dr. Smith first.", " She supervises you."),
      ("Ask J. R. Smith first. She supervises you.", "Ask J. R. Smith first.", " She supervises you."),
      ("No. The rule has no exception.", "No.", " The rule has no exception."),
      ("Cite No. 5 of it. It is the rule.", "Cite No. 5 of it.", " It is the rule."),
      ("Report it in the U.S. Senate. It is law.", "Report it in the U.S. Senate.", " It is law."),
      ("Call before 5 p.m. She leaves then.", "Call before 5 p.m.", " She leaves then."),
      ("Ask Dr. [[WA#gifts]] first. It is a rule.", "Ask Dr.  first.", " It is a rule."),
    ])
  func sentences(choice: String, statement: String, rationale: String) throws {
    #expect(try parts(choice) == [statement, rationale])
  }

  @Test(
    "A hard line break separates the choice from the rationale, wherever its sentences end",
    arguments: [
      ("Ask her. Then wait.\\\n>   It is a gift.", "Ask her. Then wait.", "It is a gift."),
      ("Ask her. Then wait.  \n>   It is a gift.", "Ask her. Then wait.", "It is a gift."),
      ("Ask Dr. Smith\\\n>   It is a gift. \\\n>   Always.", "Ask Dr. Smith", "It is a gift. Always."),
      ("Ask\n>   her. Then wait.\\\n>   It is a gift.", "Ask her. Then wait.", "It is a gift."),
    ])
  func hardBreaks(choice: String, statement: String, rationale: String) throws {
    #expect(try parts(choice) == [statement, rationale])
  }

  @Test("A wrapped line or a second paragraph doesn't extend the choice past its first sentence")
  func softBreaks() throws {
    #expect(try parts("Decline\n>   it. It is a gift.") == ["Decline it.", " It is a gift."])
    #expect(
      try parts("Decline it. It is a gift.\n>\n>   Always.") == ["Decline it.", " It is a gift.Always."])
  }

  @Test("Each part consists of whole nodes")
  func wholeNodes() throws {
    let source = "> [!QUESTION] a\n> Which?\n>\n> - [x] *A. B.* **C. D** E. F *G. H*\n"
    let (document, _) = MarkdownParser().parse(Array(source.utf8)[...], path: "a.md")
    let node = try #require(document.nodes.indices.first { document.nodes[$0].kind == .choice })
    let text = ChoiceText(node, of: document)
    for range in [text.statement, text.rationale] {
      for index in range { #expect(Int(document.nodes[index].end) <= range.upperBound) }
    }
    #expect(text.statement.lowerBound == node + 1)
    #expect(text.rationale.upperBound == Int(document.nodes[node].end))
  }
}
