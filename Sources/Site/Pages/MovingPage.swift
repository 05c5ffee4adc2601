import Basics
import Handbook
import Markdown

/// The changes for someone who moves from one state to another: what's new, gone, or different on each topic.
///
/// The page is for two codes that `handbook.yml` names, or for any two texts that readers choose. The second
/// one contains all texts, from which its script fills the same sections.
struct MovingPage: PageContext {
  static let template = "moving"

  var shell: PageShell
  var from: CompareState?
  var to: CompareState?
  var topics: [MovingTopic] = []
  /// Whether both codes were checked against the topics; otherwise, "new" and "gone" could be wrong.
  var isReviewed = false
  /// The texts that readers can choose from.
  var choices: [MovingText] = []
  /// The pages for two codes that `handbook.yml` names.
  var moves: [LinkContext] = []
  /// The page with the texts side by side.
  var sideBySide: Address?
  /// The page for choosing two texts, with those of this page.
  var chooser: Address?

  static let fields = TemplateFields<MovingPage>([
    .object("from", optional: \.from, "The code that applied before the move, unless readers choose it."),
    .object("to", optional: \.to, "The code that applies after the move, unless readers choose it."),
    .list("topics", \.topics, "The topics that either code mentions, or all of them if readers choose."),
    .flag("isReviewed", \.isReviewed, "Whether both codes were checked for topics."),
    .flag("isChooser", { !$0.choices.isEmpty }, "Whether readers choose the texts."),
    .list("choices", \.choices, "The texts that readers can choose from."),
    .list("moves", \.moves, "The pages for two codes that the handbook's settings name."),
    .flag("hasMoves", { !$0.moves.isEmpty }, "Whether there are such pages."),
    .address("sideBySide", optional: \.sideBySide, "The page with the texts side by side."),
    .address("chooser", optional: \.chooser, "The page for choosing other texts."),
  ])
}

/// A topic on the page for people who move.
struct MovingTopic: TemplateContext {
  var anchor: String
  var title: String
  var address: Address
  var before: [QuotationContext] = []
  var after: [QuotationContext] = []

  static let fields = TemplateFields<MovingTopic>([
    .text("anchor", \.anchor, "The id of the section."),
    .text("title", \.title, "The topic."),
    .address("address", \.address, "The topic's page."),
    .flag(
      "isOpen", { $0.before.isEmpty && $0.after.isEmpty }, "Whether a script fills in what the codes say."),
    .flag("isNew", { $0.before.isEmpty && !$0.after.isEmpty }, "Whether only the new code mentions it."),
    .flag("isGone", { !$0.before.isEmpty && $0.after.isEmpty }, "Whether only the old code mentions it."),
    .flag("isBoth", { !$0.before.isEmpty && !$0.after.isEmpty }, "Whether both codes mention it."),
    .list("before", \.before, "The provisions of the old code."),
    .list("after", \.after, "The provisions of the new code."),
  ])
}

/// A text that readers can choose on the page for people who move: an edition of a code.
struct MovingText: TemplateContext {
  /// The text's name in the page's address, such as `oregon/2018`.
  var key: String
  var state: CompareState
  var isReviewed: Bool
  var passages: [MovingPassage]
  var comparisons: [MovingComparison]

  static let fields = TemplateFields<MovingText>([
    .text("key", \.key, "The text's name in the page's address, such as `oregon/2018`."),
    .object("state", \.state, "The code, with its edition if it has several."),
    .flag("isReviewed", \.isReviewed, "Whether it was checked for topics."),
    .list("passages", \.passages, "The parts that have topics."),
    .list("comparisons", \.comparisons, "The pages that compare it with earlier editions word by word."),
  ])
}

/// A part of a text, with its topics.
struct MovingPassage: TemplateContext {
  /// The ids of its topics, separated by spaces.
  var topics: String
  var quotation: QuotationContext

  static let fields = TemplateFields<MovingPassage>([
    .text("topics", \.topics, "The ids of its topics, separated by spaces."),
    .object("quotation", \.quotation, "The quoted part."),
  ])
}

/// A page that compares an edition with an earlier one word by word.
struct MovingComparison: TemplateContext {
  /// The key of the earlier edition's text.
  var since: String
  var address: Address

  static let fields = TemplateFields<MovingComparison>([
    .text("since", \.since, "The key of the earlier edition."),
    .address("address", \.address, "The page that compares them."),
  ])
}

/// Builds the pages for people who move from one state to another.
struct MovingPageBuilder {
  let site: SiteContext
  let page: Page

  /// Returns the page for two codes.
  func build(from: CodeOfEthics, to: CodeOfEthics) -> MovingPage {
    let columns = CompareColumns(site: site, route: page.route)
    var context = self.context(trail: [.comparison] + (site.map.has(.moves) ? [.moves] : []))
    context.from = columns.state(of: from)
    context.to = columns.state(of: to)
    context.isReviewed = from.current.metadata.topics != nil && to.current.metadata.topics != nil
    context.topics = site.handbook.topics.compactMap { topic in
      var section = self.section(on: topic)
      section.before = quotations(on: topic, of: from)
      section.after = quotations(on: topic, of: to)
      return section.before.isEmpty && section.after.isEmpty ? nil : section
    }
    context.shell.contents = context.topics.map {
      ContentsEntry(title: $0.title, address: Address(internal: "#" + Route.encoded($0.anchor)))
    }
    if site.map.has(.moves) {
      let choice = [("from", from), ("to", to)].map { name, code in
        "\(name)=\(Route.encoded(code.pageName(ofEdition: code.currentIndex)))"
      }
      context.chooser = Address(
        internal: site.address(of: .moves, from: page.route).text + "?" + choice.joined(separator: "&"))
    }
    return context
  }

