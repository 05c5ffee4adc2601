import Handbook

/// A place with a reference to something, and the sentence that contains it.
struct MentionContext: TemplateContext {
  /// The page, and the section if there is one.
  var title: String
  var address: Address
  var sentence: HTML?
  /// The language of the title, if that isn't the page's own.
  var titleLanguage: String?
  /// The language of the sentence, if that isn't the page's own.
  var language: String?

  static let fields = TemplateFields<MentionContext>([
    .text("title", \.title, "The title of the page and section."),
    .address("address", \.address, "The address of the sentence."),
    .html("sentence", optional: \.sentence, "The sentence that refers to it."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of the title, if it isn't the page's own."),
    .text("language", optional: \.language, "The language of the sentence, if it isn't the page's own."),
  ])
}

extension SiteContext {
  /// Returns the places that discuss a target, with their sentences.
  func mentions(of target: ReferenceTarget, from route: Route) -> [MentionContext] {
    (handbook.backReferences[target] ?? []).map { reference in
      mention(reference, from: route)
    }
  }

  /// Returns the number of places, as text, or `nil` if there are few enough to show at once.
  func summary(ofMany mentions: [MentionContext]) -> String? {
    mentions.count > Self.mostMentions ? words.counted(.discussedCount, mentions.count) : nil
  }

  /// The maximum number of places that are shown at once.
  private static let mostMentions = 12

  /// Returns a place with a reference, for use on a page.
  func mention(_ reference: CrossReference, from route: Route) -> MentionContext {
    let subject = map.mainSubject(of: reference.source)
    return MentionContext(
      title: title(of: reference.source),
      address: address(of: subject, anchor: reference.anchor, from: route),
      sentence: reference.sentence.isEmpty ? nil : HTML(escaping: reference.sentence),
      titleLanguage: titleLanguage(of: subject), language: foreignLanguage(of: reference.source)?.rawValue)
  }
}
