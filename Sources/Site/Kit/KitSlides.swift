import Basics
import Handbook
import Markdown

/// The slides of a lesson, with notes for the facilitator.
struct KitSlidesPage: PageContext {
  static let template = "kit-slides"

  var shell: PageShell
  var kit: KitFacts
  var duration: String?
  var lessonObjectives: [PhraseContext]
  var slides: [KitSlide]

  static let fields = TemplateFields<KitSlidesPage>([
    .object("kit", \.kit, "The text of each sheet's header and footer."),
    .text("duration", optional: \.duration, "How long the lesson takes, in words."),
    .list("lessonObjectives", \.lessonObjectives, "What learners can do afterward."),
    .text("count", { String($0.slides.count) }, "The number of slides."),
    .list("slides", \.slides, "The slides, in order."),
  ])
}

/// A slide.
///
/// What people see is little: a heading, a quotation, a list, a scenario, a question, or an answer. The paragraphs of
/// the lesson are in the notes.
struct KitSlide: TemplateContext {
  enum Kind: String {
    case title, objectives, section, text, law, scenario, keypoints, callout, question, answer, texts
  }

  var kind: Kind
  var number = ""
  /// A few words above the heading: the section that the slide is in.
  var kicker: HTML?
  /// The heading, unless the template has one for the slide's kind.
  var title: HTML?
  var content: HTML?
  var objectives: [PhraseContext] = []
  var quotations: [QuotationContext] = []
  var question: KitQuestion?
  var notes = HTML()
  /// How much there is to read, from 1 (little) to 5.
  var density = 1

  static let fields = TemplateFields<KitSlide>([
    .text("kind", \.kind.rawValue, "Its kind, in lower case."),
    .flag("isTitle", { $0.kind == .title }, "Whether it has the title of the lesson."),
    .flag("isObjectives", { $0.kind == .objectives }, "Whether it has the objectives of the lesson."),
    .flag("isSection", { $0.kind == .section }, "Whether it begins a section."),
    .flag("isScenario", { $0.kind == .scenario }, "Whether it has a scenario."),
    .flag("isKeypoints", { $0.kind == .keypoints }, "Whether it has the key points."),
    .flag("isAnswer", { $0.kind == .answer }, "Whether it has the answer to the question before it."),
    .flag("isTexts", { $0.kind == .texts }, "Whether it lists the codes that the lesson cites."),
    .text("number", \.number, "Its number, from 1."),
    .html("kicker", optional: \.kicker, "The section that it is in."),
    .html("title", optional: \.title, "Its heading."),
    .html("content", optional: \.content, "A list, a table, a picture, or the text of a call-out."),
    .flag(
      "hasObjectives", { !$0.objectives.isEmpty }, "Whether it begins a section that teaches objectives."),
    .list("objectives", \.objectives, "The objectives that the section teaches."),
    .flag("hasQuotations", { !$0.quotations.isEmpty }, "Whether it quotes a code."),
    .flag("isSideBySide", { $0.quotations.count > 1 }, "Whether it has several quotations."),
    .list("quotations", \.quotations, "What it quotes."),
    .object("question", optional: \.question, "The question."),
    .flag("hasNotes", { !$0.notes.isEmpty }, "Whether it has notes for the facilitator."),
    .html("notes", \.notes, "The notes for the facilitator: the lesson's own words."),
    .text("density", { String($0.density) }, "How much there is to read, from 1 (little) to 5."),
  ])
}

/// Makes slides of a lesson: one for each heading, quotation, list, table, picture, and call-out, and two for each
/// question.
///
/// Paragraphs and facilitator's notes become the notes of the slide that they follow.
struct KitSlideBuilder {
  private let lesson: Lesson
  private let renderer: DocumentRenderer
  private var slides: [KitSlide] = []
  /// The heading of the top-level section.
  private var section: HTML?
  /// The heading inside that section.
  private var heading: HTML?
  /// Whether a slide has shown ``heading``.
  private var isShown = false
  /// What the lesson says between that heading and its first slide.
  private var waitingNotes = HTML()
  /// The level of the headings that have slides of their own.
  private let topLevel: Int

