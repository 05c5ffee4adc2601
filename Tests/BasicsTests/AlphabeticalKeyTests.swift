import Basics
import Testing

@Suite("Lists from A to Z")
struct AlphabeticalKeyTests {
  @Test("Case, accents, and punctuation don't affect the order")
  func folds() {
    let titles = [
      "Zeal", "“Duty”", "élan", "apple", "Éclair", "Øre", "Ethics", "self-check", "Self care", "Straße",
    ]
    #expect(
      titles.alphabetized { $0 } == [
        "apple", "“Duty”", "Éclair", "élan", "Ethics", "Øre", "Self care", "self-check", "Straße", "Zeal",
      ])
  }

  @Test("Words are compared one by one, so a short word comes before a longer one that begins with it")
  func words() {
    #expect(
      ["Newark", "New York", "North Carolina", "New Mexico"].alphabetized { $0 }
        == ["New Mexico", "New York", "Newark", "North Carolina"])
  }

  @Test("In Spanish, ñ is a letter of its own after n, and elsewhere it is an n")
  func tilde() {
    let titles = ["ñandú", "nz", "Ñame", "oso", "níquel"]
    #expect(titles.alphabetized(in: "es-US") { $0 } == ["níquel", "nz", "Ñame", "ñandú", "oso"])
    #expect(titles.alphabetized { $0 } == ["Ñame", "ñandú", "níquel", "nz", "oso"])
    #expect(AlphabeticalKey("ñandú", in: "es").letter == "Ñ" && AlphabeticalKey("ñandú").letter == "N")
  }

  @Test("Numbers are ordered by their values")
  func numbers() {
    #expect(
      ["Part 10", "Part 2", "100 days", "42 CFR", "Part 02 b", "Part"].alphabetized { $0 }
        == ["42 CFR", "100 days", "Part", "Part 2", "Part 02 b", "Part 10"])
  }

  @Test("Any arrangement gets the same order, and equal titles keep their own")
  func isDeterministic() {
    #expect(["a", "A", "á", "Á"].alphabetized { $0 } == ["Á", "á", "a", "A"].reversed().alphabetized { $0 })
    let pairs = [("same", 2), ("other", 3), ("same", 1)].alphabetized { $0.0 }
    #expect(pairs.map(\.1) == [3, 2, 1])
  }

  @Test(
    "Each title has a letter",
    arguments: [
      ("élan", "E"), ("“Duty”", "D"), ("o’clock", "O"), ("Übung", "U"), ("æon", "A"), ("Жизнь", "Ж"),
      ("한국", "한"),
      ("42 CFR", nil), ("…", nil), ("", nil),
    ] as [(String, String?)])
  func letter(title: String, letter: String?) {
    #expect(AlphabeticalKey(title).letter == letter)
  }
}
