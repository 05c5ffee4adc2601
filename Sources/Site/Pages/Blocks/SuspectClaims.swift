import Handbook
import Redline

/// A warning that rules have changed since the text that's based on them was reviewed.
struct SuspectBlock: TemplateRoot {
  static let template = "suspect"

  var changes: [SuspectChange]

  static let fields = TemplateFields<SuspectBlock>([
    .list("changes", \.changes, "The rules that have changed.")
  ])
}

/// A rule that has changed since a review.
struct SuspectChange: TemplateContext {
  /// The rule, such as "Arkansas, item 3".
  var rule: LinkContext
  /// A sentence with the date of the review.
  var reviewed: String
  /// The text of the rule, with insertions and deletions.
  var words: HTML

  static let fields = TemplateFields<SuspectChange>([
    .object("rule", \.rule, "The rule."),
    .text("reviewed", \.reviewed, "When the text was reviewed, in words."),
    .html("words", \.words, "The text of the rule, with added and removed words marked."),
  ])
}

/// The claims in a handbook that are based on changed rules, by the place that makes them.
struct SuspectClaims: Sendable {
  private struct Place: Hashable {
    let document: DocumentKey
    let part: String?
  }

  private var open: [Place: [Review.Open]] = [:]

  init(in handbook: Handbook) {
    // Finding claims takes time, and most handbooks don't have reviews.
    guard !handbook.manuscript.reviews.pins.isEmpty else { return }
    for suspect in Review(of: handbook).suspects {
      open[Place(document: suspect.claim.document, part: suspect.claim.part), default: []].append(suspect)
    }
  }

  /// Returns the block that warns readers of a place that rules have changed, or `nil` if none has.
  func block(
    in document: DocumentKey, part: String?, on site: SiteContext, from route: Route
  ) -> SuspectBlock? {
    guard let suspects = open[Place(document: document, part: part)] else { return nil }
    let changes = suspects.compactMap { suspect -> SuspectChange? in
      guard let address = site.linkAddress(of: suspect.claim.target, from: route) else { return nil }
      return SuspectChange(
        rule: LinkContext(title: site.text.text(for: suspect.claim.target), address: address),
        reviewed: suspect.last.map { site.words.filled(.reviewedOn, ["date": site.printed($0.date)]) } ?? "",
        words: HTML(runs: suspect.change ?? []))
    }
    return changes.isEmpty ? nil : SuspectBlock(changes: changes)
  }
}
