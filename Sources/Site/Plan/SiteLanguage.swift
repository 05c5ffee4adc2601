import Handbook

/// A language of a site, with what the pages in other languages need to link to it.
///
/// The pages of each language are planned as a separate site. The language's folder is added to their paths
/// when they are written, so that every language uses the same addresses within its folder.
struct SiteLanguage: Sendable, Equatable {
  let tag: LanguageTag
  /// The folder of the pages, with a trailing slash; empty for the default language.
  let folder: String
  let map: SiteMap

  static func == (left: Self, right: Self) -> Bool {
    left.tag == right.tag && left.map.pages == right.map.pages
  }

  /// Returns the route of the page that corresponds to a page in another language.
  ///
  /// - Returns: The route, and whether it's the same page. If this language doesn't have the page, the route
  ///   is that of the closest page above it.
  func counterpart(of page: Page) -> (route: Route, isSame: Bool) {
    if map.has(page.subject) { return (map.route(of: page.subject), true) }
    switch page.subject {
    case .code(let id, let edition, _), .frozen(let id, let edition, _), .parallel(let id, let edition),
      .difference(let id, let edition, _), .sheet(let id, let edition, _):
      // The translation of a draft has one view, whereas the draft has three.
      let subject = map.mainSubject(ofCode: id, edition: edition)
      if map.has(subject) { return (map.route(of: subject), false) }
    case .subjectLetter where map.has(.subjectIndex): return (map.route(of: .subjectIndex), false)
    default: break
    }
    return (map.route(of: .home), false)
  }
}

/// A link to a page in another language.
struct LanguageLink: TemplateContext {
  var name: String
  var tag: String
  var address: Address
  var direction: String?

  static let fields = TemplateFields<LanguageLink>([
    .text("name", \.name, "The name of the language, in that language."),
    .text("tag", \.tag, "The language, such as `es`."),
    .address("address", \.address, "The address of the same page in that language, or of the closest one."),
    .text("direction", optional: \.direction, "`rtl` for a language written from right to left."),
  ])
}

extension SiteContext {
  /// The folder of the pages in this language, with a trailing slash; empty for the default language.
  var folder: String { ownLanguage?.folder ?? "" }

  /// The language of the pages, or `nil` if the handbook has only one.
  var ownLanguage: SiteLanguage? { languages.isEmpty ? nil : languages[languagePlace] }

  /// The path from the root of the pages in this language to the root of the site.
  var wayToSharedRoot: String { folder.isEmpty ? "" : "../" }

  /// Returns the path from a page to the root of the site, where assets and other files are.
  func wayToSharedRoot(from route: Route) -> String {
    if route == map.route(of: .notFound), let sharedAddress { return sharedAddress.path }
    return wayToRoot(from: route) + wayToSharedRoot
  }

  /// Returns the links from a page to the same page in the other languages.
  func languageLinks(from page: Page) -> [LanguageLink] {
    languages.filter { $0.tag != ownLanguage?.tag }.map { language in
      let address = wayToSharedRoot(from: page.route) + language.folder
      return LanguageLink(
        name: language.tag.name, tag: language.tag.rawValue,
        address: Address(internal: address + Route.encoded(language.counterpart(of: page).route.path)),
        direction: language.tag.isRightToLeft ? "rtl" : nil)
    }
  }

  /// Returns links to a page in every language, for search engines; empty if it's in only one language.
  func languageAlternates(of page: Page) -> [LanguageLink] {
    guard page.subject != .notFound else { return [] }
    let same = languages.filter { $0.counterpart(of: page).isSame }
    guard same.count > 1 else { return [] }
    let root = sharedAddress?.text ?? wayToSharedRoot(from: page.route)
    let links = same.map { language in
      LanguageLink(
        name: language.tag.name, tag: language.tag.rawValue,
        address: Address(
          internal: root + language.folder + Route.encoded(language.counterpart(of: page).route.path)))
    }
    guard var other = links.first, same[0].folder.isEmpty else { return links }
    other.tag = "x-default"
    return links + [other]
  }

  /// Returns the targets of an original's references, for a page that shows it beside its translation.
  func originalTargets(of key: DocumentKey) -> [ReferenceTarget?] { original?.targets[key] ?? [] }

  /// Returns the language of a document that isn't translated into this language, or `nil` if it is.
  func foreignLanguage(of key: DocumentKey) -> LanguageTag? {
    untranslated.contains(key) ? handbook.language?.original : nil
  }

  /// Returns a notice that a page isn't translated, or `nil` if it is.
  func untranslatedNotice(of key: DocumentKey) -> NoticeContext? {
    // If a code's translation exists but isn't shown, the code's page explains why.
    if case .code(let id, let edition, _) = key, handbook.code(id)?.editions[edition].translation != nil {
      return nil
    }
    return foreignLanguage(of: key).map { language in
      NoticeContext(html: words.filled(.untranslated, with: ["language": name(of: language)]))
    }
  }

  /// Returns the name of a language in the language of the pages or, if that isn't known, in the language itself.
  private func name(of language: LanguageTag) -> HTML {
    if let name = language.name(in: handbook.configuration.defaultLanguage) { return HTML(escaping: name) }
    var buffer = HTMLBuffer()
    buffer.append("<span lang=\"")
    buffer.append(attribute: language.rawValue)
    buffer.append("\">")
    buffer.append(text: language.name)
    buffer.append("</span>")
    return HTML(bytes: buffer.bytes)
  }
}
