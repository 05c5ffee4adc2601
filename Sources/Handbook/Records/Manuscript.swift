package import Basics
package import Markdown
import Redline

/// Everything that authors wrote, as records whose references are still unresolved text with source ranges.
package struct Manuscript: Sendable {
  package var configuration = HandbookConfiguration()
  package var configurationPath = "\(SourceRole.contentFolder)/handbook.yml"
  /// The codes, in alphabetical order of their jurisdictions.
  package var codes: [CodeOfEthics] = []
  /// The topics, in alphabetical order.
  package var topics: [Topic] = []
  /// The lessons, in the order that authors gave, then in alphabetical order.
  package var lessons: [Lesson] = []
  package var glossary: Glossary?
  /// The pages, in alphabetical order.
  package var pages: [StandalonePage] = []
  /// The paths of the files that have no other role, such as images.
  package var assets: [String] = []

  /// The citations and paths of the records that are left out of this handbook.
  package var withheld: [String: String] = [:]

  /// The citations and paths of files that can't be read.
  ///
  /// If a code's abbreviation can't be read either, ``unknownCode`` is one of them.
  package var unreadable: Set<String> = []

  /// A placeholder for the abbreviation of a code that can't be read at all.
  static let unknownCode = "codes"

  /// The published ids, which must not be removed.
  package var publishedIDs: [PublishedID] = []

  /// The published pages, which must not be removed.
  package var publishedPages: [PublishedPage] = []

  /// The published self-checks, as they were at the time.
  package var publishedQuestions: [PublishedQuestion] = []
  /// The published versions of texts.
  package var publishedVersions: [PublishedVersion] = []

  /// The paths of captured sources, sorted.
  package var sources: [String] = []

  /// The reviews of claims, with the wording that was reviewed.
  package var reviews = ReviewRecord()

  /// Lessons for facilitators, which are left out here and have their pages in the facilitators' edition.
  package var facilitatorLessons: [Lesson] = []

  /// What a manuscript in another language knows about its originals, or `nil` in the default language.
  package var language: ManuscriptLanguage?
  /// The words of references in the sentences that pages quote from each other.
  package var referenceWords = ReferenceText.Words()
  /// The handbook in its other languages, in the order of `languages` in the configuration.
  package var translations: [Manuscript] = []

  package init() {}
}

extension Manuscript {
  /// Returns what to do about a reference to a record that is left out of this handbook.
  ///
  /// - Parameter path: The path of the record's file.
  static func help(withheld path: String) -> String {
    let isLesson = path.split(separator: "/").contains("lessons")
    let reason = isLesson ? "'publish: false' or 'audience: facilitator'" : "'publish: false'"
    return "\(path) says \(reason); remove that line, or this reference"
  }

  /// Returns the paths of the captured sources of an edition, which have its name and another extension.
  package func sources(of edition: Edition) -> [String] {
    let stem = edition.path.dropLast(".md".count) + ".source."
    return sources.filter { $0.hasPrefix(stem) && !$0.dropFirst(stem.count).contains(".") }
  }
}

/// Creates a manuscript from the records of all documents.
enum ManuscriptAssembler {
  /// Assembles a manuscript.
  ///
  /// - Parameters:
  ///   - configuration: The settings from `handbook.yml`.
  ///   - records: The records of all Markdown files of the content, sorted by path.
  ///   - assets: The paths of all other files.
  ///   - includesUnpublished: Whether records with `publish: false` are kept.
  ///   - edition: The audience of the handbook; the learners' edition omits lessons for facilitators.
  ///   - day: The day on which the codes have their status, or `nil` to keep each as its author wrote it.
  /// - Returns: The manuscript without records that could not be read, which the diagnostics report.
  static func assemble(
    configuration: HandbookConfiguration, records: [Record], assets: [String],
    includesUnpublished: Bool, edition handbookEdition: HandbookEdition = .learner,
    on day: CalendarDate? = nil
  ) -> (manuscript: Manuscript, diagnostics: [Diagnostic]) {
    var manuscript = Manuscript()
    manuscript.configuration = configuration
    manuscript.assets = assets
    var diagnostics: [Diagnostic] = []
    var editions: [(slug: String, edition: Edition)] = []
    for record in records {
      diagnostics += record.recordDiagnostics
      manuscript.unreadable.formUnion(record.unreadableNames)
      guard let content = record.content else { continue }
      let isPublished = content.metadata.publish
      guard includesUnpublished || isPublished, content.isFor(handbookEdition) else {
        for name in content.names { manuscript.withheld[name] = content.path }
        if case .lesson(let lesson) = content, isPublished {
          manuscript.facilitatorLessons.append(lesson)
        }
        continue
      }
      switch content {
      case .edition(let edition, let slug): editions.append((slug, edition))
      case .topic(let topic): manuscript.topics.append(topic)
      case .lesson(let lesson): manuscript.lessons.append(lesson)
      case .glossary(let glossary): manuscript.glossary = glossary
      case .page(let page): manuscript.pages.append(page)
      }
    }
    let gathered = EditionGatherer.gather(editions, in: configuration.language, on: day)
    manuscript.codes = gathered.codes
    manuscript.unreadable.formUnion(gathered.unreadable)
    diagnostics += gathered.diagnostics
    manuscript.topics = manuscript.topics.alphabetized(in: configuration.language) { $0.metadata.title.value }
    manuscript.lessons = manuscript.lessons.inOrder(in: configuration.language)
    manuscript.pages = manuscript.pages.alphabetized(in: configuration.language) { $0.metadata.title.value }
    return (manuscript, diagnostics)
  }
}

