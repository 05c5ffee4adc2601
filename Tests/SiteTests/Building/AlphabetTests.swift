import Testing

@testable import Site

@Suite("Alphabetical lists")
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

  /// Returns whether the texts appear on a page in this order.
  private func stand(_ texts: [String], on path: String) -> Bool {
    var rest = Self.site[path][...]
    for text in texts {
      guard let range = rest.firstRange(of: text) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  @Test(
    "Topics are sorted by title, not by file name",
    arguments: [
      "index.html", "topics/index.html", "compare.html", "compare-texts.html", "print.html",
    ])
  func topics(path: String) {
    #expect(stand([">Équité</a>", ">fairness</a>", ">Threats</a>"], on: path))
  }

  @Test("States are sorted by name, not by abbreviation")
  func states() {
    for path in ["codes/index.html", "compare-texts.html"] {
      #expect(stand([">Åland<", ">Alaska<", ">Arizona<"], on: path), "\(path)")
    }
    #expect(stand(["data-state=\"AX\"", "data-state=\"AK\"", "data-state=\"AZ\""], on: "compare.html"))
  }

  @Test("Lessons with an order come first, and all others are sorted by title")
  func lessons() {
    #expect(stand(["Last by name", ">Alpha</a>", ">Beta</a>"], on: "lessons/index.html"))
  }

  @Test("Terms and subjects are grouped by letter without accents, and those without a letter come first")
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