  private var site: SiteContext { renderer.site }
  private var document: MarkdownDocument { lesson.document }

  init(lesson: Lesson, renderer: DocumentRenderer) {
    self.lesson = lesson
    self.renderer = renderer
    topLevel = lesson.sections.map { lesson.document.nodes[$0.heading].level }.min() ?? 2
  }

  func build() -> [KitSlide] {
    var builder = self
    builder.addAll()
    for place in builder.slides.indices { builder.slides[place].number = String(place + 1) }
    return builder.slides
  }

  private mutating func addAll() {
    slides.append(KitSlide(kind: .title))
    if !lesson.metadata.objectives.isEmpty { slides.append(KitSlide(kind: .objectives)) }
    var previous: Node.Kind?
    for node in document.children(of: 0) {
      switch document.nodes[node].kind {
      case .heading: add(heading: node)
      case .quotation: add(quotation: node, follows: previous == .quotation)
      case .callout: add(callout: node)
      case .question: add(question: node)
      case .paragraph where !hasPicture(node), .htmlBlock, .thematicBreak, .footnoteDefinition:
        note(renderer.html(of: node))
      default:
        let content = renderer.html(of: node)
        add(KitSlide(kind: .text, content: content, density: Self.density(of: [content])))
      }
      previous = document.nodes[node].kind
    }
    showHeading()
    note(renderer.footnotes)
    slides.append(KitSlide(kind: .texts))
  }

  private func hasPicture(_ node: MarkdownDocument.Index) -> Bool {
    document.subtree(of: node).contains { document.nodes[$0].kind == .image }
  }

  // MARK: Slides

  /// Adds a slide, under the heading that it is under in the lesson, with what the lesson says before it.
  private mutating func add(_ slide: KitSlide) {
    var slide = slide
    if slide.title == nil {
      slide.title = heading ?? section
      slide.kicker = heading == nil ? nil : section
    } else {
      slide.kicker = section
    }
    slide.notes.bytes = waitingNotes.bytes + slide.notes.bytes
    waitingNotes = HTML()
    isShown = true
    slides.append(slide)
  }

  private mutating func add(heading node: MarkdownDocument.Index) {
    showHeading()
    let title = renderer.inlineHTML(of: node)
    guard document.nodes[node].level <= topLevel else {
      heading = title
      return
    }
    section = title
    heading = nil
    let taught = Set(lesson.sections.first { $0.heading == node }?.teaches.map(\.value) ?? [])
    slides.append(
      KitSlide(
        kind: .section, title: title,
        objectives: lesson.metadata.objectives.filter { taught.contains($0.id.value) }.map {
          PhraseContext(text: $0.text.value)
        }))
  }

  /// Adds a slide for a heading that has none yet.
  private mutating func showHeading() {
    if heading != nil, !isShown { add(KitSlide(kind: .section)) }
    heading = nil
    isShown = false
  }

  /// The longest two quotations that fit on one slide.
  private static let longestPair = 720

  private mutating func add(quotation node: MarkdownDocument.Index, follows: Bool) {
    guard let reference = document.nodes[node].referenceIndex,
      let target = site.handbook.targets[.lesson(lesson.id)]?[reference],
      let quotation = QuotationBuilder(site: site, route: renderer.route).quotation(of: target)
    else { return }
    if follows, let last = slides.last, last.kind == .law, last.quotations.count == 1 {
      let pair = last.quotations + [quotation]
      let lengths = pair.map { Self.length(of: $0) }
      if lengths.reduce(0, +) <= Self.longestPair {
        slides[slides.count - 1].quotations = pair
        slides[slides.count - 1].density = Self.density(ofLength: 2 * (lengths.max() ?? 0))
        return
      }
    }
    add(
      KitSlide(
        kind: .law, quotations: [quotation], density: Self.density(ofLength: Self.length(of: quotation))))
  }

