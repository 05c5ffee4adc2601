package import Basics

/// Gives every reference of a manuscript its target, and every target those who refer to it.
package enum HandbookResolver {
  /// Resolves a manuscript.
  ///
  /// - Returns: The handbook, in which a reference without a target has none, and a diagnostic for each of those.
  package static func resolve(_ manuscript: Manuscript) -> (handbook: Handbook, diagnostics: [Diagnostic]) {
    var none: HandbookCache?
    return resolve(manuscript, reusing: &none)
  }

  /// Resolves a manuscript, and only those of its documents again whose references can have changed.
  ///
  /// - Parameter cache: What the manuscript was read with; nothing where nothing is to be remembered.
  package static func resolve(
    _ manuscript: Manuscript, reusing cache: inout HandbookCache?
  ) -> (handbook: Handbook, diagnostics: [Diagnostic]) {
    let documents = manuscript.documents
    let records = RecordIndex(manuscript)
    let index = cache?.knownIndex ?? TargetIndex(manuscript, records, documents)
    let resolutions = resolutions(of: documents, in: manuscript, records, index, reusing: cache)
    var targets: [DocumentKey: [ReferenceTarget?]] = [:]
    var diagnostics: [Diagnostic] = []
    var backReferences: [ReferenceTarget: [CrossReference]] = [:]
    var citations: [LegalCitation: [CrossReference]] = [:]
    targets.reserveCapacity(documents.count)
    for (document, resolution) in zip(documents, resolutions) {
      if !resolution.targets.isEmpty { targets[document.key] = resolution.targets }
      guard !document.isOtherView else { continue }
      diagnostics += resolution.diagnostics
      for (target, reference) in resolution.found.references {
        backReferences[target, default: []].append(reference)
      }
      for (citation, reference) in resolution.found.citations {
        citations[citation, default: []].append(reference)
      }
    }
    cache?.replace(with: Dictionary(zip(documents.map(\.key), resolutions)) { first, _ in first }, index)
    let handbook = Handbook(
      manuscript: manuscript, records: records, documents: documents, targets: targets,
      backReferences: backReferences,
      citations: citations, passagesByTopic: passagesByTopic(manuscript.codes))
    return (handbook, diagnostics)
  }

  private static func resolutions(
    of documents: [HandbookDocument], in manuscript: Manuscript, _ records: RecordIndex, _ index: TargetIndex,
    reusing cache: HandbookCache?
  ) -> [HandbookCache.Resolution] {
    let text = ReferenceText(manuscript, records)
    let series = manuscript.configuration.citationSeries.map(\.abbreviation.value)
    return documents.concurrentMap { document in
      if let known = cache?.resolution(of: document) { return known }
      var resolver = ReferenceResolver(index: index, document: document)
      let targets = resolver.resolve()
      let found =
        document.isOtherView
        ? BackReferences.Found()
        : BackReferences(document: document, targets: targets, text: text, series: series).collect()
      return HandbookCache.Resolution(
        version: cache?.version(of: document.path) ?? 0, targets: targets,
        diagnostics: resolver.diagnostics, found: found)
    }
  }

  private static func passagesByTopic(_ codes: [CodeOfEthics]) -> [TopicID: [Passage]] {
    var passages: [TopicID: [Passage]] = [:]
    for code in codes {
      for (topic, parts) in code.current.text.partsByTopic {
        passages[topic, default: []] += parts.map { Passage(code: code.id, part: $0) }
      }
    }
    return passages
  }
}
