import Basics
import Redline

/// What the handbook says about a provision should be reviewed again when the provision's words change.
enum SuspectClaimCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    guard !handbook.manuscript.reviews.pins.isEmpty else { return [] }
    return Review(of: handbook).suspects.map { open in
      let claim = open.claim
      return Diagnostic(
        .warning, .suspectClaim,
        "\(claim.provision) has changed since \(subject(of: claim)) was reviewed\(open.last.map { " on \($0.date)" } ?? "")",
        path: claim.path, range: claim.range,
        help: "compare the text with the rule, which now reads: \(open.change?.marked ?? ""); then run "
          + "'handbook review --accept \(claim.name)'")
    }
  }

  private static func subject(of claim: Claim) -> String {
    switch claim.kind {
    case .section: "this text"
    case .objective: "this objective"
    case .question: "this question"
    case .note: "this note"
    }
  }
}
