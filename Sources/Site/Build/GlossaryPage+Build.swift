import Handbook
import Markup

/// Builds the glossary, by letter.
struct GlossaryPageBuilder {
  let site: SiteContext
  let page: Page
  let glossary: Glossary

  func build() -> GlossaryPage {
    let renderer = DocumentRenderer(
      site: site, key: .glossary, document: glossary.document, route: page.route)
    var context = GlossaryPage(
      shell: site.shell(
        of: page, title: glossary.metadata.title.value, description: glossary.metadata.description))
    let firstTerm = glossary.terms.map(\.heading).min() ?? glossary.document.nodes.count
    context.introduction = renderer.html(of: 1..<firstTerm)
    context.letters = IndexLetter.letters(of: glossary.terms, by: \.title).map { letter, terms in
      GlossaryLetter(
        letter: letter, anchor: IndexLetter.anchor(of: letter),
        terms: terms.map { term(for: $0, renderer: renderer) })
    }
    return context
  }

  private func term(for term: Term, renderer: DocumentRenderer) -> TermContext {
    var context = TermContext(
      title: term.title, anchor: term.id.value.rawValue, definition: renderer.html(of: term.body))
    context.uses = site.mentions(of: .term(term.id.value), from: page.route)
    if !context.uses.isEmpty { context.usesSummary = site.words.counted(.useCount, context.uses.count) }
    return context
  }
}
