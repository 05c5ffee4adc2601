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

/// Builds the print page, which contains all documents, with unique ids and links to its own sections.
struct PrintPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> PrintPage {
    var context = PrintPage(shell: site.shell(of: page, title: site.words[.printAll], trail: []))
    context.parts = PrintPartBuilder(site: site, route: page.route).parts
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
}

extension PageKind {
  static let print = generated(
    PrintPage.self, .print, at: { $0.documents.count <= PageLimits.documentsForPrint ? "print.html" : nil },
    name: .printAll, growsWithHandbook: true, section: nil, outline: nil, source: .everything,
    isIndexed: false,
    build: { PrintPageBuilder(site: $1, page: $0).build() })
}

/// The pages of one kind, such as all lessons, on the print page or in a printed book.
struct PrintPart: TemplateContext {
  /// The kinds of parts, in order.
  enum Kind: String, CaseIterable {
    case codes, topics, lessons, glossary, pages

    init(_ key: DocumentKey) {
      self =
        switch key {
        case .code: .codes
        case .topic: .topics
        case .lesson: .lessons
        case .glossary: .glossary
        case .page: .pages
        }
    }

    var title: ThemePhrase {
      switch self {
      case .codes: .codes
      case .topics: .topics
      case .lessons: .lessons
      case .glossary: .glossary
      case .pages: .pages
      }
    }
  }

  var kind: Kind
  var title: String
  var sections: [PrintSection]
  /// The id that makes the page show only this part while it's in the address.
  var choice: String { "part-\(kind.rawValue)" }

  static let fields = TemplateFields<PrintPart>([
    .text("title", \.title, "The heading, such as Lessons."),
    .text("choice", \.choice, "The id in the address that makes the page show only this part."),
    .list("sections", \.sections, "The pages, in order."),
  ])
}

/// A page of the handbook on the print page or in a printed book.
struct PrintSection: TemplateContext {
  let document: DocumentKey
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
  /// The ids of the section, its headings, its provisions, and other parts that an index can lead to.
  var anchors: [String] = []
  /// The blocks of a code whose text isn't included.
  var blocks: [HTML] = []

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

/// Builds the parts of the print page and of a printed book, with unique ids and links between them.
struct PrintPartBuilder {
  let site: SiteContext
  let route: Route
  /// Whether the parts are for a printed book, where nothing can be clicked.
  var isForBook = false
  var includes: @Sendable (DocumentKey) -> Bool = { _ in true }

  /// The parts that have sections, in order.
  var parts: [PrintPart] {
    let documents = site.handbook.currentDocuments.filter { includes($0.key) }
    return PrintPart.Kind.allCases.compactMap { kind in
      let own = documents.filter { PrintPart.Kind($0.key) == kind }
      // Documents are below second-level headings, except for the only document of a chapter.
      let builder = SectionBuilder(parts: self, headingShift: isForBook && own.count == 1 ? 0 : 1)
      let sections = own.map(builder.section)
      return sections.isEmpty ? nil : PrintPart(kind: kind, title: site.words[kind.title], sections: sections)
    }
  }
}

/// Builds the sections of a part.
private struct SectionBuilder {
  let parts: PrintPartBuilder
  /// The number of levels that headings are lowered.
  let headingShift: Int

  private var site: SiteContext { parts.site }

  func section(of document: HandbookDocument) -> PrintSection {
    let key = document.key
    switch key {
    case .code(let id, _, _):
      return section(of: required(site.handbook.code(id), .print), key)
    case .lesson(let id):
      let lesson = required(site.handbook.lesson(id), .print)
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
    var blocks: [HTML] = []
    var anchors: [String] = []
    if edition.metadata.text == .full {
      html = renderer.printedHTML(
        of: edition.text.groups, in: edition.text, prefix: InwardAnchor.prefix(of: key))
      html.bytes += renderer.footnotes.bytes
      anchors = edition.text.groups.map(\.anchor) + edition.text.provisions.map(\.id.value.rawValue)
    } else {
      html = renderer.html(ofChildrenOf: 0)
      blocks = edition.text.document.children(of: 0).map { renderer.html(of: $0) }
    }
    var section = PrintSection(
      document: key, title: "\(site.text.placeName(of: code)): \(edition.metadata.title.value)",
      anchor: InwardAnchor.section(of: key), content: html)
    section.runningHead = site.runningHead(of: code, edition: code.currentIndex)
    section.blocks = blocks
    section.anchors = [section.anchor] + anchors.map { InwardAnchor.prefix(of: key) + $0 }
    if edition.metadata.text == .full {
      section.caution = site.caution(on: code, edition: code.currentIndex, view: .proposed, from: parts.route)
      section.numbersNote = site.numbersNote(on: edition.text)
    }
    return section
  }

  private func plainSection(of document: HandbookDocument) -> PrintSection {
    let text = document.document
    var section = PrintSection(
      document: document.key, title: site.handbook.metadata(of: document.key)?.title.value ?? "",
      anchor: InwardAnchor.section(of: document.key),
      content: renderer(document.key, text).html(ofChildrenOf: 0))
    let anchors = text.nodes.indices.filter { text.nodes[$0].kind == .heading }.compactMap(text.anchorOrID)
    section.anchors = [section.anchor] + anchors.map { InwardAnchor.prefix(of: document.key) + $0 }
    return section
  }

  private func renderer(_ key: DocumentKey, _ document: MarkdownDocument) -> DocumentRenderer {
    DocumentRenderer(
      site: site, key: key, document: document, route: parts.route, idPrefix: InwardAnchor.prefix(of: key),
      isInward: true, headingShift: headingShift, isForBook: parts.isForBook)
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

  /// Returns the id of the section with the content of a page of the site, or `nil` for a page that has no section.
  ///
  /// Every view of a code's current edition has the same section.
  static func section(of subject: Page.Subject, in handbook: Handbook) -> String? {
    switch subject {
    case .code(let id, let edition, let view):
      handbook.code(id)?.currentIndex == edition ? section(of: .code(id, edition: edition, view: view)) : nil
    case .topic(let id): section(of: .topic(id))
    case .lesson(let id): section(of: .lesson(id))
    case .glossary: section(of: .glossary)
    case .plain(let id): section(of: .page(id))
    default: nil
    }
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
