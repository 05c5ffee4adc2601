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
