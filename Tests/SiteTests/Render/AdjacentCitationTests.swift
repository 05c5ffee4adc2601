import Foundation
import Testing

@testable import Site

@Suite("Citations next to each other")
struct AdjacentCitationTests {
  /// Returns the text of a paragraph without its tags.
  private func text(_ paragraph: String) throws -> String {
    let site = SmallSite([
      "codes/oregon.md": oregonEdition(
        "2020", body: "- No gifts. {#gifts .gifts}\n- No loans. {#loans .gifts}"),
      "topics/gifts.md": "---\ntitle: Gifts\n---\n\nText.\n",
      "pages/a.md": "---\ntitle: A\n---\n\nWhy: \(paragraph)\n",
    ])
    let page = site["pages/a.html"]
    let start = try #require(page.range(of: "<p>Why"), "\(site.diagnostics)").lowerBound
    let end = try #require(page[start...].range(of: "</p>")).lowerBound
    return String(page[start..<end].replacing(/<[^>]*>/, with: "").replacing("\n", with: " "))
  }

  @Test(
    "A semicolon is between citations of rules with only a space between them",
    arguments: [
      ("[[OR#gifts]] [[OR#loans]]", "Oregon, item\u{A0}1; Oregon, item\u{A0}2"),
      (
        "[[OR#gifts]]\n[[OR#loans]] [[OR#gifts]]",
        "Oregon, item\u{A0}1; Oregon, item\u{A0}2; Oregon, item\u{A0}1"
      ),
      ("[[OR#gifts]] and [[OR#loans]]", "Oregon, item\u{A0}1 and Oregon, item\u{A0}2"),
      ("[[OR#gifts]], [[OR#loans]]", "Oregon, item\u{A0}1, Oregon, item\u{A0}2"),
      ("[[OR#gifts|Gifts]] [[OR#loans]]", "Gifts Oregon, item\u{A0}2"),
      ("[[OR#gifts]] [[OR#loans|loans]]", "Oregon, item\u{A0}1 loans"),
      ("[[OR#gifts]] [[topics/gifts]]", "Oregon, item\u{A0}1 Gifts"),
      ("[[OR#gifts]]", "Oregon, item\u{A0}1"),
    ])
  func separator(paragraph: String, expected: String) throws {
    #expect(try text(paragraph) == "Why: \(expected)")
  }
}
