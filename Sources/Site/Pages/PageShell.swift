import Basics
import Handbook
import Markdown

/// The parts that every page has around its body.
///
/// None of them can grow with the number of pages.
struct PageShell: TemplateContext {
  /// The security policy of all pages of a published handbook.
  ///
  /// Without `file:`, Firefox blocks the search form on `file://`.
  static let contentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    + "media-src 'self' data:; base-uri 'none'; form-action 'self' file:"

  /// The security policy of a page that readers can keep on their devices.
  static let offlineSecurityPolicy = contentSecurityPolicy + "; worker-src 'self'; manifest-src 'self'"

  /// The security policy of a page in the preview.
  ///
  /// Pages can listen for changes, and the page for missing addresses can set the root of its addresses.
  static let previewSecurityPolicy = contentSecurityPolicy.replacing(
    "base-uri 'none'", with: "connect-src 'self'; base-uri 'self'")

  var language = "en"
  /// `rtl` for a language that is written from right to left.
  var direction: String?
  /// The language of the content, if it isn't translated into the page's language.
  var contentLanguage: String?
  /// The same page in the other languages of the handbook.
  var languages: [LanguageLink] = []
  /// The same page in all languages of the handbook, for search engines.
  var languageAlternates: [LanguageLink] = []
  /// The page's name, which its `h1` shows.
  var title: String
  /// The text of `<title>`, which is unique in the site.
  var documentTitle: String
  var siteTitle: String
  /// The name of the handbook on narrow screens, if it has a shorter one.
  var shortTitle: String?
  var description: String?
  /// The relative path from the page to the root of the site: empty, or `../` for each folder.
  var root: Address
  /// The path from the page to the root of the pages in its language.
  var languageRoot = Address(internal: "")
  /// The path from the root of the pages in its language to the root of the site.
  var rootFromLanguage = Address(internal: "")
  /// The page for search results.
  var searchPage: Address?
  /// The text in an empty search field, with examples from this handbook.
  var searchPlaceholder = ""
  /// The A–Z index, which replaces the search if scripts don't run.
  var subjectIndex: Address?
  var canonical: Address?
  var contentSecurityPolicy = PageShell.contentSecurityPolicy
  /// Additional scripts that aren't the theme's, such as the preview's.
  var scripts: [ScriptContext] = []
  /// The rendered ``NavigationBlock``, which is created once for all pages that share it.
  var navigation = HTML()
  var breadcrumbs: [LinkContext] = []
  var contents: [ContentsEntry] = []
  var previous: LinkContext?
  var next: LinkContext?
  var notices: [NoticeContext] = []
  /// The language of the interface, if the theme has no words in the language of the page.
  var wordsLanguage: String?
  /// The header of each printed sheet: the status and version of the page's code.
  var runningHead: String?
  /// The state that the handbook is limited to and the name of its edition, or `nil` for the learner's edition of a
  /// handbook with all states.
  var edition: String?
  var footer: HTML?
  /// The pages that readers can reach from every page: the print page and the accessibility statement.
  var footerLinks: [LinkContext] = []
  var feed: Address?
  /// The link that prepares a report of an error on the page.
  var reportPage: Address?
  /// Whether readers can keep the site on their devices.
  var isKeptOffline = false
  /// A description of the page for search engines, in a script element that isn't run.
  var structuredData: HTML?
  /// The files with the page's content in formats for programs.
  var alternates: [AlternateContext] = []

