import Basics
package import Handbook
import Markdown
import Redline

/// A view of a code of ethics whose text is included.
struct CodePage: PageContext {
  static let template = "code"

  var shell: PageShell
  /// The title with its marks, in the redline of a code whose title has marks.
  var markedTitle: HTML?
  var jurisdiction: String
  var abbreviation: String
  var status: StatusContext
  /// A sentence that explains the status to readers.
  var statusSentence: String
  /// The heading of the notes about the copy.
  var notesTitle: String
  /// The name of the version, such as "2025 draft".
  var version: String?
  var facts: [FactContext] = []
  /// A guide for complaints about someone who must follow the code.
  var complaintGuide: ComplaintGuide?
  /// The note about numbers that the source doesn't print.
  var numbersNote: String?
  var groups: [GroupContext] = []
  /// The content after the last group: the footnotes.
  var conclusion: HTML?
  /// Known later changes that the text doesn't include yet.
  var knownChanges: [RemarkContext] = []
  /// The provisions that are no longer in the code.
  var ended: [EndedContext] = []
  var redline: RedlineContext?
  var editions: [EditionContext] = []
  /// The page with the code's history, or `nil` for a code with one edition.
  var history: Address?
  /// The places that discuss the code as a whole.
  var discussedIn: [MentionContext] = []
  /// The number of places that discuss it, as text, if there are too many to show at once.
  var discussedInSummary: String?
  var signPage: Address?
  /// The sheet for comments on a draft.
  var commentSheet: Address?
  var transcriptionNotes: [RemarkContext] = []
  /// The notice that goes with copies of the page.
  var caution: CautionContext?
  /// Whether the code isn't in force yet, so that the page doesn't suggest signing it.
  var isUnsettled = false

  var isDiscussed: Bool { !discussedIn.isEmpty }
  var hasEditions: Bool { !editions.isEmpty }
  var hasTranscriptionNotes: Bool { !transcriptionNotes.isEmpty }

  static let fields = TemplateFields<CodePage>([
    .html("markedTitle", optional: \.markedTitle, "The title with its redline marks, if it has any."),
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .object("status", \.status, "The code's status."),
    .text("statusSentence", \.statusSentence, "A sentence that explains the status to readers."),
    .text("version", optional: \.version, "The name of the version."),
    .flag("hasFacts", { !$0.facts.isEmpty }, "Whether the page lists facts about the code."),
    .list("facts", \.facts, "The facts about the code."),
    .object(
      "complaintGuide", optional: \.complaintGuide, "The guide to filing a complaint, if there is one."),
    .text("numbersNote", optional: \.numbersNote, "A note that gray numbers aren't in the source."),
    .list("groups", \.groups, "The groups, in order."),
    .html("conclusion", optional: \.conclusion, "The text after the last group: the footnotes."),
    .flag(
      "hasEnded", { !$0.ended.isEmpty }, "Whether earlier editions have provisions that this one doesn't."),
    .flag("hasKnownChanges", { !$0.knownChanges.isEmpty }, "Whether later changes are known."),
    .list("knownChanges", \.knownChanges, "Later changes that aren't in the text yet."),
    .list("ended", \.ended, "The provisions that are no longer in the code."),
    .object("redline", optional: \.redline, "The versions of a redline, if the code is one."),
    .flag("hasEditions", \.hasEditions, "Whether the code has several editions."),
    .list("editions", \.editions, "The editions, newest first."),
    .address("history", optional: \.history, "What became of each provision, edition by edition."),
    .flag("isDiscussed", \.isDiscussed, "Whether other pages discuss the code as a whole."),
    .list("discussedIn", \.discussedIn, "The places that discuss the code as a whole."),
    .text(
      "discussedInSummary", optional: \.discussedInSummary,
      "The number of places that discuss it, in words, if the list is collapsed."),
    .address("signPage", optional: \.signPage, "The signature page."),
    .address("commentSheet", optional: \.commentSheet, "The sheet for comments on a draft."),
    .text("notesTitle", \.notesTitle, "The heading of the notes."),
    .flag("hasTranscriptionNotes", \.hasTranscriptionNotes, "Whether there are notes about this copy."),
    .list("transcriptionNotes", \.transcriptionNotes, "The notes about this copy."),
    .object("caution", optional: \.caution, "The notice that identifies the text on printed copies."),
    .flag("isUnsettled", \.isUnsettled, "Whether the code is a draft or a proposal."),
  ])
}

