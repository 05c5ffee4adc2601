import Basics
import Markdown
import Redline

/// Creates the record of a translation, with text from its own file and everything else from the original.
enum RecordTranslation {
  static func topic(_ parsed: ParsedDocument, _ original: Record.Content) -> (Record.Content?, [Diagnostic]) {
    guard case .topic(let original) = original else { return (nil, []) }
    let (metadata, diagnostics) = parsed.translation(as: TranslatedTopic.self)
    let (document, misaligned) = aligned(parsed, with: original.document)
    let topic = metadata.map {
      Topic(
        id: original.id, path: parsed.path, metadata: $0.applied(to: original.metadata), document: document)
    }
    return (
      topic.map(Record.Content.topic), diagnostics + misaligned + MisplacedMarks.diagnostics(in: parsed)
    )
  }

  static func page(_ parsed: ParsedDocument, _ original: Record.Content) -> (Record.Content?, [Diagnostic]) {
    guard case .page(let original) = original else { return (nil, []) }
    let (metadata, diagnostics) = parsed.translation(as: TranslatedPage.self)
    let (document, misaligned) = aligned(parsed, with: original.document)
    let page = metadata.map {
      StandalonePage(
        id: original.id, path: parsed.path, metadata: $0.applied(to: original.metadata), document: document)
    }
    return (page.map(Record.Content.page), diagnostics + misaligned + MisplacedMarks.diagnostics(in: parsed))
  }

  static func lesson(_ parsed: ParsedDocument, _ original: Record.Content) -> (Record.Content?, [Diagnostic])
  {
    guard case .lesson(let original) = original else { return (nil, []) }
    let (metadata, diagnostics) = parsed.translation(as: TranslatedLesson.self)
    let (document, misaligned) = aligned(parsed, with: original.document)
    let parts = LessonReader.parts(of: document, path: parsed.path)
    var sections = parts.sections
    // A heading teaches the same objectives as in the original and takes as long, whether or not the translation
    // repeats them.
    if sections.count == original.sections.count {
      sections = zip(sections, original.sections).map { section, original in
        LessonSection(
          heading: section.heading, anchor: section.anchor, title: section.title,
          teaches: section.teaches.isEmpty ? original.teaches : section.teaches,
          minutes: section.minutes ?? original.minutes)
      }
    }
    let lesson = metadata.map {
      Lesson(
        id: original.id, path: parsed.path, metadata: $0.applied(to: original.metadata), document: document,
        sections: sections, questions: parts.questions)
    }
    var found = diagnostics + misaligned + parts.diagnostics + MisplacedMarks.diagnostics(in: parsed)
    if let metadata {
      found += differences(
        of: metadata.objectives.map(\.id), from: original.metadata.objectives.map(\.id.value.rawValue),
        "objective", path: parsed.path,
        at: parsed.frontMatter?["objectives"]?.range ?? SourceRange(line: 1, column: 1))
    }
    if parts.questions.count != original.questions.count {
      found.append(
        Diagnostic(
          .warning, .missingTranslation,
          "Translation has \(parts.questions.count) self-checks, and the original has \(original.questions.count)",
          path: parsed.path, range: SourceRange(line: 1, column: 1),
          help: "translate each self-check of \(original.path)"))
    }
    return (lesson.map(Record.Content.lesson), found)
  }

  static func glossary(
    _ parsed: ParsedDocument, _ original: Record.Content
  ) -> (Record.Content?, [Diagnostic]) {
    guard case .glossary(let original) = original else { return (nil, []) }
    let (metadata, diagnostics) = parsed.translation(as: TranslatedPage.self)
    let (terms, found) = GlossaryReader.terms(of: parsed.document, path: parsed.path)
    let glossary = metadata.map {
      Glossary(
        path: parsed.path, metadata: $0.applied(to: original.metadata), document: parsed.document,
        terms: terms)
    }
    let known = Set(original.terms.map(\.id.value))
    let extra = terms.filter { !known.contains($0.id.value) }.map { term in
      Diagnostic(
        .warning, .extraTranslation, "Term '\(term.id.value)' is not in the original", path: parsed.path,
        range: term.id.range,
        help: "give it the id of its original: ## … {#\(nearest(to: term.id.value, known))}")
    }
    return (
      glossary.map(Record.Content.glossary),
      diagnostics + found + extra + MisplacedMarks.diagnostics(in: parsed)
    )
  }

