import Handbook
import Markup

/// Builds the page that shows what an edition changes in the one before it, with the views and the list of changes
/// that a draft's marks have.
struct DifferencePageBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics
  /// The place of the newer edition; the older one is the next.
  let editionIndex: Int

  private var new: Edition { code.editions[editionIndex] }
  private var old: Edition { code.editions[editionIndex + 1] }

  func build() -> CodePage {
    let difference = EditionDifference(from: old.text, to: new.text)
    var context = CodePageBuilder(
      site: site, page: page, code: code, editionIndex: editionIndex, view: .proposed
    ).build()
    let name = site.words.filled(
      .differenceTitle, ["new": site.name(of: new), "old": site.name(of: old)])
    context.shell.documentTitle =
      "\(context.shell.title), \(name) – \(site.handbook.configuration.title.value)"
    context.shell.canonical = site.canonicalAddress(of: page.route)
    context.signPage = nil
    context.facts = []
    context.groups = groups(of: difference, in: context.groups)
    context.redline = redline(difference, summary: name)
    return context
  }

  // MARK: Text

  /// The groups of the newer edition with the words that come and go, then what is gone.
  private func groups(of difference: EditionDifference, in groups: [GroupContext]) -> [GroupContext] {
    var html: [String: HTML] = [:]
    for change in difference.provisions {
      guard let place = change.newPlace, !change.isUnchanged else { continue }
      html[new.text.provisions[place].id.value.rawValue] = self.html(of: change.runs)
    }
    var result = groups.map { group in
      var group = group
      group.blocks = group.blocks.map { block in
        var block = block
        block.provisions = block.provisions.map { replaced($0, by: html) }
        return block
      }
      return group
    }
    let gone = difference.provisions.filter { $0.newPlace == nil }
    if !gone.isEmpty { result.append(self.gone(gone)) }
    return result
  }

  private func replaced(_ provision: ProvisionContext, by html: [String: HTML]) -> ProvisionContext {
    var provision = provision
    provision.html = html[provision.anchor] ?? provision.html
    provision.provisions = provision.provisions.map { replaced($0, by: html) }
    return provision
  }

  private func gone(_ changes: [EditionDifference.ProvisionChange]) -> GroupContext {
    let provisions = changes.compactMap { change -> ProvisionContext? in
      guard let place = change.oldPlace else { return nil }
      let provision = old.text.provisions[place]
      var context = ProvisionContext(
        anchor: provision.id.value.rawValue, html: html(of: change.runs),
        citation: CitationText(site: site, code: code, editionIndex: editionIndex + 1).full(
          provision, of: old.text),
        name: site.text.placeInCode(provision, of: old.text),
        address: Address(internal: "#" + Route.encoded(provision.id.value.rawValue)))
      context.label = provision.label
      return context
    }
    return GroupContext(
      anchor: "_gone", heading: HTML(escaping: site.words[.differenceGone]),
      blocks: [GroupBlock(provisions: provisions)])
  }

  private func html(of runs: [RedlineRun]) -> HTML {
    let document = MarkdownDocument.paragraph(of: runs)
    var buffer = HTMLBuffer()
    HTMLRenderer(document).render(to: &buffer)
    return HTML(bytes: buffer.bytes)
  }

  // MARK: Changes in words

  private func redline(_ difference: EditionDifference, summary: String) -> RedlineContext {
    let redline = Address(internal: page.route.address(of: page.route))
    var context = RedlineContext(
      view: .redline, redline: redline,
      proposed: site.address(of: .code(code.id, edition: editionIndex), from: page.route),
      current: site.address(of: .code(code.id, edition: editionIndex + 1), from: page.route))
    context.summary = summary
    let changes = difference.provisions.flatMap { change in words(for: change) }
    context.counts = RedlineBuilder(
      site: site, route: page.route, code: code, editionIndex: editionIndex
    ).counts(of: difference.provisions.flatMap { ChangeFinder.changes(in: $0.runs) })
    context.changes = changes
    return context
  }

  private func words(for change: EditionDifference.ProvisionChange) -> [ChangeContext] {
    let text = change.newPlace == nil ? old.text : new.text
    guard let place = change.newPlace ?? change.oldPlace else { return [] }
    let provision = text.provisions[place]
    let name = site.text.placeInCode(provision, of: text)
    let address = Address(internal: "#" + Route.encoded(provision.id.value.rawValue))
    let sentence = ChangeSentence(words: site.words)
    var contexts = ChangeFinder.changes(in: change.runs).map {
      ChangeContext(place: name, address: address, html: sentence.html(for: $0))
    }
    if change.isMoved, let oldPlace = change.oldPlace {
      let from = site.text.placeInCode(old.text.provisions[oldPlace], of: old.text)
      contexts.insert(
        ChangeContext(
          place: name, address: address,
          html: HTML(escaping: site.words.filled(.differenceMoved, ["place": from]))),
        at: 0)
    }
    return contexts
  }
}

extension SiteContext {
  /// What an edition is called among the editions of its code.
  func name(of edition: Edition) -> String {
    edition.metadata.version ?? edition.slug ?? edition.metadata.title.value
  }

  /// The table of a code's editions; empty where there is only one.
  func editions(of code: CodeOfEthics, from route: Route) -> [EditionContext] {
    guard code.editions.count > 1 else { return [] }
    return code.editions.enumerated().map { place, edition in
      var context = EditionContext(
        version: name(of: edition), address: address(of: .code(code.id, edition: place), from: route),
        status: status(of: edition))
      context.adopted = edition.metadata.adopted.map(printed)
      context.effective = edition.metadata.effective.map(printed)
      if map.has(.difference(code.id, edition: place)) {
        context.difference = address(of: Page.Subject.difference(code.id, edition: place), from: route)
      }
      context.isCurrent = place == code.currentIndex
      return context
    }
  }
}