/// A row in the table of a code's editions.
struct EditionContext: TemplateContext {
  var version: String
  var address: Address
  var status: StatusContext
  var adopted: String?
  var effective: String?
  /// The pages that compare it with earlier editions, newest first.
  var comparisons: [LinkContext] = []
  var isCurrent = false

  static let fields = TemplateFields<EditionContext>([
    .text("version", \.version, "The name of the version."),
    .address("address", \.address, "Its page."),
    .object("status", \.status, "Its status."),
    .text("adopted", optional: \.adopted, "The date when it was adopted."),
    .text("effective", optional: \.effective, "The date when it took effect."),
    .flag("hasComparisons", { !$0.comparisons.isEmpty }, "Whether it's compared with earlier editions."),
    .list("comparisons", \.comparisons, "The pages that compare it with earlier editions, newest first."),
    .flag("isCurrent", \.isCurrent, "Whether it's the edition on this page."),
  ])
}

/// Builds the page of a code of ethics.
struct CodePageBuilder {
  let site: SiteContext
  let page: Page
  let code: CodeOfEthics
  let editionIndex: Int
  let view: CodeView
  /// Whether the page is at the permanent address of an edition that also has the code's main address.
  var isFrozen = false

  private var edition: Edition { code.editions[editionIndex] }
  private var metadata: CodeMetadata { edition.metadata }

  private var shell: PageShell {
    var shell = site.shell(
      of: page, title: edition.title(of: view), trail: [.codes],
      documentTitle: documentTitle)
    // The other views are the same code, so search engines should index only the main one.
    shell.canonical = site.canonicalAddress(of: site.map.route(ofCode: code.id, edition: editionIndex))
    shell.runningHead = site.runningHead(of: code, edition: editionIndex)
    if site.handbook.configuration.data {
      shell.structuredData = StructuredData.code(code, edition: editionIndex, in: site)
      shell.alternates = alternates
    }
    shell.notices += site.translationNotices(of: code, edition: editionIndex, on: page)
    shell.notices += site.knownChangeNotices(of: edition)
    if isFrozen { shell.notices.append(frozenNotice) }
    if metadata.verified == nil, metadata.text == .full {
      shell.notices.append(NoticeContext(html: HTML(escaping: site.words[.notVerified])))
    }
    shell.notices += site.replacedNotices(of: code, edition: editionIndex, from: page.route)
    shell.notices += site.nextNotices(of: code, edition: editionIndex, from: page.route)
    if editionIndex <= code.currentIndex { shell.notices += site.notices(ofStalenessOf: edition) }
    return shell
  }

  private var alternates: [AlternateContext] {
    func file(_ path: String, _ type: String) -> AlternateContext {
      AlternateContext(address: Address(internal: page.route.address(of: Route(path))), type: type)
    }
    let json = file(CodeData.path(of: code, edition: editionIndex), "application/json")
    guard AkomaNtoso.canDescribe(metadata) else { return [json] }
    return [json, file(AkomaNtoso.path(of: code, edition: editionIndex), "application/akn+xml")]
  }

  /// A notice that the page always shows the same version, with a link to the page with the newest.
  private var frozenNotice: NoticeContext {
    let own = LinkContext(
      title: site.text.codeName(code.id, edition: editionIndex),
      address: site.address(of: .code(code.id, edition: editionIndex), from: page.route))
    return NoticeContext(
      html: site.words.filled(
        .permanentHere,
        with: ["version": HTML(escaping: versionName), "code": HTML(bytes: site.theme.render(own))]))
  }

  private var versionName: String { site.name(of: edition, isAlone: code.editions.count == 1) }

  private var documentTitle: String {
    var name = "\(site.text.codeName(code.id, edition: editionIndex)): \(edition.title(of: view))"
    if code.editions.count > 1 { name += ", \(site.name(of: edition))" }
    if isFrozen { name += ", \(site.words.filled(.permanentTitle, ["version": versionName]))" }
    switch view {
    case _ where view == edition.mainView: return name
    case .redline: return "\(name), \(site.words[.viewRedline])"
    case .proposed: return "\(name), \(site.words[.viewProposed])"
    case .current: return "\(name), \(site.words[.viewCurrent])"
    }
  }

