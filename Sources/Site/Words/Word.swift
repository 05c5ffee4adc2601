/// A piece of text that the site itself writes, as against what authors write.
///
/// The name is the key under which a theme can give it in another language; the value is the English text.
/// `{…}` is a place that the site fills.
enum Word: String, Sendable, CaseIterable {
  // Standing of a code.
  case statusDraft = "Draft"
  case statusProposed = "Proposed"
  case statusInForce = "In force"
  case statusSuperseded = "Superseded"
  case statusUnknown = "Status unknown"
  case sentenceDraft = "This code is a draft. It is not in force, and its text can still change."
  case sentenceProposed = "This code is proposed. It is not in force."
  case sentenceInForce = "This code is in force."
  case sentenceSuperseded = "A newer edition has replaced this one."
  case sentenceUnknown = "The source does not say whether this code is in force."

  // Facts about a code.
  case factIssuer = "Issued by"
  case factInstrument = "Kind of instrument"
  case factVersion = "Version"
  case factAdopted = "Adopted"
  case factEffective = "In force since"
  case factCommentDeadline = "Comments until"
  case factAppliesTo = "Applies to"
  case factAuthority = "Authority"
  case factContact = "Contact"
  case factComplaints = "Complaints"
  case factSource = "Source"
  case factVerified = "Last verified"
  case factCaptured = "captured {date}"
  case factComplaintsDeadline = "deadline: {deadline}"
  case verifiedBy = "{date} by {by}"
  case verifiedAgainst = "against {against}"
  case notVerified = "This text has not been verified against its source."
  case instrumentStatute = "Statute"
  case instrumentRule = "Rule"
  case instrumentGuideline = "Guideline"
  case instrumentBoardCode = "Code of a board"
  case notOfficial = "This is not the official text. Where it matters, read the source."
  case emptyProvision = "No text in this view."

  // Citations.
  case draft = "draft"
  case proposed = "proposed"
  case superseded = "superseded"
  case item = "item"
  case group = "group"
  case abbreviationDraft = "{jurisdiction} draft"
  case citation = "{jurisdiction}, {title}, {place}"
  case citationVersion = "({version})"
  case citationCaptured = "as captured {date}"

  // Pages.
  case home = "Home"
  case codes = "Codes of ethics"
  case topics = "Topics"
  case comparison = "Compare states"
  case lessons = "Lessons"
  case glossary = "Glossary"
  case indexes = "Indexes"
  case subjectIndex = "A–Z index"
  case citationIndex = "Legal citations"
  case objectiveIndex = "Learning objectives"
  case changes = "Changes"
  case search = "Search"
  case print = "Everything on one page"
  case notFound = "Page not found"
  case signing = "{title}: copy to sign"

  // Counts.
  case provision = "{n} provision"
  case provisions = "{n} provisions"
  case code = "{n} code"
  case codesCount = "{n} codes"
  case topic = "{n} topic"
  case topicsCount = "{n} topics"
  case lesson = "{n} lesson"
  case lessonsCount = "{n} lessons"
  case state = "{n} state"
  case states = "{n} states"
  case minute = "{n} minute"
  case minutes = "{n} minutes"
  case mention = "Discussed in {n} place"
  case mentions = "Discussed in {n} places"
  case use = "Used in {n} place"
  case uses = "Used in {n} places"
  case lessonPosition = "Lesson {n} of {count}"

  case question = "Question {n}"

  // Audiences.
  case audienceLearner = "For learners"
  case audienceFacilitator = "For facilitators"
  case audienceBoth = "For learners and facilitators"

  /// The key under which a theme gives the text.
  var key: String { String(describing: self) }
}
