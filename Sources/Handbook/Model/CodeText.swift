package import Markup

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

  package init(document: MarkdownDocument, groups: [CodeGroup], provisions: [Provision]) {
    self.document = document
    self.groups = groups
    self.provisions = provisions
    places = Dictionary(provisions.enumerated().map { ($0.element.id.value, $0.offset) }) { first, _ in first
    }
  }

  /// The place in ``provisions`` of the one with an id.
  package func place(of id: ProvisionID) -> Int? { places[id] }
}
