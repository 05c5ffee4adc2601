import Basics
import Markdown

/// The state of an ``HTMLRenderer``'s walk over nodes.
struct HTMLWalk<Delegate: HTMLRendererDelegate> {
  let renderer: HTMLRenderer<Delegate>
  let nodes: UnsafeBufferPointer<Node>
  let literals: UnsafeBufferPointer<UInt8>
  /// The footnote that's being written.
  var footnote: OpenFootnote?
  /// The open call-outs and questions.
  var captures: [CapturedBlock] = []
  /// Whether the open citation has a link around it; citations are never nested.
  var isReferenceLinked = false
  /// Whether the open link has tags; links are never nested.
  var isLinkWritten = false
  /// The end of the search for headings so far, and the last heading that was found.
  var captionSearch = (end: 0, heading: nil as Int?)
  /// The open nodes.
  private var open: [Int] = []
  /// The index of the first of the document's attributes that a later node can have.
  private var nextAttributes = 0
  /// The index of the first of the document's anchors that a later node can have.
  private var nextAnchor = 0

  init(
    renderer: HTMLRenderer<Delegate>, nodes: UnsafeBufferPointer<Node>, literals: UnsafeBufferPointer<UInt8>
  ) {
    self.renderer = renderer
    self.nodes = nodes
    self.literals = literals
  }

  /// Writes consecutive nodes.
  mutating func write(_ range: Range<Int>, to html: inout HTMLBuffer) {
    var index = range.lowerBound
    while true {
      while let last = open.last, Int(nodes[last].end) <= index {
        open.removeLast()
        leave(last, nodes[last], to: &html)
      }
      guard index < range.upperBound else { break }
      let node = nodes[index]
      if enter(index, node, to: &html) {
        open.append(index)
        index += 1
      } else {
        index = Int(node.end)
      }
    }
  }

  /// Writes the beginning of a node.
  ///
  /// - Returns: Whether its descendants must be written, and ``leave(_:_:to:)`` called, next.
  private mutating func enter(_ index: Int, _ node: Node, to html: inout HTMLBuffer) -> Bool {
    switch node.kind {
    case .text: html.append(text: bytes(node.text))
    case .softBreak: html.append("\n")
    case .lineBreak: html.append("<br />\n")
    case .inlineCode:
      html.append("<code>")
      html.append(text: bytes(node.text))
      html.append("</code>")
    case .inlineHTML: writeRawHTML(node, to: &html)
    case .footnoteReference: writeFootnoteReference(node, to: &html)
    case .image: writeImage(index, node, to: &html)
    case .emphasis: return begin("<em>", &html)
    case .strong: return begin("<strong>", &html)
    case .insertion: return begin("<ins>", &html)
    case .deletion: return begin("<del>", &html)
    case .highlight: return begin("<mark>", &html)
    case .editorComment: return beginComment(index, to: &html)
    case .link: return beginLink(node, to: &html)
    case .reference: return beginReference(index, node, to: &html)
    case .legalCitation: return beginLegalCitation(node, to: &html)
    case .document: return true
    default: return enterBlock(index, node, to: &html)
    }
    return false
  }

  private mutating func enterBlock(_ index: Int, _ node: Node, to html: inout HTMLBuffer) -> Bool {
    if renderer.delegate.leavesOut(index) { return false }
    switch node.kind {
    case .paragraph:
      if node.flags.contains(.tight) || isTitle(index) { return true }
      html.endLine()
      html.append("<p")
      writeID(of: index, to: &html)
      writeSource(of: node, to: &html)
      return begin(">", &html)
    case .heading: beginHeading(index, node, to: &html)
    case .list: beginList(node, to: &html)
    case .listItem:
      html.endLine()
      html.append("<li")
      writeID(of: index, to: &html)
      writeSource(of: node, to: &html)
      return begin(">", &html)
    case .blockQuote:
      html.endLine()
      return begin("<blockquote>\n", &html)
    case .codeBlock:
      writeCodeBlock(node, to: &html)
      return false
    case .htmlBlock:
      html.endLine()
      writeRawHTML(node, to: &html)
      html.endLine()
      return false
    case .thematicBreak:
      html.endLine()
      html.append("<hr />\n")
      return false
    case .footnoteDefinition: return false
    default: return enterExtension(index, node, to: &html)
    }
    return true
  }

