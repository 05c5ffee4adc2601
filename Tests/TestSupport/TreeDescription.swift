package import Basics
package import Markdown

extension MarkdownDocument {
  /// The tree as lines such as `paragraph 1:1-1:5 'text'`, indented by depth.
  package var outline: String {
    var lines: [String] = []
    var ends: [Int] = []
    for (index, node) in nodes.enumerated() {
      while let last = ends.last, last <= index { ends.removeLast() }
      var line = String(repeating: "  ", count: ends.count) + "\(node.kind)"
      if node.content.number != 0 { line += " \(node.content.number)" }
      line += " \(node.startLine):\(node.startColumn)-\(node.endLine):\(node.endColumn)"
      if !node.content.first.isEmpty { line += " '\(string(node.content.first))'" }
      if let id = attributes(of: index)?.id { line += " #\(id.value)" }
      lines.append(line)
      ends.append(Int(node.end))
    }
    return lines.joined(separator: "\n")
  }

  /// Returns the nodes of a kind.
  package func all(_ kind: Node.Kind) -> [Index] {
    nodes.indices.filter { nodes[$0].kind == kind }
  }
}

/// Parses a text that begins on the first line of its file.
package func parse(
  _ markdown: String, _ configure: (inout MarkdownParser.Options) -> Void = { _ in }
) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
  var options = MarkdownParser.Options()
  configure(&options)
  return MarkdownParser(options: options).parse(Array(markdown.utf8)[...], path: "test.md")
}

/// Returns diagnostics as `line:column: identifier`, in order.
package func places(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.sorted().map { diagnostic in
    guard let range = diagnostic.range else { return diagnostic.identifier }
    return "\(range.start.line):\(range.start.column)-\(range.end.column): \(diagnostic.identifier)"
  }
}
