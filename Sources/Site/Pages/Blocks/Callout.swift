/// A call-out in prose.
struct CalloutBlock: TemplateRoot {
  static let template = "callout"

  /// The kinds that a theme has a shape for.
  ///
  /// A question is a ``QuestionBlock``.
  enum Kind: String, Sendable, CaseIterable {
    case note, tip, important, warning, scenario, facilitator, keypoints
  }

  var kind: Kind
  /// The author's title, in place of the kind's word.
  var title: HTML?
  var content: HTML

  static let fields = TemplateFields<CalloutBlock>([
    .text("kind", \.kind.rawValue, "The kind, in lower case."),
    .flag("isNote", { $0.kind == .note }, "Whether it is a note."),
    .flag("isTip", { $0.kind == .tip }, "Whether it is a tip."),
    .flag("isImportant", { $0.kind == .important }, "Whether it is important."),
    .flag("isWarning", { $0.kind == .warning }, "Whether it warns."),
    .flag("isScenario", { $0.kind == .scenario }, "Whether it tells a scenario."),
    .flag("isFacilitator", { $0.kind == .facilitator }, "Whether it is for facilitators."),
    .flag("isKeypoints", { $0.kind == .keypoints }, "Whether it lists key points."),
    .html("title", optional: \.title, "The author's title."),
    .html("content", \.content, "The text."),
  ])
}
