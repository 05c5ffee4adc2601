import Basics
import Handbook
import Markdown

/// Renders parts of a document for a page.
struct DocumentRenderer: Sendable {
  let site: SiteContext
  let key: DocumentKey
  let document: MarkdownDocument
  let route: Route
  /// The prefix of ids.
  var idPrefix = ""
  /// Whether links point to anchors on the same page, which contains all documents.
  var isInward = false
  /// The number of levels that headings are lowered.
  var headingShift = 0
  /// Whether the content is for a printed book, where nothing can be clicked, and blocks have other templates.
  var isForBook = false
  /// Whether the page also has the rendered content elsewhere, so that it can't have ids.
  var isRepetition = false

  /// The editors' comments that are written as markers, in order; their texts are in notes below.
  var notes: [MarkdownDocument.Index] = []

  /// The address of the page with the document's footnotes; empty if it's this page.
  var footnoteAddress = ""

  /// The targets of the references, if the document is an original next to its translation.
  var originalTargets: [ReferenceTarget?]?

  /// The path of the document's file if the page shows where its text comes from, as in the preview.
  var sourcePath: String?

  /// Returns the children of a node, with the document's footnotes if the node is the document itself.
  func html(ofChildrenOf node: MarkdownDocument.Index) -> HTML {
    render { renderer, buffer in
      if node == 0, let suspect = suspectBlock(part: nil) { buffer.append(markup: suspect.bytes) }
      renderer.renderChildren(of: node, to: &buffer)
      if node == 0 { renderer.renderFootnotes(to: &buffer) }
    }
  }

  /// Returns a node with its content.
  func html(of node: MarkdownDocument.Index) -> HTML {
    html(of: document.subtree(of: node))
  }

  /// Returns consecutive whole nodes.
  func html(of range: Range<MarkdownDocument.Index>) -> HTML {
    render(isInline: isInline(range)) { renderer, buffer in renderer.render(range, to: &buffer) }
  }

  /// Returns consecutive whole nodes, the last of which is a text that's cut off.
  ///
  /// - Parameter offset: The number of bytes of the last text to write.
  func html(of range: Range<MarkdownDocument.Index>, upTo offset: Int) -> HTML {
    let last = range.upperBound - 1
    return render(isInline: isInline(range)) { renderer, buffer in
      renderer.render(range.lowerBound..<last, to: &buffer)
      buffer.append(
        text: String(decoding: document.bytes(document.nodes[last].text).prefix(offset), as: UTF8.self))
    }
  }

  /// Returns consecutive whole nodes without the beginning of the first, which is a text.
  ///
  /// - Parameter offset: The number of bytes of the first text to leave out.
  func html(of range: Range<MarkdownDocument.Index>, from offset: Int) -> HTML {
    render(isInline: true) { renderer, buffer in
      let text = document.bytes(document.nodes[range.lowerBound].text)
      buffer.append(text: String(decoding: text.dropFirst(offset), as: UTF8.self))
      renderer.render((range.lowerBound + 1)..<range.upperBound, to: &buffer)
    }
  }

  /// Returns the inlines of a heading or paragraph, without its tags.
  func inlineHTML(of node: MarkdownDocument.Index) -> HTML {
    render(isInline: true) { renderer, buffer in renderer.renderChildren(of: node, to: &buffer) }
  }

  /// Returns whether none of the nodes is a block whose tag could state its language.
  private func isInline(_ range: Range<MarkdownDocument.Index>) -> Bool {
    guard !range.isEmpty else { return false }
    let node = document.nodes[range.lowerBound]
    // The paragraph of an item of a tight list has no tags.
    return !node.kind.isBlock || (node.kind == .paragraph && node.flags.contains(.tight))
  }

  /// Returns an empty element with the file and line of a node whose tags a template writes.
  ///
  /// Outside the preview, it returns empty markup.
  func sourceMark(of node: MarkdownDocument.Index) -> HTML {
    sourcePath.map { HTML(sourceMark: $0, line: Int(document.nodes[node].startLine)) } ?? HTML()
  }

  /// The document's footnotes; empty if it has none.
  var footnotes: HTML {
    render { renderer, buffer in renderer.renderFootnotes(to: &buffer) }
  }

  /// - Parameter isInline: Whether no block is written, so that a language needs its own element.
  private func render(
    isInline: Bool = false, _ write: (HTMLRenderer<PageDelegate>, inout HTMLBuffer) -> Void
  ) -> HTML {
    var options = HTMLOptions()
    options.allowsRawHTML = site.handbook.configuration.unsafeHTML
    // Templates write the ids of a code's provisions and groups.
    if case .code = key { options.writesIDs = false }
    if isRepetition { options.writesIDs = false }
    options.separatesReplacements = true
    options.sourcePath = sourcePath
    let language = originalTargets == nil ? site.foreignLanguage(of: key)?.rawValue : nil
    options.language = language
    options.writesFootnoteIDs = !isRepetition
    options.headingShift = headingShift
    options.idPrefix = idPrefix
    options.footnotePrefix = idPrefix
    options.footnoteAddress = footnoteAddress
    let delegate = PageDelegate(renderer: self, targets: originalTargets ?? site.handbook.targets[key] ?? [])
    var buffer = HTMLBuffer()
    if isInline, let language {
      buffer.append("<span lang=\"")
      buffer.append(attribute: language)
      buffer.append("\">")
    }
    write(HTMLRenderer(document, options: options, delegate: delegate), &buffer)
    if isInline, language != nil { buffer.append("</span>") }
    return HTML(bytes: buffer.bytes)
  }

