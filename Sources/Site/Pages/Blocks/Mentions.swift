import Basics
import Handbook
import Markdown

/// A page that refers to something, with the sections that do, or one of those sections.
struct MentionContext: TemplateContext {
  var title: String
  /// The language of the title, if it isn't the page's own.
  var titleLanguage: String?
  var address: Address
  /// The sentences that are in no section.
  var sentences: [MentionSentence] = []
  /// The sections, terms, provisions, or self-checks of the page; empty for a section.
  var sections: [MentionContext] = []

  static let fields = TemplateFields<MentionContext>([
    .text("title", \.title, "The title of the page or the section."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of the title, if it isn't the page's own."),
    .address("address", \.address, "Where it is."),
    .list("sentences", \.sentences, "The sentences that refer to it and aren't in a section."),
    .flag("hasSections", { !$0.sections.isEmpty }, "Whether sections of the page refer to it."),
    .list("sections", \.sections, "The sections that refer to it."),
  ])
}

/// A sentence that refers to something.
struct MentionSentence: TemplateContext {
  var html: HTML
  /// The language of the sentence, if it isn't the page's own.
  var language: String?

  static let fields = TemplateFields<MentionSentence>([
    .html("html", \.html, "The sentence."),
    .text("language", optional: \.language, "The language of the sentence, if it isn't the page's own."),
  ])
}

/// The places that refer to something, by page and section.
struct Mentions {
  /// The maximum number of places that are shown at once.
  private static let most = 12

  private(set) var pages: [MentionContext] = []
  /// The number of places of each kind, in the order in which they are listed.
  private var counts: [(phrase: ThemePhrase, count: Int)] = []
  private let site: SiteContext

  /// - Parameters:
  ///   - references: The references, in the order of their documents. Those in lists of citations are left out.
  ///   - route: The page that lists them.
  init(_ references: [CrossReference], in site: SiteContext, from route: Route) {
    self.site = site
    let shown = references.filter { !$0.isInListOfCitations || $0.question != nil }
    let sources = Dictionary(grouping: shown, by: \.source).sorted { left, right in
      (Kind(left.key).rawValue, left.key) < (Kind(right.key).rawValue, right.key)
    }
    var found: [Kind: Int] = [:]
    var questions = 0
    for (source, references) in sources {
      let page = Self.page(source, references, in: site, from: route)
      let asked = Set(references.compactMap(\.question)).count
      let others = references.contains { $0.question == nil }
      questions += asked
      let kind = Kind(source)
      if others { found[kind, default: 0] += kind == .glossary ? max(1, page.sections.count) : 1 }
      pages.append(page)
    }
    for kind in Kind.allCases {
      if let count = found[kind] { counts.append((kind.phrase, count)) }
      if kind == .lesson, questions > 0 { counts.append((.questionCount, questions)) }
    }
  }

  /// The kinds of pages, in the order in which they are listed.
  private enum Kind: Int, CaseIterable {
    case lesson, topic, page, glossary, code

    init(_ key: DocumentKey) {
      self =
        switch key {
        case .lesson: .lesson
        case .topic: .topic
        case .page: .page
        case .glossary: .glossary
        case .code: .code
        }
    }

    var phrase: ThemePhrase {
      switch self {
      case .lesson: .lessonCount
      case .topic: .topicCount
      case .page: .pageCount
      case .glossary: .termCount
      case .code: .codeCount
      }
    }
  }

  /// Returns the numbers of places in words, such as "Discussed in 2 lessons, 3 questions", or `nil` if there are none.
  ///
  /// - Parameter phrase: What the places do.
  func summary(_ phrase: ThemePhrase) -> String? {
    guard !counts.isEmpty else { return nil }
    let places = counts.map { site.words.counted($0.phrase, $0.count) }.joined(separator: ", ")
    return site.words.filled(phrase, ["places": places])
  }

  /// The numbers of places in words, or `nil` if there are few enough to show at once.
  var summaryOfMany: String? {
    let count = pages.reduce(0) { $0 + max(1, $1.sections.count) }
    return count > Self.most ? summary(.discussedSummary) : nil
  }

