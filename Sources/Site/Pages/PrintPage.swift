import Basics
import Handbook
import Markdown

/// The print page, which has everything on one page.
struct PrintPage: PageContext {
  static let template = "print"

  var shell: PageShell
  var parts: [PrintPart] = []
  /// The codes that can be printed separately.
  var states: [LinkContext] = []

  static let fields = TemplateFields<PrintPage>([
    .list("parts", \.parts, "The parts of the handbook, in order."),
    .flag("hasStates", { !$0.states.isEmpty }, "Whether the text of a code is included."),
    .list("states", \.states, "The codes that can be printed by themselves."),
  ])
}

/// Builds the print page, which contains all documents, with unique ids and links to its own sections.
struct PrintPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> PrintPage {
    var context = PrintPage(shell: site.shell(of: page, title: site.words[.printAll], trail: []))
    context.parts = PrintPartBuilder(site: site, route: page.route).parts
    context.states = site.handbook.codesWithText.map { code in
      let section = InwardAnchor.section(of: .code(code.id, edition: code.currentIndex, view: .proposed))
      return LinkContext(
        title: site.text.placeName(of: code), address: Address(internal: "#only-\(section)"))
    }
    context.shell.contents = context.parts.flatMap { part in
      let entries = part.sections.map {
        ContentsEntry(title: $0.title, address: Address(internal: "#" + $0.anchor))
      }
      guard entries.count > 1, let first = entries.first else { return entries }
      return [ContentsEntry(title: part.title, address: first.address, entries: entries)]
    }
    return context
  }
}

extension PageKind {
  static let print = generated(
    PrintPage.self, .print, at: { $0.documents.count <= PageLimits.documentsForPrint ? "print.html" : nil },
    name: .printAll, growsWithHandbook: true, section: nil, outline: nil, source: .everything,
    isIndexed: false,
    build: { PrintPageBuilder(site: $1, page: $0).build() })
}
