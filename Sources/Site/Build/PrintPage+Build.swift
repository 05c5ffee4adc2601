import Handbook
import Markup

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
        for group in edition.text.groups {
          html.bytes +=
            renderer.printedHTML(of: group, in: edition.text, prefix: InwardAnchor.prefix(of: key)).bytes
        }
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
      section.content.bytes =
        objectives(of: lesson, prefix: InwardAnchor.prefix(of: key)).bytes + section.content.bytes
        + (AnswerKeyBuilder(lesson: lesson, renderer: renderer(key, lesson.document)).html()?.bytes ?? [])
      return section
    }
  }

  /// The objectives of a lesson as a list, each with the id that self-checks lead to.
  private func objectives(of lesson: Lesson, prefix: String) -> HTML {
    guard !lesson.metadata.objectives.isEmpty else { return HTML() }
    let items = lesson.metadata.objectives.map { objective in
      "<li id=\"\(HTML.escaped(prefix + objective.id.value))\">\(HTML.escaped(objective.text.value))</li>\n"
    }
    return HTML(markup: "<ul>\n\(items.joined())</ul>\n")
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
    case .group(_, _, let anchor), .anchor(_, let anchor): return prefix + anchor
    case .provision(_, _, let id): return prefix + id.rawValue
    case .term(let id): return prefix + id.rawValue
    case .topic(_, let anchor?), .lesson(_, let anchor?), .page(_, let anchor?): return prefix + anchor
    case .code, .topic, .lesson, .page, .glossary: return section(of: key)
    case .asset: return nil
    }
  }
}
