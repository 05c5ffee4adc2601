import Markdown

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
