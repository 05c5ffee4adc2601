import Foundation

@testable import Site

extension Samples {
  /// A text in a view: marks are written as the pages of a redline show them.
  private static func marked(_ markup: String, _ view: RedlineContext.View) -> HTML {
    func without(_ tag: String, _ text: String) -> String {
      var parts = text.components(separatedBy: "<\(tag)>")
      for place in parts.indices.dropFirst() {
        parts[place] = parts[place].components(separatedBy: "</\(tag)>").dropFirst().joined()
      }
      return parts.joined()
    }
    func unwrapped(_ tag: String, _ text: String) -> String {
      text.components(separatedBy: "<\(tag)>").joined().components(separatedBy: "</\(tag)>").joined()
    }
    switch view {
    case .redline: return html(markup)
    case .proposed: return html(unwrapped("ins", without("del", markup)))
    case .current: return html(unwrapped("del", without("ins", markup)))
    }
  }

  private static func provision(
    _ anchor: String, _ name: String, _ html: HTML, _ topics: [String], discussed: Int = 0,
    removed: Bool = false,
    below: [ProvisionContext] = [], label: String? = nil
  ) -> ProvisionContext {
    ProvisionContext(
      anchor: anchor, formerAnchors: anchor == "gifts" ? [AnchorContext(anchor: "gift-rule")] : [],
      label: label,
      html: html, topics: topics.map { link($0, "../topics/\($0.lowercased()).html") },
      citation: "Wash. draft Code of Ethics, \(name) (undated draft), as captured 2026-11-21", name: name,
      address: to("#\(anchor)"),
      discussedIn: (0..<discussed).map { place in
        MentionContext(
          title: "Lesson 2: Gifts, money and favors, section \(place + 1)",
          address: to("../lessons/boundaries.html"),
          sentence: sentence("Washington's draft asks you not to <em>exchange</em> gifts of monetary value."))
      },
      discussedInSummary: discussed == 0 ? nil : "Discussed in \(discussed) places", isRemoved: removed,
      provisions: below)
  }

  private static func sentence(_ markup: String) -> HTML { html(markup) }

  static func washington(_ view: RedlineContext.View, _ navigation: HTML) -> CodePage {
    var shell = shell(
      "Code of Ethics and Professional Conduct Certified Peer Specialists and Trainees", "../", navigation)
    shell.documentTitle = "Washington, \(view.rawValue) – Peer Support Ethics Handbook"
    shell.contents = [
      ContentsEntry(
        title: "Code of Ethics", address: to("#code-of-ethics"),
        entries: [ContentsEntry(title: "Professional conduct", address: to("#conduct"))]),
      ContentsEntry(title: "Group 2", address: to("#group-2")),
    ]
    shell.previous = link("Virginia", "virginia.html")
    shell.next = link("Arkansas", "arkansas.html")
    shell.runningHead = "Washington, Code of Ethics and Professional Conduct – Draft, undated draft"
    return CodePage(
      shell: shell, jurisdiction: "Washington", abbreviation: "WA", status: draft,
      statusSentence: "This is a draft. It is not in force and may still change.", version: "Undated draft",
      facts: facts,
      introduction: html("<p>Text before the first group.</p>"), groups: groups(view),
      conclusion: html(
        "<p>If you have questions or concerns about the practice of peer specialists, please visit the department's webpage at <a href=\"https://www.doh.wa.gov\" rel=\"external\">www.doh.wa.gov</a> or call <a href=\"tel:+13602364700\">360-236-4700</a>.</p>"
      ),
      redline: redline(view),
      editions: [
        EditionContext(
          version: "Undated draft", address: to("washington.html"), status: draft, isCurrent: true),
        EditionContext(
          version: "First edition", address: to("washington/first.html"), status: superseded, adopted: "2024",
          effective: "2024", difference: to("washington/first.redline.html")),
      ],
      signPage: to("../sign/washington.html"),
      transcriptionNotes: [
        RemarkContext(
          html: html(
            "The word DRAFT stands at the head and at the foot of the source. It is shown here as the status."
          )),
        RemarkContext(html: html("The second list has no heading in the source.")),
      ],
      notOfficial: html(
        "<p>This is a copy for study. It is not the official text; what the issuer has published decides.</p>"
      ))
  }

