import Basics
package import Markdown

/// A fact about a code that its front matter states, or says that the source doesn't state.
///
/// The cases are in the order in which the page shows them.
package enum CodeFact: String, FrontMatterChoice {
  case status, issuer, administrator, instrument, version, adopted, effective
  case commentDeadline = "comment-deadline"
  case appliesTo = "applies-to"
  case scope, credentials, authority
  case adaptedFrom = "adapted-from"
  case supersededBy = "superseded-by"
  case history, formerly
  case reviewCycle = "review-cycle"
  case contact, signature, renewal
  case dutyToReport = "duty-to-report"
  case complaints, sanctions, appeal, related, reproduction
}

/// What an author writes in `not-stated`: a fact, or `all-others`.
package enum UnstatedFact: Sendable, Hashable, FrontMatterChoice {
  case fact(CodeFact)
  /// Every fact that the front matter doesn't have, except for those that few sources state.
  case allOthers

  package static var allCases: [UnstatedFact] { CodeFact.allCases.map(UnstatedFact.fact) + [.allOthers] }

  package init?(rawValue: String) {
    if rawValue == Self.allOthers.rawValue {
      self = .allOthers
    } else if let fact = CodeFact(rawValue: rawValue) {
      self = .fact(fact)
    } else {
      return nil
    }
  }

  package var rawValue: String {
    switch self {
    case .fact(let fact): fact.rawValue
    case .allOthers: "all-others"
    }
  }
}

/// Whether a fact is known.
package enum FactState: String, Sendable, Hashable {
  /// The front matter has it.
  case stated
  /// Someone checked, and the source doesn't state it.
  case notStated = "not-stated"
  /// Nobody has checked yet, or nobody has recorded the result.
  case notRecorded = "not-recorded"
}

extension CodeMetadata {
  /// Returns whether a fact is known.
  package func state(of fact: CodeFact) -> FactState {
    if states(fact) { return .stated }
    let isUnstated = notStated.contains {
      $0.value == .fact(fact) || ($0.value == .allOthers && expects(fact))
    }
    return isUnstated ? .notStated : .notRecorded
  }

  /// Returns whether readers would miss the fact: most codes have it, and it can apply to this one.
  package func expects(_ fact: CodeFact) -> Bool {
    switch fact {
    case .supersededBy, .formerly, .reviewCycle: false
    case .commentDeadline: status.isUnsettled
    default: true
    }
  }

  /// Returns whether the front matter has a fact.
  private func states(_ fact: CodeFact) -> Bool {
    switch fact {
    case .status: status != .unknown
    case .issuer: issuer != nil
    case .administrator: administrator != nil
    case .instrument: instrument != .unknown
    case .version: version != nil
    case .adopted: adopted != nil
    case .effective: effective != nil
    case .commentDeadline: commentDeadline != nil
    case .appliesTo: !appliesTo.isEmpty
    case .scope: !scope.isEmpty
    case .credentials: !credentials.isEmpty
    case .authority: !authority.isEmpty
    case .adaptedFrom: adaptedFrom != nil
    case .history: !history.isEmpty
    case .formerly: !formerly.isEmpty
    case .supersededBy: supersededBy != nil
    case .reviewCycle: reviewCycle != nil
    case .contact: contact != nil
    case .signature: signature != nil
    case .renewal: renewal != nil
    case .dutyToReport: dutyToReport != nil
    case .complaints: complaints != nil
    case .sanctions: !sanctions.isEmpty
    case .appeal: appeal != nil
    case .related: !related.isEmpty
    case .reproduction: reproduction != nil
    }
  }
}

/// The review of a code against the handbook's topics.
///
/// Without it, the handbook can't say that a code doesn't mention a topic.
package struct TopicsReview: Sendable, Equatable, FrontMatterRecord {
  package var reviewed: CalendarDate?
  package var by: String?

  package init() {}

  package static let fields: [FrontMatterField<TopicsReview>] = [
    .init(
      "reviewed", \.reviewed, isRequired: true,
      "The date when every provision was checked against every topic."),
    .init("by", \.by, "The person who checked them."),
  ]
}

/// The source of facts that aren't from the source of the code.
package struct FactSource: Sendable, Equatable, FrontMatterRecord {
  package var facts: [CodeFact] = []
  package var title: String?
  package var url: WebAddress?
  package var seen: StatedDate?

  package init() {}

  package static let fields: [FrontMatterField<FactSource>] = [
    .init("facts", \.facts, isRequired: true, "The facts that were found there."),
    .init("title", \.title, isRequired: true, "The title of the page or document."),
    .init("url", \.url, "The document's address."),
    .init("seen", \.seen, isRequired: true, "When it was seen."),
  ]
}

/// A document identified by its title.
package struct NamedDocument: Sendable, Equatable, FrontMatterRecord {
  package var title: String?
  package var url: WebAddress?

  package init() {}

  package static let fields: [FrontMatterField<NamedDocument>] = [
    .init("title", \.title, isRequired: true, "The document's title."),
    .init("url", \.url, "The document's address."),
  ]
}