  private mutating func leave(_ index: Int, _ node: Node, to html: inout HTMLBuffer) {
    switch node.kind {
    case .emphasis: html.append("</em>")
    case .strong: html.append("</strong>")
    case .insertion: html.append("</ins>")
    case .deletion:
      if renderer.options.separatesReplacements, isReplaced(index, node) {
        // The space is in neither text, but a copied redline needs one between the two.
        html.append("<ins class=\"gap\"> </ins>")
      }
      html.append("</del>")
    case .highlight: html.append("</mark>")
    case .editorComment: html.append("</span>")
    case .link: endLink(to: &html)
    case .reference: endReference(to: &html)
    case .legalCitation: if !node.destination.isEmpty { html.append("</a>") }
    case .paragraph:
      if isTitle(index) { endCalloutTitle(to: &html) }
      guard !node.flags.contains(.tight), !isTitle(index) else { break }
      if index == footnote?.lastParagraph { writeBackReferences(to: &html) }
      html.append("</p>\n")
    case .heading: endHeading(index, node, to: &html)
    case .list: html.append(node.flags.contains(.ordered) ? "</ol>\n" : "</ul>\n")
    case .listItem: html.append("</li>\n")
    case .blockQuote:
      html.endLine()
      html.append("</blockquote>\n")
    case .document: break
    default: leaveExtension(index, node, to: &html)
    }
  }

  /// Returns whether an insertion directly follows a deletion, without a space between them.
  private func isReplaced(_ index: Int, _ node: Node) -> Bool {
    let next = Int(node.end)
    guard next < nodes.count, nodes[next].kind == .insertion, next + 1 < Int(nodes[next].end) else {
      return false
    }
    let (last, first) = (
      bytes(nodes[next - 1].content.first).last, bytes(nodes[next + 1].content.first).first
    )
    return last.map { !$0.isASCIIWhitespace } ?? false && first.map { !$0.isASCIIWhitespace } ?? false
  }

  /// Begins an editor's comment: its marker if the text is in a note below; otherwise, the text.
  private func beginComment(_ index: Int, to html: inout HTMLBuffer) -> Bool {
    guard let note = renderer.delegate.note(ofComment: index) else {
      return begin("<span class=\"editor-comment\">", &html)
    }
    html.append("<a class=\"note-mark\" id=\"")
    html.append(attribute: note.anchor)
    html.append("--mark\" href=\"#")
    html.append(attribute: note.anchor)
    html.append("\"><span class=\"visually-hidden\">")
    html.append(text: note.name)
    html.append(" </span>")
    html.append(note.number)
    html.append("</a>")
    return false
  }

  /// Returns whether a paragraph is the title of a call-out.
  private func isTitle(_ index: Int) -> Bool {
    !captures.isEmpty && nodes[index - 1].kind == .callout && nodes[index - 1].flags.contains(.titled)
  }

  @inline(__always)
  func begin(_ tag: StaticString, _ html: inout HTMLBuffer) -> Bool {
    html.append(tag)
    return true
  }

