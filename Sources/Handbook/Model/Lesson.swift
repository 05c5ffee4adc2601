package import Basics
package import Markdown
import Redline

/// A training lesson.
package struct Lesson: Sendable {
  package let id: LessonID
  package let path: String
  package let metadata: LessonMetadata
  package let document: MarkdownDocument
  /// The sections that begin with a heading, in order.
  package let sections: [LessonSection]
  package let questions: [SelfCheck]
}

/// The part of a lesson under one heading.
package struct LessonSection: Sendable, Equatable {
  package let heading: MarkdownDocument.Index
  package let anchor: String
  package let title: String
  /// The objectives in the heading's `teaches` attribute.
  package let teaches: [Located<ObjectiveID>]
  /// The number of minutes in the heading's `minutes` attribute.
  package let minutes: Int?
}

/// A question in a lesson, with its choices.
package struct SelfCheck: Sendable, Equatable {
  package let node: MarkdownDocument.Index
  package let objective: Located<ObjectiveID>?
  package let choices: [MarkdownDocument.Index]
  /// The exam domains of the question itself, which replace those of its objective.
  package let domains: [Located<String>]
  package let identity: QuestionIdentity
}

/// An identity of a question and its choices, so that a reader's answer to one never counts for another.
///
/// It doesn't depend on the question's position among others or on the order of its choices.
package struct QuestionIdentity: Sendable, Hashable {
  /// The permanent id: the author's, or one generated from the question's text.
  package let name: String
  /// Eight hexadecimal digits that change with the question, its choices, and which choices are right.
  package let digest: String
  /// The names of the choices in order, each generated from the choice's text.
  package let choices: [String]
}

extension MarkdownDocument {
  /// Returns the identities of questions, in order.
  func identities(of questions: [(node: Index, choices: [Index])]) -> [QuestionIdentity] {
    let identities = questions.map { identity(of: $0.node, choices: $0.choices) }
    // If questions have the same text, only their choices distinguish them.
    let counts = Dictionary(grouping: identities, by: \.name).mapValues(\.count)
    return identities.map { identity in
      guard counts[identity.name, default: 1] > 1 else { return identity }
      return QuestionIdentity(
        name: "\(identity.name)-\(identity.digest)", digest: identity.digest, choices: identity.choices)
    }
  }

  /// Returns the identity of a question without regard to other questions.
  private func identity(of question: Index, choices: [Index]) -> QuestionIdentity {
    let stem = children(of: question).filter { nodes[$0].kind != .choice }.map {
      writtenText(of: subtree(of: $0))
    }
    let texts = choices.map { choice in
      let text = ChoiceText(choice, of: self)
      return writtenText(of: text.statement, cutAt: text.splitOffset)
    }
    let marked = zip(choices, texts).map { node, text in
      nodes[node].flags.contains(.correct) ? "+\(text)" : "-\(text)"
    }
    return QuestionIdentity(
      name: questionName(of: question), digest: Self.digest(stem + marked.sorted()),
      choices: texts.map { String(Self.digest([$0]).prefix(6)) })
  }

  private static func digest(_ texts: [String]) -> String {
    String(ContentHash.name(of: Array(texts.joined(separator: "\n").utf8)).prefix(8))
  }
}

/// Something that a learner can do after a lesson.
package struct LearningObjective: Sendable, Equatable, FrontMatterRecord {
  package var id = Located(ObjectiveID(""), SourceRange(line: 1, column: 1))
  package var text = Located("", SourceRange(line: 1, column: 1))
  /// The ids of the exam domains that it belongs to.
  package var domains: [Located<String>] = []

  package init() {}

  /// Whether the author wrote no id, which is reported when the objective is read.
  ///
  /// Nothing more is said about such an objective.
  var isUnnamed: Bool { id.value.rawValue.isEmpty }

  package static let fields: [FrontMatterField<LearningObjective>] = [
    .init("id", \.id, isRequired: true, "The objective's id in this lesson."),
    .init("text", \.text, isRequired: true, "What a learner can do, starting with an observable verb."),
    .init("domains", \.domains, "The ids of its exam domains, from handbook.yml."),
  ]
}

