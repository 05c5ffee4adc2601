import Markup

/// A former id must lead to one place: it can't be the id of another place of the same code, or be given twice.
enum AmbiguousAliasCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap { code in
      code.editions.flatMap { diagnostics(for: $0) }
    }
  }

  private static func diagnostics(for edition: Edition) -> [Diagnostic] {
    let text = edition.text
    var taken = Set(text.provisions.map(\.id.value.rawValue) + text.groups.map(\.anchor))
    taken.formUnion(text.document.anchorNames)
    var diagnostics: [Diagnostic] = []
    for alias in text.groups.flatMap(\.aliases) + text.provisions.flatMap(\.aliases)
    where !taken.insert(alias.value).inserted {
      diagnostics.append(
        Diagnostic(
          .error, "ambiguous-alias", "Alias '\(alias.value)' names another place of this code too",
          path: edition.path, range: alias.range, help: "leave it to one of them"))
    }
    return diagnostics
  }
}
