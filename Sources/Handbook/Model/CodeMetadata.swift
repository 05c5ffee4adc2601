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
  /// Where to send comments on a draft.
  package var commentsTo: Contact?
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
  package var notStated: [Located<UnstatedFact>] = []
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
    .init("short-title", \.shortTitle, "A short name that tells codes of one jurisdiction apart."),
    .init("jurisdiction", \.jurisdiction, isRequired: true, "The state or territory where the code applies."),
    .init("abbreviation", \.abbreviation, isRequired: true, "The prefix of every citation; must be unique."),
    .init("status", \.status, isRequired: true, "Whether the code is in force."),
    .init("text", \.text, "Whether this handbook includes the code's text."),
    .init("instrument", \.instrument, "The kind of legal instrument."),
    .init("issuer", \.issuer, "The body that issued the code."),
    .init("applies-to", \.appliesTo, "The people who must follow the code."),
    .init("version", \.version, "The version, as the source names it."),
    .init("adopted", \.adopted, "The date when the code was adopted."),
    .init("effective", \.effective, "The first day when the code is in force."),
    .init("comment-deadline", \.commentDeadline, "The last day to comment on a draft."),
    .init("comments-to", \.commentsTo, "Where to send comments on a draft."),
    .init("verified", \.verified, "The last comparison of this text with its source."),
    .init("review-by", \.reviewBy, "The date by which an editor should check the code again."),
    .init("source", \.source, "The source that the text was copied from."),
    .init("authority", \.authority, "The laws that the code is based on."),
    .init("contact", \.contact, "Where to ask questions about the code."),
    .init("complaints", \.complaints, "Where, how, and by when to complain, and what happens next."),
    .init("sanctions", \.sanctions, "What can happen to someone who breaks the code."),
    .init("appeal", \.appeal, "Where and by when to appeal a decision."),
    .init("duty-to-report", \.dutyToReport, "What people must report about others, in a sentence."),
    .init("signature", \.signature, "Who signs the code, and when."),
    .init("renewal", \.renewal, "How the credential is renewed."),
    .init("credentials", \.credentials, "The credentials that the code applies to."),
    .init("scope", \.scope, "The services that the code covers, such as mental health."),
    .init("administrator", \.administrator, "The body that administers the code, if it isn't the issuer."),
    .init("adapted-from", \.adaptedFrom, "The code that this one was adapted from."),
    .init("history", \.history, "The history of the code, oldest first."),
    .init("formerly", \.formerly, "Former numbers and names of the code."),
    .init("known-changes", \.knownChanges, "Later changes that the text doesn't have yet."),
    .init("superseded-by", \.supersededBy, "The code that replaced this one."),
    .init("review-cycle", \.reviewCycle, "How often the issuer reviews the code, such as every 5 years."),
    .init("repealed", \.repealed, "Provisions that this edition ends."),
    .init("related", \.related, "Related documents, such as a code for supervisors or a form."),
    .init("reproduction", \.reproduction, "The terms for copying the text."),
    .init("not-stated", \.notStated, "Facts that an editor looked for and the source doesn't state."),
    .init("fact-sources", \.factSources, "Where facts were found, if not in the source."),
    .init("topics", \.topics, "When every provision was checked against the topics."),
    .init("transcription-notes", \.transcriptionNotes, "Notes about the text and its source."),
    .init("redline", \.redline, "Whether the earlier text can be recovered from the marks."),
    .init("aliases", \.aliases, "Former addresses of the page, which redirect to it."),
    .init("publish", \.publish, "Whether the page is published."),
  ]
}

/// The stage of a code's life.
package enum CodeStatus: String, FrontMatterChoice {
  case draft
  case proposed
  /// The text is final but has not taken effect.
  case adopted
  case inForce = "in-force"
  case superseded
  case unknown

  /// Whether the code can still change before it's in force.
  package var isUnsettled: Bool { self == .draft || self == .proposed }

  package static var synonyms: [String: String] {
    [
      "effective": "in-force", "in effect": "in-force", "current": "in-force", "active": "in-force",
      "final": "in-force", "pending": "proposed", "repealed": "superseded", "replaced": "superseded",
      "expired": "superseded",
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
    .init("on", \.on, isRequired: true, "The date of the comparison."),
    .init("by", \.by, "The person who compared them."),
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
    .init("title", \.title, "The title of the source."),
    .init("url", \.url, "The address of the source."),
    .init("captured", \.captured, "The date when the text was copied."),
    .init("differences", \.differences, "The passages that differ from a captured source on purpose."),
  ]
}

/// A passage in which a text intentionally differs from its captured source, as the transcription notes
/// explain.
package struct SourceDifference: Sendable, Equatable, FrontMatterRecord {
  package var inSource: String?
  package var inCode: String?

  package init() {}

  package static let fields: [FrontMatterField<SourceDifference>] = [
    .init("in-source", \.inSource, "The words in the source; omit if there are none."),
    .init("in-code", \.inCode, "The words in the code; omit if there are none."),
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
    .init("url", \.url, "The address of a web page."),
    .init("phone", \.phone, "A telephone number, as the source prints it."),
    .init("email", \.email, "An email address."),
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

/// A known change to a code that the handbook's text doesn't include yet.
package struct KnownChange: Sendable, Equatable, FrontMatterRecord {
  package var what = ""
  package var title: String?
  package var url: WebAddress?
  package var seen: StatedDate?
  package var effective: StatedDate?
  /// The ids of the provisions and groups that change; empty if the change concerns the code as a whole.
  package var provisions: [Located<String>] = []

  package init() {}

  package static let fields: [FrontMatterField<KnownChange>] = [
    .init("what", \.what, isRequired: true, "What changed, in a sentence."),
    .init("source", \.title, isRequired: true, "The title of the page or document that says so."),
    .init("url", \.url, "The document's address."),
    .init("seen", \.seen, isRequired: true, "When it was seen."),
    .init("effective", \.effective, "When it takes effect, if known."),
    .init("provisions", \.provisions, "The ids of the provisions and groups that change."),
  ]
}

extension CodeMetadata {
  /// Returns the known changes of a provision or group.
  package func knownChanges(of id: String) -> [KnownChange] {
    knownChanges.filter { change in change.provisions.contains { $0.value == id } }
  }
}

/// The provisions of a known change must exist.
enum KnownChangeCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap(\.editions).flatMap { edition -> [Diagnostic] in
      let ids = edition.metadata.knownChanges.flatMap(\.provisions)
      guard !ids.isEmpty else { return [] }
      let known = edition.text.allAnchors
      return ids.filter { !known.contains($0.value) }.map { id in
        Diagnostic(
          .error, .unknownProvision, "Provision '\(id.value)' does not exist in this edition",
          path: edition.path, range: id.range, meant: NearestMatch.of(id.value, among: known))
      }
    }
  }
}
