package import Basics
package import Markdown
import Redline

/// A check of a resolved handbook.
///
/// Checks of one subject share a file. Each check has a test in which it reports a problem and one in which
/// it reports nothing. A check reads the whole handbook and changes nothing.
package protocol HandbookCheck: Sendable {
  /// Returns the problems that the check finds.
  static func diagnostics(for handbook: Handbook) -> [Diagnostic]
}

/// A check whose result depends on the date.
package protocol DatedHandbookCheck: Sendable {
  /// Returns the problems that the check finds on a date.
  static func diagnostics(for handbook: Handbook, on date: CalendarDate) -> [Diagnostic]
}

/// All checks.
package enum HandbookChecks {
  package static let all: [any HandbookCheck.Type] = [
    AbbreviationCheck.self,
    AmbiguousAliasCheck.self,
    ChangedQuestionCheck.self,
    CodeWithoutProvisionsCheck.self,
    CompletionCheck.self,
    ContradictoryFactCheck.self,
    DuplicateIDCheck.self,
    EmptyProvisionCheck.self,
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
    TopicNameCheck.self,
    UndeclaredRepealCheck.self,
    UnknownDomainCheck.self,
    UnknownObjectiveCheck.self,
    UnknownPrerequisiteCheck.self,
    UnknownTopicCheck.self,
    UnusedAssetCheck.self,
  ]

  /// The checks of the parts that a translation doesn't get from its original.
  static let ofTranslations: [any HandbookCheck.Type] = [
    ImageWithoutTextCheck.self,
    PlaceholderCheck.self,
    QuotationCycleCheck.self,
    QuotationTargetCheck.self,
    ReservedIDCheck.self,
    SelfCheckCheck.self,
    StaleTranslationCheck.self,
  ]

  package static let dated: [any DatedHandbookCheck.Type] = [
    EditionsInForceCheck.self, NotYetEffectiveCheck.self, StaleCodeCheck.self,
  ]

  /// Returns the problems that all checks find.
  ///
  /// The checks that don't depend on the date run in parallel.
  ///
  /// - Parameter date: The date of the build; `nil` skips the checks that depend on it.
  package static func diagnostics(for handbook: Handbook, on date: CalendarDate? = nil) -> [Diagnostic] {
    var found = all.concurrentMap { $0.diagnostics(for: handbook) }.flatMap(\.self)
    for translated in handbook.translations {
      found += ofTranslations.concurrentMap { $0.diagnostics(for: translated) }.flatMap(\.self)
        .filter { translated.language?.isTranslation($0.path) == true }
    }
    guard let date else { return found }
    return found + dated.flatMap { $0.diagnostics(for: handbook, on: date) }
  }
}

/// Files that `handbook new` wrote can't be published until their placeholders are replaced, because readers
/// would mistake the placeholders for rules.
enum PlaceholderCheck: HandbookCheck {
  /// The text in the files of `Starter/new` that authors replace with their own.
  static let placeholders: Set<String> = [
    "First heading of the code", "A provision, word for word.", "First section", "Your text.",
    "Your text. The next line quotes a provision:", "Your question?", "A wrong answer. Why it is wrong.",
    "The right answer. Why it is right: ", "What learners should remember.",
    "What the topic is about, in a sentence or two.", "Name what this lesson teaches",
  ]

  /// For each length in bytes, whether a placeholder has it.
  private static let lengths: [Bool] = {
    let lengths = placeholders.map(\.utf8.count)
    return (0...(lengths.max() ?? 0)).map(lengths.contains)
  }()

  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.documents.filter { !$0.isOtherView && handbook.metadata(of: $0.key)?.publish != false }
      .concurrentMap { document -> Diagnostic? in
        placeholder(in: document, of: handbook).map { text, range in
          Diagnostic(
            .error, .placeholderText, "'\(text)' is a placeholder", path: document.path, range: range,
            help: "replace it, or write 'publish: false' in the front matter until you have")
        }
      }.compactMap(\.self)
  }

  /// Returns the first placeholder in a document's front matter or text, or `nil` if it has none.
  private static func placeholder(
    in document: HandbookDocument, of handbook: Handbook
  ) -> (text: String, range: SourceRange)? {
    if case .lesson(let id) = document.key,
      let objective = handbook.lesson(id)?.metadata.objectives.first(where: {
        placeholders.contains($0.text.value)
      })
    {
      return (objective.text.value, objective.text.range)
    }
    let tree = document.document
    return tree.nodes.indices.first { isPlaceholder($0, of: tree) }.map { index in
      (tree.string(tree.nodes[index].text).trimmed, tree.place(of: index))
    }
  }

  private static func isPlaceholder(_ node: MarkdownDocument.Index, of tree: MarkdownDocument) -> Bool {
    // Checking the length first is fast: few texts have the length of a placeholder, so few become strings.
    guard tree.nodes[node].kind == .text else { return false }
    let length = tree.nodes[node].text.range.count
    guard length < lengths.count, lengths[length] else { return false }
    return placeholders.contains(tree.string(tree.nodes[node].text))
  }
}

/// Text about a provision should be reviewed again when the provision's wording changes.
enum SuspectClaimCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    guard !handbook.manuscript.reviews.pins.isEmpty else { return [] }
    return Review(of: handbook).suspects.map { open in
      let claim = open.claim
      return Diagnostic(
        .warning, .suspectClaim,
        "\(claim.provision) has changed since \(subject(of: claim)) was reviewed\(open.last.map { " on \($0.date)" } ?? "")",
        path: claim.path, range: claim.range,
        help: "compare the text with the changed rule: “\(open.change?.marked ?? "")” Then run "
          + "'handbook review --by \"Your Name\" --accept \(claim.name)', or once for everything that is based on "
          + "the rule, with --accept '\(claim.provision)'")
    }
  }

  private static func subject(of claim: Claim) -> String {
    switch claim.kind {
    case .section: "this text"
    case .objective: "this objective"
    case .question: "this question"
    case .note: "this note"
    }
  }
}
