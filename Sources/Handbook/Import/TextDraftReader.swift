import Markup

/// Reads a draft that is text: Markdown as converters write it, or plain text with bullets and headings that
/// nothing marks.
struct TextDraftReader {
  private var draft = Draft()
  private var lines: [Substring]
  private let isMarkdown: Bool
  /// The indents of the items that are open, in columns.
  private var indents: [Int] = []
  /// The lines of the paragraph or item that is being read.
  private var text: [String] = []
  private var pending = DraftBlock(.paragraph)
  private var isAfterBlank = true

  /// Reads a text.
  ///
  /// - Parameter isMarkdown: Whether `*`, `#` and the like are markup; found out where nothing is said. Tracked
  ///   changes of a converter, headings with `#`, and links only occur in Markdown.
  static func read(_ text: String, isMarkdown: Bool? = nil) -> Draft {
    let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let lines = body.split(omittingEmptySubsequences: false) { $0.isNewline }
    let isConverted = ConvertedMarks.areIn(body)
    let looksLikeMarkdown =
      isConverted || lines.contains { $0.hasPrefix("# ") || $0.hasPrefix("## ") }
      || body.contains("](")
    var reader = Self(lines: lines, isMarkdown: isMarkdown ?? looksLikeMarkdown)
    reader.draft.mayHaveLostMarks = isConverted
    reader.readLines()
    UnmarkedHeadings.find(in: &reader.draft, isMarkdown: reader.isMarkdown)
    return reader.draft
  }

  private init(lines: [Substring], isMarkdown: Bool) {
    self.lines = lines
    self.isMarkdown = isMarkdown
  }

  // MARK: Lines

  private mutating func readLines() {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      let content = String(line).trimmed
      if content.isEmpty {
        finish()
        isAfterBlank = true
        continue
      }
      let indent = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
      if isMarkdown, let fence = fence(content) {
        var kept = [String(line)]
        while index < lines.count {
          kept.append(String(lines[index]))
          index += 1
          if String(lines[index - 1]).trimmed.hasPrefix(fence) { break }
        }
        appendVerbatim(kept.map { [DraftPiece(.kept, $0)] })
      } else if isMarkdown, content.hasPrefix("|") || content.hasPrefix(">") {
        let sign = content.prefix(1)
        var kept = [content]
        while index < lines.count, String(lines[index]).trimmed.hasPrefix(sign) {
          kept.append(String(lines[index]).trimmed)
          index += 1
        }
        appendVerbatim(kept.map { ConvertedMarks($0).pieces })
      } else {
        read(content, indent: indent)
      }
      isAfterBlank = false
    }
    finish()
  }

  private func fence(_ content: String) -> String? {
    if content.hasPrefix("~~~") { return "~~~" }
    return content.hasPrefix("```") && !content.drop { $0 == "`" }.contains("`") ? "```" : nil
  }

  private mutating func appendVerbatim(_ lines: [[DraftPiece]]) {
    finish()
    draft.blocks.append(
      DraftBlock(.verbatim, Array(lines.joined(separator: [DraftPiece(.kept, "\n")]))))
  }

  private mutating func read(_ content: String, indent: Int) {
    if isRule(content) {
      if isMarkdown, !text.isEmpty, pending.kind == .paragraph, content.allSatisfy({ $0 == "-" || $0 == "=" })
      {
        pending.kind = .heading(level: content.hasPrefix("=") ? 1 : 2)
        finish()
        return
      }
      finish()
      if content.hasPrefix("=") { return }
      draft.blocks.append(DraftBlock(.thematicBreak))
      return
    }
    if isMarkdown, let (level, heading) = atxHeading(content) {
      finish()
      begin(.heading(level: level), heading, indent: 0)
      finish()
    } else if let item = ListMarker(content, isMarkdown: isMarkdown) {
      finish()
      begin(.item(number: item.number), item.content, indent: indent, textIndent: indent + item.width)
    } else if !text.isEmpty {
      text.append(content)
    } else if isAfterBlank, indent > 0, indents.contains(where: { $0 <= indent }) {
      // A further paragraph of an item.
      while let last = indents.last, last > indent { indents.removeLast() }
      pending = DraftBlock(.paragraph, depth: indents.count)
      text = [content]
    } else {
      indents = []
      begin(.paragraph, content, indent: 0)
    }
  }

  private mutating func begin(_ kind: DraftBlock.Kind, _ content: String, indent: Int, textIndent: Int? = nil)
  {
    if let textIndent {
      while let last = indents.last, last > indent { indents.removeLast() }
      indents.append(textIndent)
    } else {
      indents = []
    }
    pending = DraftBlock(kind, depth: indents.count)
    text = [content]
  }

  private mutating func finish() {
    guard !text.isEmpty else { return }
    let content = text.joined(separator: " ")
    text = []
    var block = pending
    if isMarkdown {
      let marks = ConvertedMarks(content)
      block.pieces = marks.pieces
      for problem in marks.problems {
        draft.findings.append(
          DraftFinding("import-unreadable-mark", problem, block: draft.blocks.count))
      }
    } else {
      block.pieces = [DraftPiece(.kept, MarkdownEscaping.escape(content, startsBlock: true))]
    }
    draft.blocks.append(block)
  }

  private func isRule(_ content: String) -> Bool {
    let signs = content.filter { $0 != " " }
    guard signs.count >= 3, let first = signs.first else { return false }
    return (first == "-" || first == "*" || first == "_" || first == "=") && signs.allSatisfy { $0 == first }
  }

  private func atxHeading(_ content: String) -> (Int, String)? {
    let level = content.prefix { $0 == "#" }.count
    guard (1...6).contains(level) else { return nil }
    let rest = content.dropFirst(level)
    guard rest.isEmpty || rest.hasPrefix(" ") else { return nil }
    var heading = String(rest).trimmed
    while heading.hasSuffix("#") { heading.removeLast() }
    return (level, heading.trimmed)
  }
}
