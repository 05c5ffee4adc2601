import Basics
import Handbook

extension SiteContext {
  /// Returns the notices about a translated code: which text governs, and whether it has changed.
  func translationNotices(of code: CodeOfEthics, edition index: Int, on page: Page) -> [NoticeContext] {
    guard let translation = code.editions[index].translation else { return [] }
    let original = originalLink(of: code, edition: index, on: page)
    guard translation.isShown else {
      return [NoticeContext(html: HTML(escaping: words[.translationIncomplete]))]
    }
    let governing = words.filled(
      translation.facts.official ? .translationOfficial : .translationUnofficial,
      with: ["original": original])
    let facts = translationFacts(translation)
    var html = HTML(bytes: governing.bytes + HTML(escaping: facts.isEmpty ? "" : " \(facts)").bytes)
    let parallel = Page.Subject.parallel(code.id, edition: index)
    if map.has(parallel), page.subject != parallel {
      let link = LinkContext(title: words[.parallelLink], address: address(of: parallel, from: page.route))
      html.bytes += HTML(escaping: " ").bytes + theme.render(link)
    }
    var notices = [NoticeContext(html: html)]
    if translation.isStale {
      notices.append(
        NoticeContext(
          html: words.filled(Self.stalePhrase(of: translation), with: ["original": original]), isWarning: true
        ))
    }
    return notices
  }

  /// Returns the same notices as text for a copy, which has no links.
  func translationSentences(of code: CodeOfEthics, edition index: Int) -> [String] {
    guard let translation = code.editions[index].translation, translation.isShown else { return [] }
    let name = code.editions[index].originalTitle
    let governing = words.filled(
      translation.facts.official ? .translationOfficial : .translationUnofficial, ["original": name])
    let stale = translation.isStale ? words.filled(Self.stalePhrase(of: translation), ["original": name]) : ""
    return [governing, translationFacts(translation), stale].filter { !$0.isEmpty }
  }

  /// Says that a translation is of an earlier text and, if that is known, that the changed rules are marked.
  private static func stalePhrase(of translation: EditionTranslation) -> ThemePhrase {
    translation.changes == nil ? .translationStale : .translationStaleMarked
  }

  /// Says that a provision's translation is of an earlier text, with the words of the original that changed.
  func staleRemark(on id: String, of edition: Edition) -> RemarkContext? {
    guard let translation = edition.translation, translation.isShown,
      let runs = translation.changes?.provisions[ProvisionID(id)], let language = handbook.language?.original
    else { return nil }
    let changed = HTML(
      bytes: HTML(markup: "<span class=\"law\" lang=\"\(HTML.escaped(language.rawValue))\">").bytes
        + HTML(runs: runs).bytes + HTML(markup: "</span>").bytes)
    return RemarkContext(html: words.filled(.translationStaleProvision, with: ["words": changed]))
  }

  private func translationFacts(_ translation: EditionTranslation) -> String {
    let by = translation.facts.by.map { words.filled(.translationBy, ["person": $0]) }
    let on = translation.facts.on.map { words.filled(.translationOn, ["date": printed($0)]) }
    return [by, on].compactMap(\.self).joined(separator: " ")
  }

  /// Returns a link to the code in the default language, or only its title if the site doesn't have that
  /// language.
  private func originalLink(of code: CodeOfEthics, edition index: Int, on page: Page) -> HTML {
    let title = code.editions[index].originalTitle
    guard let original = languages.first else { return HTML(escaping: title) }
    let shown = Page(subject: .code(code.id, edition: index, view: .proposed), route: page.route)
    let link = LinkContext(
      title: title,
      address: Address(
        internal: wayToSharedRoot(from: page.route) + original.folder
          + Route.encoded(original.counterpart(of: shown).route.path)),
      language: original.tag.rawValue)
    return HTML(bytes: theme.render(link))
  }
}
