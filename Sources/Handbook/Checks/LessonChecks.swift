import Basics
import Markdown

/// A lesson should include key points, which trainees review before the exam.
enum LessonWithoutKeyPointsCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.filter { lesson in
      !lesson.document.nodes.contains {
        $0.calloutKind == .keypoints
      }
    }.map { lesson in
      Diagnostic(
        .warning, .lessonWithoutKeyPoints, "Lesson '\(lesson.metadata.title.value)' has no key points",
        path: lesson.path, range: lesson.metadata.title.range, help: "add a call-out [!KEYPOINTS]")
    }
  }
}

/// A lesson that is complete when its self-checks are answered must have self-checks.
enum CompletionCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.compactMap { lesson in
      guard let complete = lesson.metadata.complete, complete.value.needsQuestions, lesson.questions.isEmpty
      else { return nil }
      return Diagnostic(
        .warning, .completionWithoutQuestions,
        "Lesson has no self-checks, so it can't be complete by '\(complete.value)'", path: lesson.path,
        range: complete.range, help: "write 'complete: end-seen', or add a call-out [!QUESTION]")
    }
  }
}

/// Every objective of a lesson should be taught by a section and assessed by a question.
enum ObjectiveCoverageCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.flatMap { lesson in
      let taught = Set(lesson.sections.flatMap(\.teaches).map(\.value))
      let assessed = Set(lesson.questions.compactMap(\.objective).map(\.value))
      return lesson.metadata.objectives.filter { !$0.isUnnamed }.flatMap { objective in
        var diagnostics: [Diagnostic] = []
        if !taught.contains(objective.id.value) {
          diagnostics.append(
            Diagnostic(
              .warning, .objectiveNotTaught, "Objective '\(objective.id.value)' is taught by no section",
              path: lesson.path, range: objective.id.range,
              help: "add teaches=\"\(objective.id.value)\" to a heading"))
        }
        if !assessed.contains(objective.id.value) {
          diagnostics.append(
            Diagnostic(
              .warning, .objectiveNotAssessed,
              "Objective '\(objective.id.value)' is assessed by no self-check", path: lesson.path,
              range: objective.id.range, help: "add a call-out [!QUESTION] \(objective.id.value)"))
        }
        return diagnostics
      }
    }
  }
}

/// An objective should begin with a verb for something that can be observed.
enum ObjectiveVerbCheck: HandbookCheck {
  /// Verbs for states of mind, which can't be observed.
  private static let unobservable: Set<String> = [
    "appreciate", "believe", "comprehend", "feel", "grasp", "internalize", "know", "learn", "realize",
    "think",
    "understand",
  ]

  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.flatMap { lesson in
      lesson.metadata.objectives.compactMap { objective in
        let verb = objective.text.value.split { !$0.isLetter }.first.map { $0.lowercased() } ?? ""
        guard unobservable.contains(verb) else { return nil }
        return Diagnostic(
          .warning, .unobservableObjective, "Objective begins with '\(verb)', which can't be observed",
          path: lesson.path, range: objective.text.range,
          help: "begin with what a learner does: describe, explain, identify, compare, choose")
      }
    }
  }
}

/// A self-check must have an objective, at least two choices, a correct choice that cites a provision, and a
/// rationale for each choice.
enum SelfCheckCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.flatMap { lesson in
      lesson.questions.flatMap { question in
        diagnostics(for: question, of: lesson, targets: handbook.targets[.lesson(lesson.id)] ?? [])
      }
    }
  }

  private static func diagnostics(
    for question: SelfCheck, of lesson: Lesson, targets: [ReferenceTarget?]
  ) -> [Diagnostic] {
    let tree = lesson.document
    var found: [Diagnostic] = []
    func report(_ rule: Rule, _ summary: String, at node: MarkdownDocument.Index, _ help: String) {
      found.append(
        Diagnostic(
          .error, rule, summary, path: lesson.path, range: tree.nodes[node].range, help: help))
    }
    if question.objective == nil {
      report(
        .questionWithoutObjective, "Self-check names no objective", at: question.node,
        "write the objective's id after [!QUESTION]")
    }
    if question.choices.count < 2 {
      report(
        .tooFewChoices, "Self-check has \(question.choices.count) of at least 2 choices",
        at: question.node, "write each choice as '- [ ] …' or '- [x] …'")
    }
    let right = question.choices.filter { tree.nodes[$0].flags.contains(.correct) }
    // A choice with a malformed box was reported, and it could be the right one.
    let isReadable = !question.choices.contains { tree.plainText(of: $0).hasPrefix("[") }
    if right.isEmpty, !question.choices.isEmpty, isReadable {
      report(.noRightChoice, "Self-check has no right choice", at: question.node, "mark it '- [x] …'")
    }
    for choice in right where !citesProvision(choice, of: tree, targets: targets) {
      report(
        .rightChoiceWithoutProvision, "Right choice cites no provision", at: choice,
        "add a reference such as [[AR#gifts]]")
    }
    for choice in question.choices where ChoiceText(choice, of: tree).rationale.isEmpty {
      report(
        .choiceWithoutRationale, "Choice has no rationale", at: choice,
        "write it after the choice's first sentence, or on a new line after a backslash")
    }
    return found
  }

  private static func citesProvision(
    _ choice: MarkdownDocument.Index, of tree: MarkdownDocument, targets: [ReferenceTarget?]
  ) -> Bool {
    tree.subtree(of: choice).contains { index in
      let node = tree.nodes[index]
      guard node.kind == .reference || node.kind == .link, let reference = node.referenceIndex else {
        return false
      }
      switch targets[reference] {
      // A reference without a target is reported by another check.
      case .provision, nil: return true
      default: return false
      }
    }
  }
}