  private static func nearest(to id: TermID, _ known: Set<TermID>) -> String {
    NearestMatch.of(id.rawValue, among: known.map(\.rawValue).sorted())?.text ?? "id"
  }

  // MARK: Sections

  /// Returns the text with the anchors of the original's headings, so that a link to a section works in every
  /// language.
  private static func aligned(
    _ parsed: ParsedDocument, with original: MarkdownDocument
  ) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    var document = parsed.document
    if document.takeAnchors(of: original) { return (document, []) }
    let written = original.headings.compactMap { original.attributes(of: $0)?.id }
    let own = document.headings.compactMap { document.attributes(of: $0)?.id }
    let place = document.headings.last.map(document.place) ?? SourceRange(line: 1, column: 1)
    let different = differences(
      of: own, from: written.map(\.value), "heading", path: parsed.path, at: place)
    guard different.isEmpty else { return (document, different) }
    return (
      document,
      [
        Diagnostic(
          .warning, .missingTranslation,
          "Headings differ from the original's, so links to sections may not find them", path: parsed.path,
          range: place,
          help:
            "the original has \(original.headings.count) headings and this file \(document.headings.count); give both the same levels"
        )
      ]
    )
  }

  /// Returns problems for ids that only the translation or only the original has.
  ///
  /// - Parameters:
  ///   - noun: The kind of thing that has the ids.
  ///   - place: The position at which missing ids are reported.
  static func differences(
    of own: [Located<String>], from original: [String], _ noun: String, path: String, at place: SourceRange
  ) -> [Diagnostic] {
    let known = Set(original)
    let translated = Set(own.map(\.value))
    let extra = own.filter { !known.contains($0.value) }.map { id in
      Diagnostic(
        .warning, .extraTranslation, "Id '\(id.value)' of this \(noun) is not in the original", path: path,
        range: id.range, help: "write the id that the \(noun) has in the original",
        meant: NearestMatch.of(id.value, among: original.filter { !translated.contains($0) }))
    }
    // Missing ids are reported together if they are next to each other in the original.
    var missing: [(after: String?, ids: [String])] = []
    var before: String?
    for id in original {
      if translated.contains(id) {
        before = id
      } else if let last = missing.indices.last, missing[last].after == before {
        missing[last].ids.append(id)
      } else {
        missing.append((before, [id]))
      }
    }
    return extra
      + missing.map { after, ids in
        let range = after.flatMap { after in own.first { $0.value == after }?.range } ?? place
        let names = ids.prefix(4).map { "'\($0)'" } + (ids.count > 4 ? ["\(ids.count - 4) more"] : [])
        let it = ids.count == 1 ? "it" : "them"
        return Diagnostic(
          .warning, .missingTranslation,
          ids.count == 1
            ? "The \(noun) '\(ids[0])' of the original is not translated"
            : "The \(noun)s \(names.joinedAsList) of the original are not translated", path: path,
          range: range, help: after.map { "add \(it) after '\($0)'" } ?? "add \(it) before the others")
      }
  }
}

extension MarkdownDocument {
  /// The headings, in order.
  var headings: [Index] { nodes.indices.filter { nodes[$0].kind == .heading } }

  /// Gives each heading the anchor of the corresponding heading in another document.
  ///
  /// - Returns: Whether the documents have the same headings; if not, nothing is changed.
  mutating func takeAnchors(of original: MarkdownDocument) -> Bool {
    let (own, others) = (headings, original.headings)
    guard own.map({ nodes[$0].level }) == others.map({ original.nodes[$0].level }) else { return false }
    for (heading, other) in zip(own, others) {
      guard let id = attributes(of: heading)?.id else { continue }
      // A heading that the author moved has its id with it.
      guard id.value == original.anchor(of: other) else { return false }
    }
    anchors = zip(own, others).compactMap { heading, other in
      guard attributes(of: heading)?.id == nil, let anchor = original.anchor(of: other) else { return nil }
      return (heading, appendLiteral(anchor.utf8))
    }
    return true
  }
}
