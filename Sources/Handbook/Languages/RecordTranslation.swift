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
    if let metadata, let objectives = original.metadata.objectiveIDs {
      found += differences(
        of: metadata.objectives.map(\.id), from: objectives.map(\.rawValue),
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
            "the original has \(Phrase.counted(original.headings.count, "heading")) and this file has \(document.headings.count); give both the same headings and levels"
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

/// What a manuscript in another language knows about its originals.
package struct ManuscriptLanguage: Sendable {
  package let tag: LanguageTag
  /// The language of text that isn't translated.
  package let original: LanguageTag
  /// The path of the translated configuration, or `nil` if there is none.
  package let configurationPath: String?
  /// The paths of the originals, by the paths of their translations.
  package let originals: [String: String]

  /// Returns whether a file is a translation.
  package func isTranslation(_ path: String) -> Bool { originals[path] != nil || path == configurationPath }
}

/// Reads a handbook in another language: the translations, and the originals of what isn't translated.
struct TranslationReader {
  let reader: ManuscriptReader
  let language: LanguageTag
  /// The translations by the paths of their originals.
  let translations: [String: SourceFile]
  /// The configuration in the default language.
  let configuration: HandbookConfiguration
  /// The other files of the content, sorted by path.
  let originals: [SourceFile]
  let assets: [String]

  /// - Parameters:
  ///   - records: The originals that were read, by path.
  ///   - original: The handbook in the default language.
  ///   - cache: What was read in this language before, or `nil` to cache nothing.
  func read(
    _ records: [String: Record], of original: Manuscript, reusing cache: inout HandbookCache?
  ) -> (manuscript: Manuscript, diagnostics: [Diagnostic]) {
    var (configuration, diagnostics) = translatedConfiguration(original.configurationPath)
    configuration.language = language.rawValue
    let configurationFile = translations[original.configurationPath]
    let glossaryPath = original.glossary?.path
    let translated = originals.compactMap { file in
      records[file.path].flatMap { record in translations[file.path].map { (file, record, $0) } }
    }
    // The result for a translation also depends on its original.
    let stamps = translated.map { original, _, file in
      SourceFile(path: file.path, bytes: file.bytes + [0] + original.bytes)
    }
    cache?.enter(
      HandbookCache.Setting(
        configuration: originals.first { SourceRole.isRole(.configuration, of: $0.path) },
        glossary: glossaryPath.flatMap { path in
          stamps.first { $0.path == translations[path]?.path } ?? originals.first { $0.path == path }
        },
        includesUnpublished: reader.includesUnpublished, edition: reader.edition,
        day: reader.day))
    let known = stamps.map { cache?.record(of: $0) }
    let new = zip(translated, known).filter { $0.1 == nil }.map(\.0)
    let citations = LegalCitationExtension(configuration.citationSeries)
    let parsed = new.concurrentMap { _, record, file in parse(file, original: record, citations) }
    let glossary = self.glossary(original.glossary, known, zip(new, parsed).map { ($0.1, $1.document) })
    let terms = TermLinkExtension(glossary)
    let hasOutline = cache != nil
    var made = zip(new, parsed).map { ($0.1, $1) }.concurrentMap { original, parsed in
      Record(
        reader.linking(terms, in: parsed.document), of: original, textDiagnostics: parsed.diagnostics,
        hasOutline: hasOutline)
    }.makeIterator()
    let read = known.map { record in
      guard let record = record ?? made.next() else {
        preconditionFailure("every translation is either cached or was just read")
      }
      return record
    }
    diagnostics += read.flatMap { $0.textDiagnostics + $0.recordDiagnostics }
    var all = records
    for ((file, _, _), record) in zip(translated, read) { all[file.path] = record }
    let paths = Dictionary(translated.map { ($0.2.path, $0.0.path) }) { first, _ in first }
    let own = Dictionary(zip(stamps.map(\.path), read)) { first, _ in first }
    cache?.replace(
      with: originals + stamps + [configurationFile].compactMap(\.self), assets: assets,
      records.merging(own) { $1 })
    let documents = originals.filter { $0.path.hasSuffix(".md") }.compactMap { all[$0.path] }
    var (manuscript, _) = ManuscriptAssembler.assemble(
      configuration: configuration, records: documents, assets: assets,
      includesUnpublished: reader.includesUnpublished, edition: reader.edition, on: reader.day)
    manuscript.codes = manuscript.codes.map(\.withChangesOfOriginals)
    manuscript.sources = original.sources
    manuscript.publishedVersions = original.publishedVersions
    manuscript.language = ManuscriptLanguage(
      tag: language, original: original.configuration.defaultLanguage,
      configurationPath: configurationFile?.path, originals: paths)
    return (manuscript, diagnostics)
  }

  private func translatedConfiguration(
    _ path: String
  ) -> (configuration: HandbookConfiguration, diagnostics: [Diagnostic]) {
    guard let file = translations[path] else { return (configuration, []) }
    let text = TextCheck(file)
    guard text.isReadable else { return (configuration, text.diagnostics) }
    let (value, unreadable) = YAMLReader(path: file.path).read(file.bytes[...])
    guard unreadable.isEmpty, case .mapping(let entries, let range)? = value else {
      return (configuration, text.diagnostics + text.withoutRepetitions(unreadable))
    }
    let (metadata, diagnostics) = TranslatedConfiguration.read(entries, range: range, path: file.path)
    let known = configuration.exam?.domains.map(\.id.value) ?? []
    let extra = (metadata.exam?.domains ?? []).filter { !known.contains($0.id.value) }.map { domain in
      Diagnostic(
        .warning, .extraTranslation, "Domain '\(domain.id.value)' is not in handbook.yml", path: file.path,
        range: domain.id.range, help: "write the id of a domain in handbook.yml",
        meant: NearestMatch.of(domain.id.value, among: known))
    }
    return (metadata.applied(to: configuration), text.diagnostics + diagnostics + extra)
  }

  private func parse(
    _ file: SourceFile, original: Record, _ citations: LegalCitationExtension
  ) -> (document: ParsedDocument, diagnostics: [Diagnostic]) {
    let parser = DocumentParser(
      allowsRawHTML: configuration.unsafeHTML, isTypographic: original.content?.isTypographic ?? false)
    let parsed = reader.parse(file, parser, citations)
    guard case .glossary(let glossary)? = original.content,
      parsed.document.frontMatter != nil || parsed.diagnostics.isEmpty
    else { return parsed }
    return completed(parsed, of: file, with: glossary) { reader.parse($0, parser, citations) }
  }

  /// Returns the glossary, with the original of each term that isn't translated, so that every reference
  /// finds its term.
  private func completed(
    _ parsed: (document: ParsedDocument, diagnostics: [Diagnostic]), of file: SourceFile,
    with original: Glossary,
    parse: (SourceFile) -> (document: ParsedDocument, diagnostics: [Diagnostic])
  ) -> (document: ParsedDocument, diagnostics: [Diagnostic]) {
    let translated = Set(
      GlossaryReader.terms(of: parsed.document.document, path: file.path).terms.map(\.id.value))
    let missing = original.terms.filter { !translated.contains($0.id.value) }
    guard !missing.isEmpty else { return parsed }
    var bytes = file.bytes
    for term in missing { bytes += Array("\n\n".utf8) + original.source(of: term) }
    let lines = file.bytes.count { $0 == UInt8(ascii: "\n") } + 1
    let whole = parse(SourceFile(path: file.path, bytes: bytes))
    let last = SourceRange(line: max(1, lines - 1), column: 1)
    let names = missing.map { "'\($0.id.value)'" }.joined(separator: ", ")
    return (
      whole.document,
      whole.diagnostics.filter { ($0.range?.start.line ?? 0) <= lines } + [
        Diagnostic(
          .warning, .missingTranslation,
          missing.count == 1 ? "Term \(names) is not translated" : "Terms \(names) are not translated",
          path: file.path, range: last, help: "readers get the original until you add them")
      ]
    )
  }

  /// Returns the glossary that readers will see.
  private func glossary(
    _ original: Glossary?, _ known: [Record?], _ parsed: [(Record, ParsedDocument)]
  ) -> Glossary? {
    guard let original else { return nil }
    for (record, document) in parsed {
      guard case .glossary? = record.content else { continue }
      if case .glossary(let glossary)? = RecordTranslation.glossary(document, .glossary(original)).0 {
        return glossary
      }
    }
    for case .glossary(let glossary)? in known.map({ $0?.content }) { return glossary }
    return original
  }
}

extension Record.Content {
  /// Whether straight quotes become typographic ones.
  fileprivate var isTypographic: Bool {
    switch self {
    case .lesson(let lesson): lesson.metadata.typographic
    case .page(let page): page.metadata.typographic
    case .glossary(let glossary): glossary.metadata.typographic
    case .topic, .edition: false
    }
  }
}

extension Glossary {
  /// Returns the source of a term: its heading and the text that follows.
  fileprivate func source(of term: Term) -> ArraySlice<UInt8> {
    let end =
      term.body.upperBound < document.nodes.count
      ? document.sourceOffset(of: document.nodes[term.body.upperBound]) : nil
    guard let start = document.sourceOffset(of: document.nodes[term.heading]) else { return [] }
    return document.literals[start..<max(start, end ?? document.sourceCount)]
  }
}
