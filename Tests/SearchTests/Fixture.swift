import Search

/// A corpus of invented records, large enough for many shards in some families.
enum Fixture {
  static let corpus = SearchCorpus(
    codes: [
      SearchCorpus.Code(
        abbreviation: "NL", jurisdiction: "Northland", status: "in-force", title: "Code",
        address: "codes/nl.html"),
      SearchCorpus.Code(
        abbreviation: "SP", jurisdiction: "Southport", status: "draft", title: "Code",
        address: "codes/sp.html"),
    ],
    topics: [
      SearchCorpus.Topic(
        id: "gifts", title: "Gifts", synonyms: ["gift card", "who do I ask"], address: "topics/gifts.html",
        provisionCount: 20)
    ])

  static let records: [SearchRecord] = (0..<80).map { number in
    let code = number < 60 ? number / 30 : nil
    let words = (0..<(40 + number % 7)).map {
      "\(syllables[($0 * 7 + number * 13) % 24])\(($0 * number) % 97)"
    }
    return SearchRecord(
      code == nil ? .lesson : .provision, address: "page\(number).html", title: "Item \(number) on gifts",
      label: code == nil ? nil : "\(number % 30)", citations: ["X#item-\(number)"],
      context: "Group \(number / 10)",
      leadIn: "Peers shall:", text: Array((words + syllables).joined(separator: " ").utf8),
      removedText: number % 5 == 0 ? Array("accepting presents".utf8) : [], code: code,
      topics: number % 4 == 0 ? [0] : [])
  }

  private static let syllables = [
    "borrow", "lend", "keep", "share", "protect", "consult", "decline", "privacy", "client", "record",
    "trust",
    "refer", "plan", "organize", "study", "carry", "impose", "values", "naïve", "don’t", "18.420", "peer’s",
    "relationships", "confidential",
  ]
}
