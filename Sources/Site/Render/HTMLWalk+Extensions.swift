import Markdown

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