  static let fields = TemplateFields<PageShell>([
    .text("language", \.language, "The language of the page, such as `en`."),
    .text("direction", optional: \.direction, "`rtl` for a language written from right to left."),
    .text(
      "wordsLanguage", optional: \.wordsLanguage,
      "The language of the interface, if the theme has no words in the language of the page."),
    .text(
      "contentLanguage", optional: \.contentLanguage, "The language of an original that isn't translated."),
    .flag("hasLanguages", { !$0.languages.isEmpty }, "Whether the handbook has several languages."),
    .list("languages", \.languages, "The same page in the other languages of the handbook."),
    .list("languageAlternates", \.languageAlternates, "The same page in all languages, for search engines."),
    .text("title", \.title, "The page's title, for its `h1`."),
    .text("documentTitle", \.documentTitle, "The text of `<title>`, unique in the site."),
    .text("siteTitle", \.siteTitle, "The handbook's name."),
    .text("shortTitle", optional: \.shortTitle, "The handbook's name on narrow screens."),
    .text(
      "description", optional: \.description, "A one-sentence description of the page, for search engines."),
    .address("root", \.root, "The path to the root of the site, to put before the address of an asset."),
    .address(
      "languageRoot", \.languageRoot,
      "The path to the root of the pages in this language, where its search index is."),
    .address(
      "rootFromLanguage", \.rootFromLanguage, "The path from `languageRoot` to `root`: empty, or `../`."),
    .address("home", { Address(internal: $0.languageRoot.text + "index.html") }, "The home page."),
    .address("searchPage", optional: \.searchPage, "The page for search results."),
    .text(
      "searchPlaceholder", \.searchPlaceholder, "Examples of what to search for, for an empty search field."),
    .address("subjectIndex", optional: \.subjectIndex, "The A–Z index."),
    .address("canonical", optional: \.canonical, "The full address of the page, if the site has an address."),
    .text("contentSecurityPolicy", \.contentSecurityPolicy, "The page's Content Security Policy."),
    .list("scripts", \.scripts, "Scripts that aren't the theme's, such as the preview's."),
    .html("navigation", \.navigation, "The navigation, from the template `navigation`."),
    .flag("hasBreadcrumbs", { !$0.breadcrumbs.isEmpty }, "Whether there are pages above this one."),
    .list("breadcrumbs", \.breadcrumbs, "The pages above this one, from the home page down."),
    .flag("hasContents", { !$0.contents.isEmpty }, "Whether there is a table of contents."),
    .list("contents", \.contents, "The table of contents, two levels deep."),
    .flag(
      "hasNeighbours", { $0.previous != nil || $0.next != nil }, "Whether there's a previous or next page."),
    .object("previous", optional: \.previous, "The previous page."),
    .object("next", optional: \.next, "The next page."),
    .list("notices", \.notices, "Notices that readers must see before the text."),
    .text(
      "runningHead", optional: \.runningHead, "The status and version, for the top of each printed page."),
    .text(
      "edition", optional: \.edition,
      "The name of the edition, if it's not the default edition of the handbook."),
    .html("footer", optional: \.footer, "The footer of every page."),
    .list("footerLinks", \.footerLinks, "Links in the footer of every page."),
    .address("feed", optional: \.feed, "The feed of changes to codes."),
    .address(
      "reportPage", optional: \.reportPage, "The link that prepares a report of an error on the page."),
    .flag("isKeptOffline", \.isKeptOffline, "Whether readers can save the site on their devices."),
    .html(
      "structuredData", optional: \.structuredData,
      "A description of the page for search engines, as JSON-LD."),
    .list("alternates", \.alternates, "The content of the page in machine-readable formats."),
  ])
}

/// A file with the page's content in a format for programs.
struct AlternateContext: TemplateContext {
  var address: Address
  var type: String

  static let fields = TemplateFields<AlternateContext>([
    .address("address", \.address, "The address of the file."),
    .text("type", \.type, "Its media type."),
  ])
}

/// A script that a page loads.
struct ScriptContext: TemplateContext {
  var address: Address

  static let fields = TemplateFields<ScriptContext>([
    .address("address", \.address, "The address of the script.")
  ])
}

/// A notice that readers must see before they read the page.
struct NoticeContext: TemplateContext {
  var html: HTML
  /// Whether missing it could cause harm.
  var isWarning = false

  static let fields = TemplateFields<NoticeContext>([
    .html("html", \.html, "The notice."),
    .flag("isWarning", \.isWarning, "Whether readers could come to harm by missing it."),
  ])
}

/// An entry of a page's table of contents.
struct ContentsEntry: TemplateContext {
  var title: String
  /// The anchor, with its `#`.
  var address: Address
  /// The entries below this one; second-level entries have none.
  var entries: [ContentsEntry] = []

  static let fields = TemplateFields<ContentsEntry>([
    .text("title", \.title, "The heading."),
    .address("address", \.address, "The heading's anchor."),
    .flag("hasEntries", { !$0.entries.isEmpty }, "Whether there are headings below this one."),
    .list("entries", \.entries, "The headings below this one."),
  ])
}