extension [Lesson] {
  /// The lessons in the order that authors gave, then the others in alphabetical order.
  fileprivate func inOrder(in language: String) -> [Lesson] {
    alphabetized(in: language) { $0.metadata.title.value }.sorted(by: { $0.metadata.order ?? Int.max })
  }
}

/// Reads the files of the content into a manuscript, which includes parsing and assembling.
package struct ManuscriptReader {
  let includesUnpublished: Bool
  let edition: HandbookEdition
  let day: CalendarDate?

  /// - Parameters:
  ///   - includesUnpublished: Whether documents with `publish: false` are kept.
  ///   - edition: The audience of the handbook.
  ///   - day: The day on which the codes have their status, or `nil` to keep each as its author wrote it.
  package init(
    includesUnpublished: Bool = false, edition: HandbookEdition = .learner, on day: CalendarDate? = nil
  ) {
    self.includesUnpublished = includesUnpublished
    self.edition = edition
    self.day = day
  }

  /// - Parameters:
  ///   - files: The text files of the content, sorted by path.
  ///   - assets: The paths of its other files, sorted.
  package func read(
    _ files: [SourceFile], assets: [String] = []
  ) -> (manuscript: Manuscript, diagnostics: [Diagnostic]) {
    var none: HandbookCache?
    return read(files, assets: assets, reusing: &none)
  }

  /// Reads the content, parsing only the files that have changed.
  ///
  /// - Parameters:
  ///   - files: The text files of the content, sorted by path.
  ///   - assets: The paths of its other files, sorted.
  ///   - cache: The results of the last reading, replaced by those of this one; `nil` to remember nothing.
  package func read(
    _ files: [SourceFile], assets: [String], reusing cache: inout HandbookCache?
  ) -> (manuscript: Manuscript, diagnostics: [Diagnostic]) {
    let configurationFile = files.first { SourceRole.isRole(.configuration, of: $0.path) }
    var (configuration, diagnostics) = ConfigurationReader.read(configurationFile)
    let content = ContentLanguages(files, configuration)
    let files = content.originals
    diagnostics += content.diagnostics
    cache?.enter(
      HandbookCache.Setting(
        configuration: configurationFile, glossary: files.first { SourceRole.isGlossary($0.path) },
        includesUnpublished: includesUnpublished, edition: edition, day: day))
    let markdown = files.filter { $0.path.hasSuffix(".md") }
    let records = records(of: markdown, configuration, reusing: cache)
    cache?.replace(
      with: files, assets: assets, Dictionary(zip(markdown.map(\.path), records)) { first, _ in first })
    diagnostics += records.flatMap(\.textDiagnostics)
    var (manuscript, problems) = ManuscriptAssembler.assemble(
      configuration: configuration, records: records, assets: assets,
      includesUnpublished: includesUnpublished, edition: edition, on: day)
    manuscript.sources = files.map(\.path).filter { SourceRole.isRole(.capturedSource, of: $0) }
    let (publishedIDs, unreadableIDs) = PublishedID.read(files)
    let (publishedPages, unreadablePages) = PublishedPage.read(files)
    let (publishedQuestions, unreadableQuestions) = PublishedQuestion.read(files)
    let (publishedVersions, unreadableVersions) = PublishedVersion.read(files)
    let (reviews, unreadableReviews) = ReviewRecord.read(files)
    manuscript.reviews = reviews
    manuscript.publishedIDs = publishedIDs
    manuscript.publishedPages = publishedPages
    manuscript.publishedQuestions = publishedQuestions
    manuscript.publishedVersions = publishedVersions
    diagnostics += unreadableIDs + unreadablePages + unreadableQuestions + unreadableVersions
    diagnostics += problems + unreadableReviews
    let byPath = Dictionary(zip(markdown.map(\.path), records)) { first, _ in first }
    for language in configuration.otherLanguages {
      var known = cache.map { $0.translations[language] ?? HandbookCache() }
      let reader = TranslationReader(
        reader: self, language: language, translations: content.translations[language] ?? [:],
        configuration: configuration, originals: files, assets: assets)
      let (translated, found) = reader.read(byPath, of: manuscript, reusing: &known)
      if let known { cache?.translations[language] = known }
      manuscript.translations.append(translated)
      diagnostics += found
    }
    return (manuscript, diagnostics)
  }

  /// Parses a file, and finds in it what can be found without the other files.
  ///
  /// - Parameter citations: The handbook's series of law, which take time to compile.
  func parse(
    _ file: SourceFile, _ parser: DocumentParser, _ citations: LegalCitationExtension
  ) -> (document: ParsedDocument, diagnostics: [Diagnostic]) {
    let (document, diagnostics) = parser.parse(file)
    let complete = document.mapDocuments { tree in
      if edition == .learner { tree.removeFacilitatorNotes() }
      citations.apply(to: &tree)
      tree.linkFoundAddresses()
    }
    return (complete, diagnostics)
  }

  private func records(
    of files: [SourceFile], _ configuration: HandbookConfiguration, reusing cache: HandbookCache?
  ) -> [Record] {
    let known = files.map { cache?.record(of: $0) }
    let parser = DocumentParser(allowsRawHTML: configuration.unsafeHTML)
    let citations = LegalCitationExtension(configuration.citationSeries)
    let parsed = zip(files, known).filter { $0.1 == nil }.map(\.0).concurrentMap { file in
      let (document, diagnostics) = parse(file, parser, citations)
      return (document: document, diagnostics: diagnostics, file: file)
    }
    let glossary = glossary(among: parsed.map(\.document), or: known)
    let terms = TermLinkExtension(glossary)
    var read = parsed.concurrentMap { document, diagnostics, file in
      Record(linking(terms, in: document), of: file, textDiagnostics: diagnostics, hasOutline: cache != nil)
    }.makeIterator()
    return known.map { record in
      guard let record = record ?? read.next() else {
        preconditionFailure("every file is either cached or was just read")
      }
      return record
    }
  }

  /// Refers from lessons, topics and plain pages to the terms of the glossary.
  func linking(_ terms: TermLinkExtension, in document: ParsedDocument) -> ParsedDocument {
    guard !terms.isEmpty, case .record(let kind, _) = SourceRole(path: document.path), kind.row.linksTerms
    else {
      return document
    }
    return document.mapDocuments { terms.apply(to: &$0) }
  }

  /// Returns the glossary that readers will see, either newly parsed or from the cache.
  private func glossary(among documents: [ParsedDocument], or known: [Record?]) -> Glossary? {
    func shown(_ content: Record.Content?) -> Glossary? {
      guard case .glossary(let glossary)? = content, includesUnpublished || glossary.metadata.publish else {
        return nil
      }
      return glossary
    }
    if let parsed = documents.first(where: { SourceRole.isGlossary($0.path) }) {
      return shown(Record.read(parsed).content)
    }
    return known.lazy.compactMap { shown($0?.content) }.first
  }
}

extension MarkdownDocument {
  /// Removes the call-outs for facilitators, before anything is read from the tree.
  ///
  /// Their references stay in `MarkdownDocument.references`, so that they are checked in every edition.
  mutating func removeFacilitatorNotes() {
    let isNote = { (node: Node) in
      node.calloutKind == .facilitator
    }
    guard nodes.contains(where: isNote) else { return }
    self = removing { _, node in isNote(node) }
  }
}
