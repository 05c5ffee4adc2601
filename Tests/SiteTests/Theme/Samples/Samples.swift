@testable import Site

/// A page or block of every kind, as full as a handbook could make it.
enum Samples {
  /// The pages by their paths.
  static func pages(_ theme: Theme) -> [(path: String, bytes: [UInt8])] {
    let navigation = { (root: String) in HTML(bytes: theme.render(Samples.navigation(root))) }
    return [
      ("index.html", theme.render(home(navigation("")))),
      ("codes/index.html", theme.render(codes(navigation("../")))),
      ("codes/washington.html", theme.render(washington(.redline, navigation("../")))),
      ("codes/washington.proposed.html", theme.render(washington(.proposed, navigation("../")))),
      ("codes/washington.current.html", theme.render(washington(.current, navigation("../")))),
      ("codes/california.html", theme.render(california(navigation("../")))),
      ("topics/index.html", theme.render(topics(navigation("../")))),
      ("topics/gifts.html", theme.render(gifts(navigation("../")))),
      ("topics/technology.html", theme.render(technology(navigation("../")))),
      ("compare.html", theme.render(compare(navigation("")))),
      ("side-by-side.html", theme.render(sideBySide(navigation("")))),
      ("lessons/index.html", theme.render(lessons(navigation("../")))),
      ("lessons/boundaries.html", theme.render(lesson(navigation("../"), theme))),
      ("glossary.html", theme.render(glossary(navigation("")))),
      ("pages/about.html", theme.render(about(navigation("../")))),
      ("search.html", theme.render(search(navigation("")))),
      ("index-a-z.html", theme.render(subjectIndex(navigation("")))),
      ("citations.html", theme.render(citations(navigation("")))),
      ("objectives.html", theme.render(objectives(navigation("")))),
      ("changes.html", theme.render(changes(navigation("")))),
      ("print.html", theme.render(printAll(navigation("")))),
      ("sign/washington.html", theme.render(sign(navigation("../")))),
      ("404.html", theme.render(notFound())),
      (
        "old/washington.html",
        theme.render(
          RedirectPage(language: "en", title: "Code of Ethics", address: to("../codes/washington.html")))
      ),
    ]
  }

  static func to(_ address: String) -> Address { Address(internal: address) }
  static func link(_ title: String, _ address: String, current: Bool = false) -> LinkContext {
    LinkContext(title: title, address: to(address), isCurrent: current)
  }
  static func html(_ markup: String) -> HTML { HTML(markup: markup) }

  static let draft = StatusContext(standing: .draft, word: "Draft")
  static let proposed = StatusContext(standing: .proposed, word: "Proposed")
  static let inForce = StatusContext(standing: .inForce, word: "In force")
  static let superseded = StatusContext(standing: .superseded, word: "Superseded")
  static let unknown = StatusContext(standing: .unknown, word: "Status unknown")

  static func shell(_ title: String, _ root: String, _ navigation: HTML) -> PageShell {
    PageShell(
      title: title, documentTitle: "\(title) – Peer Support Ethics Handbook",
      siteTitle: "Peer Support Ethics Handbook", description: "What “\(title)” holds & more.", root: to(root),
      searchPage: to("\(root)search.html"), subjectIndex: to("\(root)index-a-z.html"),
      navigation: navigation,
      breadcrumbs: root.isEmpty
        ? [link("Home", "\(root)index.html")]
        : [
          link("Home", "\(root)index.html"), link("Codes of ethics", "\(root)codes/index.html"),
        ],
      footer: html(
        "<p>Quoted texts belong to the bodies that issued them. <a href=\"\(root)pages/about.html\">About this handbook</a></p>"
      ),
      handbookVersion: "2026.11", buildDate: "November 21, 2026", feed: to("\(root)changes.xml"))
  }

  static func navigation(_ root: String) -> NavigationBlock {
    NavigationBlock(groups: [
      NavigationGroup(entries: [link("Home", "\(root)index.html")]),
      NavigationGroup(
        title: "Read",
        entries: [
          link("Codes of ethics", "\(root)codes/index.html", current: true),
          link("Topics", "\(root)topics/index.html"), link("Compare states", "\(root)compare.html"),
          link("Changes", "\(root)changes.html"),
        ]),
      NavigationGroup(
        title: "Learn",
        entries: [
          link("Lessons", "\(root)lessons/index.html"), link("Glossary", "\(root)glossary.html"),
          link("Learning objectives", "\(root)objectives.html"),
        ]),
      NavigationGroup(
        title: "Find",
        entries: [
          link("Search", "\(root)search.html"), link("A–Z index", "\(root)index-a-z.html"),
          link("Legal citations", "\(root)citations.html"),
          link("Everything on one page", "\(root)print.html"),
        ]),
    ])
  }
}
