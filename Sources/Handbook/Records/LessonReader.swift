import Basics
import Markdown
import Redline

/// Reads a lesson: its metadata, its sections and its self-checks.
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

  private struct Parts {
    var sections: [LessonSection] = []
    var questions: [SelfCheck] = []
    var diagnostics: [Diagnostic] = []
  }

  private static func parts(of document: MarkdownDocument, path: String) -> Parts {
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
        case .heading: ["teaches"]
        case .question: ["domains"]
        default: [String]()
        }
      parts.diagnostics += unknownKeys(of: attributes, known: known, path: path)
    }
    return parts
  }

  private static func section(
    at heading: MarkdownDocument.Index, of document: MarkdownDocument
  ) -> LessonSection {
    let teaches = names(in: "teaches", of: heading, document).map { $0.map { ObjectiveID($0) } }
    return LessonSection(
      heading: heading, anchor: document.anchor(of: heading) ?? "", title: document.plainText(of: heading),
      teaches: teaches)
  }

  /// The names in an attribute, with spaces between them.
  private static func names(
    in attribute: String, of node: MarkdownDocument.Index, _ document: MarkdownDocument
  ) -> [Located<String>] {
    guard let written = document.attributes(of: node)?[attribute] else { return [] }
    return written.value.split(separator: " ").map { Located(String($0), written.range) }
  }

  /// The objective that a question names.
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
        help: "known attributes: \(known.joined(separator: ", "))",
        meant: NearestMatch.of(pair.key.value, among: known))
    }
  }
}
