import Basics
import Handbook
import Markdown

/// The changes for someone who moves from one state to another: what's new, gone, or different on each topic.
struct MovingPage: PageContext {
  static let template = "moving"

  var shell: PageShell
  var from: CompareState
  var to: CompareState
  var topics: [MovingTopic] = []
  /// Whether both codes were checked against the topics; otherwise, "new" and "gone" could be wrong.
  var isReviewed: Bool

  static let fields = TemplateFields<MovingPage>([
    .object("from", \.from, "The code that applied before the move."),
    .object("to", \.to, "The code that applies after the move."),
    .list("topics", \.topics, "The topics that either code mentions."),
    .flag("isReviewed", \.isReviewed, "Whether both codes were checked for topics."),
  ])
}

/// A topic on the page for people who move.
struct MovingTopic: TemplateContext {
  var anchor: String
  var title: String
  var address: Address
  var before: [QuotationContext]
  var after: [QuotationContext]

  static let fields = TemplateFields<MovingTopic>([
    .text("anchor", \.anchor, "The id of the section."),
    .text("title", \.title, "The topic."),
    .address("address", \.address, "The topic's page."),
    .flag("isNew", { $0.before.isEmpty }, "Whether only the new code mentions it."),
    .flag("isGone", { $0.after.isEmpty }, "Whether only the old code mentions it."),
    .flag("isBoth", { !$0.before.isEmpty && !$0.after.isEmpty }, "Whether both codes mention it."),
    .list("before", \.before, "The provisions of the old code."),
    .list("after", \.after, "The provisions of the new code."),
  ])
}

/// Builds the page for a move that's listed in `handbook.yml`.
struct MovingPageBuilder {
  let site: SiteContext
  let page: Page
  let from: CodeOfEthics
  let to: CodeOfEthics

  func build() -> MovingPage {
    let columns = CompareColumns(site: site, route: page.route)
    var context = MovingPage(
      shell: site.shell(of: page, title: site.name(of: page.subject), trail: [.comparison]),
      from: columns.state(of: from), to: columns.state(of: to),
      isReviewed: from.current.metadata.topics != nil && to.current.metadata.topics != nil)
    context.topics = site.handbook.topics.compactMap { topic in
      let before = quotations(on: topic, of: from)
      let after = quotations(on: topic, of: to)
      guard !before.isEmpty || !after.isEmpty else { return nil }
      return MovingTopic(
        anchor: topic.id.rawValue, title: topic.metadata.title.value,
        address: site.address(of: .topic(topic.id), from: page.route), before: before, after: after)
    }
    context.shell.contents = context.topics.map {
      ContentsEntry(title: $0.title, address: Address(internal: "#" + Route.encoded($0.anchor)))
    }
    return context
  }

  private func quotations(on topic: Topic, of code: CodeOfEthics) -> [QuotationContext] {
    let quotations = QuotationBuilder(site: site, route: page.route)
    return (site.handbook.passagesByTopic[topic.id] ?? []).filter { $0.code == code.id }.map {
      quotations.passage($0.part, of: code, edition: code.currentIndex)
    }
  }
}

extension PageKind {
  static let moving = PageKind(
    roots: [MovingPage.self],
    pages: { handbook in
      guard !handbook.topics.isEmpty else { return [] }
      return handbook.configuration.moving.compactMap { move in
        guard let from = handbook.code(CodeID(move.from.value)),
          let to = handbook.code(CodeID(move.to.value)),
          !handbook.omits(from.id), !handbook.omits(to.id), from.current.metadata.text == .full,
          to.current.metadata.text == .full
        else { return nil }
        return Page(.moving(from.id, to: to.id), at: "moving/\(from.slug)-to-\(to.slug).html")
      }
    },
    name: { subject, names in
      let (from, to) = subject.move
      return names.words.filled(
        .movingTitle, ["from": names.text.placeName(of: from), "to": names.text.placeName(of: to)])
    },
    record: { _, _ in nil }, source: .outlines, growsWithHandbook: true, section: .comparison,
    outlineSection: .comparison, outlineKind: .page, outlineTitle: { $1.name(of: $0) },
    isIndexed: { _, _ in true },
    render: { page, site in
      let (from, to) = page.subject.move
      return site.theme.render(
        MovingPageBuilder(
          site: site, page: page, from: required(site.handbook.code(from), page.subject),
          to: required(site.handbook.code(to), page.subject)
        ).build())
    })
}
