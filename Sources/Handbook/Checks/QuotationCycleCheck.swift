import Markup

/// A quotation must not quote itself, be it through others.
enum QuotationCycleCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    var edges: [DocumentKey: [(target: DocumentKey, reference: Reference)]] = [:]
    let documents = handbook.documents.filter { !$0.isOtherView }
    for document in documents {
      guard let targets = handbook.targets[document.key] else { continue }
      for (reference, target) in zip(document.document.references, targets) where reference.form == .quotation
      {
        guard let key = target?.document else { continue }
        edges[document.key, default: []].append((key, reference))
      }
    }
    return documents.flatMap { document in
      (edges[document.key] ?? []).filter { reaches(document.key, from: $0.target, edges) }.map { edge in
        Diagnostic(
          .error, "quotation-cycle", "Quotation of '\(edge.reference.target)' leads back to itself",
          path: document.path, range: edge.reference.range, help: "link to it instead")
      }
    }
  }

  private static func reaches(
    _ wanted: DocumentKey, from start: DocumentKey,
    _ edges: [DocumentKey: [(target: DocumentKey, reference: Reference)]]
  ) -> Bool {
    var seen: Set<DocumentKey> = []
    var open = [start]
    while let key = open.popLast() {
      if key == wanted { return true }
      guard seen.insert(key).inserted else { continue }
      open += (edges[key] ?? []).map(\.target)
    }
    return false
  }
}

extension ReferenceTarget {
  /// The document that the target is, or is a part of.
  package var document: DocumentKey? {
    switch self {
    case .code(let id, let edition), .group(let id, let edition, _), .provision(let id, let edition, _):
      .code(id, edition: edition, view: .proposed)
    case .topic(let id, _): .topic(id)
    case .lesson(let id, _): .lesson(id)
    case .glossary, .term: .glossary
    case .page(let id, _): .page(id)
    case .anchor(let key, _): key
    case .asset: nil
    }
  }
}
