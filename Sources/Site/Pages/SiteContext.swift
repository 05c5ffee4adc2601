import Basics
import Handbook
import Markdown

/// The names of a site's pages, in the language of its theme.
struct SiteNames: Sendable {
  /// The interface strings.
  let words: ThemeStrings
  let text: ReferenceText

  /// Returns the text of links to a page.
  func name(of subject: Page.Subject) -> String { subject.kind.name(subject, self) }
}

/// The addresses of a site's pages, relative to each other.
struct SiteAddresses: Sendable {
  let map: SiteMap
  /// The address where the site is published, or `nil` if it has none.
  let siteAddress: SiteAddress?
  private let notFoundRoute: Route

  init(map: SiteMap, siteAddress: SiteAddress?) {
    self.map = map
    self.siteAddress = siteAddress
    notFoundRoute = map.route(of: .notFound)
  }

  /// Returns the address of a route, for use on a page.
  func address(of destination: Route, anchor: String? = nil, from route: Route) -> Address {
    Address(internal: (hostRoot(for: route) ?? "") + route.address(of: destination, anchor: anchor))
  }

  /// Returns the path from a page to the root of the site.
  func wayToRoot(from route: Route) -> String { hostRoot(for: route) ?? route.wayToRoot }

  /// Returns the path from the host's root to the site's, for the page whose addresses start there.
  ///
  /// For any other page, it returns `nil`. A host shows the page for missing pages at any depth, so relative
  /// addresses wouldn't work on it.
  private func hostRoot(for route: Route) -> String? {
    route == notFoundRoute ? siteAddress?.path : nil
  }
}

/// The information for building any page: the handbook, the addresses of its pages, and their appearance.
///
/// It never changes. It is a class, because every page and every node of a page refers to it.
final class SiteContext: Sendable {
  let handbook: Handbook
  let map: SiteMap
  let theme: Theme
  let names: SiteNames
  let addresses: SiteAddresses
  let options: SiteOptions
  /// All languages of the handbook, the default first; empty for a handbook in one language.
  let languages: [SiteLanguage]
  /// The index of the pages' language in ``languages``.
  let languagePlace: Int
  /// The address where the site with all its languages is published.
  let sharedAddress: SiteAddress?
  /// The handbook in the default language, for pages that show an original, or `nil` if this is the default
  /// language.
  let original: Handbook?
  /// The pages of the whole handbook, if this is the handbook of one state; otherwise `nil`.
  let whole: SiteMap?
  /// The documents that are shown in the default language because they aren't translated.
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
  /// The text in an empty search field, with examples: "Search: gifts, WA 5, RCW 18.420".
  let searchPlaceholder: String
  let suspects: SuspectClaims
  let previews: LinkPreviews
  /// The check codes of each code's editions, by the index of the edition.
  private let checkCodes: [CodeID: [CheckCode]]

  /// - Parameters:
  ///   - languages: All languages of the handbook; empty if it has one.
  ///   - place: The index of the pages' language among them.
  ///   - original: The handbook in the default language, if this is another one.
  ///   - whole: The pages of the whole handbook in the same language, if this is the handbook of one state.
  init(
    handbook: Handbook, map: SiteMap, theme: Theme, options: SiteOptions, languages: [SiteLanguage] = [],
    place: Int = 0, original: Handbook? = nil, whole: SiteMap? = nil
  ) {
    self.whole = whole
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
    // Lessons of the handbook of one state also cite the codes of others.
    let found = handbook.manuscript.codes.concurrentMap { code in (code.id, code.editions.map(\.checkCode)) }
    suspects = SuspectClaims(in: handbook)
    previews = LinkPreviews(of: handbook, words: theme.strings, text: names.text)
    checkCodes = Dictionary(found) { first, _ in first }
    let examples = handbook.searchExamples
    searchPlaceholder =
      examples.isEmpty
      ? theme.strings[.searchButton]
      : theme.strings.filled(.searchFor, ["examples": examples.joined(separator: ", ")])
    let untranslated = untranslated
    navigation = Navigation(of: handbook, names: names, addresses: addresses, theme: theme) { subject in
      guard case .plain(let id) = subject, untranslated.contains(.page(id)) else { return nil }
      return handbook.language?.original.rawValue
    }
  }