  static let facts: [FactContext] = [
    FactContext(
      name: "Issued by", value: html("Washington State Department of Health"), isKey: true),
    FactContext(name: "Kind of instrument", value: html("Guideline")),
    FactContext(name: "Version", value: html("undated draft")),
    FactContext(name: "Adopted"), FactContext(name: "In effect since"),
    FactContext(name: "Applies to", value: html("certified peer specialists, peer specialist trainees")),
    FactContext(
      name: "Legal basis",
      value: html(
        "<a href=\"../citations.html#wac-246-929-210\">WAC 246-929-210</a>, chapter 18.420 RCW, chapter 246-929 WAC"
      )),
    FactContext(
      name: "Contact",
      value: html(
        "<a href=\"https://www.doh.wa.gov\" rel=\"external\">www.doh.wa.gov</a>, <a href=\"tel:+13602364700\">360-236-4700</a>"
      )),
    FactContext(name: "Complaints"),
    FactContext(
      name: "Source",
      value: html(
        "<a href=\"https://doh.wa.gov/licenses-permits-and-certificates/professions-new-renew-or-update/peer-support-specialist/resources\" rel=\"external\">Draft with tracked changes, in a converted copy</a>"
      )),
    FactContext(
      name: "Last verified",
      value: html("November 21, 2026 by editor, against the draft with tracked changes")),
  ]

