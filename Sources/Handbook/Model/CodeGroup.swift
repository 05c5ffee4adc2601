package import Markup

/// A part of a code under one heading, or between two thematic breaks where the source has no heading.
package struct CodeGroup: Sendable, Equatable {
  /// The heading's node.
  ///
  /// Nothing for what stands before the first heading and for an unnamed group.
  package let heading: MarkdownDocument.Index?
  /// The permanent id, or the one that follows from the heading or the position.
  package let anchor: String
  /// The heading's text without markup, empty for an unnamed group.
  package let title: String
  /// The label that the source prints before the title.
  package let label: String?
  /// The heading's level, from 2 to 6; 2 for an unnamed group.
  package let level: Int
  /// The place among the unnamed groups after the same heading, or of a code without headings, from 1;
  /// nothing for a named group.
  ///
  /// The part of a named group before its first thematic break is not counted.
  package let unnamedOrdinal: Int?
  /// The title of the heading before an unnamed group, where there is one.
  package let continuedTitle: String?
  package let topics: [Located<TopicID>]
  /// Whether the author gave the anchor.
  package var isPermanent = false
  /// Anchors that this group had before.
  package var aliases: [Located<String>] = []
  package var content: [CodeElement]
}