  /// Returns the navigation of a page.
  func navigation(for page: Page) -> HTML {
    navigation.html(
      for: page, wayToRoot: wayToRoot(from: page.route), siblings: siblings(of: page), theme: theme)
  }

  /// Returns the address of a page, for use on another page.
  func address(of subject: Page.Subject, anchor: String? = nil, from route: Route) -> Address {
    address(of: map.route(of: subject), anchor: anchor, from: route)
  }

  /// Returns the address of a reference's target, for use on a page.
  func address(of target: ReferenceTarget, from route: Route) -> Address {
    let (destination, anchor) = map.destination(of: target)
    let address = address(of: destination, anchor: anchor, from: route)
    // The files of the content are at the root of the site, for all languages.
    if case .asset = target, !folder.isEmpty { return Address(internal: wayToSharedRoot + address.text) }
    return address
  }

  /// Returns the address of a reference's target, for use on a page, or `nil` if readers can't go there.
  ///
  /// That's the case if the target is in another state's code and the whole handbook has no address.
  func linkAddress(of target: ReferenceTarget, from route: Route) -> Address? {
    guard handbook.omits(target) else { return address(of: target, from: route) }
    guard let whole, let base = handbook.configuration.baseURL.flatMap({ SiteAddress($0.value.rawValue) })
    else { return nil }
    let (destination, anchor) = whole.destination(of: target)
    let folder = handbook.language?.tag.folder ?? ""
    return Address(internal: base.text + folder + Route("").address(of: destination, anchor: anchor))
  }

  private func address(of destination: Route, anchor: String?, from route: Route) -> Address {
    addresses.address(of: destination, anchor: anchor, from: route)
  }

  /// Returns the path from a page to the root of the site.
  func wayToRoot(from route: Route) -> String { addresses.wayToRoot(from: route) }

  /// The address where the site is published, or `nil` if it has none.
  var siteAddress: SiteAddress? { addresses.siteAddress }

  /// Returns the version check code of an edition.
  func checkCode(of code: CodeID, edition: Int) -> String {
    guard let codes = checkCodes[code], codes.indices.contains(edition) else {
      preconditionFailure("every edition on a page belongs to the handbook")
    }
    return codes[edition].rawValue
  }

  /// Returns the status of a code's edition for templates.
  func status(of edition: Edition) -> StatusContext { StatusContext(of: edition, words: words) }

  /// Returns a sentence that explains a code's status to readers.
  func statusSentence(of edition: Edition) -> String {
    switch edition.metadata.status {
    case .draft: words[.draftSentence]
    case .proposed: words[.proposedSentence]
    case .adopted:
      edition.metadata.effective.map { words.filled(.adoptedFromSentence, ["date": printed($0)]) }
        ?? words[.adoptedSentence]
    case .inForce: words[.inForceSentence]
    case .superseded: words[.supersededSentence]
    case .unknown:
      words[edition.metadata.state(of: .status) == .notStated ? .unknownSentence : .uncheckedSentence]
    }
  }

  /// Returns a date in the format for readers.
  func printed(_ date: CalendarDate) -> String {
    words.date(year: date.year, month: date.month, day: date.day)
  }

  /// Returns the title of the page that shows a document.
  func title(of key: DocumentKey) -> String { text.text(for: ReferenceTarget(key)) }
}

extension ReferenceText.Words {
  /// The words of citations in the theme's language.
  init(_ strings: ThemeStrings) {
    self.init()
    draft = strings[.citationDraft]
    proposed = strings[.citationProposed]
    adopted = strings[.citationAdopted]
    superseded = strings[.citationSuperseded]
    item = strings[.citationItem]
    group = strings[.citationGroup]
    part = strings[.citationPart]
    glossary = strings[.glossary]
    numberSpace = "\u{A0}"
  }
}

extension String {
  /// The text with a space in place of each no-break space of ``ReferenceText/Words``, for what leaves the page: data
  /// and citations to copy.
  var withPlainSpaces: String { replacing("\u{A0}", with: " ") }
}
