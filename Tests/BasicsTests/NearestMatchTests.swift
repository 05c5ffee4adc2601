import Basics
import Testing

@Suite("The nearest match is what the author probably meant")
struct NearestMatchTests {
  @Test(
    "Near words are found",
    arguments: [
      ("gift", "gifts"), ("gfits", "gifts"), ("Gifts", "gifts"), ("confidentialty", "confidentiality"),
      ("confidential", "confidentiality"),
    ])
  func near(word: String, expected: String) {
    #expect(NearestMatch.of(word, among: ["gifts", "money", "confidentiality", "scope"])?.text == expected)
  }

  @Test(
    "A word with two near matches, or a distant one, isn't to be replaced without asking",
    arguments: [("gift", true), ("gifst", true), ("bat", false), ("confidential", false)])
  func certainty(word: String, isOnlyOne: Bool) {
    let candidates = ["gifts", "hat", "cat", "confidentiality"]
    #expect(NearestMatch.of(word, among: candidates)?.isOnlyOne == isOnlyOne)
  }

  @Test("Far words are not guessed", arguments: ["", "xyz", "abcdefgh", "m"])
  func far(word: String) {
    #expect(NearestMatch.of(word, among: ["gifts", "money", "confidentiality"]) == nil)
  }

  @Test("Of equals the first in order is taken, whatever the order of the candidates")
  func ties() {
    #expect(NearestMatch.of("bat", among: ["hat", "cat"])?.text == "cat")
    #expect(NearestMatch.of("bat", among: ["cat", "hat"])?.text == "cat")
  }
}
