import Markup

/// Finds the sections and the self-checks of a lesson.
enum LessonAssembler {
  struct Parts {
    var sections: [LessonSection] = []
    var questions: [SelfCheck] = []
    var diagnostics: [Diagnostic] = []
  }

  static func parts(of document: MarkdownDocument, path: String) -> Parts {
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
    if !node.literal.isEmpty {
      objective = Located(
        ObjectiveID(document.string(node.literal)), document.place(of: node.literal) ?? node.range)
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
        .error, "unknown-attribute", "Attribute '\(pair.key.value)' is not known here", path: path,
        range: pair.key.range,
        help: NearestMatch.of(pair.key.value, among: known).map { "did you mean '\($0)'?" })
    }
  }
}
