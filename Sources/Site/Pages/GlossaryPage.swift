import Basics
import Handbook
import Markdown

/// The glossary.
struct GlossaryPage: PageContext {
  static let template = "glossary"

  var shell: PageShell
  var introduction: HTML?
  var letters: [GlossaryLetter] = []

  static let fields = TemplateFields<GlossaryPage>([
    .html("introduction", optional: \.introduction, "An introduction to the glossary."),
    .list("letters", \.letters, "The terms, by their first letters."),
  ])
}

/// The terms that begin with the same letter.
struct GlossaryLetter: TemplateContext {
  var letter: String
  /// The id of the letter's section.
  var anchor: String
  var terms: [TermContext]

  static let fields = TemplateFields<GlossaryLetter>([
    .text("letter", \.letter, "The letter."),
    .text("anchor", \.anchor, "The id of the letter's section."),
    .list("terms", \.terms, "The terms."),
  ])
}

/// A term of the glossary.
struct TermContext: TemplateContext {
  var title: String
  var anchor: String
  var definition: HTML
  /// The places where it's used.
  var uses: [MentionContext] = []
  /// The number of uses, as text.
  var usesSummary: String?

  static let fields = TemplateFields<TermContext>([
    .text("title", \.title, "The term."),
    .text("anchor", \.anchor, "The term's id."),
    .html("definition", \.definition, "The definition."),
    .list("uses", \.uses, "The places that use it."),
    .text("usesSummary", optional: \.usesSummary, "The number of places that use it, in words."),
  ])
}

/// Builds the glossary, by letter.
struct GlossaryPageBuilder {
  let site: SiteContext
  let page: Page
  let glossary: Glossary

  func build() -> GlossaryPage {
    let renderer = DocumentRenderer(
      site: site, key: .glossary, document: glossary.document, route: page.route,
      sourcePath: site.sourcePath(glossary.path))
    var context = GlossaryPage(
      shell: site.shell(
        of: page, title: glossary.metadata.title.value, description: glossary.metadata.description))
    if site.handbook.configuration.data {
      context.shell.structuredData = StructuredData.glossary(glossary, in: site)
    }
    let firstTerm = glossary.terms.map(\.heading).min() ?? glossary.document.nodes.count
    context.introduction = renderer.html(of: 1..<firstTerm)
    context.letters = IndexLetter.letters(
      of: glossary.terms, in: site.handbook.configuration.language, by: \.title
    ).map { letter, terms in
      GlossaryLetter(
        letter: letter, anchor: IndexLetter.anchor(of: letter),
        terms: terms.map { term(for: $0, renderer: renderer) })
    }
    return context
  }

  private func term(for term: Term, renderer: DocumentRenderer) -> TermContext {
    var context = TermContext(
      title: term.title, anchor: term.id.value.rawValue, definition: renderer.html(of: term.body))
    let mentions = site.mentions(of: .term(term.id.value), from: page.route)
    context.uses = mentions.pages
    context.usesSummary = mentions.summary(.useSummary)
    return context
  }
}

extension PageKind {
  static let glossary = PageKind(
    roots: [GlossaryPage.self],
    pages: { $0.manuscript.glossary == nil ? [] : [Page(.glossary, at: "glossary.html")] },
    name: { _, names in names.text.text(for: .glossary) },
    record: { _, handbook in
      handbook.manuscript.glossary.map { PageRecord(.glossary, $0.path, $0.metadata.publish) }
    }, source: .outlines, growsWithHandbook: true, section: nil, outlineSection: .glossary,
    outlineKind: .page, outlineTitle: { $1.name(of: $0) }, isIndexed: { _, _ in true },
    render: { page, site in
      let glossary = required(site.handbook.manuscript.glossary, page.subject)
      return site.theme.render(GlossaryPageBuilder(site: site, page: page, glossary: glossary).build())
    })
}