  private mutating func add(callout node: MarkdownDocument.Index) {
    let kind = document.nodes[node].calloutKind
    let isTitled = document.nodes[node].flags.contains(.titled)
    let blocks = Array(document.children(of: node))
    let content = HTML(bytes: blocks.dropFirst(isTitled ? 1 : 0).flatMap { renderer.html(of: $0).bytes })
    if kind == .facilitator {
      note(content)
      return
    }
    let title = isTitled ? blocks.first.map(renderer.inlineHTML) : nil
    let phrase: ThemePhrase? =
      switch kind {
      case .scenario: .calloutScenario
      case .keypoints: .calloutKeypoints
      case .note: .calloutNote
      case .tip: .calloutTip
      case .important: .calloutImportant
      case .warning: .calloutWarning
      case .caution: .calloutCaution
      case .facilitator, nil: nil
      }
    add(
      KitSlide(
        kind: kind == .scenario ? .scenario : kind == .keypoints ? .keypoints : .callout,
        title: title ?? phrase.map { HTML(escaping: site.words[$0]) }, content: content,
        density: Self.density(of: [content])))
  }

  private mutating func add(question node: MarkdownDocument.Index) {
    guard let place = lesson.questions.firstIndex(where: { $0.node == node }) else { return }
    let block = QuestionBuilder(renderer: renderer).question(at: node)
    var question = KitQuestion(number: place + 1, anchor: "question-\(place + 1)", block)
    let title = HTML(escaping: block.name)
    let right = block.choices.filter(\.isCorrect)
    let others = block.choices.filter { !$0.isCorrect }
    let answers = right.flatMap { [$0.html, $0.rationale].compactMap(\.self) } + others.map(\.html)
    // Both slides have the same text size, so that nothing moves when the answer is shown.
    let density = max(Self.density(of: [block.stem] + block.choices.map(\.html)), Self.density(of: answers))
    add(KitSlide(kind: .question, title: title, question: question, density: density))
    question.right = right.map(\.label).joined(separator: ", ")
    add(
      KitSlide(
        kind: .answer, title: title, question: question,
        notes: HTML(bytes: others.flatMap(Self.note)), density: density))
  }

  /// Returns why a choice is wrong, as a note.
  private static func note(on choice: ChoiceContext) -> [UInt8] {
    guard let rationale = choice.rationale else { return [] }
    return HTML(markup: "<div><b>\(HTML.escaped(choice.label))</b> ").bytes + rationale.bytes
      + HTML(markup: "</div>\n").bytes
  }

  /// Adds to what the facilitator reads.
  private mutating func note(_ html: HTML) {
    guard !html.isEmpty else { return }
    if heading != nil, !isShown {
      waitingNotes.bytes += html.bytes
    } else {
      slides[slides.count - 1].notes.bytes += html.bytes
    }
  }

  // MARK: Sizes

  /// Returns how much there is to read on a slide, from 1 to 5.
  private static func density(of parts: [HTML]) -> Int { density(ofLength: parts.map(length).reduce(0, +)) }

  private static func density(ofLength length: Int) -> Int {
    1 + [230, 380, 560, 800].count { $0 < length }
  }

  private static func length(of quotation: QuotationContext) -> Int {
    length(of: quotation.html) + (quotation.leadIn.map(length) ?? 0)
  }

  /// Returns the number of bytes of text in markup, where each line that begins for itself counts as half a line more.
  private static func length(of html: HTML) -> Int {
    var isInTag = false
    var length = 0
    for (place, byte) in html.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"):
        isInTag = true
        let rest = html.bytes[place...].prefix(3)
        if rest.elementsEqual("<li".utf8) || rest.elementsEqual("<p>".utf8) || rest.elementsEqual("<tr".utf8)
        {
          length += 30
        }
      case UInt8(ascii: ">"): isInTag = false
      default: if !isInTag { length += 1 }
      }
    }
    return length
  }
}