extension SiteContext {
  /// Returns the shell of a page.
  ///
  /// - Parameters:
  ///   - title: The text of the page's `h1`.
  ///   - trail: The pages above it, starting below the home page.
  func shell(
    of page: Page, title: String, description: String? = nil, trail: [Page.Subject] = [],
    documentTitle: String? = nil
  ) -> PageShell {
    let siteTitle = handbook.configuration.title.value
    var shell = PageShell(
      title: title,
      documentTitle: page.subject == .home ? siteTitle : "\(documentTitle ?? title) – \(siteTitle)",
      siteTitle: siteTitle, root: Address(internal: wayToSharedRoot(from: page.route)))
    shell.languageRoot = Address(internal: wayToRoot(from: page.route))
    shell.rootFromLanguage = Address(internal: wayToSharedRoot)
    shell.language = handbook.configuration.language
    if LanguageTag(shell.language)?.isRightToLeft == true { shell.direction = "rtl" }
    if let spoken = words.language, spoken.primary != LanguageTag(shell.language)?.primary {
      shell.wordsLanguage = spoken.rawValue
    }
    shell.languages = languageLinks(from: page)
    shell.languageAlternates = languageAlternates(of: page)
    if let record = page.subject.kind.record(page.subject, handbook) {
      shell.contentLanguage = foreignLanguage(of: record.document)?.rawValue
      shell.notices += [untranslatedNotice(of: record.document)].compactMap(\.self)
    }
    shell.shortTitle = handbook.configuration.shortTitle
    shell.description = description
    shell.searchPage = address(of: .search, from: page.route)
    shell.searchPlaceholder = searchPlaceholder
    if map.has(.subjectIndex) { shell.subjectIndex = address(of: .subjectIndex, from: page.route) }
    if page.subject != .notFound { shell.canonical = canonicalAddress(of: page.route) }
    if Feed(site: self).exists {
      shell.feed = Address(internal: wayToRoot(from: page.route) + Feed.route.path)
    }
    shell.navigation = navigation(for: page)
    if page.subject != .home {
      shell.breadcrumbs = ([.home] + trail).filter(map.has).map { subject in
        link(to: subject, from: page.route)
      }
    }
    shell.edition = editionName
    shell.footer = handbook.configuration.footer.map { HTML(escaping: $0) }
    shell.footerLinks = footerLinks(from: page.route)
    shell.reportPage = reportAddress(of: page, documentTitle: shell.documentTitle)
    if isKeptOffline {
      // The page for missing pages is so short that its footer would move when the panel appears.
      shell.isKeptOffline = page.subject != .notFound
      shell.contentSecurityPolicy = PageShell.offlineSecurityPolicy
    }
    if let script = options.previewScript {
      shell.scripts = [ScriptContext(address: Address(internal: script))]
      shell.contentSecurityPolicy = PageShell.previewSecurityPolicy
    }
    return shell
  }

  /// Returns the shell of a document that isn't a page of the site.
  func shell(ofDocument title: String, at route: Route) -> PageShell {
    let siteTitle = handbook.configuration.title.value
    var shell = PageShell(
      title: title, documentTitle: "\(title) – \(siteTitle)", siteTitle: siteTitle,
      root: Address(internal: route.wayToRoot))
    shell.language = handbook.configuration.language
    if LanguageTag(shell.language)?.isRightToLeft == true { shell.direction = "rtl" }
    return shell
  }

  /// The state that the handbook is limited to and the name of its edition, or `nil` for the learner's edition of a
  /// handbook with all states.
  var editionName: String? {
    let facilitators = options.edition == .facilitator ? words[.facilitatorEdition] : nil
    let names = [handbook.state, facilitators].compactMap(\.self)
    return names.isEmpty ? nil : names.joined(separator: " · ")
  }

  /// Returns the links at the bottom of every page.
  ///
  /// Their text comes from the theme, so that no page depends on another page's title.
  private func footerLinks(from route: Route) -> [LinkContext] {
    let pages: [(Page.Subject, ThemePhrase)] = [
      (.print, .printAll), (.plain(PageID("accessibility")), .accessibility),
    ]
    return pages.filter { map.has($0.0) }.map { subject, phrase in
      LinkContext(title: words[phrase], address: address(of: subject, from: route))
    }
  }

  /// Returns the full address of a page, or `nil` if the site has no address.
  func canonicalAddress(of route: Route) -> Address? {
    siteAddress.map { Address(internal: $0.text + Route.encoded(route.path)) }
  }
}
