import Markup

/// A code should be compared with its source again before its review is overdue or its verification too old.
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
        .warning, "overdue-review", "Code \(code) was to be reviewed by \(review.value)", path: edition.path,
        range: review.range, help: "compare it with its source, then write a later day")
    case .oldVerification(let verified, let age, let limit):
      return Diagnostic(
        .warning, "old-verification",
        "Code \(code) was compared with its source \(age) days ago, and \(limit) are allowed",
        path: edition.path, range: verified.range, help: "compare it again, then write the day")
    }
  }
}
