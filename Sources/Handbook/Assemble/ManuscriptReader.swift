package import Markup

/// Reads the files of the content into a manuscript: parse and assemble.
package struct ManuscriptReader {
  private let includesUnpublished: Bool
  private let edition: HandbookEdition

  /// - Parameters:
  ///   - includesUnpublished: Whether what says `publish: false` is kept.
  ///   - edition: Whom the handbook is for.
  package init(includesUnpublished: Bool = false, edition: HandbookEdition = .learner) {
    self.includesUnpublished = includesUnpublished
    self.edition = edition
  }

  /// - Parameter files: All files of the content, sorted by path.
  package func read(_ files: [SourceFile]) -> (manuscript: Manuscript, diagnostics: [Diagnostic]) {
    var none: HandbookCache?
    return read(files, reusing: &none)
  }

  /// Reads the content, and only those of its files again that have changed.
  ///
  /// - Parameters:
  ///   - files: All files of the content, sorted by path.
  ///   - cache: What was read before; afterwards what was read now. Nothing where nothing is to be remembered.
  package func read(
    _ files: [SourceFile], reusing cache: inout HandbookCache?
  ) -> (manuscript: Manuscript, diagnostics: [Diagnostic]) {
    let configurationFile = files.first { SourceRole(path: $0.path) == .configuration }
    var (configuration, diagnostics) = ConfigurationReader.read(configurationFile)
    cache?.enter(
      HandbookCache.Setting(
        configuration: configurationFile, glossary: files.first { SourceRole(path: $0.path) == .glossary },
        includesUnpublished: includesUnpublished, edition: edition))
    let markdown = files.filter { $0.path.hasSuffix(".md") }
    let documents = documents(of: markdown, configuration, reusing: cache)
    cache?.replace(with: files, Dictionary(zip(markdown.map(\.path), documents)) { first, _ in first })
    diagnostics += documents.flatMap(\.textDiagnostics)
    let assets = files.map(\.path).filter { SourceRole(path: $0) == .asset }
    var (manuscript, problems) = ManuscriptAssembler.assemble(
      configuration: configuration, documents: documents, assets: assets,
      includesUnpublished: includesUnpublished, edition: edition)
    let (publishedIDs, unreadable) = PublishedID.read(files)
    manuscript.publishedIDs = publishedIDs
    return (manuscript, diagnostics + problems + unreadable)
  }

  private func documents(
    of files: [SourceFile], _ configuration: HandbookConfiguration, reusing cache: HandbookCache?
  ) -> [ReadDocument] {
    let known = files.map { cache?.document(of: $0) }
    let parser = DocumentParser(allowsRawHTML: configuration.unsafeHTML)
    let citations = LegalCitationExtension(configuration.citationSeries)
    let parsed = zip(files, known).filter { $0.1 == nil }.map(\.0).concurrentMap { file in
      let (document, diagnostics) = parser.parse(file)
      let complete = document.mapDocuments { tree in
        if edition == .learner { tree.removeFacilitatorNotes() }
        citations.apply(to: &tree)
        tree.linkFoundAddresses()
      }
      return (document: complete, diagnostics: diagnostics)
    }
    let glossary = glossary(among: parsed.map(\.document), or: known)
    let terms = TermLinkExtension(glossary)
    var read = parsed.concurrentMap { document, diagnostics in
      let (record, problems) = RecordAssembler.assemble(linking(terms, in: document))
      return ReadDocument(
        textDiagnostics: diagnostics, record: record, recordDiagnostics: problems, hasOutline: cache != nil)
    }.makeIterator()
    return known.map { document in
      guard let document = document ?? read.next() else {
        preconditionFailure("every file was read before or is read now")
      }
      return document
    }
  }

  /// Refers from lessons, topics and plain pages to the terms of the glossary.
  private func linking(_ terms: TermLinkExtension, in document: ParsedDocument) -> ParsedDocument {
    guard !terms.isEmpty else { return document }
    switch SourceRole(path: document.path) {
    case .lesson, .topic, .page: return document.mapDocuments { terms.apply(to: &$0) }
    default: return document
    }
  }

  /// The glossary that readers will have: newly parsed, or read before.
  private func glossary(among documents: [ParsedDocument], or known: [ReadDocument?]) -> Glossary? {
    let parsed = documents.first { SourceRole(path: $0.path) == .glossary }
    let records = parsed.map { [RecordAssembler.assemble($0).record] } ?? known.map { $0?.record }
    for case .glossary(let glossary)? in records where includesUnpublished || glossary.metadata.publish {
      return glossary
    }
    return nil
  }
}
