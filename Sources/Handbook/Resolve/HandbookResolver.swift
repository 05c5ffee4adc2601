package import Markup

/// Gives every reference of a manuscript its target, and every target those who refer to it.
package enum HandbookResolver {
  /// Resolves a manuscript.
  ///
  /// - Returns: The handbook, in which a reference without a target has none, and a diagnostic for each of those.
  package static func resolve(_ manuscript: Manuscript) -> (handbook: Handbook, diagnostics: [Diagnostic]) {
    let index = TargetIndex(manuscript)
    let documents = manuscript.documents
    let resolved = documents.concurrentMap { document in
      var resolver = ReferenceResolver(index: index, document: document)
      let targets = resolver.resolve()
      return (targets, resolver.diagnostics)
    }
    var targets: [DocumentKey: [ReferenceTarget?]] = [:]
    var diagnostics: [Diagnostic] = []
    targets.reserveCapacity(documents.count)
    for (document, result) in zip(documents, resolved) {
      if !result.0.isEmpty { targets[document.key] = result.0 }
      if !document.isOtherView { diagnostics += result.1 }
    }
    let found = backReferences(of: documents, targets: targets, manuscript: manuscript)
    var backReferences: [ReferenceTarget: [CrossReference]] = [:]
    var citations: [LegalCitation: [CrossReference]] = [:]
    for result in found {
      for (target, reference) in result.references { backReferences[target, default: []].append(reference) }
      for (citation, reference) in result.citations { citations[citation, default: []].append(reference) }
    }
    let handbook = Handbook(
      manuscript: manuscript, targets: targets, backReferences: backReferences, citations: citations,
      passagesByTopic: passagesByTopic(manuscript.codes))
    return (handbook, diagnostics)
  }

  private static func backReferences(
    of documents: [HandbookDocument], targets: [DocumentKey: [ReferenceTarget?]], manuscript: Manuscript
  ) -> [BackReferences.Found] {
    let text = ReferenceText(manuscript)
    let series = manuscript.configuration.citationSeries.map(\.abbreviation.value)
    return documents.filter { !$0.isOtherView }.concurrentMap { document in
      BackReferences(
        document: document, targets: targets[document.key] ?? [], text: text, series: series
      ).collect()
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
