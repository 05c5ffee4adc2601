import Basics
import Handbook
import Markdown

/// A page with an exact version of a code to print and sign.
struct SignPage: PageContext {
  static let template = "sign"

  var shell: PageShell
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
  /// The notice that goes with copies.
  var caution: CautionContext
  /// Whether the code isn't in force yet.
  var isUnsettled: Bool
  /// The code's page.
  var address: Address
  /// The note about numbers that the source doesn't print.
  var numbersNote: String?
  var groups: [GroupContext] = []
  var conclusion: HTML?

  static let fields = TemplateFields<SignPage>([
    .text("codeTitle", \.codeTitle, "The code's title."),
    .text("jurisdiction", \.jurisdiction, "The state."),
    .object("status", \.status, "The code's status."),
    .text("version", optional: \.version, "The name of the version."),
    .text("effective", optional: \.effective, "The date when it took effect."),
    .text("captured", optional: \.captured, "The date when the text was copied from its source."),
    .text("checkCode", \.checkCode, "The version check code."),
    .object("caution", \.caution, "The notice that identifies the text on printed copies."),
    .flag("isUnsettled", \.isUnsettled, "Whether the code is a draft or a proposal."),
    .address("address", \.address, "The code's page."),
    .text("numbersNote", optional: \.numbersNote, "A note that gray numbers aren't in the source."),
    .list("groups", \.groups, "The groups, in order."),
    .html("conclusion", optional: \.conclusion, "The text after the last group: the footnotes."),
  ])
}

/// Builds the page for printing and signing a code, with its version, its provisions, and a signature line.
struct SignPageBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics

  func build() -> SignPage {
    let edition = code.current
    let metadata = edition.metadata
    let renderer = DocumentRenderer(
      site: site, key: .code(code.id, edition: code.currentIndex, view: .proposed),
      document: edition.text.document, route: page.route)
    let groups = GroupBuilder(
      site: site, page: page, code: code, editionIndex: code.currentIndex, text: edition.text,
      renderer: renderer)
    let title = site.words.filled(
      .signTitle, ["title": "\(site.text.placeName(of: code)), \(metadata.title.value)"])
    var context = SignPage(
      shell: site.shell(of: page, title: title, trail: [.codes]), codeTitle: metadata.title.value,
      jurisdiction: site.text.placeName(of: code), status: site.status(of: edition),
      checkCode: site.checkCode(of: code.id, edition: code.currentIndex),
      caution: site.caution(on: code, edition: code.currentIndex, view: .proposed, from: page.route),
      isUnsettled: metadata.status.isUnsettled,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route))
    context.shell.runningHead = site.runningHead(of: code, edition: code.currentIndex)
    context.version = metadata.version
    context.effective = metadata.effective.map(site.printed)
    context.captured = metadata.source?.captured.map(site.printed)
    context.numbersNote = groups.numbersNote
    context.groups = groups.plainGroups
    let footnotes = renderer.footnotes
    if !footnotes.isEmpty { context.conclusion = footnotes }
    return context
  }
}

extension PageKind {
  static let signing = PageKind(
    roots: [SignPage.self],
    // Planned with the code.
    pages: { _ in [] },
    name: { subject, names in names.text.codeName(id(of: subject), edition: 0) },
    record: { subject, handbook in
      handbook.code(id(of: subject)).map { PageRecord($0, edition: $0.currentIndex) }
    }, source: .outlines, growsWithHandbook: false, section: .codes, outlineSection: .codes,
    outlineKind: .sheet,
    outlineTitle: { subject, site in site.words.filled(.signTitle, ["title": site.name(of: subject)]) },
    isIndexed: { _, _ in false },
    render: { page, site in
      let code = required(site.handbook.code(id(of: page.subject)), page.subject)
      return site.theme.render(SignPageBuilder(site: site, page: page, code: code).build())
    })

  static func signingPages(of code: CodeOfEthics) -> [Page] {
    guard code.current.metadata.text == .full else { return [] }
    return [Page(.signing(code.id), at: "codes/\(code.slug).sign.html")]
  }

  private static func id(of subject: Page.Subject) -> CodeID {
    guard case .signing(let id) = subject else {
      preconditionFailure("a page's kind matches its subject")
    }
    return id
  }
}
