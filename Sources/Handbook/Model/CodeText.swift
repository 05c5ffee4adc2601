package import Basics
package import Markdown

/// The text of a code in one view, with its groups and provisions.
///
/// All views of an edition have the same groups and provisions at the same indices.
package struct CodeText: Sendable {
  package let document: MarkdownDocument
  package let groups: [CodeGroup]
  /// The provisions in the order of the source; a provision comes before its parts.
  package let provisions: [Provision]
  /// The index of each provision in ``provisions``, or of the first one if two have the same id.
  private let places: [ProvisionID: Int]
  /// The labels that the source uses twice among the provisions of one group and parent.
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

  /// Returns the index in ``provisions`` of the provision with an id.
  package func place(of id: ProvisionID) -> Int? { places[id] }

  /// Returns whether a sibling of a provision has the same label, so that a citation needs more than the
  /// label.
  package func repeatsLabel(of provision: Provision) -> Bool {
    LabelPlace(provision).map(repeatedLabels.contains) ?? false
  }

  /// Whether readers see a number or a name that isn't in the source.
  package var isCounted: Bool {
    provisions.contains { $0.label == nil } || groups.contains { $0.unnamedOrdinal != nil }
  }

  /// Whether all provisions without a label are list items, so that they have a bullet in the source.
  package var hasBullets: Bool {
    provisions.allSatisfy { $0.label != nil || document.nodes[$0.node].kind == .listItem }
  }
}

/// A part of a code under one heading, or between two thematic breaks if the source has no heading.
package struct CodeGroup: Sendable, Equatable {
  /// The heading's node.
  ///
  /// `nil` for the content before the first heading and for an unnamed group.
  package let heading: MarkdownDocument.Index?
  /// The permanent id, or one generated from the heading or the position.
  package let id: GroupID
  /// The heading's text without markup; empty for an unnamed group.
  package let title: String
  /// The label that the source prints before the title.
  package let label: String?
  /// The heading's level, from 2 to 6; 2 for an unnamed group.
  package let level: Int
  /// The number of an unnamed group among those after the same heading, or in a code without headings, from
  /// 1.
  ///
  /// `nil` for a named group, and for the only group of a code without headings. The part of a named group
  /// before its first thematic break is not counted.
  package let unnamedOrdinal: Int?
  /// The title of the heading before an unnamed group, or `nil` if there is none.
  package let continuedTitle: String?
  package let topics: [Located<TopicID>]
  /// Whether the author gave the anchor.
  package var isPermanent = false
  /// Former anchors of this group.
  package var aliases: [Located<String>] = []
  package var content: [CodeElement]

  /// The id as an anchor of the code's page.
  package var anchor: String { id.rawValue }
}

/// One rule of a code: the unit that is cited, compared, and searched for.
package struct Provision: Sendable, Equatable {
  package let id: Located<ProvisionID>
  /// Whether the author gave the id.
  ///
  /// Otherwise the id is based on the position and can change.
  package let isPermanent: Bool
  /// The label in the source, such as `(iii)`, `5`, or `Rule 2.1`.
  package let label: String?
  /// The number among the provisions of the same group and parent, from 1.
  package let ordinal: Int
  /// The index of the group in ``CodeText/groups``.
  package let group: Int
  /// The index in ``CodeText/provisions`` of the provision that this one is a part of.
  package let parent: Int?
  /// The node of the list item or paragraph.
  package let node: MarkdownDocument.Index
  /// The paragraph that introduces the list that contains this provision.
  package let leadIn: MarkdownDocument.Index?
  package let topics: [Located<TopicID>]
  /// Former ids of this provision.
  package let aliases: [Located<String>]
  /// Former numbers of this provision in the source.
  package let formerNumbers: [String]
  /// The first day on which this provision is in effect, if it differs from the code's.
  package let effective: CalendarDate?
  /// The parts of the provision, in order.
  package var content: [CodeElement]
  /// Whether the provision has no text in this view of the code, because a draft removes or adds it.
  package let isEmpty: Bool
}

/// A part of a group or a provision, in the order of the source.
package enum CodeElement: Sendable, Equatable {
  /// A block of text that isn't a provision.
  case prose(MarkdownDocument.Index)
  /// A paragraph that introduces the provisions after it.
  case leadIn(MarkdownDocument.Index)
  /// The indices in ``CodeText/provisions`` of consecutive provisions.
  case provisions([Int])
}
