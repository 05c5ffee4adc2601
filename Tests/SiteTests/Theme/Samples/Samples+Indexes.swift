@testable import Site

extension Samples {
  static func glossary(_ navigation: HTML) -> GlossaryPage {
    GlossaryPage(
      shell: shell("Glossary", "", navigation),
      letters: [
        GlossaryLetter(
          letter: "D", anchor: "letter-d",
          terms: [
            TermContext(
              title: "Dual relationship", anchor: "dual-relationship",
              definition: html(
                "<p>Being more than one thing to a person you serve: their peer and also their friend, landlord or employer.</p>"
              ),
              uses: [
                MentionContext(
                  title: "Lesson 2", address: to("lessons/boundaries.html"),
                  sentence: html("A dual relationship can't always be avoided."))
              ], usesSummary: "Used in 1 place")
          ]),
        GlossaryLetter(
          letter: "P", anchor: "letter-p",
          terms: [
            TermContext(
              title: "Peer", anchor: "peer",
              definition: html("<p>Somebody with lived experience who supports others.</p>"))
          ]),
      ])
  }

  static func search(_ navigation: HTML) -> SearchPage {
    SearchPage(shell: shell("Search", "", navigation))
  }

  static func subjectIndex(_ navigation: HTML) -> SubjectIndexPage {
    SubjectIndexPage(
      shell: shell("A–Z index", "", navigation),
      letters: [link("G", "#letter-g"), link("P", "#letter-p")],
      sections: [
        IndexLetter(
          letter: "G", anchor: "letter-g",
          entries: [
            IndexEntry(title: "gift card", see: [link("Gifts", "#gifts")]),
            IndexEntry(
              title: "Gifts", anchor: "gifts", address: to("topics/gifts.html"),
              locations: [
                link("AR item 16", "codes/arkansas.html#gifts"),
                link("WA item 5", "codes/washington.html#gifts"),
              ],
              seeAlso: [link("Personal gain", "#personal-gain")],
              entries: [
                IndexEntry(
                  title: "of monetary value", locations: [link("WA item 5", "codes/washington.html#gifts")])
              ]),
          ]),
        IndexLetter(
          letter: "P", anchor: "letter-p",
          entries: [
            IndexEntry(
              title: "Personal gain", anchor: "personal-gain", address: to("topics/personal-gain.html"))
          ]),
      ])
  }

  static func citations(_ navigation: HTML) -> CitationsPage {
    CitationsPage(
      shell: shell("Legal citations", "", navigation),
      series: [
        CitationSeries(
          name: "Washington Administrative Code", abbreviation: "WAC", anchor: "wac",
          citations: [
            CitationEntry(
              text: "WAC 246-929-210",
              address: Address("https://app.leg.wa.gov/wac/default.aspx?cite=246-929-210"),
              anchor: "wac-246-929-210",
              places: [
                MentionContext(
                  title: "Washington, Introduction", address: to("codes/washington.html#introduction"),
                  sentence: html(
                    "These guidelines are intended to work in conjunction with the rules found in WAC 246-929-210."
                  ))
              ])
          ])
      ])
  }

  static func printAll(_ navigation: HTML) -> PrintPage {
    PrintPage(
      shell: shell("Everything on one page", "", navigation),
      sections: [
        PrintSection(
          title: "Washington", anchor: "codes-washington", status: draft, version: "undated draft",
          content: html("<h3 id=\"codes-washington-vision\">Vision</h3><p>Text.</p>")),
        PrintSection(title: "About this handbook", anchor: "pages-about", content: html("<p>Text.</p>")),
      ])
  }

  static func notFound() -> NotFoundPage {
    var shell = shell("Page not found", "", HTML())
    shell.breadcrumbs = []
    return NotFoundPage(
      shell: shell,
      suggestions: [
        link("Home", "index.html"), link("Codes of ethics", "codes/index.html"),
        link("A–Z index", "index-a-z.html"),
      ])
  }
}