  /// Builds the page of a code whose text is included.
  func build() -> CodePage {
    let text = edition.text(of: view)
    let groups = GroupBuilder(
      site: site, page: page, code: code, editionIndex: editionIndex, text: text,
      renderer: renderer)
    var context = CodePage(
      shell: shell, jurisdiction: site.text.placeName(of: code), abbreviation: code.id.rawValue,
      status: site.status(of: edition), statusSentence: site.statusSentence(of: edition),
      notesTitle: site.words[.transcriptionNotes])
    context.shell.contents = groups.contents
    if view == .redline, let title = edition.redline?.title { context.markedTitle = HTML(runs: title.runs) }
    context.version = metadata.version
    (context.facts, context.complaintGuide) = facts(beforeGuide: false)
    context.numbersNote = groups.numbersNote
    context.groups = groups.groups
    let footnotes = renderer.footnotes
    if !footnotes.isEmpty { context.conclusion = footnotes }
    context.editions = site.editions(of: code, from: page.route)
    if site.map.has(.history(code.id)) {
      context.history = site.address(of: .history(code.id), from: page.route)
    }
    context.knownChanges = metadata.knownChanges.map { RemarkContext(html: site.html(of: $0)) }
    context.ended = site.ended(in: code, edition: editionIndex, from: page.route)
    if !context.ended.isEmpty {
      context.shell.contents.append(
        ContentsEntry(title: site.words[.ended], address: Address(internal: "#_ended")))
    }
    context.redline = RedlineBuilder(
      site: site, route: page.route, code: code, editionIndex: editionIndex, isFrozen: isFrozen
    ).redline(in: view)
    let mentions = site.mentions(of: .code(code.id, edition: editionIndex), from: page.route)
    context.discussedIn = mentions.pages
    context.discussedInSummary = mentions.summaryOfMany
    context.transcriptionNotes = metadata.transcriptionNotes.map { RemarkContext(html: HTML(escaping: $0)) }
    if editionIndex <= code.currentIndex {
      context.signPage = address(of: .sign)
      context.commentSheet = address(of: .comments)
    }
    context.caution = site.caution(on: code, edition: editionIndex, view: view, from: page.route)
    context.isUnsettled = metadata.status.isUnsettled
    return context
  }

  /// Returns the address of one of the code's sheets, or `nil` if there's no such sheet.
  private func address(of sheet: SheetKind) -> Address? {
    let subject = Page.Subject.sheet(code.id, edition: editionIndex, sheet)
    return site.map.has(subject) ? site.address(of: subject, from: page.route) : nil
  }

  /// Builds the page of a code whose text isn't included.
  func buildReference() -> ReferenceCodePage {
    var context = ReferenceCodePage(
      shell: shell, jurisdiction: site.text.placeName(of: code), abbreviation: code.id.rawValue,
      status: site.status(of: edition), statusSentence: site.statusSentence(of: edition),
      notesTitle: site.words[.referenceNotes])
    context.version = metadata.version
    if let url = metadata.source?.url, let address = Address(url.rawValue) {
      context.source = LinkContext(title: metadata.source?.title ?? url.rawValue, address: address)
    }
    (context.facts, context.complaintGuide) = facts(beforeGuide: true)
    context.content = renderer.html(ofChildrenOf: 0)
    context.transcriptionNotes = metadata.transcriptionNotes.map { RemarkContext(html: HTML(escaping: $0)) }
    context.editions = site.editions(of: code, from: page.route)
    let mentions = site.mentions(of: .code(code.id, edition: editionIndex), from: page.route)
    context.discussedIn = mentions.pages
    context.discussedInSummary = mentions.summaryOfMany
    return context
  }

  /// - Parameter beforeGuide: Whether the complaint guide directly follows the facts, which then don't link to it.
  private func facts(beforeGuide: Bool) -> ([FactContext], ComplaintGuide?) {
    var builder = FactsBuilder(site: site, edition: edition)
    let guide = builder.guide
    if guide != nil, beforeGuide { builder.omitted = [.status, .complaints] }
    if guide != nil { builder.guideAddress = Address(internal: "#_complaints") }
    return (builder.facts + [permanentFact].compactMap(\.self), guide)
  }

