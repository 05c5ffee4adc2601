import Basics
import Handbook
import Markdown

/// A translated code next to its original, provision by provision.
struct ParallelPage: PageContext {
  static let template = "parallel"

  var shell: PageShell
  /// The name of each language, in that language.
  var languageName: String
  var originalLanguage: String
  /// The language of the original, such as `en`.
  var originalTag: String
  var groups: [ParallelGroup] = []

  static let fields = TemplateFields<ParallelPage>([
    .text("languageName", \.languageName, "The name of the translation's language, in that language."),
    .text("originalLanguage", \.originalLanguage, "The name of the original's language, in that language."),
    .text("originalTag", \.originalTag, "The language of the original, such as `en`."),
    .list("groups", \.groups, "The groups, in order."),
  ])
}

/// A group of a code in both languages.
struct ParallelGroup: TemplateContext {
  var anchor: String
  /// The name of a group without a heading, such as "Group 5".
  var countedName: String?
  var heading: HTML?
  var originalHeading: HTML?
  var rows: [ParallelRow]

  static let fields = TemplateFields<ParallelGroup>([
    .text("anchor", \.anchor, "The group's id."),
    .text("countedName", optional: \.countedName, "The name of a group without a heading, such as Group 5."),
    .html("heading", optional: \.heading, "The heading in the translation."),
    .html("originalHeading", optional: \.originalHeading, "The heading in the original."),
    .list("rows", \.rows, "The paragraphs and provisions, in order."),
  ])
}

/// A provision in both languages, or a paragraph between provisions.
struct ParallelRow: TemplateContext {
  /// The provision's id, or `nil` for a paragraph.
  var anchor: String?
  var label: String?
  var number: String?
  var text: HTML
  var original: HTML
  /// Says that the original has changed since it was translated.
  var remark: HTML?

  static let fields = TemplateFields<ParallelRow>([
    .text("anchor", optional: \.anchor, "The provision's id; absent for a paragraph."),
    .text("label", optional: \.label, "The label that the source prints."),
    .text("number", optional: \.number, "The number that citations use if the source prints no label."),
    .html("text", \.text, "The text in the translation."),
    .html("original", \.original, "The text in the original."),
    .html("remark", optional: \.remark, "Says that the original has changed since it was translated."),
  ])
}

/// Builds the page with a translated code and its original.
struct ParallelPageBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics
  let translation: EditionTranslation

  private var text: CodeText { code.current.text }

  func build() -> ParallelPage {
    let title = "\(site.text.codeName(code.id, edition: code.currentIndex)): \(site.words[.parallel])"
    var shell = site.shell(
      of: page, title: title,
      trail: [.codes, site.map.mainSubject(ofCode: code.id, edition: code.currentIndex)])
    shell.notices += site.translationNotices(of: code, edition: code.currentIndex, on: page)
    shell.runningHead = site.runningHead(of: code, edition: code.currentIndex)
    let original = site.handbook.language?.original ?? LanguageTag.english
    var context = ParallelPage(
      shell: shell, languageName: (site.handbook.language?.tag ?? original).name,
      originalLanguage: original.name,
      originalTag: original.rawValue)
    context.groups = zip(text.groups, translation.originalText.groups).map(group)
    return context
  }

  private func group(_ group: CodeGroup, _ other: CodeGroup) -> ParallelGroup {
    ParallelGroup(
      anchor: group.anchor,
      countedName: group.heading == nil ? site.text.name(of: group)?.capitalizedFirst : nil,
      heading: group.heading.map { own.inlineHTML(of: $0) },
      originalHeading: other.heading.map { original.inlineHTML(of: $0) },
      rows: paragraphs(group.content, other.content) + group.content.flatMap(provisions))
  }

  /// Returns the paragraphs of a group that aren't provisions, as one row; empty if it has only provisions.
  private func paragraphs(_ content: [CodeElement], _ other: [CodeElement]) -> [ParallelRow] {
    let row = ParallelRow(text: own.html(ofProse: content), original: original.html(ofProse: other))
    return row.text.isEmpty && row.original.isEmpty ? [] : [row]
  }

  private func provisions(_ element: CodeElement) -> [ParallelRow] {
    guard case .provisions(let places) = element else { return [] }
    return places.flatMap { place -> [ParallelRow] in
      let provision = text.provisions[place]
      let row = ParallelRow(
        anchor: provision.id.value.rawValue, label: provision.label,
        number: provision.label == nil ? String(provision.ordinal) : nil, text: own.ownHTML(of: provision),
        original: original.ownHTML(of: translation.originalText.provisions[place]),
        remark: site.staleRemark(on: provision.id.value.rawValue, of: code.current)?.html)
      return [row] + provision.content.flatMap(provisions)
    }
  }

  private var key: DocumentKey { .code(code.id, edition: code.currentIndex, view: .proposed) }

  private var own: DocumentRenderer {
    DocumentRenderer(site: site, key: key, document: text.document, route: page.route, isRepetition: true)
  }

  private var original: DocumentRenderer {
    var renderer = DocumentRenderer(
      site: site, key: key, document: translation.originalText.document, route: page.route, isRepetition: true
    )
    renderer.originalTargets = site.originalTargets(of: key)
    return renderer
  }
}

extension DocumentRenderer {
  /// Returns the paragraphs among some elements of a code.
  fileprivate func html(ofProse content: [CodeElement]) -> HTML {
    HTML(bytes: content.compactMap(\.proseNode).flatMap { html(of: $0).bytes })
  }
}

extension PageKind {
  /// The pages in other languages that show a translated code next to its original.
  static let parallel = PageKind(
    roots: [ParallelPage.self],
    pages: { handbook in
      handbook.codes.filter { $0.current.translation?.isShown == true && $0.current.metadata.text == .full }
        .map {
          Page(.parallel($0.id, edition: $0.currentIndex), at: "codes/\($0.slug).parallel.html")
        }
    },
    name: { _, names in names.words[.parallel] },
    record: { _, _ in nil }, source: .outlines, growsWithHandbook: false, section: .codes,
    outlineSection: .codes,
    outlineKind: .page,
    outlineTitle: { subject, site in
      let (id, edition, _) = subject.edition
      return "\(site.text.codeName(id, edition: edition)), \(site.words[.parallel])"
    }, isIndexed: { _, _ in true },
    render: { page, site in
      let code = required(site.handbook.code(page.subject.codeID), page.subject)
      let translation = required(code.current.translation, page.subject)
      return site.theme.render(
        ParallelPageBuilder(site: site, page: page, code: code, translation: translation).build())
    })
}
