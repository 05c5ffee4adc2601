package import Basics

extension MarkdownDocument {
  /// The parts that plain text omits.
  package struct PlainTextOptions: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The text that a redline deletes.
    package static let withoutDeletions = PlainTextOptions(rawValue: 1)
    /// The text that a redline inserts.
    package static let withoutInsertions = PlainTextOptions(rawValue: 2)
    /// The text of code blocks.
    package static let withoutCodeBlocks = PlainTextOptions(rawValue: 4)
  }

  /// Returns a node's text without markup.
  ///
  /// Line breaks are spaces, and blocks are separated by a line feed. Raw HTML, editors' comments, and
  /// footnote marks are omitted; a picture's description is included. A reference whose text is generated is
  /// empty here: see ``appendPlainText(of:to:options:reference:)``.
  package func plainText(of index: Index, options: PlainTextOptions = []) -> String {
    var text: [UInt8] = []
    appendPlainText(of: index, to: &text, options: options)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends a node's text without markup, as UTF-8.
  ///
  /// - Parameters:
  ///   - reference: The generated text of a reference, given its node.
  package func appendPlainText(
    of index: Index, to text: inout [UInt8], options: PlainTextOptions = [],
    reference: (Index) -> String? = { _ in nil }
  ) {
    let start = text.count
    let end = Int(nodes[index].end)
    var index = index
    while index < end {
      let node = nodes[index]
      index += 1
      switch node.kind {
      case .text, .inlineCode: text.append(contentsOf: literals[node.literal.range])
      case .softBreak, .lineBreak: text.append(0x20)
      case .codeBlock:
        guard !options.contains(.withoutCodeBlocks) else { continue }
        separateBlock(&text, from: start)
        text.append(contentsOf: literals[node.literal.range])
        if text.count > start, text.last == 0x0A { text.removeLast() }
      case .reference, .quotation:
        guard Int(node.end) == index, let generated = reference(index - 1) else { continue }
        if node.kind == .quotation { separateBlock(&text, from: start) }
        text.append(contentsOf: generated.utf8)
      case .deletion: if options.contains(.withoutDeletions) { index = Int(node.end) }
      case .insertion: if options.contains(.withoutInsertions) { index = Int(node.end) }
      case .editorComment: index = Int(node.end)
      case .paragraph, .heading, .tableCell, .choice: separateBlock(&text, from: start)
      default: break
      }
    }
  }

  /// Returns the text of consecutive nodes on one line.
  ///
  /// A reference whose text is generated appears as its target.
  ///
  /// - Parameters:
  ///   - siblings: Whole nodes.
  ///   - offset: Where to cut the literal of the last node, in bytes, or `nil` to include all of it.
  package func writtenText(of siblings: Range<Index>, cutAt offset: Int? = nil) -> String {
    var text: [UInt8] = []
    var index = siblings.lowerBound
    while index < siblings.upperBound {
      let next = Int(nodes[index].end)
      let start = text.count
      appendPlainText(of: index, to: &text) { nodes[$0].referenceIndex.map { references[$0].target } }
      if let offset, next == siblings.upperBound { text.removeLast(max(0, text.count - start - offset)) }
      index = next
    }
    return String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func separateBlock(_ text: inout [UInt8], from start: Int) {
    if text.count > start, text.last != 0x0A { text.append(0x0A) }
  }
}

extension MarkdownDocument {
  /// Reports control characters that an author wrote as entities, such as `&#8;`.
  ///
  /// Other invisible characters that are written as entities are intentional.
  package func escapedControlCharacters(path: String) -> [Diagnostic] {
    guard sourceCount < literals.count else { return [] }
    return literals.withUnsafeBufferPointer { literals in
      nodes.indices.compactMap { (index) -> Diagnostic? in
        let node = nodes[index]
        guard Int(node.literal.start) >= sourceCount else { return nil }
        let text = UnsafeBufferPointer(rebasing: literals[node.literal.range])
        var offset = 0
        while let (character, range) = HiddenCharacter.first(in: text, from: offset) {
          if character.severity == .error {
            return Diagnostic(
              .error, character.rule, character.summary, path: path,
              range: node.kind == .text ? place(of: range, in: index) : place(of: index), help: character.help
            )
          }
          offset = range.upperBound
        }
        return nil
      }
    }
  }
}
