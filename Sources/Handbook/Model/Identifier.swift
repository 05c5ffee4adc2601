package import Markdown

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