/// An objective that a section teaches or a question assesses must be defined in its lesson.
enum UnknownObjectiveCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.flatMap { lesson -> [Diagnostic] in
      guard let known = lesson.metadata.objectiveIDs else { return [] }
      let named = lesson.sections.flatMap(\.teaches) + lesson.questions.compactMap(\.objective)
      return named.filter { !known.contains($0.value) }.map { objective in
        let nearest = NearestMatch.of(objective.value.rawValue, among: known.map(\.rawValue))
        return Diagnostic(
          .error, .unknownObjective,
          "Objective '\(objective.value)' is not one of this lesson", path: lesson.path,
          range: objective.range,
          help: "add it to the objectives in the front matter", meant: nearest)
      }
    }
  }
}

/// A domain of an objective or a question must be one of the exam's domains.
enum UnknownDomainCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    let known = (handbook.configuration.exam?.domains ?? []).map(\.id.value)
    return handbook.lessons.flatMap { lesson in
      let named = lesson.metadata.objectives.flatMap(\.domains) + lesson.questions.flatMap(\.domains)
      return named.filter { !known.contains($0.value) }.map { domain in
        Diagnostic(
          .error, .unknownDomain, "Exam domain '\(domain.value)' does not exist", path: lesson.path,
          range: domain.range, help: "list it in handbook.yml: exam: { domains: … }",
          meant: NearestMatch.of(domain.value, among: known))
      }
    }
  }
}

/// A lesson that another one requires must exist.
enum UnknownPrerequisiteCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.flatMap { lesson in
      lesson.metadata.prerequisites.filter { handbook.place(of: $0.value) == nil }.map { prerequisite in
        let nearest = NearestMatch.of(prerequisite.value.rawValue, among: handbook.records.names(of: .lesson))
        return Diagnostic(
          .error, .unknownLesson, "Lesson '\(prerequisite.value)' does not exist",
          path: lesson.path, range: prerequisite.range,
          help: "name the path of a lesson below Content/lessons, without its ending", meant: nearest)
      }
    }
  }
}

/// The correct choice should not be the longest one, because people who don't know the subject pick that one.
enum QuestionLengthCheck: HandbookCheck {
  /// The longest allowed correct choice, as a multiple of the longest wrong one.
  private static let ratio = 1.4
  /// The smallest difference in characters that counts, because short answers often differ in length.
  private static let smallestDifference = 10
  /// The fewest questions of a lesson that show a pattern.
  private static let fewestQuestions = 4

  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.concurrentMap { lesson -> [Diagnostic] in
      var found: [Diagnostic] = []
      var won = 0
      for question in lesson.questions {
        let (right, wrong) = lesson.document.lengths(of: question)
        guard let right, let wrong else { continue }
        if right.length > wrong { won += 1 }
        guard Double(right.length) > ratio * Double(wrong), right.length - wrong >= smallestDifference else {
          continue
        }
        found.append(
          Diagnostic(
            .warning, .questionLongestAnswer,
            "Right choice stands out: it has \(right.length) characters, and the longest wrong one has \(wrong)",
            path: lesson.path, range: lesson.document.nodes[right.node].range,
            help: "shorten it, make a wrong choice longer, or move words into its rationale"))
      }
      if lesson.questions.count >= fewestQuestions, won * 2 > lesson.questions.count {
        found.append(
          Diagnostic(
            .warning, .questionLongestAnswer,
            "Right choice is the longest one in \(won) of \(lesson.questions.count) self-checks",
            path: lesson.path, range: lesson.metadata.title.range,
            help: "make wrong choices longer, or right ones shorter, in at least half of them"))
      }
      return found
    }.flatMap(\.self)
  }
}