  /// The version on the page, with its permanent address, or `nil` if the page is at that address.
  private var permanentFact: FactContext? {
    let subject = site.map.permanentSubject(of: code, edition: editionIndex)
    guard case .frozen = subject, !isFrozen else { return nil }
    let link = LinkContext(
      title: site.map.route(of: subject).path, address: site.address(of: subject, from: page.route))
    let sentence = site.words.filled(
      .permanentAbout,
      with: ["version": HTML(escaping: versionName), "address": HTML(bytes: site.theme.render(link))])
    return FactContext(name: site.words[.permanent], values: [sentence])
  }

  private var renderer: DocumentRenderer {
    let text = edition.text(of: view)
    var renderer = DocumentRenderer(
      site: site, key: .code(code.id, edition: editionIndex, view: view), document: text.document,
      route: page.route, sourcePath: site.sourcePath(edition.path))
    if view == .redline { renderer.notes = text.comments }
    return renderer
  }
}

extension SiteContext {
  /// Returns a notice that a newer edition has replaced an edition, with a link to it, or no notice.
  func replacedNotices(of code: CodeOfEthics, edition: Int, from route: Route) -> [NoticeContext] {
    guard edition > code.currentIndex else { return [] }
    let link = LinkContext(
      title: name(of: code.current),
      address: address(of: .code(code.id, edition: code.currentIndex), from: route))
    return [
      NoticeContext(
        html: words.filled(.editionReplaced, with: ["edition": HTML(bytes: theme.render(link))]),
        isWarning: true)
    ]
  }

  /// Returns a notice of the day when an adopted edition replaces the current one, with a link to the other edition.
  ///
  /// Only these two editions have it.
  func nextNotices(of code: CodeOfEthics, edition: Int, from route: Route) -> [NoticeContext] {
    guard let next = code.next, edition == next.index || edition == code.currentIndex else { return [] }
    let other = edition == next.index ? code.currentIndex : next.index
    let link = LinkContext(
      title: name(of: code.editions[other]),
      address: address(of: .code(code.id, edition: other), from: route))
    func sentence(_ phrase: ThemePhrase) -> HTML {
      words.filled(
        phrase,
        with: [
          "edition": HTML(bytes: theme.render(link)), "date": HTML(escaping: printed(next.effective)),
        ])
    }
    let day = next.effective.start.firstDay
    let notice =
      edition == next.index
      ? text(
        before: day, sentence(.editionUntil),
        after: HTML(escaping: words.filled(.effectiveSince, ["date": printed(next.effective)])))
      : text(before: day, sentence(.editionComing), after: sentence(.editionArrived))
    return [NoticeContext(html: notice, isWarning: true)]
  }

  /// Returns the notices for a text that should have been checked against its source again by the date of the
  /// build.
  fileprivate func notices(ofStalenessOf edition: Edition) -> [NoticeContext] {
    guard let date = options.date else { return [] }
    return edition.staleness(on: date, policy: handbook.configuration.staleness).map { reason in
      let sentence =
        switch reason {
        case .overdueReview(let review): words.filled(.overdueReview, ["date": printed(review.value)])
        case .oldVerification(let verified, _, _):
          words.filled(.oldVerification, ["date": printed(verified.value)])
        }
      return NoticeContext(html: HTML(escaping: sentence), isWarning: true)
    }
  }
}

