package import Markup

/// A rule that a resolved handbook is held to.
///
/// Each rule is a type in a file of its own with a test that makes it speak and one that keeps it silent. A rule
/// sees the whole handbook and changes nothing.
package protocol HandbookCheck: Sendable {
  /// What breaks the rule.
  static func diagnostics(for handbook: Handbook) -> [Diagnostic]
}

/// A rule whose answer depends on the day that it is asked on.
package protocol DatedHandbookCheck: Sendable {
  /// What breaks the rule on a day.
  static func diagnostics(for handbook: Handbook, on date: CalendarDate) -> [Diagnostic]
}

/// All rules.
package enum HandbookChecks {
  package static let all: [any HandbookCheck.Type] = [
    AbbreviationCheck.self,
    AmbiguousAliasCheck.self,
    CollidingAddressCheck.self,
    DuplicateIDCheck.self,
    ImageWithoutTextCheck.self,
    LessonWithoutKeyPointsCheck.self,
    NavigationCheck.self,
    ObjectiveCoverageCheck.self,
    ObjectiveVerbCheck.self,
    ProvisionWithoutIDCheck.self,
    PublishedIDCheck.self,
    QuotationCycleCheck.self,
    QuotationTargetCheck.self,
    ReservedIDCheck.self,
    SelfCheckCheck.self,
    UnknownObjectiveCheck.self,
    UnknownPrerequisiteCheck.self,
    UnknownTopicCheck.self,
    UnusedAssetCheck.self,
  ]

  package static let dated: [any DatedHandbookCheck.Type] = [StaleCodeCheck.self]

  /// What all rules say of a handbook, each run on a core of its own.
  ///
  /// - Parameter date: The day of the build; without one, rules that depend on it say nothing.
  package static func diagnostics(for handbook: Handbook, on date: CalendarDate? = nil) -> [Diagnostic] {
    let found = all.concurrentMap { $0.diagnostics(for: handbook) }.flatMap(\.self)
    guard let date else { return found }
    return found + dated.flatMap { $0.diagnostics(for: handbook, on: date) }
  }
}