extension Handbook {
  /// Returns the distinct targets of the references in a node of a lesson, in the order of the text.
  package func targets(in node: MarkdownDocument.Index, of lesson: Lesson) -> [ReferenceTarget] {
    let targets = targets[.lesson(lesson.id)] ?? []
    var found: [ReferenceTarget] = []
    for index in lesson.document.subtree(of: node) {
      guard let reference = lesson.document.nodes[index].referenceIndex, let target = targets[reference],
        !found.contains(target)
      else { continue }
      found.append(target)
    }
    return found
  }
}

extension Lesson {
  /// Returns the ids of the exam domains that an objective belongs to.
  package func domains(of objective: LearningObjective) -> [String] { objective.domains.map(\.value) }

  /// Returns the ids of the exam domains that a question belongs to: its own, or those of its objective.
  package func domains(of question: SelfCheck) -> [String] {
    guard question.domains.isEmpty else { return question.domains.map(\.value) }
    let objective = metadata.objectives.first { $0.id.value == question.objective?.value }
    return objective.map(domains) ?? []
  }
}

extension LessonMetadata {
  /// The ids of the objectives, or `nil` if one has none, because other ids may then be meant for it.
  var objectiveIDs: [ObjectiveID]? {
    objectives.contains(where: \.isUnnamed) ? nil : objectives.map(\.id.value)
  }

  /// The ids of the objectives as anchors of the lesson's page.
  var objectiveAnchors: [Located<String>] { objectives.map { $0.id.map(\.rawValue) } }
}

/// The audience of a lesson.
package enum Audience: String, FrontMatterChoice {
  case learner
  case facilitator
  case both
}

/// When a learning management system counts a lesson as complete.
package enum Completion: Sendable, Hashable {
  /// The learner has seen the end of the lesson.
  case endSeen
  /// Every self-check is answered, whether right or wrong.
  case allAnswered
  /// The score has reached a percentage.
  case score(atLeast: Int)

  /// Whether only a lesson with self-checks can be complete by this rule.
  package var needsQuestions: Bool { self != .endSeen }
}

extension Completion: CustomStringConvertible {
  /// The rule as written in front matter.
  package var description: String {
    switch self {
    case .endSeen: "end-seen"
    case .allAnswered: "all-answered"
    case .score(let least): "score>=\(least)"
    }
  }
}

extension Completion: FrontMatterScalar {
  package static var shape: FrontMatterShape {
    .pattern("^(end-seen|all-answered|score>=(100|[1-9][0-9]?))$", "end-seen, all-answered, or score>=80")
  }

  package init?(_ text: String) {
    let prefix = "score>="
    switch text {
    case "end-seen": self = .endSeen
    case "all-answered": self = .allAnswered
    case _ where text.hasPrefix(prefix):
      guard let least = Int(text.dropFirst(prefix.count)), (1...100).contains(least) else { return nil }
      self = .score(atLeast: least)
    default: return nil
    }
  }
}

/// The front matter of a lesson.
package struct LessonMetadata: Sendable, Equatable, FrontMatterRecord {
  package var title = Located("", SourceRange(line: 1, column: 1))
  package var description: String?
  package var minutes: Int?
  package var order: Int?
  package var prerequisites: [Located<LessonID>] = []
  package var objectives: [LearningObjective] = []
  package var audience = Audience.both
  package var complete: Located<Completion>?
  package var references: [String] = []
  package var typographic = false
  package var aliases: [Located<String>] = []
  package var publish = true

  package init() {}

  package static let fields: [FrontMatterField<LessonMetadata>] = [
    .init("title", \.title, isRequired: true, "The lesson's title."),
    .init("description", \.description, "A one-sentence description of the lesson."),
    .init("minutes", \.minutes, "How long the lesson takes, in minutes."),
    .init("order", \.order, "The lesson's position among all lessons, from 1."),
    .init("prerequisites", \.prerequisites, "The lessons to study first."),
    .init("objectives", \.objectives, "What a learner can do after the lesson."),
    .init("audience", \.audience, "The audience of the lesson."),
    .init("complete", \.complete, "When a learning management system counts the lesson as complete."),
    .init("references", \.references, "Sources for further reading."),
    .init("typographic", \.typographic, "Whether straight quotes and hyphens become typographic ones."),
    .init("aliases", \.aliases, "Former addresses of the page, which redirect to it."),
    .init("publish", \.publish, "Whether the page is published."),
  ]
}

