package import Basics
package import Markdown

/// The front matter of a code of ethics.
///
/// Nothing is guessed. A fact that the source was checked for but doesn't state is in ``notStated``, and the
/// page says so. A fact that is in neither has not been recorded yet.
package struct CodeMetadata: Sendable, Equatable {
  package var title = Located("", SourceRange(line: 1, column: 1))
  /// A name that distinguishes the code from others of its jurisdiction: `supervisors`.
  package var shortTitle: String?
  package var jurisdiction = Located("", SourceRange(line: 1, column: 1))
  package var abbreviation = Located("", SourceRange(line: 1, column: 1))
  package var status = CodeStatus.unknown
  package var text = CodeTextHolding.full
  package var instrument = CodeInstrument.unknown
  package var issuer: String?
  package var appliesTo: [String] = []
  package var version: String?
  package var adopted: StatedDate?
  package var effective: StatedDate?
  package var commentDeadline: CalendarDate?
  package var verified: Verification?
  package var reviewBy: Located<CalendarDate>?
  package var source: CodeSource?
  package var authority: [String] = []
  package var contact: Contact?
  package var complaints: Complaints?
  package var administrator: String?
  package var scope: [String] = []
  package var credentials: [Credential] = []
  package var adaptedFrom: NamedDocument?
  package var history: [HistoryEntry] = []
  /// Former numbers and names of the code.
  package var formerly: [String] = []
  package var repealed: [Repeal] = []
  package var knownChanges: [KnownChange] = []
  package var supersededBy: NamedDocument?
  /// How often the issuer reviews the code: every 5 years.
  package var reviewCycle: String?
  package var signature: SignatureRule?
  package var renewal: Renewal?
  package var dutyToReport: String?
  package var sanctions: [String] = []
  package var appeal: Appeal?
  package var related: [NamedDocument] = []
  package var reproduction: String?
  /// The facts that someone looked for and that the source doesn't state.
  package var notStated: [Located<CodeFact>] = []
  package var factSources: [FactSource] = []
  /// The review of the provisions against the topics, or `nil` if there hasn't been one.
  package var topics: TopicsReview?
  package var transcriptionNotes: [String] = []
  package var redline = RedlineCompleteness.complete
  package var aliases: [Located<String>] = []
  package var publish = true

  package init() {}
}

extension CodeMetadata: FrontMatterRecord {
  package static let fields: [FrontMatterField<CodeMetadata>] = [
    .init("title", \.title, isRequired: true, "The code's title, exactly as published."),
    .init("short-title", \.shortTitle, "A short name that tells the code from others of its jurisdiction."),
    .init("jurisdiction", \.jurisdiction, isRequired: true, "The state or territory that the code holds in."),
    .init("abbreviation", \.abbreviation, isRequired: true, "The prefix of every citation, unique."),
    .init("status", \.status, isRequired: true, "Whether the code is in force."),
    .init("text", \.text, "Whether this handbook holds the code's text."),
    .init("instrument", \.instrument, "The kind of instrument that the code is."),
    .init("issuer", \.issuer, "The body that issued the code."),
    .init("applies-to", \.appliesTo, "Those whom the code binds."),
    .init("version", \.version, "The version, as the source names it."),
    .init("adopted", \.adopted, "The day of adoption."),
    .init("effective", \.effective, "The first day in force."),
    .init("comment-deadline", \.commentDeadline, "The last day for comments on a draft."),
    .init("verified", \.verified, "The last comparison of this text with its source."),
    .init("review-by", \.reviewBy, "The day by which an editor must look again."),
    .init("source", \.source, "Where the text was taken from."),
    .init("authority", \.authority, "The law that the code rests on."),
    .init("contact", \.contact, "Whom to ask about the code."),
    .init("complaints", \.complaints, "Where, how, and until when to complain, and what happens then."),
    .init("sanctions", \.sanctions, "What can happen to someone who breaks the code."),
    .init("appeal", \.appeal, "Where and until when a decision can be appealed."),
    .init("duty-to-report", \.dutyToReport, "What someone must report about others, in a sentence."),
    .init("signature", \.signature, "Who signs the code, and when."),
    .init("renewal", \.renewal, "How the credential is renewed."),
    .init("credentials", \.credentials, "The credentials that the code applies to."),
    .init("scope", \.scope, "The services that it is about: mental health, substance use."),
    .init("administrator", \.administrator, "The body that administers the code, if it isn't the issuer."),
    .init("adapted-from", \.adaptedFrom, "The code that this one was adapted from."),
    .init("history", \.history, "What happened to the code, oldest first."),
    .init("formerly", \.formerly, "Numbers and names that the code had before."),
    .init("known-changes", \.knownChanges, "Later changes that the text doesn't have yet."),
    .init("superseded-by", \.supersededBy, "The code that replaced this one."),
    .init("review-cycle", \.reviewCycle, "How often the issuer reviews the code: every 5 years."),
    .init("repealed", \.repealed, "Provisions that this edition ends."),
    .init("related", \.related, "Documents that belong to it: a code for supervisors, a form."),
    .init("reproduction", \.reproduction, "The terms on which the text can be copied."),
    .init("not-stated", \.notStated, "Facts that somebody looked for and that the source doesn't state."),
    .init("fact-sources", \.factSources, "Where facts were seen, if not in the source."),
    .init("topics", \.topics, "When every provision was checked against the topics."),
    .init("transcription-notes", \.transcriptionNotes, "What an editor noticed while transcribing."),
    .init("redline", \.redline, "Whether the earlier text can be recovered from the marks."),
    .init("aliases", \.aliases, "Former addresses of the page, which lead to it."),
    .init("publish", \.publish, "Whether the page is published."),
  ]
}

