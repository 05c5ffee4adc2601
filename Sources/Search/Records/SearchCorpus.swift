/// What the records of a search index refer to, and what its client needs to know of the handbook.
package struct SearchCorpus: Sendable, Hashable {
  /// A code of ethics, as the facets "state" and "status" show it.
  package struct Code: Sendable, Hashable {
    package var abbreviation: String
    package var jurisdiction: String
    /// The status as front matter writes it: `draft`, `in-force`.
    package var status: String
    package var title: String
    /// The address of the code's page, relative to the root of the site.
    package var address: String
    /// Whether the handbook includes the code's text.
    package var isIncluded: Bool
    /// The web address where the code is published; empty where none is known.
    package var source: String
    /// The number of provisions that aren't part of another, where they're numbered in one sequence or not at all.
    package var itemCount: Int

    package init(
      abbreviation: String, jurisdiction: String, status: String, title: String, address: String,
      isIncluded: Bool = true, source: String = "", itemCount: Int = 0
    ) {
      self.abbreviation = abbreviation
      self.jurisdiction = jurisdiction
      self.status = status
      self.title = title
      self.address = address
      self.isIncluded = isIncluded
      self.source = source
      self.itemCount = itemCount
    }
  }

  /// A state or another jurisdiction that a reader may ask about, whether or not the handbook lists its code.
  package struct Jurisdiction: Sendable, Hashable {
    package var abbreviation: String
    package var name: String

    package init(abbreviation: String, name: String) {
      self.abbreviation = abbreviation
      self.name = name
    }
  }

  /// A topic of the taxonomy, with the words that lead to it.
  package struct Topic: Sendable, Hashable {
    package var id: String
    package var title: String
    /// What a reader would type for it: "gift card", "HIPAA".
    package var synonyms: [String]
    /// The address of the topic's page, relative to the root of the site.
    package var address: String
    package var provisionCount: Int
    /// What to do first when someone may be in danger, as plain text; empty where the topic doesn't say.
    package var urgent: String

    package init(
      id: String, title: String, synonyms: [String], address: String, provisionCount: Int, urgent: String = ""
    ) {
      self.id = id
      self.title = title
      self.synonyms = synonyms
      self.address = address
      self.provisionCount = provisionCount
      self.urgent = urgent
    }
  }

  /// The codes, those of one jurisdiction next to each other.
  package var codes: [Code]
  package var topics: [Topic]
  package var jurisdictions: [Jurisdiction]
  /// The language of the text, as a BCP 47 tag; its primary subtag chooses the stemmer.
  package var language: String
  /// The words of the client's interface by the keys of `Themes/default/assets/search.js`, where they are not
  /// to be the English ones.
  package var strings: [String: String]
  /// The path of the client's script that answers queries, or empty if it has no name of its own in each build.
  package var answersPath: String

  package init(
    codes: [Code] = [], topics: [Topic] = [], jurisdictions: [Jurisdiction] = [], language: String = "en",
    strings: [String: String] = [:], answersPath: String = ""
  ) {
    self.codes = codes
    self.topics = topics
    self.jurisdictions = jurisdictions
    self.language = language
    self.strings = strings
    self.answersPath = answersPath
  }
}