/// Reads a lesson: its metadata, its sections, and its self-checks.
enum LessonReader {
  static func read(_ parsed: ParsedDocument, _ name: RecordName) -> (Record.Content?, [Diagnostic]) {
    let (metadata, diagnostics) = parsed.metadata(as: LessonMetadata.self)
    guard let metadata else { return (nil, diagnostics) }
    let parts = parts(of: parsed.document, path: parsed.path)
    let lesson = Lesson(
      id: LessonID(name.slug), path: parsed.path, metadata: metadata, document: parsed.document,
      sections: parts.sections, questions: parts.questions)
    return (
      .lesson(lesson), diagnostics + parts.diagnostics + MisplacedMarks.diagnostics(in: parsed)
    )
  }

  struct Parts {
    var sections: [LessonSection] = []
    var questions: [SelfCheck] = []
    var diagnostics: [Diagnostic] = []
  }

  static func parts(of document: MarkdownDocument, path: String) -> Parts {
    var parts = Parts()
    var questions: [(node: MarkdownDocument.Index, choices: [MarkdownDocument.Index])] = []
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .heading: parts.sections.append(section(at: index, of: document))
      case .question:
        questions.append((index, document.children(of: index).filter { document.nodes[$0].kind == .choice }))
      default: break
      }
    }
    parts.questions = zip(questions, document.identities(of: questions)).map { question, identity in
      SelfCheck(
        node: question.node, objective: objective(of: question.node, in: document),
        choices: question.choices, domains: names(in: "domains", of: question.node, document),
        identity: identity)
    }
    for (node, attributes) in document.attributes {
      let known =
        switch document.nodes[node].kind {
        case .heading: ["teaches", "minutes"]
        case .question: ["domains"]
        default: [String]()
        }
      parts.diagnostics += unknownKeys(of: attributes, known: known, path: path)
      if document.nodes[node].kind == .heading, let written = attributes["minutes"],
        minutes(written.value) == nil
      {
        parts.diagnostics.append(
          Diagnostic(
            .error, .wrongType, "'minutes' must be a whole number from 1 to 999", path: path,
            range: written.range,
            help: "write a number, as in minutes=\"15\""))
      }
    }
    return parts
  }

  private static func section(
    at heading: MarkdownDocument.Index, of document: MarkdownDocument
  ) -> LessonSection {
    let teaches = names(in: "teaches", of: heading, document).map { $0.map { ObjectiveID($0) } }
    return LessonSection(
      heading: heading, anchor: document.anchor(of: heading) ?? "", title: document.plainText(of: heading),
      teaches: teaches,
      minutes: document.attributes(of: heading)?["minutes"].flatMap { Self.minutes($0.value) })
  }

  /// Returns a number of minutes, or `nil` if the text isn't one.
  private static func minutes(_ text: String) -> Int? {
    guard text.utf8.allSatisfy(\.isASCIIDigit), let minutes = Int(text), (1...999).contains(minutes) else {
      return nil
    }
    return minutes
  }

  /// Returns the names in an attribute, which are separated by spaces.
  private static func names(
    in attribute: String, of node: MarkdownDocument.Index, _ document: MarkdownDocument
  ) -> [Located<String>] {
    guard let written = document.attributes(of: node)?[attribute] else { return [] }
    return written.value.split(separator: " ").map { Located(String($0), written.range) }
  }

  /// Returns the objective that a question refers to.
  private static func objective(
    of question: MarkdownDocument.Index, in document: MarkdownDocument
  ) -> Located<ObjectiveID>? {
    let node = document.nodes[question]
    guard !node.objective.isEmpty else { return nil }
    return Located(
      ObjectiveID(document.string(node.objective)), document.place(of: node.objective) ?? node.range)
  }

  private static func unknownKeys(
    of attributes: Attributes, known: [String], path: String
  ) -> [Diagnostic] {
    attributes.pairs.filter { !known.contains($0.key.value) }.map { pair in
      Diagnostic(
        .error, .unknownAttribute, "Attribute '\(pair.key.value)' is not known here", path: path,
        range: pair.key.range,
        help: known.isEmpty ? "remove it" : "known attributes: \(known.joined(separator: ", "))",
        meant: NearestMatch.of(pair.key.value, among: known))
    }
  }
}

