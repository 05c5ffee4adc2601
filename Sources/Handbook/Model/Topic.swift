package import Basics
package import Markdown

/// A subject that provisions of several codes share.
package struct Topic: Sendable {
  package let id: TopicID
  package let path: String
  package let metadata: TopicMetadata
  /// The definition.
  package let document: MarkdownDocument
}

/// The front matter of a topic.
package struct TopicMetadata: Sendable, Equatable, FrontMatterRecord {
  package var title = Located("", SourceRange(line: 1, column: 1))
  /// Words that a trainee would search for.
  package var synonyms: [String] = []
  /// Situations in a reader's words: "A client offers me a gift".
  package var situations: [String] = []
  /// The first steps if someone may be in danger, as plain text; shown above everything else on the topic's
  /// page.
  package var urgent: Located<String>?
  package var related: [Located<TopicID>] = []
  package var aliases: [Located<String>] = []
  package var publish = true

  package init() {}

  /// The lines of ``urgent``, each of which is a paragraph.
  package var urgentParagraphs: [String] {
    (urgent?.value ?? "").split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  package static let fields: [FrontMatterField<TopicMetadata>] = [
    .init("title", \.title, isRequired: true, "The topic's name."),
    .init("synonyms", \.synonyms, "Other words that a trainee might search for."),
    .init("situations", \.situations, "Situations that readers are in, such as: A client offers me a gift."),
    .init("urgent", \.urgent, "What to do first when someone may be in danger, in plain text."),
    .init("related", \.related, "The ids of related topics."),
    .init("aliases", \.aliases, "Former addresses of the page, which redirect to it."),
    .init("publish", \.publish, "Whether the page is published."),
  ]
}
