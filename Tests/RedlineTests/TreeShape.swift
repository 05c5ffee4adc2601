import Basics
import Markdown
import Redline

/// Returns a tree as one line of text, for a test's expectations: `p("the ",del("ir"))`.
func shape(_ document: MarkdownDocument, of index: Int = 0) -> String {
  let node = document.nodes[index]
  let children = document.children(of: index).map { shape(document, of: $0) }.joined(separator: ",")
  let flag = node.flags.contains(.emptied) ? "!" : ""
  switch node.kind {
  case .document: return children
  case .text: return "\"\(document.string(node.text))\""
  case .inlineCode: return "code(\"\(document.string(node.text))\")"
  case .codeBlock: return "pre(\"\(document.string(node.text))\")"
  case .softBreak: return "_"
  case .lineBreak: return "br"
  case .link: return "a[\(document.string(node.destination))](\(children))"
  case .heading: return "h\(node.level)\(flag)(\(children))"
  case .reference, .quotation:
    return "ref[\(document.references[node.referenceIndex ?? 0].target)](\(children))"
  default: return "\(node.kind.shortName)\(flag)(\(children))"
  }
}

extension Node.Kind {
  fileprivate var shortName: String {
    switch self {
    case .paragraph: "p"
    case .list: "ul"
    case .listItem: "li"
    case .emphasis: "em"
    case .strong: "strong"
    case .insertion: "ins"
    case .deletion: "del"
    case .highlight: "mark"
    case .editorComment: "note"
    case .tableRow: "tr"
    case .tableCell: "td"
    default: "\(self)"
    }
  }
}

/// A text parsed as a redline, or like any other text if it has no marks.
struct ReadRedline {
  let redline: String
  let proposed: String
  let current: String
  /// The diagnostics as `line:column identifier`, in the order of reports.
  let reports: [String]
  let text: RedlinedText?
  let diagnostics: [Diagnostic]

  /// Returns the starts of a text's lines.
  static func lines(of bytes: [UInt8]) -> SourceLines {
    let starts = [UInt32(0)] + bytes.indices.filter { bytes[$0] == 0x0A }.map { UInt32($0 + 1) }
    return SourceLines(starts: starts, firstLine: 1)
  }

  init(
    _ source: String, firstLine: Int = 1, extensions: MarkdownParser.Extensions = .standard
  ) {
    let bytes = Array(source.utf8)
    var options = MarkdownParser.Options()
    options.extensions = extensions
    if let (text, diagnostics) = RedlineParser.parse(
      bytes[...], path: "code.md", firstLine: firstLine, options: options)
    {
      self.text = text
      self.diagnostics = diagnostics.sorted()
      redline = shape(text.redline)
      proposed = shape(text.proposed)
      current = shape(text.current)
    } else {
      let (document, diagnostics) = MarkdownParser(options: options).parse(
        bytes[...], path: "code.md", firstLine: firstLine)
      text = nil
      self.diagnostics = diagnostics.sorted()
      redline = shape(document)
      proposed = redline
      current = redline
    }
    reports = diagnostics.map { diagnostic in
      let start = diagnostic.range?.start ?? SourcePosition(line: 0, column: 0)
      return "\(start.line):\(start.column) \(diagnostic.identifier)"
    }
  }
}