/// The two parts of a self-check's choice: the answer it offers, and why that answer is right or wrong.
///
/// A hard line break divides them if the author wrote one. Otherwise the first sentence is the choice, and
/// everything after it, in the same paragraph or below, is the rationale; a reference after the first
/// sentence belongs to the rationale. Emphasis, links, and code are never divided.
///
/// A soft line break doesn't divide them, because authors wrap long lines. Neither does a second paragraph,
/// because it usually continues the rationale.
package struct ChoiceText: Sendable {
  /// The nodes of the choice itself; the last may be cut at ``splitOffset``.
  package let statement: Range<MarkdownDocument.Index>
  /// The nodes of the rationale; the first may begin at ``splitOffset``.
  package let rationale: Range<MarkdownDocument.Index>
  /// The end of the choice in the text node that both parts share, in bytes of its literal, or `nil` if they
  /// don't share a node.
  package let splitOffset: Int?

  package init(_ choice: MarkdownDocument.Index, of tree: MarkdownDocument) {
    let end = Int(tree.nodes[choice].end)
    let inlines = Inlines(of: choice, in: tree)
    if let lineBreak = inlines.lineBreak {
      self.init(statement: (choice + 1)..<lineBreak, rationale: (lineBreak + 1)..<end)
      return
    }
    var parts = inlines.parts[...]
    var sentence = 0
    while let sentenceEnd = SentenceEnds.english.first(from: sentence, in: inlines.text) {
      sentence = sentenceEnd
      parts = parts.drop { $0.text.upperBound < sentenceEnd }
      guard let part = parts.first else { break }
      let next = Int(tree.nodes[part.node].end)
      if part.text.upperBound == sentenceEnd {
        self.init(statement: (choice + 1)..<next, rationale: next..<end)
        return
      }
      if tree.nodes[part.node].kind == .text {
        self.init(
          statement: (choice + 1)..<next, rationale: part.node..<end,
          splitOffset: sentenceEnd - part.text.lowerBound)
        return
      }
    }
    self.init(statement: (choice + 1)..<inlines.end, rationale: inlines.end..<end)
  }

  private init(
    statement: Range<MarkdownDocument.Index>, rationale: Range<MarkdownDocument.Index>,
    splitOffset: Int? = nil
  ) {
    self.statement = statement
    self.rationale = rationale
    self.splitOffset = splitOffset
  }

  /// The inlines of a choice's first paragraph, as one text.
  private struct Inlines {
    var text: [UInt8] = []
    /// The inlines directly inside the choice, each with its range of bytes in the text.
    var parts: [(node: MarkdownDocument.Index, text: Range<Int>)] = []
    /// The first hard line break.
    var lineBreak: MarkdownDocument.Index?
    /// The first block below the paragraph, or the end of the choice.
    var end: MarkdownDocument.Index

    init(of choice: MarkdownDocument.Index, in tree: MarkdownDocument) {
      end = Int(tree.nodes[choice].end)
      for child in tree.children(of: choice) {
        let node = tree.nodes[child]
        if node.kind.isBlock {
          end = child
          break
        }
        if node.kind == .lineBreak, lineBreak == nil { lineBreak = child }
        let start = text.count
        if node.kind == .reference, Int(node.end) == child + 1 {
          text += SentenceEnds.unknownText
        } else {
          tree.appendPlainText(of: child, to: &text)
        }
        parts.append((child, start..<text.count))
      }
    }
  }
}
