import Basics
import Testing

@Suite("The ends of sentences")
struct SentenceEndsTests {
  /// Returns the sentences of a text, each followed by `|`.
  private func divided(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    var start = 0
    while let end = SentenceEnds.english.first(from: start, in: bytes) {
      result += String(decoding: bytes[start..<end], as: UTF8.self) + "|"
      start = end
    }
    return result + String(decoding: bytes[start...], as: UTF8.self)
  }

  @Test(
    "A mark before white space and a word that can begin a sentence ends a sentence",
    arguments: [
      "Decline it.| It is a gift.|", "Why not?| Because.|", "Stop!| Now.|", "What?!| No.|", "No text",
      "Say “no.”| It is a gift.|", "Say (no.)| It is.|", "He said 'no.'| «Oui.»| Ja.|", "Go.\n| 5 left.|",
      "Ends.| É is a letter.|", "Ends.| “Quoted.”|", "Ends.| – A dash.|", "Wait...| Then go.|",
      "Is it?| Ça va.|",
    ])
  func ends(text: String) {
    // A line break is white space like any other.
    let expected = text.replacing("\n|", with: "|\n")
    #expect(divided(expected.replacing("|", with: "")) == expected)
  }

  @Test(
    "A mark inside a word, before a lowercase letter, or before more punctuation doesn't end a sentence",
    arguments: [
      "Pay $5.50 back", "See example.org for it", "wait... then go", "Really? she asked",
      "Stop (now!), then go",
      "See Rule 1.1 of it", "a .b", "Dr.\u{A0}Smith knows", "Ende. à demain",
    ])
  func insides(text: String) {
    #expect(divided(text) == text)
  }

  @Test(
    "The period of an abbreviation, an initial, or a number's label doesn't end a sentence",
    arguments: [
      "Ask Dr. Smith.|", "Ask Mr. and Mrs. Lee.|", "Ask, e.g. Your supervisor.|", "That is, i.e. The rule.|",
      "The U.S. Department.|", "The D.C. Code.|", "Ask J. Smith and A. B. Lee.|", "See No. 5.|",
      "See Nos. #5.|",
      "See Sec. 12 and Sec. IV of it.|", "Read Art. IV of it.|", "See p. 4 and pp. 5 and 6.|", "By Jan. 5.|",
      "Smith v. Jones.|", "Wash. Admin. Code.|", "Acme Inc. Services.|", "“Dr. Smith” knows.|", "(St. Louis)",
      "Ask Prof. Łukasz.|", "A Ph.D. Student.|",
    ])
  func abbreviations(text: String) {
    #expect(divided(text.replacing("|", with: "")) == text)
  }

  @Test(
    "Words that are abbreviations only elsewhere, or that can end a sentence, end one",
    arguments: [
      "No.| It is a gift.|", "No.| I would ask.|", "It is art.| The rule is not.|",
      "Call by 5 p.m.| She leaves.|",
      "Gifts, cards, etc.| The rule has no amount.|", "In the U.S.| It is the law.|",
      "Plan B.| It is safer.|",
      "So do I.| You don't.|", "She works at Acme Inc.| Don’t call.|", "He has a Ph.D.|",
    ])
  func lastWords(text: String) {
    #expect(divided(text.replacing("|", with: "")) == text)
  }
}
