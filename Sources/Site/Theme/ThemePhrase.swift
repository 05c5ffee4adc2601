/// The interface strings that the code uses to build pages, as keys of a theme's `strings.yml`.
///
/// Strings that only templates use aren't listed here, because templates refer to them directly.
package enum ThemePhrase: String, Sendable, CaseIterable {
  case dateFormat = "date-format"
  case monthNames = "month-names"

  case statusDraft = "status-draft"
  case statusProposed = "status-proposed"
  case statusAdopted = "status-adopted"
  case statusInForce = "status-in-force"
  case statusSuperseded = "status-superseded"
  case statusUnknown = "status-unknown"
  case draftSentence = "draft-sentence"
  case proposedSentence = "proposed-sentence"
  case adoptedSentence = "adopted-sentence"
  case adoptedFromSentence = "adopted-from-sentence"
  case inForceSentence = "in-force-sentence"
  case supersededSentence = "superseded-sentence"
  case unknownSentence = "unknown-sentence"
  case uncheckedSentence = "unchecked-sentence"
  case monthFormat = "month-format"

  case factIssuer = "fact-issuer"
  case factInstrument = "fact-instrument"
  case factVersion = "fact-version"
  case factAdopted = "fact-adopted"
  case factEffective = "fact-effective"
  case factCommentDeadline = "fact-comment-deadline"
  case factAppliesTo = "fact-applies-to"
  case factAuthority = "fact-authority"
  case factContact = "fact-contact"
  case factComplaints = "fact-complaints"
  case factSource = "fact-source"
  case factVerified = "fact-verified"
  case factReview = "fact-review"
  case factStatus = "fact-status"
  case factCall = "fact-call"
  case factAdministrator = "fact-administrator"
  case factScope = "fact-scope"
  case factCredentials = "fact-credentials"
  case factAdaptedFrom = "fact-adapted-from"
  case factHistory = "fact-history"
  case factSignature = "fact-signature"
  case factRenewal = "fact-renewal"
  case factDutyToReport = "fact-duty-to-report"
  case factSanctions = "fact-sanctions"
  case factAppeal = "fact-appeal"
  case factRelated = "fact-related"
  case factReproduction = "fact-reproduction"
  case factSeen = "fact-seen"
  case notStated = "not-stated"
  case transcriptionNotes = "transcription-notes"
  case referenceNotes = "reference-notes"
  case verifiedBy = "verified-by"
  case capturedOn = "captured-on"
  case complaintsWithin = "complaints-within"
  case complaintGuide = "complaint-guide"
  case complaintsWho = "complaints-who"
  case complaintsHow = "complaints-how"
  case complaintsWhen = "complaints-when"
  case complaintsNext = "complaints-next"
  case complaintsCover = "complaints-cover"
  case complaintsInclude = "complaints-include"
  case complaintsAnonymous = "complaints-anonymous"
  case complaintsNamed = "complaints-named"
  case complaintsSigned = "complaints-signed"
  case complaintsUnsigned = "complaints-unsigned"
  case within
  case period
  case signatureWith = "signature-with"
  case credentialFormerly = "credential-formerly"
  case renewalEvery = "renewal-every"
  case renewalHours = "renewal-hours"
  case renewalEthics = "renewal-ethics"
  case renewalAttested = "renewal-attested"
  case notOfficial = "not-official"

  case instrumentStatute = "instrument-statute"
  case instrumentRule = "instrument-rule"
  case instrumentGuideline = "instrument-guideline"
  case instrumentBoardCode = "instrument-board-code"

  case reviewedOn = "reviewed-on"

  case viewRedline = "view-redline"
  case viewProposed = "view-proposed"
  case viewCurrent = "view-current"
  case cautionSource = "caution-source"
  case cautionWithoutSource = "caution-without-source"
  case cautionChecked = "caution-checked"
  case cautionRedline = "caution-redline"
  case cautionProposed = "caution-proposed"
  case cautionCurrent = "caution-current"
  case numbersNote = "numbers-note"
  case numbersNoteBullets = "numbers-note-bullets"
  case removedByDraft = "removed-by-draft"
  case addedByDraft = "added-by-draft"
  case quotedView = "quoted-view"
  case redlineIncomplete = "redline-incomplete"
  case insertionCount = "insertion-count"
  case deletionCount = "deletion-count"
  case substitutionCount = "substitution-count"
  case moveCount = "move-count"
  case changeCount = "change-count"
  case editorNote = "editor-note"
  case changePlaceTitle = "change-place-title"
  case changeInserted = "change-inserted"
  case changeDeleted = "change-deleted"
  case changeReplaced = "change-replaced"
  case changeRemoved = "change-removed"
  case changeAdded = "change-added"
  case changeMovedAfter = "change-moved-after"
  case changeMovedToStart = "change-moved-to-start"

  case editionComing = "edition-coming"
  case editionArrived = "edition-arrived"
  case editionUntil = "edition-until"
  case editionReplaced = "edition-replaced"
  case differenceTitle = "difference-title"
  case changesSince = "changes-since"
  case differenceGone = "difference-gone"
  case differenceMoved = "difference-moved"

  case codeCount = "code-count"
  case topicCount = "topic-count"
  case lessonCount = "lesson-count"
  case provisionCount = "provision-count"
  case stateCount = "state-count"
  case noneOfCodes = "none-of-codes"
  case notReviewed = "not-reviewed"
  case discussedSummary = "discussed-summary"
  case useSummary = "use-summary"
  case pageCount = "page-count"
  case termCount = "term-count"
  case questionCount = "question-count"
  case minuteCount = "minute-count"
  case lessonPosition = "lesson-position"

  case audienceLearner = "audience-learner"
  case audienceFacilitator = "audience-facilitator"
  case audienceBoth = "audience-both"
  case facilitatorEdition = "facilitator-edition"

  case undated
  case untranslated
  case parallel
  case parallelLink = "parallel-link"
  case translationUnofficial = "translation-unofficial"
  case translationOfficial = "translation-official"
  case translationBy = "translation-by"
  case translationOn = "translation-on"
  case translationStale = "translation-stale"
  case translationStaleMarked = "translation-stale-marked"
  case translationStaleProvision = "translation-stale-provision"
  case translationIncomplete = "translation-incomplete"

  case notVerified = "not-verified"
  case overdueReview = "overdue-review"
  case oldVerification = "old-verification"

  case citation
  case citationVersion = "citation-version"
  case citationEffective = "citation-effective"
  case citationCaptured = "citation-captured"
  case citationCheckCode = "citation-check-code"
  case citationDraft = "citation-draft"
  case citationProposed = "citation-proposed"
  case citationAdopted = "citation-adopted"
  case citationSuperseded = "citation-superseded"
  case citationItem = "citation-item"
  case citationGroup = "citation-group"
  case citationPart = "citation-part"
  case question
  case questionOf = "question-of"
  case lessonProgress = "lesson-progress"
  case lessonScore = "lesson-score"
  case lessonScoreSoFar = "lesson-score-so-far"

  case home
  case codes
  case topics
  case compare
  case sideBySide = "side-by-side"
  case lessons
  case practice
  case kit
  case kitAgenda = "kit-agenda"
  case kitAgendaAbout = "kit-agenda-about"
  case kitSlides = "kit-slides"
  case kitSlidesAbout = "kit-slides-about"
  case kitPreTest = "kit-pre-test"
  case kitPreTestAbout = "kit-pre-test-about"
  case kitPostTest = "kit-post-test"
  case kitPostTestAbout = "kit-post-test-about"
  case kitAnswerKey = "kit-answer-key"
  case kitAnswerKeyAbout = "kit-answer-key-about"
  case kitSignInSheet = "kit-sign-in-sheet"
  case kitSignInSheetAbout = "kit-sign-in-sheet-about"
  case kitCertificate = "kit-certificate"
  case kitCertificateAbout = "kit-certificate-about"
  case kitDate = "kit-date"
  case kitScenarioCount = "kit-scenario-count"
  case calloutNote = "callout-note"
  case calloutTip = "callout-tip"
  case calloutImportant = "callout-important"
  case calloutWarning = "callout-warning"
  case calloutCaution = "callout-caution"
  case calloutScenario = "callout-scenario"
  case calloutKeypoints = "callout-keypoints"
  case glossary
  case search
  case subjectIndex = "subject-index"
  case citations
  case versions
  case versionCurrent = "version-current"
  case versionEarlier = "version-earlier"
  case versionReplaced = "version-replaced"
  case versionGone = "version-gone"
  case knownChange = "known-change"
  case knownChangeSource = "known-change-source"
  case knownChangeEffective = "known-change-effective"
  case knownChangeShort = "known-change-short"
  case factKnownChanges = "fact-known-changes"
  case supersededBy = "superseded-by"
  case factSupersededBy = "fact-superseded-by"
  case factReviewCycle = "fact-review-cycle"
  case effectiveFrom = "effective-from"
  case effectiveSince = "effective-since"
  case movingTitle = "moving-title"
  case moves
  case ended
  case endedSince = "ended-since"
  case repealedBy = "repealed-by"
  case repealedOn = "repealed-on"
  case repealedTitle = "repealed-title"
  case replacedBy = "replaced-by"
  case factFormerly = "fact-formerly"
  case editionName = "edition-name"
  case historyTitle = "history-title"
  case historyFirst = "history-first"
  case historyReturned = "history-returned"
  case historyEnded = "history-ended"
  case historyUnchanged = "history-unchanged"
  case historyRenumbered = "history-renumbered"
  case permanent
  case permanentAbout = "permanent-about"
  case permanentHere = "permanent-here"
  case permanentTitle = "permanent-title"
  case objectives
  case changes
  case printAll = "print-all"
  case accessibility
  case searchFor = "placeholder"
  case searchButton = "search-button"
  case codesHeld = "codes-held"
  case codesLinked = "codes-linked"
  case unheldCount = "unheld-count"
  case statesShown = "states-shown"
  case topicsShown = "topics-shown"
  case navigationRead = "navigation-read"
  case navigationLearn = "navigation-learn"
  case navigationLookUp = "navigation-look-up"
  case navigationAbout = "navigation-about"
  case pages
  case signTitle = "sign-title"
  case commentSheetTitle = "comment-sheet-title"
  case commentsTo = "comments-to"
  case reportSubject = "report-subject"
  case reportQuestion = "report-question"
  case notFound = "not-found"
  case feed
  case startHere = "start-here"
  case startHereText = "start-here-text"
  case bookContents = "book-contents"
  case bookReference = "book-reference"
  case bookComparison = "book-comparison"
  case bookTopic = "book-topic"
  case bookProvisions = "book-provisions"
  case bookNone = "book-none"
  case bookPage = "book-page"
  case bookDate = "book-date"
  case bookAccessibility = "book-accessibility"
  case singleFileNotice = "single-file-notice"
  case courseNoSystem = "course-no-system"
  case courseRefused = "course-refused"
  case courseNotStored = "course-not-stored"
  case courseReview = "course-review"
  case courseOtherLesson = "course-other-lesson"

  /// The placeholders in braces that the phrase can contain, each of which is replaced with a value.
  var placeholders: Set<String> {
    switch self {
    case .dateFormat: ["day", "month", "year"]
    case .capturedOn, .overdueReview, .oldVerification,
      .reviewedOn:
      ["date"]
    case .citationDraft, .citationProposed, .citationAdopted, .citationSuperseded, .reportSubject: ["place"]
    case .untranslated: ["language"]
    case .translationUnofficial, .translationOfficial, .translationStale, .translationStaleMarked:
      ["original"]
    case .translationStaleProvision: ["words"]
    case .translationBy: ["person"]
    case .translationOn: ["date"]
    case .verifiedBy: ["date", "person", "reference"]
    case .complaintsWithin: ["deadline"]
    case .monthFormat: ["month", "year"]
    case .period: ["start", "end"]
    case .commentsTo: ["contact"]
    case .discussedSummary, .useSummary: ["places"]
    case .within, .renewalEvery: ["time"]
    case .complaintsCover, .renewalAttested: ["people"]
    case .complaintsInclude: ["parts"]
    case .signatureWith: ["witness"]
    case .credentialFormerly: ["names"]
    case .renewalHours, .renewalEthics: ["hours"]
    case .factSeen: ["source", "date"]
    case .cautionSource: ["source"]
    case .cautionChecked: ["date"]
    case .insertionCount, .deletionCount, .substitutionCount, .moveCount, .changeCount, .codeCount,
      .topicCount, .lessonCount, .provisionCount, .stateCount, .noneOfCodes, .pageCount, .termCount,
      .minuteCount, .questionCount, .kitScenarioCount, .codesHeld, .codesLinked, .unheldCount:
      ["count"]
    case .changeInserted, .changeAdded, .changeMovedToStart: ["new"]
    case .changeMovedAfter: ["new", "before"]
    case .changeDeleted, .changeRemoved: ["old"]
    case .changeReplaced: ["old", "new"]
    case .lessonPosition: ["number", "count"]
    case .signTitle, .commentSheetTitle: ["title"]
    case .citation: ["code", "title", "place"]
    case .citationVersion: ["version"]
    case .citationCaptured, .citationEffective: ["date"]
    case .citationCheckCode: ["code"]
    case .permanentAbout: ["version", "address"]
    case .permanentHere: ["version", "code"]
    case .permanentTitle: ["version"]
    case .endedSince, .repealedBy: ["edition"]
    case .movingTitle: ["from", "to"]
    case .knownChange: ["what"]
    case .knownChangeSource: ["source", "date"]
    case .knownChangeEffective, .effectiveFrom, .effectiveSince, .adoptedFromSentence: ["date"]
    case .editionComing, .editionArrived, .editionUntil: ["edition", "date"]
    case .supersededBy: ["code"]
    case .repealedOn: ["date", "edition"]
    case .repealedTitle: ["place"]
    case .editionName: ["name"]
    case .historyTitle: ["code"]
    case .historyRenumbered: ["old", "new"]
    case .question: ["number"]
    case .questionOf: ["number", "count"]
    case .lessonProgress: ["done", "count"]
    case .lessonScore: ["right", "count"]
    case .lessonScoreSoFar: ["right", "done", "count"]
    case .editionReplaced, .changesSince: ["edition"]
    case .differenceTitle: ["old", "new"]
    case .differenceMoved: ["place"]
    case .startHereText: ["handbook"]
    case .bookDate, .kitDate: ["date"]
    case .bookPage: ["page"]
    case .courseNotStored: ["error"]
    case .courseOtherLesson: ["title"]
    case .searchFor: ["examples"]
    case .statesShown, .topicsShown: ["shown", "count"]
    default: []
    }
  }

  /// The allowed number of forms, which are separated by ` | `: one for a count of 1 and one for other
  /// counts, or the months of the year.
  var forms: ClosedRange<Int> {
    switch self {
    case .monthNames: 12...12
    case _ where placeholders == ["count"]: 1...2
    default: 1...1
    }
  }
}
