import Basics
import Markdown

/// A code's abbreviation must be able to begin a citation.
enum AbbreviationCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap(\.editions).filter { !CodeID.canBegin($0.metadata.abbreviation.value) }.map {
      edition in
      Diagnostic(
        .error, .uncitableAbbreviation,
        "Abbreviation '\(edition.metadata.abbreviation.value)' can't begin a citation", path: edition.path,
        range: edition.metadata.abbreviation.range, help: "use letters, digits and hyphens")
    }
  }
}

extension CodeID {
  /// Returns whether citations can begin with an abbreviation, as in `[[WA#gifts]]`.
  package static func canBegin(_ abbreviation: String) -> Bool {
    !abbreviation.isEmpty
      && abbreviation.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
      }
  }
}

/// A former id must identify only one part of a code.
///
/// It can't be the id of another part of the same code, and it can't be given twice.
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
          .error, .ambiguousAlias, "Alias '\(alias.value)' names another place of this code too",
          path: edition.path, range: alias.range, help: "leave it to one of them"))
    }
    return diagnostics
  }
}

/// A code whose text is included should have provisions, because citations refer to provisions.
enum CodeWithoutProvisionsCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap(\.editions).filter {
      $0.metadata.text == .full && $0.text.provisions.isEmpty
    }.map { edition in
      Diagnostic(
        .warning, .codeWithoutProvisions,
        "Code '\(edition.metadata.abbreviation.value)' has no provisions", path: edition.path,
        range: edition.metadata.title.range,
        help: "begin each rule with '- ', or write 'text: reference' if the text isn't included")
    }
  }
}

/// A fact is either stated or not stated, never both.
enum ContradictoryFactCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap(\.editions).flatMap { edition in
      edition.metadata.notStated.compactMap { unstated in
        guard case .fact(let fact) = unstated.value, edition.metadata.state(of: fact) == .stated else {
          return nil
        }
        return Diagnostic(
          .error, .contradictoryFact, "The fact '\(fact.rawValue)' is stated in this file",
          path: edition.path,
          range: unstated.range, help: "remove it from 'not-stated', or remove the key of that name")
      }
    }
  }
}

/// Two editions of a code can't be in force on the same day.
///
/// An edition that takes effect later than another one replaces it, so only editions whose dates don't tell which
/// one is newer are left.
enum EditionsInForceCheck: DatedHandbookCheck {
  static func diagnostics(for handbook: Handbook, on date: CalendarDate) -> [Diagnostic] {
    handbook.codes.filter { !$0.hasUnknownOrder }.flatMap { code in
      let inForce = code.editions.filter { $0.metadata.status == .inForce }
      guard let newest = inForce.first else { return [Diagnostic]() }
      return inForce.dropFirst().map { edition in
        Diagnostic(
          .warning, .editionsInForce,
          "Edition '\(edition.slug ?? "")' of '\(code.id)' is in force, and so is '\(newest.slug ?? "")'",
          path: edition.path, range: edition.range(ofKey: "status"),
          help: "write 'status: superseded', or give the newer one its own 'effective' date",
          notes: [
            Diagnostic.Note(
              "the newer one is here", path: newest.path,
              range: newest.range(ofKey: "effective"))
          ])
      }
    }
  }
}

/// An edition stays in force until the one that replaces it takes effect.
enum NotYetEffectiveCheck: DatedHandbookCheck {
  static func diagnostics(for handbook: Handbook, on date: CalendarDate) -> [Diagnostic] {
    handbook.codes.compactMap { code in
      let next = code.current
      guard !code.hasUnknownOrder, next.metadata.status == .adopted, let effective = next.metadata.effective,
        let edition = code.editions.dropFirst(code.currentIndex + 1).first,
        edition.metadata.status == .superseded
      else { return nil }
      return Diagnostic(
        .warning, .notYetEffective,
        "Edition '\(edition.slug ?? "")' of '\(code.id)' is superseded before the next one takes effect on \(effective)",
        path: edition.path, range: edition.range(ofKey: "status"),
        help: "write 'status: in-force'; from that day on, readers see it as superseded",
        notes: [
          Diagnostic.Note(
            "the next one is here", path: next.path,
            range: next.range(ofKey: "effective"))
        ])
    }
  }
}