  @inline(__always)
  func bytes(_ slice: Node.Slice) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: literals[Int(slice.start)..<Int(slice.start) + Int(slice.count)])
  }

  /// Writes the id that an author gave a block.
  private mutating func writeID(of index: Int, to html: inout HTMLBuffer) {
    guard renderer.options.writesIDs, let id = authorID(of: index) else { return }
    html.append(" id=\"")
    html.append(attribute: renderer.options.idPrefix)
    html.append(attribute: id)
    html.append("\"")
  }

  /// Writes the language of a block, if it isn't the page's, and its file and line for the preview.
  private func writeSource(of node: Node, to html: inout HTMLBuffer) {
    if let language = renderer.options.language {
      html.append(" lang=\"")
      html.append(attribute: language)
      html.append("\"")
    }
    guard let path = renderer.options.sourcePath, node.startLine > 0 else { return }
    html.append(" data-source=\"")
    html.append(attribute: "\(path):\(node.startLine)")
    html.append("\"")
  }

  private mutating func authorID(of index: Int) -> String? {
    let attributes = renderer.document.attributes
    while nextAttributes < attributes.count, attributes[nextAttributes].node < index { nextAttributes += 1 }
    guard nextAttributes < attributes.count, attributes[nextAttributes].node == index else { return nil }
    return attributes[nextAttributes].value.id?.value
  }

  private mutating func beginHeading(_ index: Int, _ node: Node, to html: inout HTMLBuffer) {
    html.endLine()
    html.append("<h")
    html.append(level(of: node))
    if renderer.options.writesIDs, !writeAuthorID(of: index, to: &html), let anchor = anchor(of: index) {
      html.append(" id=\"")
      html.append(attribute: renderer.options.idPrefix)
      html.append(attribute: bytes(anchor))
      html.append("\"")
    }
    writeSource(of: node, to: &html)
    html.append(">")
  }

  private mutating func writeAuthorID(of index: Int, to html: inout HTMLBuffer) -> Bool {
    let before = html.count
    writeID(of: index, to: &html)
    return html.count > before
  }

  private mutating func endHeading(_ index: Int, _ node: Node, to html: inout HTMLBuffer) {
    if renderer.options.writesIDs {
      if var id = authorID(of: index) {
        id.withUTF8 { renderer.delegate.writeHeadingEnd(index, anchor: $0, to: &html) }
      } else if let anchor = anchor(of: index) {
        renderer.delegate.writeHeadingEnd(index, anchor: bytes(anchor), to: &html)
      }
    }
    html.append("</h")
    html.append(level(of: node))
    html.append(">\n")
    renderer.delegate.writeAfterHeading(index, to: &html)
  }

  private func level(of heading: Node) -> Int {
    min(6, max(1, heading.level + renderer.options.headingShift))
  }

  private mutating func anchor(of index: Int) -> Node.Slice? {
    let anchors = renderer.document.anchors
    while nextAnchor < anchors.count, anchors[nextAnchor].node < index { nextAnchor += 1 }
    guard nextAnchor < anchors.count, anchors[nextAnchor].node == index else { return nil }
    return anchors[nextAnchor].value
  }

  private func beginList(_ node: Node, to html: inout HTMLBuffer) {
    html.endLine()
    if !node.flags.contains(.ordered) {
      html.append("<ul>\n")
    } else if node.firstNumber == 1 {
      html.append("<ol>\n")
    } else {
      html.append("<ol start=\"")
      html.append(node.firstNumber)
      html.append("\">\n")
    }
  }

  private func writeCodeBlock(_ node: Node, to html: inout HTMLBuffer) {
    html.endLine()
    html.append("<pre><code")
    let info = bytes(node.info)
    if !info.isEmpty {
      html.append(" class=\"language-")
      let end = info.firstIndex(where: \.isASCIIWhitespace) ?? info.count
      html.append(attribute: UnsafeBufferPointer(rebasing: info[..<end]))
      html.append("\"")
    }
    html.append(">")
    html.append(text: bytes(node.text))
    html.append("</code></pre>\n")
  }

  private func writeRawHTML(_ node: Node, to html: inout HTMLBuffer) {
    if renderer.options.allowsRawHTML {
      html.append(markup: bytes(node.text))
    } else {
      html.append("<!-- raw HTML omitted -->")
    }
  }
}

/// A footnote that's being written.
struct OpenFootnote {
  var number: Int
  /// The number of references to it.
  var references: Int
  /// The paragraph at its end, which gets the links back.
  var lastParagraph: Int?
}

/// A block whose HTML is passed to the delegate.
struct CapturedBlock {
  /// The offset of its content in the buffer.
  var start: Int
  /// A call-out's title, after it was written.
  var title: [UInt8]?
  /// Whether a choice of a question was written.
  var hasChoices = false
}

/// Writes the blocks of the extensions.
extension HTMLWalk {
  mutating func enterExtension(_ index: Int, _ node: Node, to html: inout HTMLBuffer) -> Bool {
    switch node.kind {
    case .callout:
      if renderer.options.leavesOutFacilitatorNotes, node.calloutKind == .facilitator {
        return false
      }
      html.endLine()
      captures.append(CapturedBlock(start: html.count))
    case .question:
      html.endLine()
      captures.append(CapturedBlock(start: html.count))
    case .choice: beginChoice(node, to: &html)
    case .quotation:
      writeQuotation(index, node, to: &html)
      return false
    case .table:
      html.endLine()
      html.append("<table>\n")
      writeCaption(before: index, to: &html)
    case .tableRow: return begin(node.flags.contains(.head) ? "<thead>\n<tr>\n" : "<tr>\n", &html)
    case .tableCell: beginCell(index, node, to: &html)
    default: preconditionFailure("blocks of kind \(node.kind) are handled elsewhere in the walk")
    }
    return true
  }

