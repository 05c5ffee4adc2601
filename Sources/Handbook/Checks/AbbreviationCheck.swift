import Markup

/// A code's abbreviation must be one that citations can begin with.
enum AbbreviationCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap(\.editions).filter { !CodeID.canBegin($0.metadata.abbreviation.value) }.map {
      edition in
      Diagnostic(
        .error, "uncitable-abbreviation",
        "Abbreviation '\(edition.metadata.abbreviation.value)' can't begin a citation", path: edition.path,
        range: edition.metadata.abbreviation.range, help: "use letters, digits and hyphens")
    }
  }
}

extension CodeID {
  /// Whether citations can begin with an abbreviation: `[[WA#gifts]]`.
  package static func canBegin(_ abbreviation: String) -> Bool {
    !abbreviation.isEmpty
      && abbreviation.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
      }
  }
}
