import Handbook

/// A place that refers to something, with the sentence that does.
struct MentionContext: TemplateContext {
  /// The page, and the section where there is one.
  var title: String
  var address: Address
  var sentence: HTML?

  static let fields = TemplateFields<MentionContext>([
    .text("title", \.title, "The page and section."),
    .address("address", \.address, "The place."),
    .html("sentence", optional: \.sentence, "The sentence that refers to it."),
  ])
}

extension SiteContext {
  /// Where a target is discussed, each place with its sentence.
  func mentions(of target: ReferenceTarget, from route: Route) -> [MentionContext] {
    (handbook.backReferences[target] ?? []).map { reference in
      mention(reference, from: route)
    }
  }

  /// How many places there are, in words, where they are too many to be shown at once.
  func summary(ofMany mentions: [MentionContext]) -> String? {
    mentions.count > Self.mostMentions ? words.counted(.discussedCount, mentions.count) : nil
  }

  /// As many places as a reader takes in at once.
  private static let mostMentions = 12

  /// One place that refers to something, seen from a page.
  func mention(_ reference: CrossReference, from route: Route) -> MentionContext {
    let subject = map.mainSubject(of: reference.source)
    return MentionContext(
      title: title(of: reference.source),
      address: address(of: subject, anchor: reference.anchor, from: route),
      sentence: reference.sentence.isEmpty ? nil : HTML(escaping: reference.sentence))
  }
}
