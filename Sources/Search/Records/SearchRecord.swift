/// A search result that a reader can find: a provision, or a section of any other page.
///
/// The text fields are plain text, without Markdown, and with all changes of redlines accepted.
package struct SearchRecord: Sendable, Hashable {
  /// The kind of a record, which is the facet "kind" on the search page.
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
    /// A fact about a code, such as who issued it or whom to call.
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
  /// The address of the record, relative to the root of the site: `codes/washington.html#gifts`.
  package var address: String
  /// The title of the result: "Washington draft, Professional conduct, item 5", or a heading.
  package var title: String
  /// The printed label of a provision, as it appears in the source: "5", "(iii)".
  package var label: String?
  /// The citations that find only this record, the permanent one first: `WA#gifts`.
  ///
  /// For a legal citation, each form in which it's written: `RCW 18.420`, `chapter 18.420 RCW`.
  package var citations: [String]
  /// The heading of a provision's group, or the title of the page that contains a section.
  package var context: String
  /// The lead-in of a provision, or an empty string if it has none.
  package var leadIn: String
  /// The text in UTF-8, with ``selfCheckMark`` before and after each self-check.
  package var text: [UInt8]
  /// The number of the first self-check in the text, from 1, or `nil` if it has none.
  package var firstSelfCheck: Int?
  /// The text, in UTF-8, that a draft deletes.
  ///
  /// A match in it is labeled as removed.
  package var removedText: [UInt8]
  /// The index in ``SearchCorpus/codes`` of the record's code.
  package var code: Int?
  /// The indices of the record's topics in ``SearchCorpus/topics``.
  package var topics: [Int]
  /// Hidden words that find the record, such as "call" for a telephone number.
  package var keywords: [String]

  /// The separator before and after a self-check in a text: the information separator three of ASCII.
  package static let selfCheckMark: UInt8 = 0x1D

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

/// The data that search records refer to, and what the client must know about the handbook.
package struct SearchCorpus: Sendable, Hashable {
  /// A code of ethics, with the values of the facets "state" and "status".
  package struct Code: Sendable, Hashable {
    package var abbreviation: String
    package var jurisdiction: String
    /// The name that distinguishes the code from others of its jurisdiction, or an empty string if it's the only one.
    package var shortName: String
    /// The status as written in front matter: `draft`, `in-force`.
    package var status: String
    package var title: String
    /// The address of the code's page, relative to the root of the site.
    package var address: String
    /// Whether the handbook includes the code's text.
    package var isIncluded: Bool
    /// The web address at which the code is published, or an empty string if it's unknown.
    package var source: String
    /// The number of provisions that aren't part of another one, if they are numbered in a single sequence or
    /// not at all.
    package var itemCount: Int

    package init(
      abbreviation: String, jurisdiction: String, status: String, title: String, address: String,
      isIncluded: Bool = true, source: String = "", itemCount: Int = 0, shortName: String = ""
    ) {
      self.shortName = shortName
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

  /// A state or other jurisdiction that a reader may ask about, whether or not the handbook lists its code.
  package struct Jurisdiction: Sendable, Hashable {
    package var abbreviation: String
    package var name: String

    package init(abbreviation: String, name: String) {
      self.abbreviation = abbreviation
      self.name = name
    }
  }

  /// A topic of the taxonomy, with the words that find it.
  package struct Topic: Sendable, Hashable {
    package var id: String
    package var title: String
    /// The words that readers would type for it: "gift card", "HIPAA".
    package var synonyms: [String]
    /// Whole searches and idioms for it that no page shows: "ask me out".
    package var searches: [String]
    /// The address of the topic's page, relative to the root of the site.
    package var address: String
    package var provisionCount: Int
    /// The text that says what to do first if someone may be in danger, as plain text.
    ///
    /// It's empty if the topic doesn't say.
    package var urgent: String

    package init(
      id: String, title: String, synonyms: [String], searches: [String] = [], address: String,
      provisionCount: Int,
      urgent: String = ""
    ) {
      self.id = id
      self.title = title
      self.synonyms = synonyms
      self.searches = searches
      self.address = address
      self.provisionCount = provisionCount
      self.urgent = urgent
    }
  }

  /// The codes.
  ///
  /// Those of one jurisdiction are contiguous.
  package var codes: [Code]
  package var topics: [Topic]
  package var jurisdictions: [Jurisdiction]
  /// The language of the text, as a BCP 47 tag.
  ///
  /// Its primary subtag determines the stemmer.
  package var language: String
  /// The words of the client's interface that replace the English ones, by the keys of
  /// `Themes/default/assets/search.js`.
  package var strings: [String: String]
  /// The path of the client's script that answers queries, or an empty string if its name doesn't differ
  /// between builds.
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
