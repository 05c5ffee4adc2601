import Testing

@testable import Site

@Suite("Indexes of topics and lessons")
struct IndexPageTests {
  @Test(
    "The list of topics has at most four of a topic's other words",
    arguments: [
      ("[a, b, c, d]", "<p>a, b, c, d</p>"), ("[a, b, c, d, e]", "<p>a, b, c, d …</p>"),
    ])
  func synonyms(words: String, shown: String) {
    let site = SmallSite(["topics/gifts.md": "---\ntitle: Gifts\nsynonyms: \(words)\n---\n\nThings.\n"])
    #expect(site["topics/index.html"].contains(shown), "\(site.diagnostics)")
  }

  @Test("The list of lessons has their number and the time that they take")
  func lessons() {
    let lesson =
      "---\ntitle: Gifts\nminutes: 25\nobjectives:\n  - { id: o, text: Refuse }\n---\n\n## One\n\nText.\n"
    let site = SmallSite(["lessons/1.md": lesson, "lessons/2.md": lesson.replacing("id: o", with: "id: p")])
    let page = site["lessons/index.html"]
    #expect(page.contains("<span>2 lessons</span> <span>50 minutes</span>"), "\(site.diagnostics)")
  }
}
