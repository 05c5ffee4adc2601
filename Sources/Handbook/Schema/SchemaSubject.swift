package import Markup

/// A kind of file whose keys an editor can complete and check.
package enum SchemaSubject: String, Sendable, CaseIterable {
  case handbook, code, lesson, topic, glossary, page

  /// What the file's YAML may hold, as it is checked.
  package var shape: FrontMatterShape {
    switch self {
    case .handbook: HandbookConfiguration.shape
    case .code: CodeMetadata.shape
    case .lesson: LessonMetadata.shape
    case .topic: TopicMetadata.shape
    case .glossary, .page: PageMetadata.shape
    }
  }

  /// The title of the schema.
  package var title: String {
    switch self {
    case .handbook: "The configuration of a handbook, handbook.yml"
    case .code: "The front matter of a code of ethics"
    case .lesson: "The front matter of a lesson"
    case .topic: "The front matter of a topic"
    case .glossary: "The front matter of the glossary"
    case .page: "The front matter of a page"
    }
  }
}