/// Only its content should set the correct choice apart from the others.
enum QuestionGiveawayCheck: HandbookCheck {
  private static let fewestQuestions = 4
  /// The beginnings of choices that refer to the other choices.
  private static let aboutOthers = ["all of the above", "none of the above", "all of these", "none of these"]

  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    guard handbook.configuration.language.lowercased().hasPrefix("en") else { return [] }
    return handbook.lessons.concurrentMap { lesson -> [Diagnostic] in
      lesson.questions.flatMap { diagnostics(for: $0, of: lesson) } + samePlace(in: lesson)
    }.flatMap(\.self)
  }

  private static func diagnostics(for question: SelfCheck, of lesson: Lesson) -> [Diagnostic] {
    let tree = lesson.document
    let texts = question.choices.map { tree.statement(of: $0).lowercased() }
    var found = zip(question.choices, texts).filter { _, text in
      aboutOthers.contains { text.hasPrefix($0) }
    }.map { choice, _ in
      Diagnostic(
        .warning, .questionGiveaways, "Choice is about the other choices, which have no fixed order",
        path: lesson.path, range: tree.nodes[choice].range,
        help: "write a choice that doesn't refer to the others, or mark several choices as right")
    }
    let stem = tree.children(of: question.node).filter { tree.nodes[$0].kind != .choice }.map {
      tree.writtenText(of: tree.subtree(of: $0))
    }.joined(separator: " ").lowercased()
    let last = stem.split { !$0.isLetter }.last
    if last == "a" || last == "an" {
      let agreeing = texts.filter { $0.first.map { "aeiou".contains($0) } == (last == "an") }.count
      if agreeing < texts.count {
        found.append(
          Diagnostic(
            .warning, .questionGiveaways,
            "Question ends in '\(last ?? "")', which fits \(agreeing) of \(texts.count) choices",
            path: lesson.path,
            range: tree.nodes[question.node].range, help: "begin each choice with its article"))
      }
    }
    return found
  }

  /// Reports a lesson whose correct choices are all at the same position.
  private static func samePlace(in lesson: Lesson) -> [Diagnostic] {
    let places = lesson.questions.compactMap { question -> Int? in
      let right = question.choices.indices.filter { lesson.document.isRight(question.choices[$0]) }
      return right.count == 1 ? right.first : nil
    }
    guard places.count >= fewestQuestions, let first = places.first, Set(places).count == 1 else { return [] }
    return [
      Diagnostic(
        .warning, .questionGiveaways,
        "Right choice is number \(first + 1) in each of \(places.count) self-checks",
        path: lesson.path, range: lesson.metadata.title.range, help: "change the order of choices")
    ]
  }
}

/// A published question shouldn't change unnoticed, because readers' earlier answers to it no longer count.
enum ChangedQuestionCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.manuscript.publishedQuestions.compactMap { published in
      guard let lesson = handbook.lesson(published.lesson) else { return nil }
      let digest = lesson.questions.first { $0.identity.name == published.name }?.identity.digest
      guard digest != published.digest else { return nil }
      let what = digest == nil ? "no longer exists" : "has changed"
      return Diagnostic(
        .warning, .changedQuestion, "Published self-check '\(published.citation)' \(what)",
        path: published.path,
        range: published.range,
        help: "readers' answers to it no longer count; if that's meant, run 'handbook ids --publish'")
    }
  }
}

extension MarkdownDocument {
  /// Returns the text of a choice without its rationale.
  fileprivate func statement(of choice: Index) -> String {
    let text = ChoiceText(choice, of: self)
    return writtenText(of: text.statement, cutAt: text.splitOffset)
  }

  fileprivate func isRight(_ choice: Index) -> Bool { nodes[choice].flags.contains(.correct) }

  /// Returns the longest correct choice with its length, and the length of the longest wrong one, in
  /// characters.
  fileprivate func lengths(of question: SelfCheck) -> (right: (node: Index, length: Int)?, wrong: Int?) {
    let lengths = question.choices.map { (node: $0, length: statement(of: $0).count) }
    return (
      lengths.filter { isRight($0.node) }.max { $0.length < $1.length },
      lengths.filter { !isRight($0.node) }.map(\.length).max()
    )
  }
}
