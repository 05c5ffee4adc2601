import Basics
import Handbook
import Markdown

@testable import Site

/// Contexts for tests that render a single page, and a site with a page of every kind.
enum Samples {
  static let draft = StatusContext(standing: .draft, word: "Draft")
  static let prose = HTML(markup: "<h2 id=\"a\">A</h2>\n<p>Text.</p>\n")

  static func shell(_ title: String, _ root: String, _ navigation: HTML) -> PageShell {
    PageShell(
      title: title, documentTitle: "\(title) – Peer Support Ethics Handbook",
      siteTitle: "Peer Support Ethics Handbook", description: "What “\(title)” holds & more.",
      root: Address(internal: root), searchPage: Address(internal: "\(root)search.html"),
      subjectIndex: Address(internal: "\(root)subjects.html"), navigation: navigation,
      breadcrumbs: [LinkContext(title: "Home", address: Address(internal: "\(root)index.html"))],
      footer: HTML(markup: "<p>Quoted texts belong to the bodies that issued them.</p>"),
      feed: Address(internal: "\(root)feed.xml"))
  }

  /// The pages of the repository's handbook for facilitators, plus a code with two editions and aliases.
  static let pages: [OutputFile] = {
    let edition = { (title: String, status: String, text: String) in
      """
      ---
      title: \(title)
      jurisdiction: Utah
      abbreviation: UTX
      status: \(status)
      version: "\(title)"
      aliases: ["old/\(title.lowercased()).html"]
      ---

      ## Conduct {#conduct}

      You must:

      1. \(text) {#gifts}
         - Small ones. {#small}
      """
    }
    let content =
      RepositoryContent.files + [
        SourceFile(
          path: "Content/codes/utah/2025.md", text: edition("New", "draft", "Refuse {~~gifts~>money~~}.")),
        SourceFile(
          path: "Content/codes/utah/2020.md", text: edition("Old", "superseded", "Refuse presents.")),
      ]
    let site = SiteBuilder.build(
      SiteInput(
        content: content, theme: DefaultTheme.files, themeFolder: DefaultTheme.folder,
        options: SiteOptions(baseURL: SiteAddress("https://example.org/"), edition: .facilitator)))
    precondition(!site.files.isEmpty, "\(site.diagnostics)")
    return site.files.filter { $0.path.hasSuffix(".html") }
  }()
}