  /// Returns a warning that rules have changed that a part of the document is based on, or `nil` if none has.
  ///
  /// - Parameter part: The part, as in `Claim.part`.
  func suspectBlock(part: String?) -> HTML? {
    site.suspects.block(in: key, part: part, on: site, from: route).map { block in
      HTML(bytes: isForBook ? site.theme.render(BookSuspectBlock(suspect: block)) : site.theme.render(block))
    }
  }

  /// The table of contents: the second- and third-level headings.
  var contents: [ContentsEntry] {
    var entries: [ContentsEntry] = []
    for index in document.children(of: 0) where document.nodes[index].kind == .heading {
      guard let anchor = document.anchor(of: index), document.nodes[index].level <= 3 else { continue }
      let entry = ContentsEntry(
        title: document.plainText(of: index), address: Address(internal: "#" + Route.encoded(anchor)))
      if document.nodes[index].level == 3, !entries.isEmpty {
        entries[entries.count - 1].entries.append(entry)
      } else {
        entries.append(entry)
      }
    }
    return entries
  }
}

extension HTML {
  /// Creates an empty element with a file and a line, which the preview shows.
  init(sourceMark path: String, line: Int) {
    var buffer = HTMLBuffer()
    buffer.append("<span data-source=\"")
    buffer.append(attribute: "\(path):\(line)")
    buffer.append("\"></span>")
    bytes = buffer.bytes
  }
}

extension SiteContext {
  /// Returns the path of a page's file if the page includes it, as in the preview; otherwise `nil`.
  func sourcePath(_ path: String) -> String? { options.previewScript == nil ? nil : path }
}

/// Provides what only the site knows: the targets of references, and the templates of blocks.
struct PageDelegate: HTMLRendererDelegate {
  let renderer: DocumentRenderer
  let targets: [ReferenceTarget?]

  private var site: SiteContext { renderer.site }
  private var document: MarkdownDocument { renderer.document }

  func target(ofReference reference: Int) -> LinkTarget? {
    guard targets.indices.contains(reference), let target = targets[reference] else { return nil }
    guard var address = site.linkAddress(of: target, from: renderer.route)?.text else { return nil }
    // On the same page, following the link is just as quick, and the print page is for paper.
    let isHere = !site.handbook.omits(target) && site.map.destination(of: target).route == renderer.route
    var preview = renderer.isInward || isHere ? nil : site.previews[target]
    preview?.language = target.document.flatMap { site.foreignLanguage(of: $0)?.rawValue }
    if renderer.isInward, let anchor = InwardAnchor.anchor(of: target, in: site.handbook) {
      address = "#" + Route.encoded(anchor)
    }
    var isTerm = false
    if case .term = target { isTerm = true }
    return LinkTarget(address: address, preview: preview, isTerm: isTerm)
  }

  func isPlainText(_ reference: Int) -> Bool {
    guard targets.indices.contains(reference), let target = targets[reference] else { return false }
    return site.handbook.omits(target) && site.linkAddress(of: target, from: renderer.route) == nil
  }

  func note(ofComment comment: MarkdownDocument.Index) -> NoteTarget? {
    let place = renderer.notes.partition { $0 >= comment }
    guard place < renderer.notes.count, renderer.notes[place] == comment else { return nil }
    return NoteTarget(
      number: place + 1, anchor: EditorNote.anchor(place + 1), name: site.words[.editorNote])
  }

  func text(ofReference reference: Int) -> String {
    guard targets.indices.contains(reference), let target = targets[reference] else { return "" }
    return site.text.text(for: target, of: document.references[reference])
  }

  func writeAfterHeading(_ heading: MarkdownDocument.Index, to html: inout HTMLBuffer) {
    guard let part = document.anchorOrID(of: heading), let block = renderer.suspectBlock(part: part) else {
      return
    }
    html.append(markup: block.bytes)
  }

  func write(
    _ block: MarkdownDocument.Index, content: [UInt8], title: [UInt8]?, to html: inout HTMLBuffer
  ) -> Bool {
    switch document.nodes[block].kind {
    case .callout:
      guard let kind = document.nodes[block].calloutKind else { return false }
      let context = CalloutBlock(
        kind: CalloutBlock.Kind(kind), title: title.map { HTML(bytes: $0) }, content: HTML(bytes: content))
      html.append(markup: site.theme.render(context))
    case .quotation:
      guard let reference = document.nodes[block].referenceIndex, let target = targets[reference],
        let quotation = QuotationBuilder(site: site, route: renderer.route).quotation(of: target)
      else { return false }
      html.append(
        markup: renderer.isForBook
          ? site.theme.render(BookQuotationBlock(quotation: quotation)) : site.theme.render(quotation))
    case .question:
      let question = QuestionBuilder(renderer: renderer).question(at: block)
      html.append(
        markup: renderer.isForBook
          ? site.theme.render(BookQuestionBlock(question: question)) : site.theme.render(question))
    default:
      return false
    }
    return true
  }
}

extension CalloutBlock.Kind {
  init(_ kind: CalloutKind) {
    self =
      switch kind {
      case .note: .note
      case .tip: .tip
      case .important: .important
      case .warning: .warning
      case .scenario: .scenario
      case .facilitator: .facilitator
      case .keypoints: .keypoints
      case .caution: .caution
      }
  }
}
