import Basics
import Markdown
import Redline

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
        configuration: originals.first { SourceRole(path: $0.path) == .configuration },
        glossary: glossaryPath.flatMap { path in
          stamps.first { $0.path == translations[path]?.path } ?? originals.first { $0.path == path }
        },
        includesUnpublished: reader.includesUnpublished, edition: reader.edition))
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
      includesUnpublished: reader.includesUnpublished, edition: reader.edition)
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
