import Handbook
import Markup

/// Builds the page of a code of ethics.
struct CodePageBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics
  let editionIndex: Int
  let view: CodeView

  private var edition: Edition { code.editions[editionIndex] }
  private var metadata: CodeMetadata { edition.metadata }

  private var shell: PageShell {
    var shell = site.shell(
      of: page, title: edition.title(of: view), trail: [.codes],
      documentTitle: documentTitle)
    // The other views are the same code: search engines are sent to the first.
    shell.canonical = site.canonicalAddress(of: site.map.route(ofCode: code.id, edition: editionIndex))
    shell.runningHead = [
      metadata.jurisdiction.value, site.status(of: edition).word, metadata.version,
    ].compactMap(\.self).joined(separator: " · ")
    if metadata.verified == nil {
      shell.notices.append(NoticeContext(html: HTML(escaping: site.words[.notVerified])))
    }
    shell.notices +=
      editionIndex > code.currentIndex ? [replacedNotice] : site.notices(ofStalenessOf: edition)
    return shell
  }

  /// Says that the edition is not the one in force, and leads to that.
  private var replacedNotice: NoticeContext {
    let current = site.address(of: .code(code.id, edition: code.currentIndex), from: page.route)
    let link = HTML(
      markup: "<a href=\"\(HTML.escaped(current.text))\">\(HTML.escaped(site.name(of: code.current)))</a>")
    return NoticeContext(html: site.words.filled(.editionReplaced, with: ["edition": link]), isWarning: true)
  }

  private var documentTitle: String {
    var name = "\(site.text.codeName(code.id, edition: editionIndex)): \(edition.title(of: view))"
    if code.editions.count > 1 { name += ", \(site.name(of: edition))" }
    switch view {
    case _ where view == edition.mainView: return name
    case .redline: return "\(name), \(site.words[.viewRedline])"
    case .proposed: return "\(name), \(site.words[.viewProposed])"
    case .current: return "\(name), \(site.words[.viewCurrent])"
    }
  }

  /// The page of a code whose text is held.
  func build() -> CodePage {
    let text = edition.text(of: view)
    let groups = GroupBuilder(
      site: site, page: page, code: code, editionIndex: editionIndex, text: text,
      renderer: renderer)
    var context = CodePage(
      shell: shell, jurisdiction: metadata.jurisdiction.value, abbreviation: code.id.rawValue,
      status: site.status(of: edition), statusSentence: site.statusSentence(of: edition))
    context.shell.contents = groups.contents
    if view == .redline, let title = edition.redline?.title { context.markedTitle = HTML(runs: title.runs) }
    context.version = metadata.version
    context.facts = FactsBuilder(site: site, metadata: metadata).facts
    context.groups = groups.groups
    let footnotes = renderer.footnotes
    if !footnotes.isEmpty { context.conclusion = footnotes }
    context.editions = site.editions(of: code, from: page.route)
    context.redline = RedlineBuilder(
      site: site, route: page.route, code: code, editionIndex: editionIndex
    ).redline(in: view)
    context.discussedIn = site.mentions(of: .code(code.id, edition: editionIndex), from: page.route)
    context.discussedInSummary = site.summary(ofMany: context.discussedIn)
    context.transcriptionNotes = metadata.transcriptionNotes.map { RemarkContext(html: HTML(escaping: $0)) }
    if site.map.has(.signing(code.id)), editionIndex == code.currentIndex {
      context.signPage = site.address(of: .signing(code.id), from: page.route)
    }
    context.notOfficial = HTML(escaping: site.words[.notOfficial])
    return context
  }

  /// The page of a code whose text is held elsewhere.
  func buildReference() -> ReferenceCodePage {
    var context = ReferenceCodePage(
      shell: shell, jurisdiction: metadata.jurisdiction.value, abbreviation: code.id.rawValue,
      status: site.status(of: edition), statusSentence: site.statusSentence(of: edition))
    context.version = metadata.version
    if let url = metadata.source?.url, let address = Address(url.rawValue) {
      context.source = LinkContext(title: metadata.source?.title ?? url.rawValue, address: address)
    }
    context.facts = FactsBuilder(site: site, metadata: metadata).facts
    context.content = renderer.html(ofChildrenOf: 0)
    context.editions = site.editions(of: code, from: page.route)
    context.discussedIn = site.mentions(of: .code(code.id, edition: editionIndex), from: page.route)
    context.discussedInSummary = site.summary(ofMany: context.discussedIn)
    return context
  }

  private var renderer: DocumentRenderer {
    DocumentRenderer(
      site: site, key: .code(code.id, edition: editionIndex, view: view),
      document: edition.text(of: view).document,
      route: page.route)
  }
}

extension SiteContext {
  /// What readers must know of a text that should have been compared with its source again by the day of the
  /// build.
  fileprivate func notices(ofStalenessOf edition: Edition) -> [NoticeContext] {
    guard let date = options.date else { return [] }
    return edition.staleness(on: date, policy: handbook.configuration.staleness).map { reason in
      let sentence =
        switch reason {
        case .overdueReview(let review): words.filled(.overdueReview, ["date": printed(review.value)])
        case .oldVerification(let verified, _, _):
          words.filled(.oldVerification, ["date": printed(verified.value)])
        }
      return NoticeContext(html: HTML(escaping: sentence), isWarning: true)
    }
  }
}
