package import Markup

/// The text of a code in one view, with its groups and provisions.
///
/// All views of an edition have the same groups and provisions in the same places.
package struct CodeText: Sendable {
  package let document: MarkdownDocument
  package let groups: [CodeGroup]
  /// In the order of the source; a provision comes before its parts.
  package let provisions: [Provision]

  package init(document: MarkdownDocument, groups: [CodeGroup], provisions: [Provision]) {
    self.document = document
    self.groups = groups
    self.provisions = provisions
  }
}
