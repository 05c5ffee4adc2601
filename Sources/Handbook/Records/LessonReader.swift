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
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .heading: parts.sections.append(section(at: index, of: document))
      case .question: parts.questions.append(question(at: index, of: document))
      default: break
      }
    }
    for (node, attributes) in document.attributes {
      let known = document.nodes[node].kind == .heading ? ["teaches"] : []
      parts.diagnostics += unknownKeys(of: attributes, known: known, path: path)
    }
    return parts
  }

  private static func section(
    at heading: MarkdownDocument.Index, of document: MarkdownDocument
  ) -> LessonSection {
    var teaches: [Located<ObjectiveID>] = []
    if let written = document.attributes(of: heading)?["teaches"] {
      teaches = written.value.split(separator: " ").map { Located(ObjectiveID(String($0)), written.range) }
    }
    return LessonSection(
      heading: heading, anchor: document.anchor(of: heading) ?? "", title: document.plainText(of: heading),
      teaches: teaches)
  }

  private static func question(at index: MarkdownDocument.Index, of document: MarkdownDocument) -> SelfCheck {
    let node = document.nodes[index]
    var objective: Located<ObjectiveID>?
    if !node.objective.isEmpty {
      objective = Located(
        ObjectiveID(document.string(node.objective)), document.place(of: node.objective) ?? node.range)
    }
    return SelfCheck(
      node: index, objective: objective,
      choices: document.children(of: index).filter { document.nodes[$0].kind == .choice })
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
