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
    let assets = files.map(\.path).filter { SourceRole(path: $0) == .asset }
    var (manuscript, problems) = ManuscriptAssembler.assemble(
      configuration: configuration, documents: parsed.map(\.0), assets: assets,
      includesUnpublished: includesUnpublished, edition: edition)
    manuscript.publishedIDs = PublishedID.read(files)
    return (manuscript, diagnostics + problems)
  }
}
