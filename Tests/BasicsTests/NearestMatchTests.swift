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
    #expect(NearestMatch.of(word, among: ["gifts", "money", "confidentiality", "scope"]) == expected)
  }

  @Test("Far words are not guessed", arguments: ["", "xyz", "abcdefgh", "m"])
  func far(word: String) {
    #expect(NearestMatch.of(word, among: ["gifts", "money", "confidentiality"]) == nil)
  }

  @Test("Of equals the first in order is taken, whatever the order of the candidates")
  func ties() {
    #expect(NearestMatch.of("bat", among: ["hat", "cat"]) == "cat")
    #expect(NearestMatch.of("bat", among: ["cat", "hat"]) == "cat")
  }
}
