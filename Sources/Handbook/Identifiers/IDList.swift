package import Basics

/// A provision with its citation.
package struct ListedID: Sendable, Hashable {
  package let code: CodeID
  /// The name of the edition where the code has several.
  package let edition: String?
  package let id: ProvisionID
  /// Whether the author gave the id; otherwise it follows from the position, and can change.
  package let isPermanent: Bool
  /// Whether the list of published ids has it.
  package let isPublished: Bool
  /// The place within the code: "Professional conduct, item 5".
  package let place: String
  package let path: String
  package let range: SourceRange

  /// As it is written between double brackets: `WA#gifts`.
  package var citation: String { "\(code)#\(id)" }
}

extension Handbook {
  /// All provisions of all editions, in the order of the codes and of their texts.
  package var ids: [ListedID] {
    let text = ReferenceText(self)
    let published = Set(manuscript.publishedIDs.map(\.citation))
    return codes.flatMap { code in
      code.editions.flatMap { edition in
        edition.text.provisions.map { provision in
          ListedID(
            code: code.id, edition: code.editions.count > 1 ? edition.slug : nil, id: provision.id.value,
            isPermanent: provision.isPermanent,
            isPublished: published.contains("\(code.id)#\(provision.id.value)"),
            place: text.placeInCode(provision, of: edition.text), path: edition.path,
            range: provision.id.range)
        }
      }
    }
  }
}
