import Basics
import Handbook
import TestSupport
import Testing

@Suite("References lead to their targets")
struct ReferenceTests {
  private static let code = codeFile("## Conduct {#conduct}\n\n- No gifts. {#gifts}\n- No loans. {#loans}\n")
  private static let topic = "---\ntitle: Gifts\n---\n\nPresents.\n"
  private static let glossary = "## Dual relationship {#dual-relationship}\n\nTwo roles.\n"

  private func handbook(page: String) -> SmallHandbook {
    SmallHandbook([
      "codes/washington.md": Self.code, "topics/gifts.md": Self.topic, "glossary.md": Self.glossary,
      "pages/a.md": "---\ntitle: A\n---\n\n\(page)\n",
    ])
  }

  @Test(
    "Targets that exist are found",
    arguments: [
      "[[WA]]", "[[WA#gifts]]", "[[WA#conduct]]", "[[WA#gifts|the rule]]", "[[topics/gifts]]", "[[pages/a]]",
      "[[glossary]]", "[[glossary#dual-relationship]]", "[no gifts](../codes/washington.md#gifts)",
      "[a topic](../topics/gifts.md)", "![[WA#gifts]]", "![[WA#conduct]]", "![[WA]]",
      "## Here {#here}\n\n[up](#here)",
    ])
  func found(source: String) {
    let handbook = handbook(page: source)
    #expect(handbook.errors.isEmpty, "\(handbook.diagnostics)")
    let targets = handbook.handbook.targets[.page(PageID("a"))] ?? []
    #expect(targets.count == 1)
    #expect(targets.allSatisfy { $0 != nil })
  }