extension PageKind {
  /// The views of each edition of a code.
  ///
  /// The code's other pages are planned along with them, so that they come after it.
  static let code = PageKind(
    roots: [CodePage.self, ReferenceCodePage.self],
    pages: { handbook in
      handbook.codes.flatMap { code in
        code.editions.indices.flatMap { views(of: code, edition: $0) + differences(of: code, edition: $0) }
          + frozenPages(of: code) + historyPages(of: code)
          + code.editions.indices.flatMap { sheets(of: code, edition: $0) }
      }
    },
    name: { subject, names in
      let (id, edition, _) = subject.edition
      return names.text.codeName(id, edition: edition)
    },
    record: { subject, handbook in
      let (id, edition, view) = subject.edition
      return handbook.code(id).map { PageRecord($0, edition: edition, view: view) }
    }, source: .outlines, growsWithHandbook: false, section: .codes, outlineSection: .codes,
    outlineKind: .page,
    outlineTitle: { subject, site in
      let (id, edition, view) = subject.edition
      let name = site.name(of: subject)
      guard let code = site.handbook.code(id), code.editions[edition].redline != nil else { return name }
      switch view {
      case .redline: return "\(name), \(site.words[.viewRedline])"
      case .proposed: return "\(name), \(site.words[.viewProposed])"
      case .current: return "\(name), \(site.words[.viewCurrent])"
      }
    },
    // The other views show the same code.
    isIndexed: { subject, map in
      let (id, edition, _) = subject.edition
      return map.mainSubject(ofCode: id, edition: edition) == subject
    },
    render: { page, site in
      let (id, edition, view) = page.subject.edition
      let code = required(site.handbook.code(id), page.subject)
      let builder = CodePageBuilder(site: site, page: page, code: code, editionIndex: edition, view: view)
      return code.editions[edition].metadata.text == .full
        ? site.theme.render(builder.build()) : site.theme.render(builder.buildReference())
    })

  /// The current edition, at the address that it keeps after a newer edition is published.
  ///
  /// The page at the code's main address then has a different
  /// text, so citations of this one must not link to it.
  static let frozen = PageKind(
    roots: [CodePage.self],
    // Planned with the code.
    pages: { _ in [] },
    name: { subject, names in
      let (id, edition, _) = subject.edition
      return names.text.codeName(id, edition: edition)
    },
    record: { subject, handbook in
      let (id, edition, view) = subject.edition
      return handbook.code(id).map { PageRecord($0, edition: edition, view: view) }
    }, source: .outlines, growsWithHandbook: false, section: .codes, outlineSection: nil, outlineKind: .page,
    outlineTitle: { subject, site in site.name(of: subject) },
    // The page at the code's main address is the same.
    isIndexed: { _, _ in false },
    render: { page, site in
      let (id, edition, view) = page.subject.edition
      let code = required(site.handbook.code(id), page.subject)
      return site.theme.render(
        CodePageBuilder(
          site: site, page: page, code: code, editionIndex: edition, view: view, isFrozen: true
        ).build())
    })

  private static func frozenPages(of code: CodeOfEthics) -> [Page] {
    guard code.current.metadata.text == .full else { return [] }
    return code.current.views.map { view in
      Page(
        .frozen(code.id, edition: code.currentIndex, view: view),
        at: CodePages.permanentPath(
          of: code, edition: code.currentIndex,
          suffix: view == code.current.mainView ? nil : view.rawValue))
    }
  }

  private static func views(of code: CodeOfEthics, edition place: Int) -> [Page] {
    let edition = code.editions[place]
    return edition.views.map { view in
      // The main view has the code's main address.
      let ending = view == edition.mainView ? "" : ".\(view.rawValue)"
      return Page(
        .code(code.id, edition: place, view: view),
        at: "codes/\(code.pageName(ofEdition: place))\(ending).html")
    }
  }
}

extension CodeText {
  /// The editors' comments in provisions and paragraphs, in the order of the text.
  fileprivate var comments: [MarkdownDocument.Index] {
    func blocks(of content: [CodeElement]) -> [MarkdownDocument.Index] { content.compactMap(\.proseNode) }
    let all = groups.flatMap { blocks(of: $0.content) } + provisions.flatMap { blocks(of: $0.content) }
    return all.filter { document.nodes[$0].kind != .footnoteDefinition }
      .flatMap { document.subtree(of: $0).filter { document.nodes[$0].kind == .editorComment } }.sorted()
  }
}

