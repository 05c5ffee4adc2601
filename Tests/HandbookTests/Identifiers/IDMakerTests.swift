import Basics
import Drafts
import Handbook
import TestSupport
import Testing

@Suite("Ids consist of words from provisions")
struct IDMakerTests {
  private func id(_ text: String) -> String {
    var maker = IDMaker()
    return maker.id(forProvision: text, fallback: "item-1")
  }

  @Test(
    "An id is the first three significant words",
    arguments: [
      ("Respect the dignity of each client.", "respect-dignity"),
      ("Maintain accurate records of all services", "maintain-accurate-records"),
      ("The client’s own choice", "choice"),
      ("Élan vital", "élan-vital"),
      ("Complete 5 hours of training.", "complete-5-hours"),
      ("To all", "to-all"),
      ("—", "item-1"),
    ])
  func words(text: String, expected: String) {
    #expect(id(text) == expected)
  }

  @Test(
    "An id keeps a negation, so that it never says the opposite of its provision",
    arguments: [
      ("Do not accept gifts from clients.", "not-accept-gifts"),
      ("Shall not force values or beliefs on a client.", "not-force-values-beliefs"),
      ("Peer specialists can’t lend money.", "not-lend-money"),
      ("A specialist cannot lend money", "not-lend-money"),
      ("Neither solicit nor accept gifts", "not-solicit-accept-gifts"),
      ("No gifts.", "no-gifts"),
      ("Never make unwarranted promises", "never-unwarranted-promises"),
      ("Serve everyone without discrimination", "serve-everyone-without-discrimination"),
      ("Avoid dual relationships", "avoid-dual-relationships"),
      ("Not only respect but also honor choices", "respect-honor-choices"),
      ("Whether or not paid", "paid"),
      ("Never", "never"),
    ])
  func negations(text: String, expected: String) {
    #expect(id(text) == expected)
  }

  @Test("An id that is taken gets more words, and then a number")
  func taken() {
    var maker = IDMaker(taken: ["be-fair"])
    let texts = [
      "Honesty, fairness, courage", "Honesty, fairness, courage, care", "Honesty, fairness, courage",
    ]
    #expect(
      texts.map { maker.id(forProvision: $0, fallback: "x") }
        == ["honesty-fairness-courage", "honesty-fairness-courage-care", "honesty-fairness-courage-2"])
    #expect(maker.id(forProvision: "—", fallback: "be-fair") == "be-fair-2")
  }

  @Test("A short heading keeps all its words, and a long one keeps its first significant words")
  func headings() {
    var maker = IDMaker()
    #expect(maker.id(forHeading: "Conduct of the Peer") == "conduct-of-the-peer")
    #expect(
      maker.id(
        forHeading: "Responsibilities that a certified peer has toward the community and the profession")
        == "responsibilities-toward-community-profession")
  }

  @Test(
    "The import of a draft and 'ids --write' give a sentence the same id",
    arguments: [
      "Do not accept gifts from clients.", "Shall not force values or beliefs on others.",
      "Respect the rights and dignity of those you serve.", "Never lend money.",
    ])
  func agreement(sentence: String) throws {
    let draft = "# Code\n\n- \(sentence)\n- Last of all.\n"
    let imported = DraftImporter.run(
      .text(Array(draft.utf8), isMarkdown: true), .init(jurisdiction: "Ohio", path: "Content/codes/ohio.md"))
    let text = String(decoding: try #require(imported.file).bytes, as: UTF8.self)
    let handbook = SmallHandbook(["codes/washington.md": codeFile("- \(sentence)\n- Last of all.\n")])
    let writer = IDWriter(handbook.handbook, files: handbook.files)
    let id = try #require(writer.given.first).id
    #expect(text.contains("- \(sentence) {#\(id)}\n"), "\(text)")
  }
}
