package import Markup

/// Reads the files of the content into a manuscript: parse and assemble.
package struct ManuscriptReader {
  private let includesUnpublished: Bool

  /// - Parameter includesUnpublished: Whether what says `publish: false` is kept.
  package init(includesUnpublished: Bool) {
    self.includesUnpublished = includesUnpublished
  }

  /// - Parameter files: All files of the content, sorted by path.
  package func read(_ files: [SourceFile]) -> (manuscript: Manuscript, diagnostics: [Diagnostic]) {
    let configurationFile = files.first { SourceRole(path: $0.path) == .configuration }
    var (configuration, diagnostics) = ConfigurationReader.read(configurationFile)
    let parser = DocumentParser(allowsRawHTML: configuration.unsafeHTML)
    let citations = LegalCitationExtension(configuration.citationSeries)
    let parsed = files.filter { $0.path.hasSuffix(".md") }.concurrentMap { file in
      let (document, diagnostics) = parser.parse(file)
      return (document.mapDocuments { citations.apply(to: &$0) }, diagnostics)
    }
    diagnostics += parsed.flatMap(\.1)
    let assets = files.map(\.path).filter { SourceRole(path: $0) == .asset }
    let (manuscript, problems) = ManuscriptAssembler.assemble(
      configuration: configuration, documents: parsed.map(\.0), assets: assets,
      includesUnpublished: includesUnpublished)
    return (manuscript, diagnostics + problems)
  }
}
