import Handbook

/// A language of a site, as the pages in all languages know it.
///
/// The pages of each language are planned as a site of their own. Its folder is put before their paths when they are
/// written, so that their addresses within the language are those of the default language.
struct SiteLanguage: Sendable, Equatable {
  let tag: LanguageTag
  /// The folder of the pages, with a slash at its end; empty for the default language.
  let folder: String
  let map: SiteMap

  static func == (left: Self, right: Self) -> Bool {
    left.tag == right.tag && left.map.pages == right.map.pages
  }

  /// The route of the page that shows what a page in another language shows.
  ///
  /// - Returns: The nearest page above it, if this language has no such page, which readers are then told.
  func counterpart(of page: Page) -> (route: Route, isSame: Bool) {
    if map.has(page.subject) { return (map.route(of: page.subject), true) }
    switch page.subject {
    case .code(let id, let edition, _), .frozen(let id, let edition, _), .parallel(let id, let edition):
      // A translation of a draft has one view, and the draft three.
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
    .text("name", \.name, "The name of the language, in the language itself."),
    .text("tag", \.tag, "The language, such as `es`."),
    .address("address", \.address, "The same page in the language, or the nearest one."),
    .text("direction", optional: \.direction, "`rtl` for a language that is written from right to left."),
  ])
}

extension SiteContext {
  /// The folder of the pages in this language, with a slash at its end; empty for the default language.
  var folder: String { ownLanguage?.folder ?? "" }

  /// The language of the pages, where the handbook has several.
  var ownLanguage: SiteLanguage? { languages.isEmpty ? nil : languages[languagePlace] }

  /// The way from the root of the pages in this language to the root of the site.
  var wayToSharedRoot: String { folder.isEmpty ? "" : "../" }

  /// The way from a page to the root of the site, which has the theme's assets and the content's files.
  func wayToSharedRoot(from route: Route) -> String {
    if route == map.route(of: .notFound), let sharedAddress { return sharedAddress.path }
    return wayToRoot(from: route) + wayToSharedRoot
  }

  /// The links from a page to the other languages.
  func languageLinks(from page: Page) -> [LanguageLink] {
    languages.filter { $0.tag != ownLanguage?.tag }.map { language in
      let address = wayToSharedRoot(from: page.route) + language.folder
      return LanguageLink(
        name: language.tag.name, tag: language.tag.rawValue,
        address: Address(internal: address + Route.encoded(language.counterpart(of: page).route.path)),
        direction: language.tag.isRightToLeft ? "rtl" : nil)
    }
  }

  /// The addresses of a page in every language, for search engines; empty if it is in one language only.
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

  /// The targets of an original's references, for a page that shows it beside its translation.
  func originalTargets(of key: DocumentKey) -> [ReferenceTarget?] { original?.targets[key] ?? [] }

  /// The language of a document that the pages show in another language than their own; `nil` for every other.
  func foreignLanguage(of key: DocumentKey) -> LanguageTag? {
    untranslated.contains(key) ? handbook.language?.original : nil
  }

  /// Says that a page shows the original, because the handbook has no translation.
  func untranslatedNotice(of key: DocumentKey) -> NoticeContext? {
    // If a code's translation exists but isn't shown, the code's page explains why.
    if case .code(let id, let edition, _) = key, handbook.code(id)?.editions[edition].translation != nil {
      return nil
    }
    return foreignLanguage(of: key).map { language in
      NoticeContext(html: words.filled(.untranslated, with: ["language": Self.name(of: language)]))
    }
  }

  /// The name of a language in the language itself, marked as such.
  static func name(of language: LanguageTag) -> HTML {
    var buffer = HTMLBuffer()
    buffer.append("<span lang=\"")
    buffer.append(attribute: language.rawValue)
    buffer.append("\">")
    buffer.append(text: language.name)
    buffer.append("</span>")
    return HTML(bytes: buffer.bytes)
  }
}
