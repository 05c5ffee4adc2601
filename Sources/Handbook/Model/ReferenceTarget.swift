import Basics
package import Markdown

/// The target of a reference.
package enum ReferenceTarget: Sendable, Hashable {
  case code(CodeID, edition: Int)
  case group(CodeID, edition: Int, GroupID)
  case provision(CodeID, edition: Int, ProvisionID)
  case topic(TopicID, anchor: String?)
  case lesson(LessonID, anchor: String?)
  case glossary
  case term(TermID)
  case page(PageID, anchor: String?)
  /// An anchor on the same page as the reference.
  case anchor(DocumentKey, String)
  /// A file that is copied, by its path from the root of the source; the fragment is the `#page=3` of a link
  /// to it.
  case asset(String, fragment: String?)

  /// Creates the target of a reference to a passage of a code.
  package init(_ part: Passage.Part, of code: CodeOfEthics, edition: Int) {
    let text = code.editions[edition].text
    self =
      switch part {
      case .provision(let place): .provision(code.id, edition: edition, text.provisions[place].id.value)
      case .group(let place): .group(code.id, edition: edition, text.groups[place].id)
      }
  }

  /// Creates the target of a reference to a whole document.
  package init(_ key: DocumentKey) {
    self =
      switch key {
      case .code(let id, let edition, _): .code(id, edition: edition)
      case .topic(let id): .topic(id, anchor: nil)
      case .lesson(let id): .lesson(id, anchor: nil)
      case .glossary: .glossary
      case .page(let id): .page(id, anchor: nil)
      }
  }

  /// Whether the target is a code or a part of one.
  package var isOfCode: Bool {
    switch self {
    case .code, .group, .provision: true
    case .topic, .lesson, .glossary, .term, .page, .anchor, .asset: false
    }
  }

  /// The document that is the target or contains it, or `nil` for an asset.
  package var document: DocumentKey? {
    switch self {
    case .code(let id, let edition), .group(let id, let edition, _), .provision(let id, let edition, _):
      .code(id, edition: edition, view: .proposed)
    case .topic(let id, _): .topic(id)
    case .lesson(let id, _): .lesson(id)
    case .glossary, .term: .glossary
    case .page(let id, _): .page(id)
    case .anchor(let key, _): key
    case .asset: nil
    }
  }

  /// The anchor in the document, or `nil` for a whole document or an asset.
  package var anchor: String? {
    switch self {
    case .code, .glossary, .asset: nil
    case .group(_, _, let group): group.rawValue
    case .provision(_, _, let provision): provision.rawValue
    case .topic(_, let anchor), .lesson(_, let anchor), .page(_, let anchor): anchor
    case .term(let id): id.rawValue
    case .anchor(_, let anchor): anchor
    }
  }

  /// The target as authors write it between double brackets, or the path of an asset.
  package var citation: String {
    if case .asset(let path, let fragment) = self { return path + (fragment.map { "#\($0)" } ?? "") }
    return (document?.citation ?? "") + (anchor.map { "#\($0)" } ?? "")
  }
}

/// The name of one document of the handbook, which is the key to its links.
package enum DocumentKey: Sendable, Hashable, Comparable {
  case code(CodeID, edition: Int, view: CodeView)
  case topic(TopicID)
  case lesson(LessonID)
  case glossary
  case page(PageID)

  /// The document as written between double brackets.
  package var citation: String {
    switch self {
    case .code(let id, _, _): id.rawValue
    case .topic(let id): "topics/\(id)"
    case .lesson(let id): "lessons/\(id)"
    case .page(let id): "pages/\(id)"
    case .glossary: "glossary"
    }
  }
}

/// A way to read a code with a draft's marks.
package enum CodeView: String, Sendable, Hashable, Comparable, CaseIterable {
  /// The marks themselves.
  case redline
  /// All changes accepted. A code without marks has only this view.
  case proposed
  /// All changes rejected.
  case current

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A reference seen from its target, with its source and the sentence around it.
package struct CrossReference: Sendable, Hashable {
  /// The relation of the source to the target.
  package enum Relation: String, Sendable, Hashable, Comparable {
    case discusses
    case quotes
    case assesses
    case cites
    /// The text contains the term, without a reference by the author.
    case uses

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package let source: DocumentKey
  /// The nearest anchor before the reference on its page.
  package let anchor: String?
  package let relation: Relation
  /// The sentence around the reference, as plain text; empty if it has no words but those of citations.
  package let sentence: String
  /// Whether everything around the reference is citations, as in a list of related rules.
  package let isInListOfCitations: Bool
  /// The number of the self-check that contains the reference, from 1, or `nil` outside self-checks.
  package let question: Int?
}

/// The permanent name of one kind of thing.
///
/// Each kind has its own type, so that a topic's id can't be used in place of a provision's.
package struct Identifier<Subject>: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let rawValue: String

  package init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }

  package var description: String { rawValue }
}

extension Identifier: FrontMatterDecodable {
  package static var shape: FrontMatterShape { .text }

  package static func decode(_ value: YAMLValue, _ decoder: inout FrontMatterDecoder) -> Self? {
    String.decode(value, &decoder).map(Self.init)
  }
}

/// A code's abbreviation, the prefix of its citations: `WA`.
package typealias CodeID = Identifier<CodeOfEthics>
/// A group's id, unique in its code: either the author's, or one generated from its heading or its position.
package typealias GroupID = Identifier<CodeGroup>
/// A provision's id, unique in its code: `gifts`.
package typealias ProvisionID = Identifier<Provision>
/// The name of a topic's file without its extension: `dual-relationships`.
package typealias TopicID = Identifier<Topic>
/// The path of a lesson's file below `lessons` without its extension.
package typealias LessonID = Identifier<Lesson>
/// The anchor of a term in the glossary.
package typealias TermID = Identifier<Term>
/// An objective's id, unique in its lesson.
package typealias ObjectiveID = Identifier<LearningObjective>
/// The path of a page's file below `pages` without its extension.
package typealias PageID = Identifier<StandalonePage>