  private static func page(
    _ source: DocumentKey, _ references: [CrossReference], in site: SiteContext, from route: Route
  ) -> MentionContext {
    let subject = site.map.mainSubject(of: source)
    var page = MentionContext(
      title: site.title(of: source), titleLanguage: site.titleLanguage(of: subject),
      address: site.address(of: subject, from: route))
    var places: [String: Int] = [:]
    for reference in references {
      let sentence = site.sentence(of: reference)
      let own = reference.question.map(SelfCheck.anchor) ?? reference.anchor
      guard let anchor = own, let title = site.sectionTitle(of: reference) else {
        if let sentence, !page.sentences.contains(where: { $0.html == sentence.html }) {
          page.sentences.append(sentence)
        }
        continue
      }
      if places[anchor] == nil {
        places[anchor] = page.sections.count
        page.sections.append(
          MentionContext(
            title: title, titleLanguage: site.sectionTitleLanguage(of: reference),
            address: site.address(of: subject, anchor: anchor, from: route)))
      }
      guard let place = places[anchor], let sentence,
        !page.sections[place].sentences.contains(where: { $0.html == sentence.html })
      else {
        continue
      }
      page.sections[place].sentences.append(sentence)
    }
    return page
  }
}

extension SiteContext {
  /// Returns the places that discuss a target, by page and section.
  func mentions(of target: ReferenceTarget, from route: Route) -> Mentions {
    Mentions(handbook.backReferences[target] ?? [], in: self, from: route)
  }

  /// Returns a place with a legal citation, for the index of citations.
  func mention(_ reference: CrossReference, from route: Route) -> MentionContext {
    let subject = map.mainSubject(of: reference.source)
    return MentionContext(
      title: title(of: reference.source), titleLanguage: titleLanguage(of: subject),
      address: address(of: subject, anchor: reference.anchor, from: route),
      sentences: [sentence(of: reference)].compactMap(\.self))
  }

  /// Returns the sentence with a reference, or `nil` if it's in none.
  fileprivate func sentence(of reference: CrossReference) -> MentionSentence? {
    guard !reference.sentence.isEmpty else { return nil }
    return MentionSentence(
      html: HTML(escaping: reference.sentence), language: foreignLanguage(of: reference.source)?.rawValue)
  }

  /// Returns the language of the name of a reference's section, if it isn't the page's own.
  ///
  /// Names of self-checks, and of provisions and groups, are generated in the language of the page.
  fileprivate func sectionTitleLanguage(of reference: CrossReference) -> String? {
    if case .code = reference.source { return nil }
    return reference.question == nil ? foreignLanguage(of: reference.source)?.rawValue : nil
  }

  /// Returns the name of the section, term, provision, or self-check that contains a reference, or `nil` if it's in
  /// none.
  fileprivate func sectionTitle(of reference: CrossReference) -> String? {
    if let question = reference.question { return words.filled(.question, ["number": String(question)]) }
    guard let anchor = reference.anchor else { return nil }
    switch reference.source {
    case .lesson(let id):
      // By its index, because a copy of a lesson takes longer than the search.
      guard let place = handbook.place(of: id) else { return nil }
      return handbook.lessons[place].sections.first { $0.anchor == anchor }?.title
    case .glossary:
      return handbook.manuscript.glossary?.terms.first { $0.id.value.rawValue == anchor }?.title
    case .topic(let id): return handbook.topic(id).flatMap { Self.heading(anchor, in: $0.document) }
    case .page(let id): return handbook.page(id).flatMap { Self.heading(anchor, in: $0.document) }
    case .code(let id, let edition, _):
      guard let code = handbook.code(id) else { return nil }
      let source = code.editions[edition].text
      if let place = source.place(of: ProvisionID(anchor)) {
        return text.placeInCode(source.provisions[place], of: source)
      }
      return source.groups.first { $0.anchor == anchor }.flatMap(text.name(of:))
    }
  }

  private static func heading(_ anchor: String, in document: MarkdownDocument) -> String? {
    document.heading(named: anchor).map { document.plainText(of: $0) }
  }
}
