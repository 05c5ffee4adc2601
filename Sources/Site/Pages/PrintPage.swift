import Basics
import Handbook
import Markdown

/// The print page, which has everything on one page.
struct PrintPage: PageContext {
  static let template = "print"

  var shell: PageShell
  var parts: [PrintPart] = []
  /// The codes that can be printed separately.
  var states: [LinkContext] = []

  static let fields = TemplateFields<PrintPage>([
    .list("parts", \.parts, "The parts of the handbook, in order."),
    .flag("hasStates", { !$0.states.isEmpty }, "Whether the text of a code is included."),
    .list("states", \.states, "The codes that can be printed by themselves."),
  ])
}

/// The pages of one kind, such as all lessons, which can be printed separately.
struct PrintPart: TemplateContext {
  var title: String
  /// The id that makes the page show only this part while it's in the address.
  var choice: String
  var sections: [PrintSection]

  static let fields = TemplateFields<PrintPart>([
    .text("title", \.title, "The heading, such as Lessons."),
    .text("choice", \.choice, "The id in the address that makes the page show only this part."),
    .list("sections", \.sections, "The pages, in order."),
  ])
}

/// A page of the handbook on the print page.
struct PrintSection: TemplateContext {
  var title: String
  /// The id of the section, which is also the prefix of the ids in ``content``.
  var anchor: String
  /// The id that makes the page show only this section while it's in the address.
  var choice: String { "only-\(anchor)" }
  /// The notice that goes with copies, if the section is a code whose text is included.
  var caution: CautionContext?
  /// The header of each sheet of the section, if it's a code.
  var runningHead: String?
  /// The note about numbers that the source doesn't print.
  var numbersNote: String?
  /// The objectives of a lesson.
  var objectives: [PrintObjective] = []
  /// The page's content, with headings starting at the third level.
  var content: HTML
  /// The answers to a lesson's self-checks, as rendered by the template `answer-key`.
  var answerKey: HTML?

  static let fields = TemplateFields<PrintSection>([
    .text("title", \.title, "The page's title."),
    .text("anchor", \.anchor, "The section's id."),
    .text("choice", \.choice, "The id in the address that makes the page show only this section."),
    .object("caution", optional: \.caution, "The notice that identifies the text, if the section is a code."),
    .text(
      "runningHead", optional: \.runningHead,
      "The text for the top of each printed page, if the section is a code."),
    .text("numbersNote", optional: \.numbersNote, "A note that gray numbers aren't in the source."),
    .flag("hasObjectives", { !$0.objectives.isEmpty }, "Whether the page is a lesson with objectives."),
    .list("objectives", \.objectives, "The objectives of a lesson."),
    .html("content", \.content, "The page's content."),
    .html("answerKey", optional: \.answerKey, "The answer key, from the template `answer-key`."),
  ])
}

/// An objective of a lesson, with the id that self-checks link to.
struct PrintObjective: TemplateContext {
  var anchor: String
  var text: String

  static let fields = TemplateFields<PrintObjective>([
    .text("anchor", \.anchor, "The objective's id."),
    .text("text", \.text, "The objective."),
  ])
}

