package import Markup

/// One rule of a code: what is cited, compared and found.
package struct Provision: Sendable, Equatable {
  package let id: Located<ProvisionID>
  /// Whether the author gave the id.
  ///
  /// Otherwise it follows from the position, and can change.
  package let isPermanent: Bool
  /// The label that the source prints, such as `(iii)`, `5` or `Rule 2.1`.
  package let label: String?
  /// The place among the provisions of the same group and parent, from 1.
  package let ordinal: Int
  /// The place of the group in ``CodeText/groups``.
  package let group: Int
  /// The place of the provision that this one is a part of, in ``CodeText/provisions``.
  package let parent: Int?
  /// The node of the list item or paragraph.
  package let node: MarkdownDocument.Index
  /// The paragraph that introduces the list that this provision stands in.
  package let leadIn: MarkdownDocument.Index?
  package let topics: [Located<TopicID>]
  /// Ids that this provision had before.
  package let aliases: [Located<String>]
  /// What the provision consists of, in order.
  package var content: [CodeElement]
  /// Whether this view of the code has no text left here: a draft removes or adds the provision.
  package let isEmpty: Bool
}

/// A part of a group or a provision, in the order of the source.
package enum CodeElement: Sendable, Equatable {
  /// A block of text that is not a provision.
  case prose(MarkdownDocument.Index)
  /// A paragraph that introduces the provisions after it.
  case leadIn(MarkdownDocument.Index)
  /// The places of provisions in ``CodeText/provisions`` that stand together.
  case provisions([Int])
}