/// The stage of a code's life.
package enum CodeStatus: String, FrontMatterChoice {
  case draft
  case proposed
  case inForce = "in-force"
  case superseded
  case unknown

  package static var synonyms: [String: String] {
    [
      "adopted": "in-force", "effective": "in-force", "in effect": "in-force", "current": "in-force",
      "active": "in-force", "final": "in-force", "pending": "proposed", "repealed": "superseded",
      "replaced": "superseded", "expired": "superseded",
    ]
  }
}

/// Whether the handbook includes a code's text.
package enum CodeTextHolding: String, FrontMatterChoice {
  case full
  /// The text isn't included, and the page says where to find it.
  case reference
}

/// The kind of instrument that a code is.
package enum CodeInstrument: String, FrontMatterChoice {
  case statute
  case rule
  case guideline
  case boardCode = "board-code"
  case unknown
}

/// Whether a draft's marks contain the complete earlier text.
package enum RedlineCompleteness: String, FrontMatterChoice {
  case complete
  case incomplete
}

/// The last comparison of a text with its source.
package struct Verification: Sendable, Equatable, FrontMatterRecord {
  package var on: Located<CalendarDate>?
  package var by: String?
  package var against: String?

  package init() {}

  package static let fields: [FrontMatterField<Verification>] = [
    .init("on", \.on, isRequired: true, "The day of the comparison."),
    .init("by", \.by, "Who compared."),
    .init("against", \.against, "What the text was compared with."),
  ]
}

/// Where a text was taken from.
package struct CodeSource: Sendable, Equatable, FrontMatterRecord {
  package var title: String?
  package var url: WebAddress?
  package var captured: StatedDate?
  /// Intentional differences between the text and a captured source.
  package var differences: [SourceDifference] = []

  package init() {}

  package static let fields: [FrontMatterField<CodeSource>] = [
    .init("title", \.title, "The source's title."),
    .init("url", \.url, "The source's address."),
    .init("captured", \.captured, "The day on which the text was taken."),
    .init("differences", \.differences, "Where the text differs from a captured source on purpose."),
  ]
}

/// A passage in which a text intentionally differs from its captured source, as the transcription notes
/// explain.
package struct SourceDifference: Sendable, Equatable, FrontMatterRecord {
  package var inSource: String?
  package var inCode: String?

  package init() {}

  package static let fields: [FrontMatterField<SourceDifference>] = [
    .init("in-source", \.inSource, "The words of the source; without it, the source has none."),
    .init("in-code", \.inCode, "The words of the code; without it, the code has none."),
  ]
}

/// The person or body to ask.
package struct Contact: Sendable, Equatable, FrontMatterRecord {
  package var name: String?
  package var url: WebAddress?
  package var phone: String?
  package var email: String?

  package init() {}

  package static let fields: [FrontMatterField<Contact>] = [
    .init("name", \.name, "The body or person."),
    .init("url", \.url, "The address of a page."),
    .init("phone", \.phone, "A telephone number, as the source prints it."),
    .init("email", \.email, "An e-mail address."),
  ]
}

/// Why an edition should be compared with its source again.
package enum Staleness: Sendable, Hashable {
  /// The date by which an editor planned to check again has passed.
  case overdueReview(since: Located<CalendarDate>)
  /// The last comparison is older than the handbook's policy allows.
  ///
  /// - Parameters:
  ///   - on: The date of the comparison.
  ///   - age: The age of the comparison in days.
  ///   - limit: The number of days that the policy allows.
  case oldVerification(on: Located<CalendarDate>, age: Int, limit: Int)

  /// The range of the date in the edition's file.
  package var range: SourceRange {
    switch self {
    case .overdueReview(let date), .oldVerification(let date, _, _): date.range
    }
  }
}

extension Edition {
  /// Returns why the edition should be compared with its source again; empty for a superseded edition.
  ///
  /// - Parameters:
  ///   - date: The date for which the reasons are determined.
  ///   - policy: The policy that says when a verification is too old.
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
  /// Returns why editions should be compared with their sources again.
  ///
  /// Editions before the current one are skipped because they have been replaced, whatever their front matter
  /// says.
  package func staleness(
    on date: CalendarDate, policy: StalenessPolicy
  ) -> [(edition: Edition, reason: Staleness)] {
    editions.prefix(currentIndex + 1).flatMap { edition in
      edition.staleness(on: date, policy: policy).map { (edition, $0) }
    }
  }
}
