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
