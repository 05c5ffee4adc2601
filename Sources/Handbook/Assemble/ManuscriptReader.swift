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
    let configurationFile = files.first { SourceRole(path: $0.path) == .configuration }
    var (configuration, diagnostics) = ConfigurationReader.read(configurationFile)
    let parser = DocumentParser(allowsRawHTML: configuration.unsafeHTML)
    let citations = LegalCitationExtension(configuration.citationSeries)
    let parsed = files.filter { $0.path.hasSuffix(".md") }.concurrentMap { file in
      let (document, diagnostics) = parser.parse(file)
      let complete = document.mapDocuments { tree in
        if edition == .learner { tree.removeFacilitatorNotes() }
        citations.apply(to: &tree)
        tree.linkFoundAddresses()
      }
      return (complete, diagnostics)
    }
    diagnostics += parsed.flatMap(\.1)
    let documents = linkingTerms(of: parsed.map(\.0))
    let assets = files.map(\.path).filter { SourceRole(path: $0) == .asset }
    var (manuscript, problems) = ManuscriptAssembler.assemble(
      configuration: configuration, documents: documents, assets: assets,
      includesUnpublished: includesUnpublished, edition: edition)
    let (publishedIDs, unreadable) = PublishedID.read(files)
    manuscript.publishedIDs = publishedIDs
    return (manuscript, diagnostics + problems + unreadable)
  }

  /// Refers from lessons, topics and plain pages to the terms of the glossary.
  private func linkingTerms(of documents: [ParsedDocument]) -> [ParsedDocument] {
    let terms = TermLinkExtension(glossary(among: documents))
    guard !terms.isEmpty else { return documents }
    return documents.concurrentMap { document in
      switch SourceRole(path: document.path) {
      case .lesson, .topic, .page: document.mapDocuments { terms.apply(to: &$0) }
      default: document
      }
    }
  }

  /// The glossary that readers will have.
  private func glossary(among documents: [ParsedDocument]) -> Glossary? {
    guard let document = documents.first(where: { SourceRole(path: $0.path) == .glossary }),
      let record = RecordAssembler.assemble(document).record, includesUnpublished || record.isPublished,
      case .glossary(let glossary) = record
    else { return nil }
    return glossary
  }
}
