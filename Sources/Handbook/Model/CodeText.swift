package import Basics
package import Markdown

/// The text of a code in one view, with its groups and provisions.
///
/// All views of an edition have the same groups and provisions in the same places.
package struct CodeText: Sendable {
  package let document: MarkdownDocument
  package let groups: [CodeGroup]
  /// In the order of the source; a provision comes before its parts.
  package let provisions: [Provision]
  /// The place of each provision in ``provisions``; of the first where two have one id.
  private let places: [ProvisionID: Int]
  /// The labels that the source prints twice beside each other.
  private let repeatedLabels: Set<LabelPlace>

  /// A label among the provisions of one group and parent.
  private struct LabelPlace: Hashable {
    let group: Int
    let parent: Int?
    let label: String

    init?(_ provision: Provision) {
      guard let label = provision.label else { return nil }
      (group, parent, self.label) = (provision.group, provision.parent, label)
    }
  }

  package init(document: MarkdownDocument, groups: [CodeGroup], provisions: [Provision]) {
    self.document = document
    self.groups = groups
    self.provisions = provisions
    let labels = Dictionary(grouping: provisions.compactMap(LabelPlace.init)) { $0 }
    repeatedLabels = Set(labels.filter { $0.value.count > 1 }.keys)
    places = Dictionary(provisions.enumerated().map { ($0.element.id.value, $0.offset) }) { first, _ in first
    }
  }

  /// The place in ``provisions`` of the one with an id.
  package func place(of id: ProvisionID) -> Int? { places[id] }

  /// Whether another provision beside this one has the same label, so that a citation needs more than the label.
  package func repeatsLabel(of provision: Provision) -> Bool {
    LabelPlace(provision).map(repeatedLabels.contains) ?? false
  }

  /// Whether readers see a number or a name that the source doesn't print.
  package var isCounted: Bool {
    provisions.contains { $0.label == nil } || groups.contains { $0.unnamedOrdinal != nil }
  }

  /// Whether each provision that the source doesn't label is an item of a list, so that the source has a bullet.
  package var hasBullets: Bool {
    provisions.allSatisfy { $0.label != nil || document.nodes[$0.node].kind == .listItem }
  }
}

/// A part of a code under one heading, or between two thematic breaks where the source has no heading.
package struct CodeGroup: Sendable, Equatable {
  /// The heading's node.
  ///
  /// Nothing for what stands before the first heading and for an unnamed group.
  package let heading: MarkdownDocument.Index?
  /// The permanent id, or the one made of the heading or the position.
  package let id: GroupID
  /// The heading's text without markup, empty for an unnamed group.
  package let title: String
  /// The label that the source prints before the title.
  package let label: String?
  /// The heading's level, from 2 to 6; 2 for an unnamed group.
  package let level: Int
  /// The place among the unnamed groups after the same heading, or of a code without headings, from 1;
  /// nothing for a named group, and for the only group of a code without headings.
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

  /// The id as an anchor of the code's page.
  package var anchor: String { id.rawValue }
}

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
  /// Numbers that the source gave this provision before.
  package let formerNumbers: [String]
  /// The first day on which this provision is in effect, if it isn't the code's.
  package let effective: CalendarDate?
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
