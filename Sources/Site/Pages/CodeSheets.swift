import Basics
import Handbook
import Markdown

/// The kinds of sheets.
package enum SheetKind: String, Sendable, CaseIterable {
  /// A sheet with a line to sign, for every code whose text is included.
  case sign
  /// A sheet with blank lines for comments on each provision, for a draft or a proposal.
  case comments

  /// The title of a sheet, with the name of the code.
  var title: ThemePhrase {
    switch self {
    case .sign: .signTitle
    case .comments: .commentSheetTitle
    }
  }
}

/// A sheet to print, with the text of a code and blank lines to write on.
struct CodeSheet: TemplateContext {
  /// The notice that goes with copies, which has the version check code.
  var caution: CautionContext
  /// The code's page.
  var code: LinkContext
  /// The note about numbers that the source doesn't print.
  var numbersNote: String?
  var groups: [GroupContext]
  var conclusion: HTML?

  static let fields = TemplateFields<CodeSheet>([
    .object("caution", \.caution, "The notice that identifies the text on printed copies."),
    .object("code", \.code, "The code's page."),
    .text("numbersNote", optional: \.numbersNote, "A note that gray numbers aren't in the source."),
    .list("groups", \.groups, "The groups, in order."),
    .html("conclusion", optional: \.conclusion, "The text after the last group: the footnotes."),
  ])
}

/// A page with an exact version of a code to print and sign.
struct SignPage: PageContext {
  static let template = "sign"

  var shell: PageShell
  var sheet: CodeSheet
  var codeTitle: String
  var jurisdiction: String
  var status: StatusContext
  var version: String?
  /// The date when it took effect.
  var effective: String?
  /// The date when the text was captured.
  var captured: String?
  /// The version check code.
  var checkCode: String
  /// Whether the code isn't in force yet.
  var isUnsettled: Bool

  static let fields = TemplateFields<SignPage>([
    .object("sheet", \.sheet, "The text of the code."),
    .text("codeTitle", \.codeTitle, "The code's title."),
    .text("jurisdiction", \.jurisdiction, "The state."),
    .object("status", \.status, "The code's status."),
    .text("version", optional: \.version, "The name of the version."),
    .text("effective", optional: \.effective, "The date when it took effect."),
    .text("captured", optional: \.captured, "The date when the text was copied from its source."),
    .text("checkCode", \.checkCode, "The version check code."),
    .flag("isUnsettled", \.isUnsettled, "Whether the code is a draft or a proposal."),
  ])
}

/// A page with the words that a draft proposes, to print and comment on.
struct CommentSheetPage: PageContext {
  static let template = "comment-sheet"

  var shell: PageShell
  var sheet: CodeSheet
  /// The last day for comments.
  var deadline: String?
  /// Where to send comments.
  var sendTo: HTML?
  /// Who to contact, if the draft doesn't say where to send comments.
  var contact: HTML?

  static let fields = TemplateFields<CommentSheetPage>([
    .object("sheet", \.sheet, "The text of the draft."),
    .text("deadline", optional: \.deadline, "The last day for comments."),
    .html("sendTo", optional: \.sendTo, "Where to send comments."),
    .html("contact", optional: \.contact, "Who to contact, if the draft doesn't say where to send comments."),
  ])
}

/// Builds the sheets of a code.
struct CodeSheetBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics
  let editionIndex: Int
  let kind: SheetKind

  private var edition: Edition { code.editions[editionIndex] }
  private var metadata: CodeMetadata { edition.metadata }

  /// Returns the page in UTF-8.
  func render() -> [UInt8] {
    switch kind {
    case .sign: site.theme.render(signPage)
    case .comments: site.theme.render(commentSheet)
    }
  }

  private var signPage: SignPage {
    SignPage(
      shell: shell, sheet: sheet, codeTitle: metadata.title.value,
      jurisdiction: site.text.placeName(of: code),
      status: site.status(of: edition), version: metadata.version,
      effective: metadata.effective.map(site.printed),
      captured: metadata.source?.captured.map(site.printed),
      checkCode: site.checkCode(of: code.id, edition: editionIndex),
      isUnsettled: metadata.status.isUnsettled)
  }

  private var commentSheet: CommentSheetPage {
    let facts = FactsBuilder(site: site, edition: edition)
    var context = CommentSheetPage(shell: shell, sheet: sheet)
    context.deadline = metadata.commentDeadline.map(site.printed)
    context.sendTo = metadata.commentsTo.flatMap(facts.html(of:))
    if context.sendTo == nil { context.contact = metadata.contact.flatMap(facts.html(of:)) }
    return context
  }

  private var name: String { "\(site.text.placeName(of: code)), \(metadata.title.value)" }

  private var shell: PageShell {
    let title = site.words.filled(kind.title, ["title": name])
    var shell = site.shell(
      of: page, title: title, trail: [.codes],
      documentTitle: code.editions.count > 1 ? "\(title), \(site.name(of: edition))" : title)
    shell.notices += site.replacedNotices(of: code, edition: editionIndex, from: page.route)
    shell.runningHead = site.runningHead(of: code, edition: editionIndex)
    return shell
  }

  private var sheet: CodeSheet {
    let renderer = DocumentRenderer(
      site: site, key: .code(code.id, edition: editionIndex, view: .proposed),
      document: edition.text.document, route: page.route)
    let groups = GroupBuilder(
      site: site, page: page, code: code, editionIndex: editionIndex, text: edition.text,
      renderer: renderer)
    let footnotes = renderer.footnotes
    return CodeSheet(
      caution: site.caution(on: code, edition: editionIndex, view: .proposed, from: page.route),
      code: LinkContext(
        title: name, address: site.address(of: .code(code.id, edition: editionIndex), from: page.route)),
      numbersNote: groups.numbersNote, groups: groups.plainGroups(hasCommentLines: kind == .comments),
      conclusion: footnotes.isEmpty ? nil : footnotes)
  }
}

extension PageKind {
  static let sheet = PageKind(
    roots: [SignPage.self, CommentSheetPage.self],
    // Planned with the code.
    pages: { _ in [] },
    name: { subject, names in names.text.codeName(subject.codeID, edition: subject.edition.place) },
    record: { subject, handbook in
      handbook.code(subject.codeID).map { PageRecord($0, edition: subject.edition.place) }
    }, source: .outlines, growsWithHandbook: false, section: .codes, outlineSection: .codes,
    outlineKind: .sheet,
    outlineTitle: { subject, site in
      site.words.filled(subject.sheetKind.title, ["title": site.name(of: subject)])
    },
    isIndexed: { _, _ in false },
    render: { page, site in
      let code = required(site.handbook.code(page.subject.codeID), page.subject)
      return CodeSheetBuilder(
        site: site, page: page, code: code, editionIndex: page.subject.edition.place,
        kind: page.subject.sheetKind
      ).render()
    })

  /// Returns the sheets of an edition, if its text is included.
  ///
  /// An edition that was replaced keeps its signing sheet, because people have its address.
  static func sheets(of code: CodeOfEthics, edition place: Int) -> [Page] {
    let metadata = code.editions[place].metadata
    guard metadata.text == .full else { return [] }
    let kinds = SheetKind.allCases.filter {
      $0 != .comments || metadata.status.isUnsettled && place <= code.currentIndex
    }
    return kinds.map { kind in
      Page(
        .sheet(code.id, edition: place, kind),
        at: CodePages.permanentPath(of: code, edition: place, suffix: kind.rawValue))
    }
  }
}
