import Markup

/// A self-check must have an objective, two choices, a right one that cites a provision, and a rationale for
/// each.
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
    func report(_ identifier: String, _ summary: String, at node: MarkdownDocument.Index, _ help: String) {
      found.append(
        Diagnostic(
          .error, identifier, summary, path: lesson.path, range: tree.nodes[node].range, help: help))
    }
    if question.objective == nil {
      report(
        "question-without-objective", "Self-check names no objective", at: question.node,
        "write the objective's id after [!QUESTION]")
    }
    if question.choices.count < 2 {
      report(
        "too-few-choices", "Self-check has \(question.choices.count) of at least 2 choices",
        at: question.node, "write each choice as '- [ ] …' or '- [x] …'")
    }
    let right = question.choices.filter { tree.nodes[$0].flags.contains(.correct) }
    if right.isEmpty, !question.choices.isEmpty {
      report("no-right-choice", "Self-check has no right choice", at: question.node, "mark it '- [x] …'")
    }
    for choice in right where !citesProvision(choice, of: tree, targets: targets) {
      report(
        "right-choice-without-provision", "Right choice cites no provision", at: choice,
        "add a reference such as [[AR#gifts]]")
    }
    for choice in question.choices where ChoiceText(choice, of: tree).rationale.isEmpty {
      report(
        "choice-without-rationale", "Choice has no rationale", at: choice,
        "write it after the choice's first sentence")
    }
    return found
  }

  private static func citesProvision(
    _ choice: MarkdownDocument.Index, of tree: MarkdownDocument, targets: [ReferenceTarget?]
  ) -> Bool {
    tree.subtree(of: choice).contains { index in
      let node = tree.nodes[index]
      guard node.kind == .reference || (node.kind == .link && node.flags.contains(.internal)),
        case .provision? = targets[Int(node.value)]
      else { return false }
      return true
    }
  }
}
