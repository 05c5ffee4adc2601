import Handbook

/// The page with all changes that drafts make to codes.
struct ChangesPage: PageContext {
  static let template = "changes"

  var shell: PageShell
  var codes: [CodeChanges] = []

  static let fields = TemplateFields<ChangesPage>([
    .list("codes", \.codes, "The codes with marks, each with its changes.")
  ])
}

/// The changes that a draft's marks make to a code.
struct CodeChanges: TemplateContext {
  /// The code's name.
  var title: String
  /// The id of the code's section.
  var anchor: String
  var address: Address
  var status: StatusContext
  /// The counts of insertions, deletions, and substitutions, as text.
  var counts: [PhraseContext]
  var changes: [ChangeContext]

  static let fields = TemplateFields<CodeChanges>([
    .text("title", \.title, "The code's name."),
    .text("anchor", \.anchor, "The id of its section."),
    .address("address", \.address, "The code's page."),
    .object("status", \.status, "The code's status."),
    .list("counts", \.counts, "The number of changes of each kind, in words."),
    .list("changes", \.changes, "The list of changes."),
  ])
}

/// Builds the page with the list of changes that each draft's marks make.
struct ChangesPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> ChangesPage {
    var context = ChangesPage(shell: site.shell(of: page, title: site.words[.changes], trail: []))
    context.codes = site.handbook.codes.flatMap { code in
      code.editions.indices.filter { code.editions[$0].redline != nil }.map { changes(of: code, edition: $0) }
    }
    context.shell.contents = context.codes.map { code in
      ContentsEntry(title: code.title, address: Address(internal: "#" + Route.encoded(code.anchor)))
    }
    return context
  }

  private func changes(of code: CodeOfEthics, edition: Int) -> CodeChanges {
    let builder = RedlineBuilder(site: site, route: page.route, code: code, editionIndex: edition)
    return CodeChanges(
      title: site.text.codeName(code.id, edition: edition),
      anchor: "code-\(code.id.rawValue.lowercased())\(edition == code.currentIndex ? "" : "-\(edition)")",
      address: site.address(of: .code(code.id, edition: edition), from: page.route),
      status: site.status(of: code.editions[edition]), counts: builder.counts(), changes: builder.list())
  }
}

extension PageKind {
  static let changes = generated(
    ChangesPage.self, .changes,
    at: { handbook in
      handbook.codes.contains { $0.editions.contains { $0.redline != nil } } ? "changes.html" : nil
    }, name: .changes, growsWithHandbook: true, section: nil, outline: .indexes, isIndexed: true,
    build: { ChangesPageBuilder(site: $1, page: $0).build() })
}
