import Handbook
import Markup

/// Everything on one page, for print.
struct PrintPage: PageContext {
  static let template = "print"

  var shell: PageShell
  var sections: [PrintSection] = []

  static let fields = TemplateFields<PrintPage>([
    .list("sections", \.sections, "The pages of the handbook, in order.")
  ])
}

/// A page of the handbook within the page for print.
struct PrintSection: TemplateContext {
  var title: String
  /// The id of the section; ids in ``content`` begin with it.
  var anchor: String
  var status: StatusContext?
  var version: String?
  /// The objectives of a lesson.
  var objectives: [PrintObjective] = []
  /// The page's content, with headings from the third level down.
  var content: HTML
  /// The answers to a lesson's self-checks, as the template `answer-key` made them.
  var answerKey: HTML?

  static let fields = TemplateFields<PrintSection>([
    .text("title", \.title, "The page's title."),
    .text("anchor", \.anchor, "The section's id."),
    .object("status", optional: \.status, "The standing, where the page is a code."),
    .text("version", optional: \.version, "The version, where the page is a code."),
    .flag("hasObjectives", { !$0.objectives.isEmpty }, "Whether the page is a lesson with objectives."),
    .list("objectives", \.objectives, "The objectives of a lesson."),
    .html("content", \.content, "The page's content."),
    .html("answerKey", optional: \.answerKey, "The answer key, as the template `answer-key` made it."),
  ])
}

/// An objective of a lesson, with the id that self-checks lead to.
struct PrintObjective: TemplateContext {
  var anchor: String
  var text: String

  static let fields = TemplateFields<PrintObjective>([
    .text("anchor", \.anchor, "The objective's id."),
    .text("text", \.text, "The objective."),
  ])
}

/// Builds the page that holds everything, for print: codes, topics, lessons, the glossary and pages, with links
/// turned inward and every id unique.
struct PrintPageBuilder {
  let site: SiteContext
  let page: Page

  func build() -> PrintPage {
    var context = PrintPage(shell: site.shell(of: page, title: site.words[.printAll], trail: []))
    context.sections = codes + topics + lessons + glossary + pages
    context.shell.contents = context.sections.map { section in
      ContentsEntry(title: section.title, address: Address(internal: "#" + section.anchor))
    }
    return context
  }

  private var codes: [PrintSection] {
    site.handbook.codes.map { code in
      let edition = code.current
      let key = DocumentKey.code(code.id, edition: code.currentIndex, view: .proposed)
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
        title: "\(edition.metadata.jurisdiction.value): \(edition.metadata.title.value)",
        anchor: InwardAnchor.section(of: key), content: html)
      section.status = site.status(of: edition)
      section.version = edition.metadata.version
      return section
    }
  }

  private var topics: [PrintSection] {
    site.handbook.topics.map { section(.topic($0.id), title: $0.metadata.title.value, $0.document) }
  }

  private var lessons: [PrintSection] {
    site.handbook.lessons.map { lesson in
      let key = DocumentKey.lesson(lesson.id)
      var section = section(key, title: lesson.metadata.title.value, lesson.document)
      section.objectives = lesson.metadata.objectives.map {
        PrintObjective(anchor: "\(InwardAnchor.prefix(of: key))\($0.id.value)", text: $0.text.value)
      }
      section.answerKey = AnswerKeyBuilder(lesson: lesson, renderer: renderer(key, lesson.document)).html()
      return section
    }
  }

  private var glossary: [PrintSection] {
    site.handbook.manuscript.glossary.map {
      [section(.glossary, title: $0.metadata.title.value, $0.document)]
    } ?? []
  }

  private var pages: [PrintSection] {
    site.handbook.manuscript.pages.map { section(.page($0.id), title: $0.metadata.title.value, $0.document) }
  }

  private func section(_ key: DocumentKey, title: String, _ document: MarkdownDocument) -> PrintSection {
    PrintSection(
      title: title, anchor: InwardAnchor.section(of: key),
      content: renderer(key, document).html(ofChildrenOf: 0))
  }

  private func renderer(_ key: DocumentKey, _ document: MarkdownDocument) -> DocumentRenderer {
    DocumentRenderer(
      site: site, key: key, document: document, route: page.route, idPrefix: InwardAnchor.prefix(of: key),
      isInward: true)
  }
}

/// The ids of places on the page that holds everything.
enum InwardAnchor {
  /// The id of a document's section.
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

  /// What the ids within a document's section begin with.
  static func prefix(of key: DocumentKey) -> String { section(of: key) + "--" }

  /// The id that stands for a reference's target; nothing for what the page does not hold.
  static func anchor(of target: ReferenceTarget) -> String? {
    guard let key = target.document else { return nil }
    let prefix = prefix(of: key)
    switch target {
    case .group(_, _, let group): return prefix + group.rawValue
    case .anchor(_, let anchor): return prefix + anchor
    case .provision(_, _, let id): return prefix + id.rawValue
    case .term(let id): return prefix + id.rawValue
    case .topic(_, let anchor?), .lesson(_, let anchor?), .page(_, let anchor?): return prefix + anchor
    case .code, .topic, .lesson, .page, .glossary: return section(of: key)
    case .asset: return nil
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
