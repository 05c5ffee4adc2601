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
      return lesson.metadata.objectives.flatMap { objective in
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
    handbook.lessons.flatMap { lesson in
      let known = lesson.metadata.objectives.map(\.id.value)
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