  static func groups(_ view: RedlineContext.View) -> [GroupContext] {
    [
      GroupContext(
        anchor: "vision", heading: html("Vision"),
        blocks: [
          GroupBlock(
            prose: marked(
              "<p>Certified peer specialists and trainees shall provide services with a trauma-informed, person-centered approach. Their methodology should be recovery-<del>orientated</del><ins>oriented</ins> and relationship-focused, working only with clients who are voluntarily seeking services.</p>",
              view))
        ], topics: [link("Culture and trauma", "../topics/culture-trauma.html")],
        citation: "Wash. draft Code of Ethics, Vision (undated draft)", name: "Vision"),
      GroupContext(
        anchor: "code-of-ethics", heading: html("Code of Ethics"),
        blocks: [
          GroupBlock(
            prose: html(
              "<p>To maintain the highest ethical standards, certified peer specialists and certified peer specialist trainees should:</p>"
            ),
            isLeadIn: true),
          GroupBlock(provisions: [
            provision(
              "integrity", "Code of Ethics, item 1",
              marked(
                "<p><del>Maintain high standards of</del><ins>Conduct themselves with</ins> professional competence and integrity, <del>while conducting themselves </del>in a manner that fosters their <del>peer's </del>own recovery.</p>",
                view), ["Competence", "Recovery-first"]),
            provision(
              "confidentiality", "Code of Ethics, item 3",
              marked(
                "<p>Maintain the <ins>privacy and </ins>confidentiality of their clients when possible. Threats to harm themselves or others <del>cannot be kept confidential</del><ins>must be shared with appropriate authorities and/or treatment providers</ins>.</p>",
                view), ["Confidentiality", "Mandated-reporting"], discussed: 2,
              below: [
                provision(
                  "confidentiality-a", "Code of Ethics, item 3 (a)",
                  html("<p>A sub-provision with a label.</p>"), [],
                  label: "(a)"),
                provision(
                  "confidentiality-b", "Code of Ethics, item 3 (b)",
                  html("<p>Another one, which a draft removes.</p>"),
                  ["Scope"], removed: true, label: "(b)"),
              ]),
          ]),
        ], citation: "Wash. draft Code of Ethics, Code of Ethics (undated draft)", name: "Code of Ethics"),
      GroupContext(
        anchor: "conduct", heading: html("Professional conduct"), isSubgroup: true,
        blocks: [
          GroupBlock(
            provisions: [
              provision(
                "promises", "Professional conduct 4",
                html("<p>Do not make unwarranted promises of benefits.</p>"), ["Promises"], label: "4.")
            ])
        ]),
      GroupContext(
        anchor: "group-2",
        blocks: [
          GroupBlock(
            prose: html(
              "<p>The following guidelines should be followed to maintain professional conduct and clear, ethical boundaries between the peer and their clients:</p>"
            ),
            isLeadIn: true),
          GroupBlock(provisions: [
            provision(
              "gifts", "item 5",
              marked(
                "<p>Do not take advantage of the peer relationship for personal benefit, material or financial gain. Do not <del>accept </del>\(view == .redline ? "<span class=\"editor-comment\">“exchange” probably replaces “accept”; its mark is lost.</span>" : "")exchange gifts of monetary value. Do not loan, donate, or borrow anything from each other, especially money.</p>",
                view), ["Personal-gain", "Gifts", "Money"], discussed: 3),
            provision(
              "own-family", "item 8", html("<p>Do not provide services to their own family members.</p>"),
              ["Family-prior", "Dual-relationships"]),
          ]),
        ]),
    ]
  }

  static func redline(_ view: RedlineContext.View) -> RedlineContext {
    RedlineContext(
      view: view, redline: to("washington.html"), proposed: to("washington.proposed.html"),
      current: to("washington.current.html"),
      summary: "The draft's tracked changes, as they stand in the source",
      counts: ["12 insertions", "18 deletions", "5 substitutions"].map { PhraseContext(text: $0) },
      changes: [
        ChangeContext(
          place: "Vision", address: to("#vision"),
          html: html("<del>orientated</del> replaced by <ins>oriented</ins>")),
        ChangeContext(
          place: "Code of Ethics, item 1", address: to("#integrity"),
          html: html("<del>Maintain high standards of</del> replaced by <ins>Conduct themselves with</ins>")),
        ChangeContext(place: "Item 5", address: to("#gifts"), html: html("<del>accept</del> deleted")),
      ],
      incomplete: html(
        "<p>The earlier text cannot be recovered in full from the source. Where an insertion was lost, this view shows what is left.</p>"
      ))
  }

  static func california(_ navigation: HTML) -> ReferenceCodePage {
    var shell = shell("Medi-Cal Code of Ethics for Peer Support Specialists", "../", navigation)
    shell.sourceNote = html("<p>Listed from the body's own page.</p>")
    return ReferenceCodePage(
      shell: shell, jurisdiction: "California", abbreviation: "CA", status: unknown,
      statusSentence: "The source does not state whether this code is in force.",
      source: link(
        "Read the code at capeercertification.org", "https://www.capeercertification.org/code-of-ethics/"),
      facts: [
        FactContext(name: "Issued by"),
        FactContext(name: "Complaints", value: html("deadline: within 3 years")),
      ],
      content: html("<p>The Department of Health Care Services adapted the code in July 2021.</p>"),
      discussedIn: [
        MentionContext(
          title: "Lesson 1: What a code is for", address: to("../lessons/boundaries.html"),
          sentence: html("California adapted its code in 2021."))
      ])
  }

  static func codes(_ navigation: HTML) -> CodesPage {
    CodesPage(
      shell: shell("Codes of ethics", "../", navigation),
      introduction: html("<p>Every code that the handbook knows of, with its standing.</p>"),
      states: states("../"),
      codes: [
        CodeRow(
          jurisdiction: "Arkansas", abbreviation: "AR", title: "Arkansas Peer Recovery Code of Ethics",
          address: to("arkansas.html"), status: unknown, provisionCount: "21 provisions"),
        CodeRow(
          jurisdiction: "California", abbreviation: "CA",
          title: "Medi-Cal Code of Ethics for Peer Support Specialists", address: to("california.html"),
          status: unknown),
        CodeRow(
          jurisdiction: "Virginia", abbreviation: "VA", title: "Standards of practice, 18VAC115-70-70",
          address: to("virginia.html"), status: inForce, effective: "2020", instrument: "Rule"),
        CodeRow(
          jurisdiction: "Washington", abbreviation: "WA", title: "Code of Ethics and Professional Conduct",
          address: to("washington.html"), status: draft, version: "undated draft", instrument: "Guideline",
          provisionCount: "19 provisions"),
      ])
  }

  static func sign(_ navigation: HTML) -> SignPage {
    SignPage(
      shell: shell("Sign: Code of Ethics and Professional Conduct", "../", navigation),
      codeTitle: "Code of Ethics and Professional Conduct", jurisdiction: "Washington", status: draft,
      version: "undated draft", captured: "November 21, 2026", fingerprint: "9f2c 71ab 03de 55e0",
      address: to("../codes/washington.proposed.html"), groups: groups(.proposed))
  }
}
