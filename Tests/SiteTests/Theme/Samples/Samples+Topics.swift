@testable import Site

extension Samples {
  static func quoted(_ state: String, _ text: String, _ status: StatusContext) -> QuotationContext {
    QuotationContext(
      html: html("<p>\(text)</p>"), attribution: "\(state), item 5",
      address: to("../codes/\(state.lowercased()).html#gifts"), status: status)
  }

  static let arkansasGifts = quoted(
    "Arkansas", "I do not provide or accept gifts from people that I serve.", unknown)
  static let washingtonGifts: QuotationContext = {
    var quotation = quoted(
      "Washington",
      "Do not take advantage of the peer relationship for personal benefit, material or financial gain. Do not exchange gifts of monetary value.",
      draft)
    quotation.leadIn = html(
      "<p>The following guidelines should be followed to maintain professional conduct and clear, ethical boundaries between the peer and their clients:</p>"
    )
    quotation.view = "proposed text"
    return quotation
  }()

  static func gifts(_ navigation: HTML) -> TopicPage {
    TopicPage(
      shell: shell("Gifts", "../", navigation),
      definition: html("<p>What peers may give to the people they serve, and take from them.</p>"),
      synonyms: ["present", "gift card", "tip", "holiday gift", "thank-you gift"].map {
        PhraseContext(text: $0)
      },
      states: [
        TopicState(
          jurisdiction: "Arkansas", abbreviation: "AR", anchor: "ar", address: to("../codes/arkansas.html"),
          status: unknown, provisions: [arkansasGifts]),
        TopicState(
          jurisdiction: "Washington", abbreviation: "WA", anchor: "wa",
          address: to("../codes/washington.html"),
          status: draft, provisions: [washingtonGifts]),
      ],
      silentStates: [link("Virginia", "../codes/virginia.html")],
      unheldStates: ["California", "Georgia", "Idaho", "Illinois", "Montana"].map {
        link($0, "../codes/\($0.lowercased()).html")
      },
      lessons: [
        MentionContext(
          title: "Lesson 2: Gifts, money and favors", address: to("../lessons/boundaries.html"),
          sentence: html("A gift card is a gift, <em>whatever</em> its worth."))
      ],
      related: [link("Loans, borrowing, money", "money.html"), link("Personal gain", "personal-gain.html")],
      comparison: to("../compare.html#gifts"))
  }

  static func technology(_ navigation: HTML) -> TopicPage {
    TopicPage(
      shell: shell("Social media and technology", "../", navigation),
      silentStates: [
        link("Arkansas", "../codes/arkansas.html"), link("Washington", "../codes/washington.html"),
      ],
      related: [link("Privacy and confidentiality", "confidentiality.html")])
  }

  static func topics(_ navigation: HTML) -> TopicsPage {
    TopicsPage(
      shell: shell("Topics", "../", navigation),
      introduction: html("<p>What codes of ethics speak about.</p>"),
      topics: topicNames.map {
        TopicRow(title: $0.0, address: to("\($0.1).html"), synonyms: $0.2, coverage: "2 states")
      })
  }

  static let columns: [CompareState] = [
    ("Arkansas", "AR", unknown, true), ("California", "CA", unknown, false),
    ("District of Columbia", "DC", inForce, false),
    ("Georgia", "GA", unknown, false), ("Idaho", "ID", proposed, false), ("Illinois", "IL", unknown, false),
    ("Montana", "MT", inForce, false), ("Ohio", "OH", inForce, false), ("Oregon", "OR", inForce, false),
    ("South Carolina", "SC", superseded, false), ("Virginia", "VA", inForce, false),
    ("Washington", "WA", draft, true),
  ].map { name, abbreviation, status, holdsText in
    CompareState(
      jurisdiction: name, abbreviation: abbreviation, address: to("codes/\(name.lowercased()).html"),
      status: status,
      holdsText: holdsText)
  }

  static func rows(_ columns: [CompareState], texts: Bool) -> [CompareTopic] {
    topicNames.map { title, anchor, _ in
      CompareTopic(
        anchor: anchor, title: title, address: to("topics/\(anchor).html"),
        cells: columns.map { column in
          let isGap = anchor == "technology"
          let count = !column.holdsText || isGap ? nil : column.abbreviation == "AR" ? "1" : "3"
          return CompareCell(
            abbreviation: column.abbreviation, jurisdiction: column.jurisdiction, count: count,
            address: count.map { _ in to("topics/\(anchor).html#\(column.abbreviation.lowercased())") },
            provisions: texts && count != nil
              ? [column.abbreviation == "AR" ? arkansasGifts : washingtonGifts] : [],
            holdsText: column.holdsText)
        })
    }
  }

  static func compare(_ navigation: HTML) -> ComparePage {
    ComparePage(
      shell: shell("Compare states", "", navigation),
      introduction: html("<p>How many provisions of each code concern each topic.</p>"), states: columns,
      topics: rows(columns, texts: false), sideBySide: to("side-by-side.html"))
  }

  static func sideBySide(_ navigation: HTML) -> SideBySidePage {
    let held = columns.filter(\.holdsText)
    return SideBySidePage(
      shell: shell("Texts side by side", "", navigation), states: held, topics: rows(held, texts: true))
  }
}
