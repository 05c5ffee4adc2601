import Basics
import Handbook
import Markdown

/// The names of a site's pages, in the words of its theme.
struct SiteNames: Sendable {
  /// The words of the interface.
  let words: ThemeStrings
  let text: ReferenceText

  /// The text of links to a page.
  func name(of subject: Page.Subject) -> String { subject.kind.name(subject, self) }
}

/// The addresses of a site's pages, seen from one another.
struct SiteAddresses: Sendable {
  let map: SiteMap
  /// The address that the site is published at, or `nil` if it has none.
  let siteAddress: SiteAddress?
  private let notFoundRoute: Route

  init(map: SiteMap, siteAddress: SiteAddress?) {
    self.map = map
    self.siteAddress = siteAddress
    notFoundRoute = map.route(of: .notFound)
  }

  /// The address of a place from a page.
  func address(of destination: Route, anchor: String? = nil, from route: Route) -> Address {
    Address(internal: (hostRoot(for: route) ?? "") + route.address(of: destination, anchor: anchor))
  }

  /// The way from a page to the root of the site.
  func wayToRoot(from route: Route) -> String { hostRoot(for: route) ?? route.wayToRoot }

  /// The way from the root of the host to the root of the site, for the page whose addresses begin there.
  ///
  /// A host shows the page for missing ones at any depth, so that no relative address would work.
  private func hostRoot(for route: Route) -> String? {
    route == notFoundRoute ? siteAddress?.path : nil
  }
}

/// What the building of every page needs: the handbook, where its pages stand, and how they look.
struct SiteContext: Sendable {
  let handbook: Handbook
  let map: SiteMap
  let theme: Theme
  let names: SiteNames
  let addresses: SiteAddresses
  let options: SiteOptions
  /// All languages of the handbook, the default one first; empty for a handbook in one language.
  let languages: [SiteLanguage]
  /// The place of the pages' language in ``languages``.
  let languagePlace: Int
  /// The address that the site with all its languages is published at.
  let sharedAddress: SiteAddress?
  /// The handbook in the default language, for pages that show an original; `nil` in that language itself.
  let original: Handbook?
  /// The documents that are shown in the default language, because they have no translation.
  let untranslated: Set<DocumentKey>
  /// The words of the interface.
  var words: ThemeStrings { names.words }
  var text: ReferenceText { names.text }
  /// Whether readers can keep the site on their devices.
  var isKeptOffline: Bool {
    options.allowsOffline && handbook.configuration.offline && pageCount <= PageLimits.pagesOffline
  }
  /// The pages of the site in all its languages.
  private var pageCount: Int {
    languages.isEmpty ? map.pages.count : languages.reduce(0) { $0 + $1.map.pages.count }
  }
  let navigation: Navigation
  /// What an empty search field shows: "Search: gifts, WA 5, RCW 18.420", with what this handbook has.
  let searchPlaceholder: String
  let suspects: SuspectClaims
  let previews: LinkPreviews
  /// The check codes of each code's editions, by the index of the edition.
  private let checkCodes: [CodeID: [CheckCode]]

  /// - Parameters:
  ///   - languages: All languages of the handbook; empty if it has one.
  ///   - place: The place of the pages' language among them.
  ///   - original: The handbook in the default language, if this is another one.
  init(
    handbook: Handbook, map: SiteMap, theme: Theme, options: SiteOptions, languages: [SiteLanguage] = [],
    place: Int = 0, original: Handbook? = nil
  ) {
    self.languages = languages
    self.original = original
    languagePlace = place
    untranslated =
      handbook.language == nil
      ? [] : Set(handbook.documents.filter(handbook.isUntranslated).map(\.key))
    self.handbook = handbook
    self.map = map
    self.theme = theme
    self.options = options
    names = SiteNames(
      words: theme.strings,
      text: ReferenceText(handbook, words: ReferenceText.Words(theme.strings)))
    let written = handbook.configuration.baseURL.flatMap { SiteAddress($0.value.rawValue) }
    sharedAddress = options.hasAddress ? options.baseURL ?? written : nil
    let folder = languages.isEmpty ? "" : languages[place].folder
    addresses = SiteAddresses(
      map: map,
      siteAddress: folder.isEmpty ? sharedAddress : sharedAddress.flatMap { SiteAddress($0.text + folder) })
    let found = handbook.codes.concurrentMap { code in (code.id, code.editions.map(\.checkCode)) }
    suspects = SuspectClaims(in: handbook)
    previews = LinkPreviews(of: handbook, words: theme.strings, text: names.text)
    checkCodes = Dictionary(found) { first, _ in first }
    let examples = handbook.searchExamples
    searchPlaceholder =
      examples.isEmpty
      ? theme.strings[.searchButton]
      : theme.strings.filled(.searchFor, ["examples": examples.joined(separator: ", ")])
    navigation = Navigation(of: handbook, names: names, addresses: addresses, theme: theme)
  }

  /// The navigation of a page.
  func navigation(for page: Page) -> HTML {
    navigation.html(
      for: page, wayToRoot: wayToRoot(from: page.route), siblings: siblings(of: page), theme: theme)
  }

  /// The address of a page from another.
  func address(of subject: Page.Subject, anchor: String? = nil, from route: Route) -> Address {
    address(of: map.route(of: subject), anchor: anchor, from: route)
  }

  /// The address of a reference's target from a page.
  func address(of target: ReferenceTarget, from route: Route) -> Address {
    let (destination, anchor) = map.destination(of: target)
    let address = address(of: destination, anchor: anchor, from: route)
    // The content's files are at the root of the site, for all languages.
    if case .asset = target, !folder.isEmpty { return Address(internal: wayToSharedRoot + address.text) }
    return address
  }

  private func address(of destination: Route, anchor: String?, from route: Route) -> Address {
    addresses.address(of: destination, anchor: anchor, from: route)
  }

  /// The way from a page to the root of the site.
  func wayToRoot(from route: Route) -> String { addresses.wayToRoot(from: route) }

  /// The address that the site is published at.
  var siteAddress: SiteAddress? { addresses.siteAddress }

  /// The version check code of an edition.
  func checkCode(of code: CodeID, edition: Int) -> String {
    guard let codes = checkCodes[code], codes.indices.contains(edition) else {
      preconditionFailure("a code that is shown is one of the handbook's")
    }
    return codes[edition].rawValue
  }

  /// The standing of a code's edition as themes show it.
  func status(of edition: Edition) -> StatusContext { StatusContext(of: edition, words: words) }

  /// What a code's standing means for the reader.
  func statusSentence(of edition: Edition) -> String {
    switch edition.metadata.status {
    case .draft: words[.draftSentence]
    case .proposed: words[.proposedSentence]
    case .inForce: words[.inForceSentence]
    case .superseded: words[.supersededSentence]
    case .unknown:
      words[edition.metadata.state(of: .status) == .notStated ? .unknownSentence : .uncheckedSentence]
    }
  }

  /// A day as readers read it.
  func printed(_ date: CalendarDate) -> String {
    words.date(year: date.year, month: date.month, day: date.day)
  }

  /// The title of the page that a document is shown on.
  func title(of key: DocumentKey) -> String { text.text(for: ReferenceTarget(key)) }
}

extension ReferenceText.Words {
  /// The words of citations in the language of a theme.
  init(_ strings: ThemeStrings) {
    self.init()
    draft = strings[.citationDraft]
    proposed = strings[.citationProposed]
    superseded = strings[.citationSuperseded]
    item = strings[.citationItem]
    group = strings[.citationGroup]
    part = strings[.citationPart]
    glossary = strings[.glossary]
  }
}
