package import Markup

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
    let text = ReferenceText(manuscript)
    let published = Set(manuscript.publishedIDs.map { "\($0.code)#\($0.provision)" })
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

  /// The list of published ids with all permanent ids of this handbook added to it.
  ///
  /// Nothing that the list has is left out. Lines of remarks come first.
  ///
  /// - Parameter file: The list as it is; nothing where there is none.
  package func publishedIDs(addedTo file: SourceFile?) -> SourceFile {
    let path = file?.path ?? "\(SourceRole.contentFolder)/\(PublishedID.fileName)"
    var remarks = String(decoding: file?.bytes ?? [], as: UTF8.self).split(whereSeparator: \.isNewline)
      .filter { $0.hasPrefix("#") }.map(String.init)
    if remarks.isEmpty {
      remarks = ["# Ids that were published and must never vanish, written by 'handbook ids --publish'."]
    }
    let kept = manuscript.publishedIDs.map { "\($0.code)#\($0.provision)" }
    let added = codes.flatMap { code in
      code.editions.flatMap { edition in
        edition.text.permanentAnchors.map { "\(code.id)#\($0)" }
      }
    }
    let lines = remarks + Set(kept + added).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return SourceFile(path: path, text: lines.joined(separator: "\n") + "\n")
  }
}

extension CodeText {
  /// The ids of provisions and groups that authors gave.
  var permanentAnchors: [String] {
    provisions.filter(\.isPermanent).map(\.id.value.rawValue) + groups.filter(\.isPermanent).map(\.anchor)
  }
}