  /// Returns the page on which readers choose two texts.
  func build() -> MovingPage {
    var context = self.context(trail: [.comparison])
    context.topics = site.handbook.topics.map(section)
    context.choices = site.handbook.movingTexts.map(text)
    context.moves = site.moves(from: page.route)
    if site.map.has(.sideBySide) { context.sideBySide = site.address(of: .sideBySide, from: page.route) }
    return context
  }

  private func context(trail: [Page.Subject]) -> MovingPage {
    MovingPage(shell: site.shell(of: page, title: site.name(of: page.subject), trail: trail))
  }

  private func section(on topic: Topic) -> MovingTopic {
    MovingTopic(
      anchor: topic.id.rawValue, title: topic.metadata.title.value,
      address: site.address(of: .topic(topic.id), from: page.route))
  }

  private func quotations(on topic: Topic, of code: CodeOfEthics) -> [QuotationContext] {
    let quotations = QuotationBuilder(site: site, route: page.route)
    return (site.handbook.passagesByTopic[topic.id] ?? []).filter { $0.code == code.id }.map {
      quotations.passage($0.part, of: code, edition: code.currentIndex)
    }
  }

  private func text(of code: CodeOfEthics, edition index: Int) -> MovingText {
    let edition = code.editions[index]
    let quotations = QuotationBuilder(site: site, route: page.route)
    var topics: [Passage.Part: [String]] = [:]
    var parts: [Passage.Part] = []
    let byTopic = edition.text.partsByTopic
    for topic in site.handbook.topics {
      for part in byTopic[topic.id] ?? [] {
        if topics[part] == nil { parts.append(part) }
        topics[part, default: []].append(topic.id.rawValue)
      }
    }
    var state = CompareColumns(site: site, route: page.route).state(of: code)
    state.address = site.address(of: .code(code.id, edition: index), from: page.route)
    state.status = site.status(of: edition)
    state.replaced = site.replacedSentence(of: code, edition: index)
    if code.editions.count > 1 { state.jurisdiction += ", " + site.editionName(edition) }
    return MovingText(
      key: code.pageName(ofEdition: index), state: state, isReviewed: edition.metadata.topics != nil,
      passages: parts.sorted(by: edition.text.isEarlier).map { part in
        MovingPassage(
          topics: (topics[part] ?? []).joined(separator: " "),
          quotation: quotations.passage(part, of: code, edition: index))
      },
      comparisons: code.editions.indices.compactMap { earlier in
        let subject = Page.Subject.difference(code.id, edition: index, since: earlier)
        guard site.map.has(subject) else { return nil }
        return MovingComparison(
          since: code.pageName(ofEdition: earlier), address: site.address(of: subject, from: page.route))
      })
  }
}

extension CodeText {
  /// Returns whether a part is before another one.
  fileprivate func isEarlier(_ part: Passage.Part, _ other: Passage.Part) -> Bool {
    func position(_ part: Passage.Part) -> (group: Int, provision: Int) {
      switch part {
      case .provision(let place): (provisions[place].group, place)
      case .group(let place): (place, -1)
      }
    }
    return position(part) < position(other)
  }
}

extension Handbook {
  /// The texts that readers can choose from, newest edition first; empty if there are fewer than two, or too
  /// many for one page.
  fileprivate var movingTexts: [(code: CodeOfEthics, edition: Int)] {
    let texts = codes.filter { !omits($0.id) }.flatMap { code in
      code.editions.indices.filter { code.editions[$0].metadata.text == .full }.map { (code, $0) }
    }
    let count = texts.reduce(0) { $0 + $1.0.editions[$1.1].text.provisions.count }
    return topics.isEmpty || texts.count < 2 || count > PageLimits.passagesSideBySide ? [] : texts
  }
}

extension SiteContext {
  /// Returns links to the pages for two codes that `handbook.yml` names.
  func moves(from route: Route) -> [LinkContext] {
    map.planned.compactMap { page in
      guard case .moving = page.subject else { return nil }
      return link(to: page.subject, from: route)
    }
  }
}

extension PageKind {
  static let moves = generated(
    MovingPage.self, .moves, at: { $0.movingTexts.isEmpty ? nil : "moving/index.html" }, name: .moves,
    growsWithHandbook: true, section: .comparison, outline: nil, isIndexed: true,
    build: { MovingPageBuilder(site: $1, page: $0).build() })

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
        MovingPageBuilder(site: site, page: page).build(
          from: required(site.handbook.code(from), page.subject),
          to: required(site.handbook.code(to), page.subject)))
    })
}