/// Where, how, and by when to complain, and what happens next.
package struct Complaints: Sendable, Equatable, FrontMatterRecord {
  package var body: String?
  package var url: WebAddress?
  package var phone: String?
  package var email: String?
  package var ways: [String] = []
  package var form: NamedDocument?
  package var mustInclude: [String] = []
  package var anonymous: Bool?
  package var signed: Bool?
  package var covers: [String] = []
  package var deadline: String?
  package var deadlines: [ComplaintDeadline] = []
  package var steps: [ComplaintStep] = []

  package init() {}

  package static let fields: [FrontMatterField<Complaints>] = [
    .init("body", \.body, "The body that accepts complaints."),
    .init("url", \.url, "The address of a web page."),
    .init("phone", \.phone, "A telephone number, as the source prints it."),
    .init("email", \.email, "An email address."),
    .init("ways", \.ways, "The ways to complain, such as by mail or online."),
    .init("form", \.form, "The form to use."),
    .init("must-include", \.mustInclude, "What a complaint must include."),
    .init("anonymous", \.anonymous, "Whether a complaint can be anonymous."),
    .init("signed", \.signed, "Whether a complaint must be signed."),
    .init("covers", \.covers, "The people whom complaints can be about."),
    .init("deadline", \.deadline, "The deadline for complaints, in words."),
    .init("deadlines", \.deadlines, "Deadlines that depend on who complains."),
    .init("steps", \.steps, "What happens next, in order."),
  ]
}

/// The deadline for one group of people who can complain.
package struct ComplaintDeadline: Sendable, Equatable, FrontMatterRecord {
  package var who = ""
  package var within = ""

  package init() {}

  package static let fields: [FrontMatterField<ComplaintDeadline>] = [
    .init("who", \.who, isRequired: true, "Who complains, such as colleagues or the public."),
    .init("within", \.within, isRequired: true, "How long they have, such as 90 days."),
  ]
}

/// Something that happens after a complaint.
package struct ComplaintStep: Sendable, Equatable, FrontMatterRecord {
  package var what = ""
  package var within: String?

  package init() {}

  package static let fields: [FrontMatterField<ComplaintStep>] = [
    .init("what", \.what, isRequired: true, "What happens, in a sentence."),
    .init("within", \.within, "The longest time that it takes, such as 5 business days."),
  ]
}

/// Where and by when a decision can be appealed.
package struct Appeal: Sendable, Equatable, FrontMatterRecord {
  package var to: String?
  package var within: String?
  package var url: WebAddress?

  package init() {}

  package static let fields: [FrontMatterField<Appeal>] = [
    .init("to", \.to, "The body that hears appeals."),
    .init("within", \.within, "How long people have, such as 10 days."),
    .init("url", \.url, "The address of a web page."),
  ]
}

/// Who signs the code, and when.
package struct SignatureRule: Sendable, Equatable, FrontMatterRecord {
  package var who: [String] = []
  package var when: String?
  package var witness: String?
  package var form: NamedDocument?

  package init() {}

  package static let fields: [FrontMatterField<SignatureRule>] = [
    .init("who", \.who, "The people who sign, such as applicants or supervisors."),
    .init("when", \.when, "When they sign, such as before the certificate is issued."),
    .init("witness", \.witness, "Who witnesses the signature, such as a supervisor or a notary."),
    .init("form", \.form, "The form to sign."),
  ]
}

/// How a credential is renewed.
package struct Renewal: Sendable, Equatable, FrontMatterRecord {
  package var every: String?
  package var hours: String?
  package var ethicsHours: String?
  package var attestedBy: [String] = []

  package init() {}

  package static let fields: [FrontMatterField<Renewal>] = [
    .init("every", \.every, "How often the credential is renewed, such as every 2 years."),
    .init("hours", \.hours, "The hours of continuing education."),
    .init("ethics-hours", \.ethicsHours, "The hours that must be about ethics."),
    .init("attested-by", \.attestedBy, "The people who attest that the code was followed."),
  ]
}

/// A credential that the code applies to.
package struct Credential: Sendable, Equatable, FrontMatterRecord {
  package var name = ""
  package var acronym: String?
  package var level: String?
  package var formerNames: [String] = []

  package init() {}

  package static let fields: [FrontMatterField<Credential>] = [
    .init("name", \.name, isRequired: true, "The credential's name."),
    .init("acronym", \.acronym, "The credential's acronym, such as CPS."),
    .init("level", \.level, "The credential's level, if there are several."),
    .init("former-names", \.formerNames, "Former names of the credential."),
  ]
}

/// Something that happened to a code.
package struct HistoryEntry: Sendable, Equatable, FrontMatterRecord {
  package var on: StatedDate?
  package var what = ""

  package init() {}

  package static let fields: [FrontMatterField<HistoryEntry>] = [
    .init("on", \.on, isRequired: true, "When it happened, such as 2025, 2025-07, or 2025-07-01."),
    .init("what", \.what, isRequired: true, "What happened, in a few words."),
  ]
}
