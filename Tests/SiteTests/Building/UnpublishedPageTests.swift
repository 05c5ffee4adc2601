import Basics
import Testing

@testable import Site

@Suite("Pages with 'publish: false'")
struct UnpublishedPageTests {
  private func paths(_ options: SiteOptions) -> [String] {
    let code = "title: Code\njurisdiction: Oregon\nabbreviation: OR\nstatus: draft\npublish: false"
    let content = [
      "handbook.yml": "title: Handbook\n",
      "codes/oregon.md": "---\n\(code)\n---\n\n## Conduct {#conduct}\n\n- No {++large ++}gifts. {#gifts}\n",
      "topics/loans.md": "---\ntitle: Loans\npublish: false\n---\n\nMoney.\n",
      "lessons/a.md": "---\ntitle: A\npublish: false\n---\n\nText.\n",
      "glossary.md": "---\ntitle: Words\npublish: false\n---\n\n## Gift {#gift}\n\nA thing.\n",
      "pages/later.md": "---\ntitle: Later\npublish: false\n---\n\nText.\n",
      "pages/about.md": "---\ntitle: About\n---\n\nText.\n",
    ]
    return SiteBuilder.build(
      SiteInput(
        content: content.map { SourceFile(path: "Content/\($0.key)", text: $0.value) },
        theme: DefaultTheme.files,
        themeFolder: DefaultTheme.folder, options: options)
    ).unpublished
  }

  @Test("The result lists the addresses of unpublished pages, with all views of a code, if they're included")
  func included() {
    #expect(
      paths(SiteOptions(includesUnpublished: true)) == [
        "codes/oregon.current.html", "codes/oregon.html", "codes/oregon.proposed.html",
        "codes/oregon/undated.comments.html", "codes/oregon/undated.current.html",
        "codes/oregon/undated.html",
        "codes/oregon/undated.proposed.html", "codes/oregon/undated.sign.html", "glossary.html",
        "lessons/a.html", "pages/later.html", "topics/loans.html",
      ])
  }

  @Test("The result lists no unpublished pages if they're left out")
  func leftOut() {
    #expect(paths(SiteOptions()).isEmpty)
  }
}