  mutating func leaveExtension(_ index: Int, _ node: Node, to html: inout HTMLBuffer) {
    switch node.kind {
    case .callout: endCallout(index, node, to: &html)
    case .question: endQuestion(index, node, to: &html)
    case .choice:
      html.endLine()
      html.append("</li>\n")
    case .table: html.append(hasBody(index, node) ? "</tbody>\n</table>\n" : "</table>\n")
    case .tableRow:
      html.append("</tr>\n")
      guard node.flags.contains(.head) else { break }
      html.append("</thead>\n")
      let next = Int(node.end)
      if next < nodes.count, nodes[next].kind == .tableRow { html.append("<tbody>\n") }
    case .tableCell: html.append(isHeader(index, node) ? "</th>\n" : "</td>\n")
    default: preconditionFailure("nodes of kind \(node.kind) have no end to write")
    }
  }

  // MARK: Call-outs and questions

  /// Moves the title of the innermost call-out from the output to its capture, after it was written.
  mutating func endCalloutTitle(to html: inout HTMLBuffer) {
    guard let last = captures.indices.last else { return }
    captures[last].title = html.cut(from: captures[last].start)
  }

  private mutating func endCallout(_ index: Int, _ node: Node, to html: inout HTMLBuffer) {
    guard let capture = captures.popLast() else { return }
    html.endLine()
    let content = html.cut(from: capture.start)
    if renderer.delegate.write(index, content: content, title: capture.title, to: &html) { return }
    let kind = node.calloutKind ?? .note
    html.append("<aside class=\"callout ")
    html.append(attribute: kind.name)
    html.append("\">\n<p class=\"callout-title\">")
    if let title = capture.title {
      html.append(markup: title)
    } else {
      html.append(text: kind.title)
    }
    html.append("</p>\n")
    html.append(markup: content)
    html.append("</aside>\n")
  }

  private mutating func endQuestion(_ index: Int, _ node: Node, to html: inout HTMLBuffer) {
    guard let capture = captures.popLast() else { return }
    html.endLine()
    if capture.hasChoices { html.append("</ul>\n") }
    let content = html.cut(from: capture.start)
    if renderer.delegate.write(index, content: content, title: nil, to: &html) { return }
    html.append("<section class=\"question\">\n")
    html.append(markup: content)
    html.append("</section>\n")
  }

  private mutating func beginChoice(_ node: Node, to html: inout HTMLBuffer) {
    html.endLine()
    if let last = captures.indices.last, !captures[last].hasChoices {
      captures[last].hasChoices = true
      html.append("<ul class=\"choices\">\n")
    }
    html.append(node.flags.contains(.correct) ? "<li class=\"choice correct\">" : "<li class=\"choice\">")
  }

  private func writeQuotation(_ index: Int, _ node: Node, to html: inout HTMLBuffer) {
    html.endLine()
    if renderer.delegate.write(index, content: [], title: nil, to: &html) { return }
    html.append("<blockquote class=\"quotation\"><p>")
    if let reference = node.referenceIndex,
      let target = renderer.delegate.target(ofReference: reference)
    {
      begin(target, to: &html)
      html.append(text: renderer.delegate.text(ofReference: reference))
      html.append("</a>")
    } else {
      html.append(text: bytes(node.target))
    }
    html.append("</p></blockquote>\n")
  }

  // MARK: Tables

  /// Writes a table's caption from the heading above it, for people who use screen readers.
  private mutating func writeCaption(before table: Int, to html: inout HTMLBuffer) {
    guard let heading = headingBefore(table) else { return }
    let title = renderer.document.plainText(of: heading, options: .withoutDeletions)
    guard !title.isEmpty else { return }
    html.append("<caption class=\"visually-hidden\">")
    html.append(text: title)
    html.append("</caption>\n")
  }

  /// Returns the nearest heading before a node, or `nil` if there is none.
  ///
  /// Each walk checks every node only once, regardless of the number of tables.
  private mutating func headingBefore(_ index: Int) -> Int? {
    let unseen = nodes[..<index].dropFirst(captionSearch.end)
    if let found = unseen.lastIndex(where: { $0.kind == .heading }) { captionSearch.heading = found }
    captionSearch.end = index
    return captionSearch.heading
  }

