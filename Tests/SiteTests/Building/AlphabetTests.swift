import Testing

@testable import Site

@Suite("Where readers look through from A to Z")
struct AlphabetTests {
  private static func code(_ jurisdiction: String, _ abbreviation: String) -> String {
    """
    ---
    title: Code
    jurisdiction: \(jurisdiction)
    abbreviation: \(abbreviation)
    status: draft
    ---

    - A rule. {#rule .\(abbreviation == "AA" ? "abuse" : "zeal")}
    """
  }

  private static let site = SmallSite([
    "codes/arizona.md": code("Arizona", "AZ"),
    "codes/alaska.md": code("Alaska", "AK"),
    "codes/aland.md": code("Åland", "AX"),
    "topics/abuse.md": "---\ntitle: Threats\n---\n\nA topic.\n",
    "topics/zeal.md": "---\ntitle: Équité\nsynonyms: [42 hours]\n---\n\nA topic.\n",
    "topics/middle.md": "---\ntitle: fairness\n---\n\nA topic.\n",
    "lessons/b.md": "---\ntitle: Alpha\n---\n\nText.\n",
    "lessons/a.md": "---\ntitle: Beta\n---\n\nText.\n",
    "lessons/c.md": "---\ntitle: Last by name, first by order\norder: 1\n---\n\nText.\n",
    "glossary.md":
      "---\ntitle: Glossary\n---\n\n## Zone\n\nZ.\n\n## État\n\nE.\n\n## 12 steps\n\nT.\n\n## east\n\nE.\n",
  ])

  /// Whether the texts stand on a page in this order.
  private func stand(_ texts: [String], on path: String) -> Bool {
    var rest = Self.site[path][...]
    for text in texts {
      guard let range = rest.firstRange(of: text) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  @Test(
    "Topics stand by their titles, whatever their files are called",
    arguments: [
      "index.html", "topics/index.html", "compare.html", "compare-texts.html", "print.html",
    ])
  func topics(path: String) {
    #expect(stand([">Équité</a>", ">fairness</a>", ">Threats</a>"], on: path))
  }

  @Test("States stand by their names, whatever their abbreviations are")
  func states() {
    for path in ["codes/index.html", "compare-texts.html"] {
      #expect(stand([">Åland<", ">Alaska<", ">Arizona<"], on: path), "\(path)")
    }
    #expect(stand(["data-state=\"AX\"", "data-state=\"AK\"", "data-state=\"AZ\""], on: "compare.html"))
  }

  @Test("Lessons keep the order that they are given, and stand by their titles without one")
  func lessons() {
    #expect(stand(["Last by name", ">Alpha</a>", ">Beta</a>"], on: "lessons/index.html"))
  }

  @Test("Terms and subjects stand under the letter without its accent, those without a letter first")
  func letters() {
    #expect(
      stand(
        [
          "href=\"#letter-0\">#<", "href=\"#letter-e\">E<", "href=\"#letter-z\">Z<",
          "id=\"letter-0\"", "12 steps", "id=\"letter-e\"", "<h3>east ", "<h3>État ", "<h3>Zone ",
        ], on: "glossary.html"))
    #expect(
      stand(
        [
          "id=\"letter-0\"", ">12 steps<", ">42 hours<", "id=\"letter-e\"", ">east<", ">Équité<", ">État<",
          ">fairness<",
          ">Threats<", ">Zone<",
        ], on: "subjects.html"))
  }
}
