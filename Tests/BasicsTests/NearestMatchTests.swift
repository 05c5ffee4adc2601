import Basics
import Testing

@Suite("The nearest match is the word that the author probably meant")
struct NearestMatchTests {
  @Test(
    "Close words are found",
    arguments: [
      ("gift", "gifts"), ("gfits", "gifts"), ("Gifts", "gifts"), ("confidentialty", "confidentiality"),
      ("confidential", "confidentiality"),
    ])
  func near(word: String, expected: String) {
    #expect(NearestMatch.of(word, among: ["gifts", "money", "confidentiality", "scope"])?.text == expected)
  }

  @Test(
    "A word with two close matches, or only a distant one, isn't replaced without asking",
    arguments: [("gift", true), ("gifst", true), ("bat", false), ("confidential", false)])
  func certainty(word: String, isOnlyOne: Bool) {
    let candidates = ["gifts", "hat", "cat", "confidentiality"]
    #expect(NearestMatch.of(word, among: candidates)?.isOnlyOne == isOnlyOne)
  }

  @Test("Distant words aren't suggested", arguments: ["", "xyz", "abcdefgh", "m"])
  func far(word: String) {
    #expect(NearestMatch.of(word, among: ["gifts", "money", "confidentiality"]) == nil)
  }

  @Test("Among equally close candidates, the first in sorted order wins, whatever their order")
  func ties() {
    #expect(NearestMatch.of("bat", among: ["hat", "cat"])?.text == "cat")
    #expect(NearestMatch.of("bat", among: ["cat", "hat"])?.text == "cat")
  }
}
