import Basics
package import Markdown

/// The parts of a lesson or a plain page that other pages may show, which exclude blocks without references.
///
/// If the outlines of two versions of a document are equal, the pages of other documents are the same for
/// both.
struct DocumentOutline: Sendable, Equatable {
  private enum Metadata: Sendable, Equatable {
    case lesson(LessonMetadata)
    case page(PageMetadata)
  }

  private let metadata: Metadata
  private let digest: OutlineDigest

  init(_ lesson: Lesson) {
    metadata = .lesson(lesson.metadata)
    digest = OutlineDigest(lesson.document)
  }

  init(_ page: StandalonePage) {
    metadata = .page(page.metadata)
    digest = OutlineDigest(page.document)
  }
}

/// The parts of a tree that are in an outline.
private struct OutlineDigest: Sendable, Equatable {
  private struct Part: Sendable, Equatable {
    let kind: Node.Kind
    let flags: Node.Flags
    let number: Int32
    let attributes: Attributes?
  }

  private var parts: [Part] = []
  private var text: [UInt8] = []
  private let references: [String]

  init(_ document: MarkdownDocument) {
    references = document.references.map(\.target)
    var index = 0
    while index < document.nodes.count {
      let node = document.nodes[index]
      let end = Int(node.end)
      switch node.kind {
      case .paragraph, .tableCell, .codeBlock:
        if document.nodes[index..<end].contains(where: Self.refers) {
          append(index..<end, of: document)
        } else {
          appendAttributes(of: index, document)
        }
        index = end
      case .callout, .question, .heading:
        append(index..<end, of: document)
        index = end
      default:
        appendAttributes(of: index, document)
        index += 1
      }
    }
  }

  /// Returns whether another page may show the sentence around a node, and with it the block.
  private static func refers(_ node: Node) -> Bool {
    switch node.kind {
    case .reference, .quotation, .legalCitation, .footnoteReference: true
    case .link, .image: node.flags.contains(.internal)
    default: false
    }
  }

  private mutating func append(_ range: Range<MarkdownDocument.Index>, of document: MarkdownDocument) {
    for index in range {
      let node = document.nodes[index]
      parts.append(
        Part(
          kind: node.kind, flags: node.flags, number: node.content.number,
          attributes: document.attributes(of: index)))
      append(node.content.first, of: document)
      if let anchor = document.anchor(of: index) { text += anchor.utf8 }
      text.append(0)
    }
  }

  /// Appends the attributes of a block that isn't otherwise shown on other pages.
  private mutating func appendAttributes(of index: MarkdownDocument.Index, _ document: MarkdownDocument) {
    guard let attributes = document.attributes(of: index) else { return }
    parts.append(Part(kind: document.nodes[index].kind, flags: [], number: 0, attributes: attributes))
  }

  private mutating func append(_ slice: Node.Slice, of document: MarkdownDocument) {
    text += document.literals[Int(slice.start)..<Int(slice.start) + Int(slice.count)]
    text.append(0)
  }
}

extension MarkdownDocument {
  /// Returns the nodes from a heading to the next heading of the same or a higher level.
  package func section(from heading: Index) -> Range<Index> {
    let level = nodes[heading].level
    var index = Int(nodes[heading].end)
    while index < nodes.count {
      if nodes[index].kind == .heading, nodes[index].level <= level { break }
      index += 1
    }
    return heading..<index
  }

  /// The names of all anchors that links can use: headings, and blocks with an id.
  package var anchorNames: Set<String> {
    var names = Set(attributes.compactMap { $0.value.id?.value })
    for index in nodes.indices where nodes[index].kind == .heading {
      if let anchor = anchor(of: index) { names.insert(anchor) }
    }
    return names
  }

  /// Returns the heading with an anchor.
  package func heading(named anchor: String) -> Index? {
    nodes.indices.first { nodes[$0].kind == .heading && self.anchor(of: $0) == anchor }
  }
}
