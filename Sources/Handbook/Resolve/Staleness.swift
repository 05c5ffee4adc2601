package import Basics
package import Markdown

/// Why an edition should be compared with its source again.
package enum Staleness: Sendable, Hashable {
  /// The day by which an editor meant to look again is over.
  case overdueReview(since: Located<CalendarDate>)
  /// The last comparison is older than the handbook's policy allows.
  ///
  /// - Parameters:
  ///   - on: The day of the comparison.
  ///   - age: In days.
  ///   - limit: The days that the policy allows.
  case oldVerification(on: Located<CalendarDate>, age: Int, limit: Int)

  /// The place in the edition's file.
  package var range: SourceRange {
    switch self {
    case .overdueReview(let date), .oldVerification(let date, _, _): date.range
    }
  }
}

extension Edition {
  /// Why the edition should be compared with its source again; nothing for a text that another has replaced.
  ///
  /// - Parameters:
  ///   - date: The day that the question is asked on.
  ///   - policy: When a verification is too old.
  package func staleness(on date: CalendarDate, policy: StalenessPolicy) -> [Staleness] {
    guard metadata.status != .superseded else { return [] }
    var reasons: [Staleness] = []
    if let review = metadata.reviewBy, review.value < date { reasons.append(.overdueReview(since: review)) }
    if let verified = metadata.verified?.on, let limit = policy.verifiedWithinDays {
      let age = verified.value.days(to: date)
      if age > limit { reasons.append(.oldVerification(on: verified, age: age, limit: limit)) }
    }
    return reasons
  }
}

extension CodeOfEthics {
  /// Why editions should be compared with their sources again.
  ///
  /// Those before the current one have been replaced, whatever their front matter says.
  package func staleness(
    on date: CalendarDate, policy: StalenessPolicy
  ) -> [(edition: Edition, reason: Staleness)] {
    editions.prefix(currentIndex + 1).flatMap { edition in
      edition.staleness(on: date, policy: policy).map { (edition, $0) }
    }
  }
}