  @Test(
    "A target that doesn't exist is reported at its position, with the nearest match",
    arguments: [
      (
        "See [[WA#gift]].", "unknown-provision", "5:7",
        "Provision 'WA#gift' does not exist; did you mean 'WA#gifts'?"
      ),
      (
        "[[WAA#gifts]]", "unknown-code", "5:3",
        "Code 'WAA' does not exist; write the abbreviation of a code, or topics/…, lessons/…, pages/…, "
          + "or glossary#…"
      ),
      ("[[wa#gifts]]", "unknown-code", "5:3", "Code 'wa' does not exist; did you mean 'WA#gifts'?"),
      (
        "[[Washington#gifts]]", "unknown-code", "5:3",
        "Code 'Washington' does not exist; did you mean 'WA#gifts'?"
      ),
      (
        "[[topics/gift]]", "unknown-topic", "5:3", "Topic 'gift' does not exist; did you mean 'topics/gifts'?"
      ),
      ("[[lessons/gifts]]", "unknown-lesson", "5:3", "Lesson 'gifts' does not exist"),
      (
        "[[glossary#dual-relation]]", "unknown-term", "5:3",
        "Term 'dual-relation' does not exist; did you mean 'glossary#dual-relationship'?"
      ),
      (
        "[x](../codes/washingtn.md)", "broken-link", "5:5",
        "File '../codes/washingtn.md' does not exist; did you mean '../codes/washington.md'?"
      ),
      (
        "[x](../codes/washington.md#gift)", "unknown-anchor", "5:5",
        "Anchor '#gift' does not exist in '../codes/washington.md'; did you mean '../codes/washington.md#gifts'?"
      ),
      (
        "[x](../../../etc/passwd)", "path-outside", "5:5",
        "Path '../../../etc/passwd' points outside the folder Content; move the file into Content, or link to its web address"
      ),
      ("[x](#nowhere)", "unknown-anchor", "5:5", "Anchor '#nowhere' does not exist on this page"),
    ])
  func missing(source: String, identifier: String, place: String, expected: String) {
    let handbook = handbook(page: source)
    #expect(handbook.errors == [identifier])
    let found = handbook.diagnostics.filter { $0.identifier == identifier }
    #expect(
      found.map { [$0.oneLine, $0.help].compactMap(\.self).joined(separator: "; ") } == [
        "Content/pages/a.md:\(place): \(expected)"
      ])
  }

  @Test("Every target lists its references, with the sentences around them")
  func backReferences() throws {
    let handbook = handbook(
      page: "First sentence. A gift breaks [[WA#gifts]] in spirit. Last one.\n\n![[WA#gifts]]")
    let target = ReferenceTarget.provision(CodeID("WA"), edition: 0, ProvisionID("gifts"))
    let references = try #require(handbook.handbook.backReferences[target])
    #expect(references.map(\.relation) == [.discusses, .quotes])
    #expect(references[0].sentence == "A gift breaks Washington draft, Conduct, item 1 in spirit.")
  }

  @Test(
    "A sentence is shown if it has words of its own, in any language",
    arguments: [
      ("See also [[WA#gifts]].", false), ("SEE: [[WA#gifts]]!", false), ("(V\u{E9}ase [[WA#gifts]])", false),
      ("\u{201C}See\u{201D} [[WA#gifts]] \u{2026}", false), ("Gifts: [[WA#gifts]].", true),
      ("\u{C9}tica [[WA#gifts]].", true), ("Seen\u{E9} [[WA#gifts]].", true),
      ("\u{E9}see [[WA#gifts]].", true),
      ("\u{793C}\u{7269} [[WA#gifts]].", true), ("See 12 [[WA#gifts]].", true),
    ])
  func ownWords(sentence: String, isShown: Bool) throws {
    let target = ReferenceTarget.provision(CodeID("WA"), edition: 0, ProvisionID("gifts"))
    let reference = try #require(handbook(page: sentence).handbook.backReferences[target]?.first)
    #expect(reference.sentence.isEmpty != isShown)
    #expect(reference.isInListOfCitations != isShown)
  }

  @Test("A reference inside code is text")
  func code() {
    let handbook = handbook(page: "Write `[[WA#nothing]]`.\n\n    [[WA#nothing]]\n")
    #expect(handbook.errors.isEmpty)
  }

  @Test(
    "An id in a code leads nowhere if it isn't a provision's or group's, because its page has no such anchor",
    arguments: ["> Words. {#words}", "> ## Words {#words}", "- No loans.\n\n  > Words. {#words}"])
  func otherIDs(block: String) {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts}\n\n\(block)\n"),
      "pages/a.md": "---\ntitle: A\n---\n\n[[WA#words]], [x](../codes/washington.md#words)\n",
    ])
    #expect(
      handbook.reports(of: "unknown-provision") == [
        "Content/pages/a.md:5:3: Provision 'WA#words' does not exist"
      ])
    #expect(handbook.reports(of: "unknown-anchor").count == 1)
  }

  @Test("A path can be percent-encoded, and a link to a file keeps its fragment")
  func encodedPaths() throws {
    let handbook = SmallHandbook([
      "pages/my form.md": "---\ntitle: F\n---\n\n## Дом\n",
      "pages/100%.png": "x", "pages/plain.pdf": "x",
      "pages/a.md": """
      ---
      title: A
      ---

      [one](my%20form.md#%D0%B4%D0%BE%D0%BC) ![two](100%.png) [three](plain.pdf#page=3)
      """,
    ])
    #expect(handbook.diagnostics.map(\.oneLine) == [])
    let targets = handbook.handbook.targets[.page(PageID("a"))] ?? []
    #expect(targets.contains(.asset("Content/pages/plain.pdf", fragment: "page=3")))
    #expect(targets.contains(.page(PageID("my form"), anchor: "дом")))
  }

  @Test(
    "A percent-encoded path doesn't leave the content",
    arguments: ["%2e%2e/%2e%2e/x.md", "a%00.md", "%1B.md"])
  func encodedHostilePaths(path: String) {
    let handbook = handbook(page: "[x](\(path))")
    #expect(handbook.reports(of: "broken-link").count == 1)
  }
}
