package import Basics
package import Markdown

/// A known change to a code that the handbook's text doesn't include yet.
package struct KnownChange: Sendable, Equatable, FrontMatterRecord {
  package var what = ""
  package var title: String?
  package var url: WebAddress?
  package var seen: StatedDate?
  package var effective: StatedDate?
  /// The ids of the provisions and groups that change; empty if the change concerns the code as a whole.
  package var provisions: [Located<String>] = []

  package init() {}

  package static let fields: [FrontMatterField<KnownChange>] = [
    .init("what", \.what, isRequired: true, "What changed, in a sentence."),
    .init("source", \.title, isRequired: true, "The title of the page or document that says so."),
    .init("url", \.url, "The document's address."),
    .init("seen", \.seen, isRequired: true, "When it was seen."),
    .init("effective", \.effective, "When it takes effect, if known."),
    .init("provisions", \.provisions, "The ids of the provisions and groups that change."),
  ]
}

extension CodeMetadata {
  /// Returns the known changes of a provision or group.
  package func knownChanges(of id: String) -> [KnownChange] {
    knownChanges.filter { change in change.provisions.contains { $0.value == id } }
  }
}

/// The provisions of a known change must exist.
enum KnownChangeCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap(\.editions).flatMap { edition -> [Diagnostic] in
      let ids = edition.metadata.knownChanges.flatMap(\.provisions)
      guard !ids.isEmpty else { return [] }
      let known = edition.text.allAnchors
      return ids.filter { !known.contains($0.value) }.map { id in
        Diagnostic(
          .error, .unknownProvision, "Provision '\(id.value)' does not exist in this edition",
          path: edition.path, range: id.range, meant: NearestMatch.of(id.value, among: known))
      }
    }
  }
}