/// Builds the print page, which contains all documents, with unique ids and links to its own sections.
struct PrintPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> PrintPage {
    var context = PrintPage(shell: site.shell(of: page, title: site.words[.printAll], trail: []))
    let documents = site.handbook.currentDocuments
    for kind in Self.kinds {
      let sections = documents.filter { kind.includes($0.key) }.map(section)
      if sections.isEmpty { continue }
      context.parts.append(
        PrintPart(title: site.words[kind.phrase], choice: "part-\(kind.phrase.rawValue)", sections: sections))
    }
    context.states = site.handbook.codesWithText.map { code in
      let section = InwardAnchor.section(of: .code(code.id, edition: code.currentIndex, view: .proposed))
      return LinkContext(
        title: site.text.placeName(of: code), address: Address(internal: "#only-\(section)"))
    }
    context.shell.contents = context.parts.flatMap { part in
      let entries = part.sections.map {
        ContentsEntry(title: $0.title, address: Address(internal: "#" + $0.anchor))
      }
      guard entries.count > 1, let first = entries.first else { return entries }
      return [ContentsEntry(title: part.title, address: first.address, entries: entries)]
    }
    return context
  }

  /// The parts of the page, in order.
  private static let kinds: [(phrase: ThemePhrase, includes: @Sendable (DocumentKey) -> Bool)] = [
    (.codes, { if case .code = $0 { true } else { false } }),
    (.topics, { if case .topic = $0 { true } else { false } }),
    (.lessons, { if case .lesson = $0 { true } else { false } }),
    (.glossary, { $0 == .glossary }),
    (.pages, { if case .page = $0 { true } else { false } }),
  ]

  private func section(of document: HandbookDocument) -> PrintSection {
    let key = document.key
    switch key {
    case .code(let id, _, _):
      return section(of: required(site.handbook.code(id), page.subject), key)
    case .lesson(let id):
      let lesson = required(site.handbook.lesson(id), page.subject)
      var section = plainSection(of: document)
      section.objectives = lesson.metadata.objectives.map {
        PrintObjective(anchor: "\(InwardAnchor.prefix(of: key))\($0.id.value)", text: $0.text.value)
      }
      section.answerKey = AnswerKeyBuilder(lesson: lesson, renderer: renderer(key, lesson.document)).html()
      return section
    case .topic, .glossary, .page:
      return plainSection(of: document)
    }
  }

  private func section(of code: CodeOfEthics, _ key: DocumentKey) -> PrintSection {
    let edition = code.current
    let renderer = renderer(key, edition.text.document)
    var html = HTML()
    if edition.metadata.text == .full {
      html = renderer.printedHTML(
        of: edition.text.groups, in: edition.text, prefix: InwardAnchor.prefix(of: key))
      html.bytes += renderer.footnotes.bytes
    } else {
      html = renderer.html(ofChildrenOf: 0)
    }
    var section = PrintSection(
      title: "\(site.text.placeName(of: code)): \(edition.metadata.title.value)",
      anchor: InwardAnchor.section(of: key), content: html)
    section.runningHead = site.runningHead(of: code, edition: code.currentIndex)
    if edition.metadata.text == .full {
      section.caution = site.caution(on: code, edition: code.currentIndex, view: .proposed, from: page.route)
      section.numbersNote = site.numbersNote(on: edition.text)
    }
    return section
  }

  private func plainSection(of document: HandbookDocument) -> PrintSection {
    PrintSection(
      title: site.handbook.metadata(of: document.key)?.title.value ?? "",
      anchor: InwardAnchor.section(of: document.key),
      content: renderer(document.key, document.document).html(ofChildrenOf: 0))
  }

  private func renderer(_ key: DocumentKey, _ document: MarkdownDocument) -> DocumentRenderer {
    DocumentRenderer(
      site: site, key: key, document: document, route: page.route, idPrefix: InwardAnchor.prefix(of: key),
      isInward: true)
  }
}

/// The ids on the page that contains all documents.
enum InwardAnchor {
  /// Returns the id of a document's section.
  static func section(of key: DocumentKey) -> String {
    let name =
      switch key {
      case .code(let id, _, _): "code-\(id)"
      case .topic(let id): "topic-\(id)"
      case .lesson(let id): "lesson-\(id)"
      case .glossary: "glossary"
      case .page(let id): "page-\(id)"
      }
    return name.replacing("/", with: "-")
  }

  /// Returns the prefix of the ids in a document's section.
  static func prefix(of key: DocumentKey) -> String { section(of: key) + "--" }

  /// Returns the id for a reference's target, or `nil` if the page doesn't contain it, because it's an asset,
  /// an older edition of a code, or a provision that has ended.
  static func anchor(of target: ReferenceTarget, in handbook: Handbook) -> String? {
    guard let key = target.document, contains(target, handbook) else { return nil }
    return target.anchor.map { prefix(of: key) + $0 } ?? section(of: key)
  }

  private static func contains(_ target: ReferenceTarget, _ handbook: Handbook) -> Bool {
    if handbook.omits(target) { return false }
    return switch target {
    case .code(let id, let edition): handbook.code(id)?.currentIndex == edition
    case .group(let id, let edition, _): handbook.code(id)?.currentIndex == edition
    case .provision(let id, let edition, let provision):
      handbook.code(id).map { $0.currentIndex == edition && $0.current.text.place(of: provision) != nil }
        ?? false
    case .topic, .lesson, .glossary, .term, .page, .anchor, .asset: true
    }
  }
}

extension PageKind {
  static let print = generated(
    PrintPage.self, .print, at: { $0.documents.count <= PageLimits.documentsForPrint ? "print.html" : nil },
    name: .printAll, growsWithHandbook: true, section: nil, outline: nil, source: .everything,
    isIndexed: false,
    build: { PrintPageBuilder(site: $1, page: $0).build() })
}
