import Handbook
import Markup
import Testing

@Suite("A choice is its first sentence, and the rest is why")
struct ChoiceTextTests {
  /// The plain text of both parts.
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
          var bytes = Array(document.bytes(node.literal))
          if let end, index == range.upperBound - 1 { bytes = Array(bytes[..<end]) }
          if let start, index == range.lowerBound { bytes = Array(bytes[start...]) }
          result += String(decoding: bytes, as: UTF8.self)
        case .inlineCode: result += document.string(node.literal)
        default: break
        }
      }
      return result
    }
    return [plain(text.statement, to: text.splitOffset), plain(text.rationale, from: text.splitOffset)]
  }

  @Test(
    "The sentence ends at its mark",
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
    ])
  func sentences(choice: String, statement: String, rationale: String) throws {
    #expect(try parts(choice) == [statement, rationale])
  }

  @Test("Each part is of whole nodes")
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
