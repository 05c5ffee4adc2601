import Markup

/// What is quoted must be a code whose text the handbook holds, or a part of one.
enum QuotationTargetCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.documents.filter { !$0.isOtherView }.flatMap { document -> [Diagnostic] in
      zip(document.document.references, handbook.targets[document.key] ?? []).compactMap {
        reference, target in
        guard reference.form == .quotation, let target, !handbook.holdsText(of: target) else { return nil }
        return Diagnostic(
          .error, "quotation-without-text",
          "Quotation of '\(reference.target)' has no text of a code to show",
          path: document.path, range: reference.range, help: "refer to it: [[\(reference.target)]]")
      }
    }
  }
}

extension Handbook {
  fileprivate func holdsText(of target: ReferenceTarget) -> Bool {
    switch target {
    case .code(let id, let edition), .group(let id, let edition, _), .provision(let id, let edition, _):
      code(id)?.editions[edition].metadata.text == .full
    default: false
    }
  }
}
