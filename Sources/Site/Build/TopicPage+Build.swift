import Handbook
import Markup

/// Builds the page of a topic: what every state's code says about it, and which say nothing.
struct TopicPageBuilder {
  let site: SiteContext
  let page: Page
  let topic: Topic

  func build() -> TopicPage {
    let renderer = DocumentRenderer(
      site: site, key: .topic(topic.id), document: topic.document, route: page.route)
    var context = TopicPage(
      shell: site.shell(of: page, title: topic.metadata.title.value, trail: [.topics]))
    context.definition = renderer.html(ofChildrenOf: 0)
    context.synonyms = topic.metadata.synonyms.map { PhraseContext(text: $0) }
    let coverage = TopicCoverage(of: topic.id, in: site.handbook)
    context.states = coverage.speaking.map { state(of: $0.code, parts: $0.parts) }
    context.silentStates = coverage.silent.map(link)
    context.unheldStates = coverage.unheld.map(link)
    context.lessons = site.mentions(of: .topic(topic.id, anchor: nil), from: page.route)
    context.lessonsSummary = site.summary(ofMany: context.lessons)
    context.related = topic.metadata.related.map { TopicID($0.value) }.filter { site.map.has(.topic($0)) }.map
    {
      LinkContext(title: site.name(of: .topic($0)), address: site.address(of: .topic($0), from: page.route))
    }
    if site.map.has(.comparison) {
      context.comparison = site.address(of: .comparison, anchor: topic.id.rawValue, from: page.route)
    }
    return context
  }

  private func link(_ code: CodeOfEthics) -> LinkContext {
    LinkContext(
      title: code.current.metadata.jurisdiction.value,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route))
  }

  private func state(of code: CodeOfEthics, parts: [Passage.Part]) -> TopicState {
    let quotations = QuotationBuilder(site: site, route: page.route)
    return TopicState(
      jurisdiction: code.current.metadata.jurisdiction.value, abbreviation: code.id.rawValue,
      anchor: TopicState.anchor(of: code),
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route),
      status: site.status(of: code.current),
      provisions: parts.map { quotations.passage($0, of: code, edition: code.currentIndex) })
  }
}

extension TopicState {
  /// The anchor, on a topic's page, of what a code says.
  static func anchor(of code: CodeOfEthics) -> String { "code-\(code.id.rawValue.lowercased())" }
}
