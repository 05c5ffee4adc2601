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
      diagnostics += result.1
    }
    let handbook = Handbook(
      manuscript: manuscript, targets: targets,
      backReferences: backReferences(of: documents, targets: targets, text: ReferenceText(manuscript)),
      provisionsByTopic: provisionsByTopic(manuscript.codes))
    return (handbook, diagnostics)
  }

  private static func backReferences(
    of documents: [HandbookDocument], targets: [DocumentKey: [ReferenceTarget?]], text: ReferenceText
  ) -> [ReferenceTarget: [CrossReference]] {
    typealias Found = [(target: ReferenceTarget, reference: CrossReference)]
    let found = documents.concurrentMap { document -> Found in
      guard let own = targets[document.key] else { return [] }
      return BackReferences(document: document, targets: own, text: text).collect()
    }
    var references: [ReferenceTarget: [CrossReference]] = [:]
    for (target, reference) in found.joined() { references[target, default: []].append(reference) }
    return references
  }

  private static func provisionsByTopic(_ codes: [CodeOfEthics]) -> [TopicID: [ProvisionPlace]] {
    var places: [TopicID: [ProvisionPlace]] = [:]
    for code in codes {
      for (place, provision) in code.current.text.provisions.enumerated() {
        for topic in Set(provision.topics.map(\.value)) {
          places[topic, default: []].append(ProvisionPlace(code: code.id, index: place))
        }
      }
    }
    return places
  }
}
