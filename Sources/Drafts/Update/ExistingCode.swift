import Basics
import Markdown
import Redline

/// An existing code file: its blocks with their ids, topics, labels, and source, to be updated from a new
/// draft.
struct ExistingCode {
  struct Block {
    enum Kind: Equatable {
      case heading, provision, other
      case divider, table
    }

    var kind: Kind
    /// The block's text with all changes accepted or all rejected, on one line and without its label.
    var proposed: String
    var current: String
    var label: String?
    var id: String?
    var topics: [String] = []
    var aliases: [String] = []
    /// The editors' comments in the block.
    var remarks: [String] = []
    /// The block's text in the file, including attributes but without a list marker.
    var source: String
  }

  /// The front matter and the empty lines after it, unchanged.
  let header: String
  let blocks: [Block]
  /// All ids and former ids.
  let ids: Set<String>
  /// The words of each footnote, in order.
  let notes: [String]

  /// Reads a file, or returns `nil` if it isn't a code file or has errors.
  init?(_ file: SourceFile) {
    guard TextCheck(file).isReadable else { return nil }
    let front = FrontMatterParser.parse(file)
    let (parsed, diagnostics) = DocumentParser(allowsRawHTML: false).parse(file)
    guard front.frontMatter != nil, !diagnostics.contains(where: { $0.severity == .error }) else {
      return nil
    }
    let document = parsed.redlined?.redline ?? parsed.document
    let lines = String(decoding: file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var reader = BlockReader(document: document, lines: lines.map(String.init))
    reader.readChildren(of: 0, number: nil)
    blocks = reader.blocks
    ids = Set(blocks.compactMap(\.id) + blocks.flatMap(\.aliases))
    notes = document.nodes.indices.filter { document.nodes[$0].kind == .footnoteDefinition }
      .map { CodeMatching.oneLine(document.plainText(of: $0, options: .withoutDeletions)) }
    let body = file.bytes[front.bodyStart...].firstIndex { $0 != 0x0A && $0 != 0x0D } ?? file.bytes.endIndex
    header = String(decoding: file.bytes[..<body], as: UTF8.self)
  }
}

/// Walks the tree of a code file.
private struct BlockReader {
  let document: MarkdownDocument
  let lines: [String]
  var blocks: [ExistingCode.Block] = []

  /// - Parameter number: The number of the item that contains the children, or `nil` if it has a bullet or
  ///   there is none.
  mutating func readChildren(of parent: Int, number: String?, isItem: Bool = false) {
    for (place, child) in document.children(of: parent).enumerated() {
      let node = document.nodes[child]
      switch node.kind {
      case .list:
        for (offset, item) in document.children(of: child).enumerated() {
          let delimiter = node.flags.contains(.parenthesis) ? ")" : "."
          let number = node.flags.contains(.ordered) ? "\(node.firstNumber + offset)\(delimiter)" : nil
          readChildren(of: item, number: number, isItem: true)
        }
      case .paragraph where isItem && place == 0:
        append(child, attributesOf: parent, .provision, number: number)
      case .paragraph:
        append(
          child, attributesOf: child, document.attributes(of: child) == nil ? .other : .provision, number: nil
        )
      case .heading: append(child, attributesOf: child, .heading, number: nil)
      case .thematicBreak: blocks.append(.init(kind: .divider, proposed: "", current: "", source: ""))
      case .table: append(child, attributesOf: child, .table, number: nil)
      default: break
      }
    }
  }

  private mutating func append(
    _ node: Int, attributesOf owner: Int, _ kind: ExistingCode.Block.Kind, number: String?
  ) {
    let attributes = document.attributes(of: owner)
    var proposed = CodeMatching.oneLine(document.plainText(of: node, options: .withoutDeletions))
    var current = CodeMatching.oneLine(document.plainText(of: node, options: .withoutInsertions))
    var label = attributes?["label"]?.value ?? number
    if let read = PrintedLabel(proposed), read.text.hasPrefix("("), attributes?["label"] == nil,
      kind == .provision
    {
      // A number and a mark together form the label; only the mark is in the text.
      proposed = CodeMatching.without(read.text, proposed)
      current = CodeMatching.without(read.text, current)
      label = [number, read.text].compactMap(\.self).joined(separator: " ")
    } else if let label, kind != .heading {
      proposed = CodeMatching.without(label, proposed)
      current = CodeMatching.without(label, current)
    }
    blocks.append(
      ExistingCode.Block(
        kind: kind, proposed: proposed, current: current, label: label, id: attributes?.id?.value,
        topics: attributes?.classes.map(\.value) ?? [],
        aliases: attributes?["alias"]?.value.split(separator: " ").map(String.init) ?? [],
        remarks: remarks(in: node),
        source: source(of: node)))
  }

  private func remarks(in node: Int) -> [String] {
    document.subtree(of: node).filter { document.nodes[$0].kind == .editorComment }.map { comment in
      document.subtree(of: comment).filter { document.nodes[$0].kind == .text }
        .map { document.string(document.nodes[$0].text) }.joined()
    }
  }

  /// Returns the lines of a block from its first character to its last, without the indentation of the lines
  /// after the first.
  private func source(of node: Int) -> String {
    let (first, last) = (Int(document.nodes[node].startLine) - 1, Int(document.nodes[node].endLine) - 1)
    guard lines.indices.contains(first), lines.indices.contains(last) else { return "" }
    var text = lines[first...last].map(\.trimmed)
    let start = max(0, Int(document.nodes[node].startColumn) - 1)
    text[0] = String(decoding: Array(lines[first].utf8).dropFirst(start), as: UTF8.self).trimmedEnd
    return text.joined(separator: "\n")
  }
}
