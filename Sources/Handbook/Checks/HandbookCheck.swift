package import Basics
package import Markdown

/// A check of a resolved handbook.
///
/// Checks of one subject share a file. Each has a test in which it fires and one in which it stays silent. A check sees
/// the whole handbook and changes nothing.
package protocol HandbookCheck: Sendable {
  /// The problems that the check finds.
  static func diagnostics(for handbook: Handbook) -> [Diagnostic]
}

/// A check whose answer depends on the day.
package protocol DatedHandbookCheck: Sendable {
  /// The problems that the check finds on a day.
  static func diagnostics(for handbook: Handbook, on date: CalendarDate) -> [Diagnostic]
}

/// All checks.
package enum HandbookChecks {
  package static let all: [any HandbookCheck.Type] = [
    AbbreviationCheck.self,
    AmbiguousAliasCheck.self,
    ChangedQuestionCheck.self,
    CodeWithoutProvisionsCheck.self,
    ContradictoryFactCheck.self,
    DuplicateIDCheck.self,
    ImageWithoutTextCheck.self,
    KnownChangeCheck.self,
    LessonWithoutKeyPointsCheck.self,
    MoveCheck.self,
    NavigationCheck.self,
    ObjectiveCoverageCheck.self,
    ObjectiveVerbCheck.self,
    PlaceholderCheck.self,
    ProvisionWithoutIDCheck.self,
    PublishedIDCheck.self,
    QuestionGiveawayCheck.self,
    QuestionLengthCheck.self,
    PublishedVersionCheck.self,
    QuotationCycleCheck.self,
    QuotationTargetCheck.self,
    RepealCheck.self,
    ReservedIDCheck.self,
    SelfCheckCheck.self,
    SuspectClaimCheck.self,
    UnknownDomainCheck.self,
    UnknownObjectiveCheck.self,
    UnknownPrerequisiteCheck.self,
    UnknownTopicCheck.self,
    UnusedAssetCheck.self,
  ]

  package static let dated: [any DatedHandbookCheck.Type] = [StaleCodeCheck.self]

  /// The problems that all checks find, each run on a core of its own.
  ///
  /// - Parameter date: The day of the build; `nil` skips the checks that depend on it.
  package static func diagnostics(for handbook: Handbook, on date: CalendarDate? = nil) -> [Diagnostic] {
    let found = all.concurrentMap { $0.diagnostics(for: handbook) }.flatMap(\.self)
    guard let date else { return found }
    return found + dated.flatMap { $0.diagnostics(for: handbook, on: date) }
  }
}
