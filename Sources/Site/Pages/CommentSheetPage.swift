import Basics
import Handbook
import Markdown

/// A sheet to print, with the words that a draft proposes and blank lines for comments on each provision.
struct CommentSheetPage: PageContext {
  static let template = "comment-sheet"

  var shell: PageShell
  /// The notice that goes with copies, which has the version check code.
  var caution: CautionContext
  /// The code's page.
  var code: LinkContext
  /// The last day for comments.
  var deadline: String?
  /// Where to send comments.
  var sendTo: HTML?
  /// Who to contact, if the draft doesn't say where to send comments.
  var contact: HTML?
  /// The note about numbers that the source doesn't print.
  var numbersNote: String?
  var groups: [GroupContext] = []
  var conclusion: HTML?

  static let fields = TemplateFields<CommentSheetPage>([
    .object("caution", \.caution, "The notice that identifies the text on printed copies."),
    .object("code", \.code, "The code's page."),
    .text("deadline", optional: \.deadline, "The last day for comments."),
    .html("sendTo", optional: \.sendTo, "Where to send comments."),
    .html("contact", optional: \.contact, "Who to contact, if the draft doesn't say where to send comments."),
    .text("numbersNote", optional: \.numbersNote, "A note that gray numbers aren't in the source."),
    .list("groups", \.groups, "The groups, in order, with blank lines below each provision."),
    .html("conclusion", optional: \.conclusion, "The text after the last group: the footnotes."),
  ])
}

/// Builds the sheet for comments on a draft.
struct CommentSheetBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics

  func build() -> CommentSheetPage {
    let edition = code.current
    let metadata = edition.metadata
    let renderer = DocumentRenderer(
      site: site, key: .code(code.id, edition: code.currentIndex, view: .proposed),
      document: edition.text.document, route: page.route)
    let groups = GroupBuilder(
      site: site, page: page, code: code, editionIndex: code.currentIndex, text: edition.text,
      renderer: renderer)
    let facts = FactsBuilder(site: site, edition: edition)
    let name = "\(site.text.placeName(of: code)), \(metadata.title.value)"
    var context = CommentSheetPage(
      shell: site.shell(
        of: page, title: site.words.filled(.commentSheetTitle, ["title": name]), trail: [.codes]),
      caution: site.caution(on: code, edition: code.currentIndex, view: .proposed, from: page.route),
      code: LinkContext(
        title: name, address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route)))
    context.shell.runningHead = site.runningHead(of: code, edition: code.currentIndex)
    context.deadline = metadata.commentDeadline.map(site.printed)
    context.sendTo = metadata.commentsTo.flatMap(facts.html(of:))
    if context.sendTo == nil { context.contact = metadata.contact.flatMap(facts.html(of:)) }
    context.numbersNote = groups.numbersNote
    context.groups = groups.plainGroups(hasCommentLines: true)
    let footnotes = renderer.footnotes
    if !footnotes.isEmpty { context.conclusion = footnotes }
    return context
  }
}

extension PageKind {
  static let commentSheet = PageKind(
    roots: [CommentSheetPage.self],
    // Planned with the code.
    pages: { _ in [] },
    name: { subject, names in names.text.codeName(id(of: subject), edition: 0) },
    record: { subject, handbook in
      handbook.code(id(of: subject)).map { PageRecord($0, edition: $0.currentIndex) }
    }, source: .outlines, growsWithHandbook: false, section: .codes, outlineSection: .codes,
    outlineKind: .sheet,
    outlineTitle: { subject, site in
      site.words.filled(.commentSheetTitle, ["title": site.name(of: subject)])
    },
    isIndexed: { _, _ in false },
    render: { page, site in
      let code = required(site.handbook.code(id(of: page.subject)), page.subject)
      return site.theme.render(CommentSheetBuilder(site: site, page: page, code: code).build())
    })

  /// The sheet of a code that's a draft or proposed.
  static func commentSheets(of code: CodeOfEthics) -> [Page] {
    let metadata = code.current.metadata
    guard metadata.text == .full, metadata.status.isUnsettled else { return [] }
    return [Page(.commentSheet(code.id), at: "codes/\(code.slug).comments.html")]
  }

  private static func id(of subject: Page.Subject) -> CodeID {
    guard case .commentSheet(let id) = subject else {
      preconditionFailure("a page's kind matches its subject")
    }
    return id
  }
}