  /// Returns whether a cell is the header of its column.
  ///
  /// An empty cell, such as one in the corner of a table, isn't a header.
  private func isHeader(_ index: Int, _ cell: Node) -> Bool {
    cell.flags.contains(.head) && Int(cell.end) > index + 1
  }

  private func beginCell(_ index: Int, _ node: Node, to html: inout HTMLBuffer) {
    html.append(isHeader(index, node) ? "<th scope=\"col\"" : "<td")
    if node.flags.contains(.alignLeft) {
      html.append(" class=\"align-left\"")
    } else if node.flags.contains(.alignCenter) {
      html.append(" class=\"align-center\"")
    } else if node.flags.contains(.alignRight) {
      html.append(" class=\"align-right\"")
    }
    html.append(">")
  }

  private func hasBody(_ index: Int, _ table: Node) -> Bool {
    let head = index + 1
    return head < Int(table.end) && nodes[head].end < table.end
  }

  // MARK: Footnotes

  func writeFootnoteReference(_ node: Node, to html: inout HTMLBuffer) {
    html.append("<sup class=\"footnote-ref\"><a href=\"")
    html.append(attribute: renderer.options.footnoteAddress)
    html.append("#")
    html.append(attribute: renderer.options.footnotePrefix)
    html.append("fn-")
    html.append(node.footnoteNumber)
    if renderer.options.writesFootnoteIDs {
      html.append("\" id=\"")
      html.append(attribute: renderer.options.footnotePrefix)
      html.append("fnref-")
      html.append(node.footnoteNumber)
      html.append(attribute: bytes(node.footnoteSuffix))
    }
    html.append("\" role=\"doc-noteref\">")
    html.append(node.footnoteNumber)
    html.append("</a></sup>")
  }

  /// Writes a footnote as a list item.
  mutating func writeFootnote(_ definition: Int, references: Int, to html: inout HTMLBuffer) {
    let node = nodes[definition]
    let last = renderer.document.children(of: definition).reduce(nil as Int?) { $1 }
    let paragraph = last.flatMap { child in
      nodes[child].kind == .paragraph && !nodes[child].flags.contains(.tight) ? child : nil
    }
    footnote = OpenFootnote(
      number: node.footnoteNumber, references: references, lastParagraph: paragraph)
    html.append("<li id=\"")
    html.append(attribute: renderer.options.footnotePrefix)
    html.append("fn-")
    html.append(node.footnoteNumber)
    html.append("\">\n")
    write((definition + 1)..<Int(node.end), to: &html)
    if paragraph == nil { writeBackReferences(to: &html) }
    html.endLine()
    html.append("</li>\n")
  }

  /// Writes links back to a footnote's references.
  func writeBackReferences(to html: inout HTMLBuffer) {
    guard let footnote, footnote.references > 0 else { return }
    for reference in 1...footnote.references {
      html.append(" <a href=\"#")
      html.append(attribute: renderer.options.footnotePrefix)
      html.append("fnref-")
      html.append(footnote.number)
      if reference > 1 {
        html.append("-")
        html.append(reference)
      }
      html.append("\" class=\"footnote-backref\" role=\"doc-backlink\" aria-label=\"Back to reference ")
      html.append(footnote.number)
      if reference > 1 {
        html.append("-")
        html.append(reference)
      }
      html.append("\">↩</a>")
    }
  }
}

extension HTMLWalk {
  /// Begins a link that the author wrote or that was made from an address in the text.
  mutating func beginLink(_ node: Node, to html: inout HTMLBuffer) -> Bool {
    isLinkWritten = !(node.referenceIndex.map(renderer.delegate.isPlainText) ?? false)
    guard isLinkWritten else { return true }
    html.append("<a href=\"")
    let target = writeAddress(of: node, to: &html)
    html.append("\"")
    writeTitle(of: node, to: &html)
    writePreview(target?.preview, to: &html)
    html.append(">")
    return true
  }

  func endLink(to html: inout HTMLBuffer) {
    if isLinkWritten { html.append("</a>") }
  }

