import Markup

/// Codes that should be compared with their sources again.
enum StaleList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    handbook.codes.flatMap { code in
      code.staleness(on: date, policy: handbook.configuration.staleness).map { edition, reason in
        let remark =
          switch reason {
          case .overdueReview(let review): "was to be reviewed by \(review.value)"
          case .oldVerification(let verified, let age, let limit):
            "was last verified on \(verified.value), \(age) days ago; \(limit) are allowed"
          }
        return ListedEntry(
          path: edition.path, range: reason.range, subject: code.id.rawValue, remark: remark)
      }
    }
  }
}
