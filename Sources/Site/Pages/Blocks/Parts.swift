import Handbook

/// A link with its text.
struct LinkContext: TemplateRoot {
  static let template = "link"

  var title: String
  var address: Address
  /// Whether the reader is on its page or in its part of the site.
  var isCurrent = false
  /// The language of the target, if it isn't the page's own.
  var language: String?
  /// The language of the title, if that isn't the page's own.
  var titleLanguage: String?

  static let fields = TemplateFields<LinkContext>([
    .text("title", \.title, "The text of the link."),
    .address("address", \.address, "The address that it leads to."),
    .flag("isCurrent", \.isCurrent, "Whether it leads to the current page."),
    .text(
      "language", optional: \.language,
      "The language of the linked page, if it's not the language of this page."),
    .text(
      "titleLanguage", optional: \.titleLanguage, "The language of the title, if it isn't the page's own."),
  ])
}

extension SiteContext {
  /// Returns a link to a page, with the page's name.
  func link(to subject: Page.Subject, from route: Route) -> LinkContext {
    LinkContext(
      title: name(of: subject), address: address(of: subject, from: route),
      titleLanguage: titleLanguage(of: subject))
  }

  /// The language of a page's name, if it's the title of a document that isn't translated; `nil` for every other.
  ///
  /// The name of a code is generated in the language of the page.
  func titleLanguage(of subject: Page.Subject) -> String? {
    switch subject {
    case .topic(let id): foreignLanguage(of: .topic(id))?.rawValue
    case .lesson(let id): foreignLanguage(of: .lesson(id))?.rawValue
    case .plain(let id): foreignLanguage(of: .page(id))?.rawValue
    default: nil
    }
  }
}

/// The status of a code, which is shown as a shape, a word, and a color.
struct StatusContext: TemplateContext {
  /// The statuses that a theme supports.
  enum Standing: String, Sendable, CaseIterable {
    case draft, proposed, adopted
    case inForce = "in-force"
    case superseded, unknown
  }

  var standing: Standing
  /// The name of the status in the language of the site, from the theme's strings.
  var word: String

  static let fields = TemplateFields<StatusContext>([
    .text("word", \.word, "The status in words."),
    .text(
      "name", \.standing.rawValue, "`draft`, `proposed`, `adopted`, `in-force`, `superseded` or `unknown`."),
    .flag("isDraft", { $0.standing == .draft }, "Whether it's a draft."),
    .flag("isProposed", { $0.standing == .proposed }, "Whether it's proposed."),
    .flag("isAdopted", { $0.standing == .adopted }, "Whether it's adopted and takes effect later."),
    .flag("isInForce", { $0.standing == .inForce }, "Whether it's in force."),
    .flag("isSuperseded", { $0.standing == .superseded }, "Whether it has been superseded."),
    .flag("isUnknown", { $0.standing == .unknown }, "Whether its status is unknown."),
  ])
}

extension StatusContext {
  init(of edition: Edition, words: ThemeStrings) {
    let (standing, word): (Standing, ThemePhrase) =
      switch edition.metadata.status {
      case .draft: (.draft, .statusDraft)
      case .proposed: (.proposed, .statusProposed)
      case .adopted: (.adopted, .statusAdopted)
      case .inForce: (.inForce, .statusInForce)
      case .superseded: (.superseded, .statusSuperseded)
      case .unknown: (.unknown, .statusUnknown)
      }
    self.init(standing: standing, word: words[word])
  }
}

/// A paragraph of markup in a list.
struct RemarkContext: TemplateContext {
  var html: HTML

  static let fields = TemplateFields<RemarkContext>([
    .html("html", \.html, "The paragraph.")
  ])
}