/// The addresses of codes that people and other programs can rely on.
package enum CodePages {
  /// Returns the path of an edition's page that doesn't change when a newer edition is published.
  ///
  /// - Parameter suffix: The view, the kind of sheet, or the comparison, or `nil` for the main view.
  package static func permanentPath(
    of code: CodeOfEthics, edition place: Int, suffix: String? = nil
  ) -> String {
    "codes/\(code.slug)/\(code.editions[place].name)\(suffix.map { ".\($0)" } ?? "").html"
  }

  /// Returns the addresses without an edition or without the edition that it's compared with, each with the page
  /// that it leads to at the moment: `codes/oregon.sign.html`.
  static func newest(of code: CodeOfEthics) -> [Page] {
    let sheets = PageKind.sheets(of: code, edition: code.currentIndex).map { sheet in
      Page(sheet.subject, at: "codes/\(code.slug).\(sheet.subject.sheetKind.rawValue).html")
    }
    let changes = code.editions.indices.flatMap { place -> [Page] in
      guard let subject = PageKind.differences(of: code, edition: place).first?.subject else { return [] }
      let names =
        ["\(code.slug)/\(code.editions[place].name)"] + (place == code.currentIndex ? [code.slug] : [])
      return names.map { Page(subject, at: "codes/\($0).changes.html") }
    }
    return sheets + changes
  }
}

extension CodeOfEthics {
  /// Returns the name of an edition's pages, without their suffixes.
  func pageName(ofEdition place: Int) -> String {
    place == currentIndex ? slug : "\(slug)/\(editions[place].name)"
  }
}

extension PageRecord {
  init(_ code: CodeOfEthics, edition: Int, view: CodeView = .proposed) {
    self.init(
      .code(code.id, edition: edition, view: view), code.editions[edition].path,
      code.editions[edition].metadata.publish)
  }
}

/// The page of a code whose text isn't included, which links to the text.
struct ReferenceCodePage: PageContext {
  static let template = "reference-code"

  var shell: PageShell
  var jurisdiction: String
  var abbreviation: String
  var status: StatusContext
  var statusSentence: String
  /// The heading of the editor's notes.
  var notesTitle: String
  var version: String?
  /// The location of the text.
  var source: LinkContext?
  var facts: [FactContext] = []
  /// A guide for complaints about someone who must follow the code.
  var complaintGuide: ComplaintGuide?
  /// The handbook's text about the code.
  var content: HTML?
  /// An editor's observations about the source.
  var transcriptionNotes: [RemarkContext] = []
  var discussedIn: [MentionContext] = []
  /// The number of places that discuss it, as text, if there are too many to show at once.
  var discussedInSummary: String?
  var editions: [EditionContext] = []
  /// The page with the code's history, or `nil` for a code with one edition.
  var history: Address?

  var hasTranscriptionNotes: Bool { !transcriptionNotes.isEmpty }
  var isDiscussed: Bool { !discussedIn.isEmpty }
  var hasEditions: Bool { !editions.isEmpty }

  static let fields = TemplateFields<ReferenceCodePage>([
    .text("jurisdiction", \.jurisdiction, "The state."),
    .text("abbreviation", \.abbreviation, "The prefix of its citations."),
    .object("status", \.status, "The code's status."),
    .flag("hasStanding", { $0.status.standing != .unknown }, "Whether the status is known."),
    .text("statusSentence", \.statusSentence, "A sentence that explains the status to readers."),
    .text("version", optional: \.version, "The name of the version."),
    .flag("hasKnownChanges", { _ in false }, "Always false: known changes are in the notices."),
    .object("source", optional: \.source, "A link to the text."),
    .list("facts", \.facts, "The facts about the code."),
    .object(
      "complaintGuide", optional: \.complaintGuide, "The guide to filing a complaint, if there is one."),
    .html("content", optional: \.content, "The handbook's text about the code."),
    .text("notesTitle", \.notesTitle, "The heading of the notes."),
    .flag("hasTranscriptionNotes", \.hasTranscriptionNotes, "Whether there are notes about this copy."),
    .list("transcriptionNotes", \.transcriptionNotes, "The notes about this copy."),
    .flag("isDiscussed", \.isDiscussed, "Whether other pages discuss the code."),
    .list("discussedIn", \.discussedIn, "The places that discuss it."),
    .text(
      "discussedInSummary", optional: \.discussedInSummary,
      "The number of places that discuss it, in words, if the list is collapsed."),
    .flag("hasEditions", \.hasEditions, "Whether the code has several editions."),
    .list("editions", \.editions, "The editions, newest first."),
    .address("history", optional: \.history, "What became of each provision, edition by edition."),
  ])
}
