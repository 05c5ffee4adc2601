/// One thing that a reader can find: a provision, or a section of any other page.
///
/// The text fields are plain text, in which Markdown is resolved and redlines are accepted.
package struct SearchRecord: Sendable, Hashable {
  /// What a record is to the reader; the facet "kind" of the search page.
  package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case provision
    /// A code of ethics as a whole, or one of its groups.
    case code
    case topic
    /// A lesson or a section of one.
    case lesson
    /// An entry of the glossary.
    case term
    /// An entry of the index of legal citations.
    case legalCitation
    case page
    /// Something that the handbook knows about a code: who issued it, whom to call.
    case fact

    /// The value of `kind=` in the address of the search page.
    package var name: String {
      switch self {
      case .provision: "provision"
      case .code: "code"
      case .topic: "topic"
      case .lesson: "lesson"
      case .term: "term"
      case .legalCitation: "citation"
      case .page: "page"
      case .fact: "fact"
      }
    }
  }

  package var kind: Kind
  /// Where the record stands, relative to the root of the site: `codes/washington.html#gifts`.
  package var address: String
  /// What the result is called: "Washington draft, Professional conduct, item 5", or a heading.
  package var title: String
  /// The printed label of a provision, as it stands in the source: "5", "(iii)".
  package var label: String?
  /// What finds this record and no other, the permanent citation first: `WA#gifts`; for a legal citation each
  /// form in which it is written: `RCW 18.420`, `chapter 18.420 RCW`.
  package var citations: [String]
  /// The heading of a provision's group, or the title of the page that holds a section.
  package var context: String
  /// The lead-in of a provision; empty where it has none.
  package var leadIn: String
  /// The text in UTF-8.
  package var text: [UInt8]
  /// The text in UTF-8 that a draft strikes.
  ///
  /// A match in it is labelled as removed.
  package var removedText: [UInt8]
  /// The index in ``SearchCorpus/codes`` of the code that the record belongs to.
  package var code: Int?
  /// Indexes in ``SearchCorpus/topics``.
  package var topics: [Int]
  /// Words that lead to the record and aren't shown: for a telephone number, "call".
  package var keywords: [String]

  package init(
    _ kind: Kind,
    address: String,
    title: String,
    label: String? = nil,
    citations: [String] = [],
    context: String = "",
    leadIn: String = "",
    text: [UInt8],
    removedText: [UInt8] = [],
    code: Int? = nil,
    topics: [Int] = [],
    keywords: [String] = []
  ) {
    self.kind = kind
    self.address = address
    self.title = title
    self.label = label
    self.citations = citations
    self.context = context
    self.leadIn = leadIn
    self.text = text
    self.removedText = removedText
    self.code = code
    self.topics = topics
    self.keywords = keywords
  }
}

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
