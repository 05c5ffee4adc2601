package import Basics
package import Markdown

/// A training lesson.
package struct Lesson: Sendable {
  package let id: LessonID
  package let path: String
  package let metadata: LessonMetadata
  package let document: MarkdownDocument
  /// The sections that a heading opens, in order.
  package let sections: [LessonSection]
  package let questions: [SelfCheck]
}

/// The part of a lesson under one heading.
package struct LessonSection: Sendable, Equatable {
  package let heading: MarkdownDocument.Index
  package let anchor: String
  package let title: String
  /// The objectives that the heading says it teaches.
  package let teaches: [Located<ObjectiveID>]
}

/// A question of a lesson with its choices.
package struct SelfCheck: Sendable, Equatable {
  package let node: MarkdownDocument.Index
  package let objective: Located<ObjectiveID>?
  package let choices: [MarkdownDocument.Index]
}

/// What a learner can do after a lesson.
package struct LearningObjective: Sendable, Equatable, FrontMatterRecord {
  package var id = Located(ObjectiveID(""), SourceRange(line: 1, column: 1))
  package var text = Located("", SourceRange(line: 1, column: 1))

  package init() {}

  package static let fields: [FrontMatterField<LearningObjective>] = [
    .init("id", \.id, isRequired: true, "The objective's name in this lesson."),
    .init("text", \.text, isRequired: true, "What a learner can do, from a verb that can be observed."),
  ]
}

extension LessonMetadata {
  /// The ids of the objectives as anchors of the lesson's page.
  var objectiveAnchors: [Located<String>] { objectives.map { $0.id.map(\.rawValue) } }
}

/// Whom a lesson is for.
package enum Audience: String, FrontMatterChoice {
  case learner
  case facilitator
  case both
}

/// What the front matter says of a lesson.
package struct LessonMetadata: Sendable, Equatable, FrontMatterRecord {
  package var title = Located("", SourceRange(line: 1, column: 1))
  package var description: String?
  package var minutes: Int?
  package var order: Int?
  package var prerequisites: [Located<LessonID>] = []
  package var objectives: [LearningObjective] = []
  package var audience = Audience.both
  package var references: [String] = []
  package var typographic = false
  package var aliases: [Located<String>] = []
  package var publish = true

  package init() {}

  package static let fields: [FrontMatterField<LessonMetadata>] = [
    .init("title", \.title, isRequired: true, "The lesson's title."),
    .init("description", \.description, "What the lesson is about, in a sentence."),
    .init("minutes", \.minutes, "How long the lesson takes."),
    .init("order", \.order, "The lesson's place among the lessons, from 1."),
    .init("prerequisites", \.prerequisites, "The lessons that come before."),
    .init("objectives", \.objectives, "What a learner can do afterwards."),
    .init("audience", \.audience, "Whom the lesson is for."),
    .init("references", \.references, "Sources for further reading."),
    .init("typographic", \.typographic, "Whether straight quotes and hyphens become typographic ones."),
    .init("aliases", \.aliases, "Former addresses of the page, which lead to it."),
    .init("publish", \.publish, "Whether the page is published."),
  ]
}
