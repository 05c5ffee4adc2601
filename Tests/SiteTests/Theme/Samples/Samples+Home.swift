@testable import Site

extension Samples {
  /// The states of the handbook's first codes and, of the others, the first ones by name.
  static func states(_ root: String) -> [StateTile] {
    let known: [(String, String, StatusContext, Bool)] = [
      ("AR", "Arkansas", unknown, true), ("CA", "California", unknown, false),
      ("DC", "District of Columbia", inForce, false), ("GA", "Georgia", unknown, false),
      ("ID", "Idaho", proposed, false), ("IL", "Illinois", unknown, false), ("MT", "Montana", inForce, false),
      ("OH", "Ohio", inForce, false), ("OR", "Oregon", inForce, false),
      ("SC", "South Carolina", superseded, false), ("VA", "Virginia", inForce, false),
      ("WA", "Washington", draft, true),
    ]
    var tiles = known.map { abbreviation, name, status, holdsText in
      StateTile(
        abbreviation: abbreviation, name: name, address: to("\(root)codes/\(name.lowercased()).html"),
        status: status, holdsText: holdsText)
    }
    tiles += StateTiles.jurisdictions.filter { state in !known.contains { $0.0 == state.abbreviation } }
      .map { StateTile(abbreviation: $0.abbreviation, name: $0.name) }
    return tiles.sorted { $0.name < $1.name }
  }

  static let topicNames: [(String, String, String)] = [
    ("Gifts", "gifts", "gift card, tip, holiday gift"),
    ("Loans, borrowing, money", "money", "lend, Venmo, cigarettes"),
    ("Privacy and confidentiality", "confidentiality", "HIPAA, gossip, tell my spouse"),
    ("Dual relationships", "dual-relationships", "friend, roommate, hire a client"),
    ("Sexual and romantic contact", "sexual-relations", "dating a client, former client"),
    ("Abuse, neglect and danger reporting", "mandated-reporting", "child abuse, threat, 988"),
    ("Own recovery and self-care", "recovery-first", "relapse, burnout, taking time off"),
    ("Social media and technology", "technology", "Facebook, friend request, texting"),
    ("Scope of practice", "scope", "diagnose, therapy, medication advice"),
  ]

  static func home(_ navigation: HTML) -> HomePage {
    var shell = shell("Peer Support Ethics Handbook", "", navigation)
    shell.breadcrumbs = []
    return HomePage(
      shell: shell,
      introduction: html(
        "<p>The codes of ethics of peer support specialists, state by state: read them, compare them, learn them.</p>"
      ),
      summary: "12 codes, 27 topics, 4 lessons", states: states(""),
      situations: topicNames.map {
        SituationContext(question: $0.2, title: $0.0, address: to("topics/\($0.1).html"))
      },
      topics: topicNames.map { link($0.0, "topics/\($0.1).html") }, lessons: lessonCards(""), news: news(""))
  }

  static func lessonCards(_ root: String) -> [LessonCard] {
    [
      LessonCard(
        number: "1", title: "Why codes of ethics", address: to("\(root)lessons/why.html"),
        description: "What a code is for, who writes it, and what it can't decide for you.",
        duration: "20 minutes",
        audience: "For learners",
        objectives: [PhraseContext(text: "Describe ethical issues that peers meet at work")]),
      LessonCard(
        number: "2", title: "Gifts, money and favors", address: to("\(root)lessons/boundaries.html"),
        description: "Where a kindness becomes a debt.", duration: "35 minutes",
        audience: "For learners and facilitators",
        objectives: [
          PhraseContext(text: "Explain steps to take and to avoid"),
          PhraseContext(text: "Discuss examples of good practice"),
        ]),
      LessonCard(
        number: "3", title: "Privacy and its limits", address: to("\(root)lessons/privacy.html"),
        description: "What you keep to yourself, what you must report, and how to say so beforehand."),
    ]
  }

  static func news(_ root: String) -> [NewsEntry] {
    [
      NewsEntry(
        date: "November 21, 2026", machineDate: "2026-11-21", title: "Washington: draft with tracked changes",
        address: to("\(root)codes/washington.html"),
        summary: html("<p>Transcribed with its marks; 35 changes.</p>")),
      NewsEntry(date: "November 20, 2026", machineDate: "2026-11-20", title: "Twelve codes listed"),
    ]
  }

  static func changes(_ navigation: HTML) -> ChangesPage {
    ChangesPage(
      shell: shell("Changes", "", navigation),
      introduction: html("<p>What changed in the codes and in the handbook.</p>"),
      codes: [
        CodeChanges(
          title: "Washington draft", anchor: "code-wa", address: to("codes/washington.html"), status: draft,
          counts: [PhraseContext(text: "12 insertions"), PhraseContext(text: "18 deletions")],
          changes: redline(.redline).changes)
      ],
      years: [NewsYear(year: "2026", anchor: "2026", entries: news(""))])
  }

  static func about(_ navigation: HTML) -> PlainPage {
    var shell = shell("About this handbook", "../", navigation)
    shell.notices = [
      NoticeContext(html: html("<p>A notice with a <a href=\"../index.html\">link</a>.</p>"), isWarning: true)
    ]
    return PlainPage(shell: shell, content: prose)
  }

  /// Prose with everything that Markdown gives.
  static let prose = html(
    """
    <p>This handbook gathers the codes of ethics that bind peer support specialists. It quotes them <em>exactly</em>, with <strong>their labels</strong>, and says where each comes from. See <a href="../glossary.html#dual-relationship">dual relationship</a> or <a href="https://example.org/a/long/address/that/goes/on/and/on" rel="external">an outside page</a>.</p>
    <h2 id="how">How to read it</h2>
    <p>Use <code>WA 5</code> to find a provision by its citation.<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup></p>
    <ul><li>A first item<ul><li>with an item below</li></ul></li><li>A second item</li></ul>
    <ol><li>Read the rule.</li><li>Ask your supervisor.</li></ol>
    <h3 id="quotations">Quotations</h3>
    <blockquote><p>A quotation of somebody else's words.</p></blockquote>
    <pre><code>handbook build --base-url https://example.org/</code></pre>
    <div class="table" role="region" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">State</th><th scope="col">Gifts</th></tr></thead><tbody><tr><td>Arkansas</td><td>none in either direction</td></tr><tr><td>Washington</td><td>none of monetary value</td></tr></tbody></table></div>
    <hr>
    <section class="footnotes" aria-label="Footnotes"><ol><li id="fn-1"><p>A footnote. <a href="#fnref-1" aria-label="Back">↩</a></p></li></ol></section>
    """)
}
