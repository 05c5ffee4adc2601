import Testing

@testable import Site

@Suite("The places that discuss a page")
struct MentionTests {
  private static func site(pages: Int) -> SmallSite {
    var content = [
      "codes/oregon.md":
        "---\ntitle: C\njurisdiction: Oregon\nabbreviation: OR\nstatus: draft\n---\n\n- A. {#a .gifts}\n",
      "topics/gifts.md": "---\ntitle: Gifts\n---\n\nThings.\n",
    ]
    for number in 0..<pages {
      content["pages/p\(number).md"] = "---\ntitle: P\(number)\n---\n\nSee [[OR]] and [[topics/gifts]].\n"
    }
    return SmallSite(content)
  }

  @Test("A long list of places is collapsed", arguments: ["codes/oregon.html", "topics/gifts.html"])
  func folded(path: String) {
    let few = Self.site(pages: 12)
    #expect(few[path].contains("<ul class=\"mentions\">"))
    #expect(!few[path].contains("<summary>Discussed in 12 places</summary>"))
    let many = Self.site(pages: 13)
    #expect(many.diagnostics.isEmpty, "\(many.diagnostics)")
    #expect(many[path].contains("<summary>Discussed in 13 places</summary>\n<ul class=\"mentions\">"))
    #expect(MarkupOutline(Array(many[path].utf8)).problems.isEmpty)
  }
}

@Suite("Former addresses")
struct RedirectTests {
  @Test("Former addresses redirect to every kind of page, including the glossary")
  func redirects() {
    let site = SmallSite([
      "codes/oregon.md":
        "---\ntitle: C\njurisdiction: O\nabbreviation: OR\nstatus: draft\naliases: [or.html]\n---\n\n"
        + "- A. {#a}\n",
      "topics/gifts.md": "---\ntitle: Gifts\naliases: [presents.html]\n---\n\nThings.\n",
      "lessons/a.md": "---\ntitle: L\naliases: [old/lesson.html]\n---\n\n> [!KEYPOINTS]\n> - A.\n",
      "pages/a.md": "---\ntitle: P\naliases: [p.html]\n---\n\nText.\n",
      "glossary.md": "---\naliases: [old/terms.html]\n---\n\n## Peer\n\nA person.\n",
    ])
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    for (alias, target) in [
      ("or.html", "codes/oregon.html"), ("presents.html", "topics/gifts.html"),
      ("old/lesson.html", "../lessons/a.html"), ("p.html", "pages/a.html"),
      ("old/terms.html", "../glossary.html"),
    ] {
      #expect(site[alias].contains("url=\(target)"), "\(alias)")
    }
  }
}