/// A bullet or a number without words after it is printed as a provision, and it changes the numbers of the
/// provisions below it.
enum EmptyProvisionCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap { code in
      code.editions.flatMap { edition in
        edition.text.provisions.filter { $0.isWordless(in: edition.text.document) }.map { provision in
          Diagnostic(
            .warning, .emptyProvision, "Provision has no words", path: edition.path,
            range: provision.id.range, help: "write the rule, or remove its bullet or number")
        }
      }
    }
  }
}

extension Provision {
  /// Whether the author wrote nothing, as opposed to a provision that a draft removes or adds.
  fileprivate func isWordless(in document: MarkdownDocument) -> Bool {
    !isEmpty && document.plainText(of: node).trimmed.isEmpty
  }
}

/// A provision should have a permanent id, because an address that is based on a position can change.
enum ProvisionWithoutIDCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap { code in
      code.editions.flatMap { edition in
        edition.text.provisions.filter {
          !$0.isPermanent && !$0.isWordless(in: edition.text.document)
        }.map { provision in
          Diagnostic(
            .warning, .provisionWithoutID,
            "Provision has no permanent id; its address '#\(provision.id.value)' can change",
            path: edition.path, range: provision.id.range,
            help: "add {#…} at its end, or run 'handbook ids --write'")
        }
      }
    }
  }
}

/// A published id must still be in an edition of its code, as the id or an alias of a provision or group.
enum PublishedIDCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    var known: [CodeID: Set<String>] = [:]
    for code in handbook.codes {
      for text in code.editions.map(\.text) {
        let aliases = text.provisions.flatMap(\.aliases) + text.groups.flatMap(\.aliases)
        known[code.id, default: []].formUnion(text.permanentAnchors + aliases.map(\.value))
      }
      for edition in code.editions {
        known[code.id, default: []].formUnion(edition.metadata.repealed.map(\.id.value))
      }
    }
    return handbook.manuscript.publishedIDs.filter { id in
      known[id.code]?.contains(id.provision.rawValue) != true
    }.map { id in
      Diagnostic(
        .error, .vanishedID, "Published id '\(id.citation)' no longer exists", path: id.path,
        range: id.range,
        help:
          "give the provision that took its place alias=\"\(id.provision)\", or list the id under 'repealed'")
    }
  }
}

/// The text of a published edition must not change, because people have cited and signed it.
enum PublishedVersionCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    guard !handbook.manuscript.publishedVersions.isEmpty else { return [] }
    let versions = handbook.versions
    return versions.compactMap { version -> Diagnostic? in
      guard version.published == nil, let index = version.edition, let code = handbook.code(version.code),
        let last = versions.first(where: {
          $0.code == version.code && $0.editionName == version.editionName && $0.published != nil
        })?.published
      else { return nil }
      let edition = code.editions[index]
      return Diagnostic(
        .error, .changedVersion,
        "The text of '\(version.code)', edition '\(version.editionName)', is not the one published on \(last.date)",
        path: edition.path, range: edition.metadata.title.range,
        help:
          "keep the published text in \(SourceRole.contentFolder)/codes/\(code.slug)/\(version.editionName).md and write the "
          + "new one as an edition next to it; if you corrected a typo, run 'handbook ids --publish'",
        notes: [Diagnostic.Note("the published text is recorded here", path: last.path, range: last.range)])
    }
  }
}

/// A code should be compared with its source again before its review is overdue or its verification is too
/// old.
enum StaleCodeCheck: DatedHandbookCheck {
  static func diagnostics(for handbook: Handbook, on date: CalendarDate) -> [Diagnostic] {
    handbook.codes.flatMap { code in
      code.staleness(on: date, policy: handbook.configuration.staleness).map { edition, reason in
        diagnostic(for: reason, of: edition)
      }
    }
  }

  private static func diagnostic(for reason: Staleness, of edition: Edition) -> Diagnostic {
    let code = "'\(edition.metadata.abbreviation.value)'"
    switch reason {
    case .overdueReview(let review):
      return Diagnostic(
        .warning, .overdueReview, "Code \(code) was to be reviewed by \(review.value)", path: edition.path,
        range: review.range, help: "compare it with its source, then write a later day")
    case .oldVerification(let verified, let age, let limit):
      return Diagnostic(
        .warning, .oldVerification,
        "Code \(code) was compared with its source \(age) days ago, and \(limit) are allowed",
        path: edition.path, range: verified.range, help: "compare it again, then write the day")
    }
  }
}