  /// Writes a picture, with the text inside it as its description.
  func writeImage(_ index: Int, _ node: Node, to html: inout HTMLBuffer) {
    html.append("<img src=\"")
    writeAddress(of: node, to: &html)
    html.append("\" alt=\"")
    for inner in nodes[(index + 1)..<Int(node.end)] {
      switch inner.kind {
      case .text, .inlineCode, .inlineHTML: html.append(attribute: bytes(inner.text))
      case .softBreak, .lineBreak: html.append(" ")
      default: break
      }
    }
    html.append("\"")
    writeTitle(of: node, to: &html)
    html.append(" />")
  }

  /// Writes the address of a link or picture.
  ///
  /// - Returns: The target that the site knows; `nil` for an address that the author wrote.
  @discardableResult
  private func writeAddress(of node: Node, to html: inout HTMLBuffer) -> LinkTarget? {
    if node.flags.contains(.unsafe) { return nil }
    if let reference = node.referenceIndex,
      let target = renderer.delegate.target(ofReference: reference)
    {
      html.append(address: target.address)
      return target
    }
    html.append(address: bytes(node.destination))
    return nil
  }

  private func writeTitle(of node: Node, to html: inout HTMLBuffer) {
    guard !node.title.isEmpty else { return }
    html.append(" title=\"")
    html.append(attribute: bytes(node.title))
    html.append("\"")
  }

  /// Writes the text that a link shows in a popover.
  private func writePreview(_ preview: LinkTarget.Preview?, to html: inout HTMLBuffer) {
    guard let preview else { return }
    html.append(" data-preview-name=\"")
    html.append(attribute: preview.name)
    html.append("\" data-preview=\"")
    html.append(attribute: preview.text)
    html.append("\"")
    if let language = preview.language {
      html.append(" data-preview-lang=\"")
      html.append(attribute: language)
      html.append("\"")
    }
  }

  /// Begins a citation.
  ///
  /// - Returns: Whether it has text from its author, which must be written next.
  mutating func beginReference(_ index: Int, _ node: Node, to html: inout HTMLBuffer) -> Bool {
    let target = node.referenceIndex.flatMap { renderer.delegate.target(ofReference: $0) }
    isReferenceLinked = target != nil
    if let target { begin(target, to: &html) }
    guard Int(node.end) == index + 1 else { return true }
    if let reference = node.referenceIndex, target != nil || renderer.delegate.isPlainText(reference) {
      html.append(text: renderer.delegate.text(ofReference: reference))
    } else {
      html.append(text: bytes(node.target))
    }
    endReference(to: &html)
    if AdjacentCitations.isFollowed(index, in: nodes, bytes: bytes) { html.append(";") }
    return false
  }

  func endReference(to html: inout HTMLBuffer) {
    if isReferenceLinked { html.append("</a>") }
  }

  /// Begins a legal citation, which is a link if its series has addresses.
  func beginLegalCitation(_ node: Node, to html: inout HTMLBuffer) -> Bool {
    guard !node.destination.isEmpty else { return true }
    html.append("<a href=\"")
    html.append(address: bytes(node.destination))
    html.append("\">")
    return true
  }

  /// Begins a link to the target of a citation or quotation.
  func begin(_ target: LinkTarget, to html: inout HTMLBuffer) {
    html.append(target.isTerm ? "<a class=\"term\" href=\"" : "<a href=\"")
    html.append(address: target.address)
    html.append("\"")
    writePreview(target.preview, to: &html)
    html.append(">")
  }
}

/// Citations of rules with only a space between them, which get a semicolon.
enum AdjacentCitations {
  /// Returns whether a citation without text from its author is followed by a space and another one.
  static func isFollowed<Nodes: RandomAccessCollection<Node>, Text: Collection<UInt8>>(
    _ index: Int, in nodes: Nodes, bytes: (Node.Slice) -> Text
  ) -> Bool where Nodes.Index == Int {
    func isCitation(_ index: Int) -> Bool {
      guard index < nodes.endIndex, nodes[index].kind == .reference else { return false }
      return Int(nodes[index].end) == index + 1 && bytes(nodes[index].target).contains(UInt8(ascii: "#"))
    }
    guard isCitation(index), isCitation(index + 2) else { return false }
    let between = nodes[index + 1]
    return between.kind == .softBreak
      || (between.kind == .text && bytes(between.text).allSatisfy { $0 == UInt8(ascii: " ") })
  }
}
