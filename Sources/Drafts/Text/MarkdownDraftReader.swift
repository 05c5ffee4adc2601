import Basics

/// Reads a draft in Markdown that people or converters wrote, with its tracked changes.
///
/// The reader goes line by line and keeps the Markdown unchanged. A converter's output is often malformed, so
/// a parser would misinterpret it.
struct MarkdownDraftReader {
  private var draft = Draft()
  private let lines: [Substring]
  /// The indents of the open items, in columns.
  private var indents: [Int] = []
  /// The lines of the current paragraph or item.
  private var text: [String] = []
  private var pending = DraftBlock(source: 1)
  private var isAfterBlank = true

  static func read(_ text: String) -> Draft {
    var reader = Self(lines: text.split(omittingEmptySubsequences: false) { $0.isNewline })
    reader.draft.unit = "line"
    reader.draft.marks = ConvertedMarks.areIn(text) && !ConvertedMarks.exactAreIn(text) ? .converted : .exact
    reader.readLines()
    return reader.draft
  }

  /// Returns whether a text looks like Markdown: it has a converter's changes, headings with `#`, or links.
  static func looksRight(for text: String) -> Bool {
    ConvertedMarks.areIn(text) || ConvertedMarks.exactAreIn(text) || text.contains("](")
      || text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("# ") || $0.hasPrefix("## ") }
  }

  private init(lines: [Substring]) {
    self.lines = lines
  }

  // MARK: Lines

  private mutating func readLines() {
    var index = skipFrontMatter()
    while index < lines.count {
      let line = lines[index]
      let number = index + 1
      index += 1
      let content = String(line).trimmed
      if content.isEmpty {
        finish()
        isAfterBlank = true
        continue
      }
      let indent = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
      if let fence = fence(content) {
        var kept = [String(line)]
        while index < lines.count {
          kept.append(String(lines[index]))
          index += 1
          if String(lines[index - 1]).trimmed.hasPrefix(fence) { break }
        }
        append(kept.map { [DraftRun($0, style: .markdown)] }, number)
      } else if content.hasPrefix("|") || content.hasPrefix(">") || content.hasPrefix("[^") {
        let sign = content.hasPrefix("[^") ? "[^" : String(content.prefix(1))
        var kept = [content]
        while index < lines.count, String(lines[index]).trimmed.hasPrefix(sign) {
          kept.append(String(lines[index]).trimmed)
          index += 1
        }
        append(kept.map { ConvertedMarks($0).runs }, number)
      } else {
        read(content, indent: indent, number)
      }
      isAfterBlank = false
    }
    finish()
  }

  private func skipFrontMatter() -> Int {
    guard lines.first.map({ String($0).trimmed == "---" }) ?? false,
      let end = lines.dropFirst().firstIndex(where: { String($0).trimmed == "---" })
    else { return 0 }
    return lines[1..<end].contains { $0.contains(":") } ? end + 1 : 0
  }

  private func fence(_ content: String) -> String? {
    if content.hasPrefix("~~~") { return "~~~" }
    return content.hasPrefix("```") && !content.drop { $0 == "`" }.contains("`") ? "```" : nil
  }

  private mutating func append(_ lines: [[DraftRun]], _ number: Int) {
    finish()
    draft.blocks.append(DraftBlock(.verbatim(lines), source: number))
  }

  private mutating func read(_ content: String, indent: Int, _ number: Int) {
    if isRule(content) {
      if !text.isEmpty, pending.isParagraph, pending.list == nil,
        content.allSatisfy({ $0 == "-" || $0 == "=" })
      {
        pending.kind = .heading(level: content.hasPrefix("=") ? 1 : 2)
        finish()
        return
      }
      finish()
      if !content.hasPrefix("=") { draft.blocks.append(DraftBlock(.rule, source: number)) }
      return
    }
    if let (level, heading) = atxHeading(content) {
      finish()
      begin(.heading(level: level), heading, number)
      finish()
    } else if let (label, width) = marker(of: content) {
      finish()
      while let last = indents.last, last > indent { indents.removeLast() }
      let level = indents.count
      indents.append(indent + width)
      pending = DraftBlock(source: number)
      pending.list = DraftBlock.ListPlace(list: 0, level: level, label: label)
      pending.indent = indent
      text = [String(content.unicodeScalars.dropFirst(width).map(Character.init)).trimmed]
    } else if !text.isEmpty {
      text.append(content)
    } else if isAfterBlank, indent > 0, indents.contains(where: { $0 <= indent }) {
      // Another paragraph of an item.
      while let last = indents.last, last > indent { indents.removeLast() }
      pending = DraftBlock(source: number)
      pending.indent = indent
      text = [content]
    } else {
      begin(.paragraph, content, number)
    }
  }

  /// Returns an item's marker and its width in columns: a bullet, or a number that doesn't belong to a word.
  private func marker(of content: String) -> (label: String, width: Int)? {
    let first = content.prefix(1)
    if "*+".contains(first), content.dropFirst().first == " " {
      return ("•", 1 + content.dropFirst().prefix { $0 == " " }.count)
    }
    guard let label = PrintedLabel(content), !label.text.hasPrefix("("), label.keyword == nil,
      label.path.isEmpty,
      label.parents.isEmpty
    else { return nil }
    let space = content.unicodeScalars.dropFirst(label.count).prefix { $0.properties.isWhitespace }.count
    guard space > 0 || label.isBullet else { return nil }
    return (label.isBullet ? "•" : label.text, label.count + space)
  }

  private mutating func begin(_ kind: DraftBlock.Kind, _ content: String, _ number: Int) {
    indents = []
    pending = DraftBlock(kind, source: number)
    text = [content]
  }

  private mutating func finish() {
    guard !text.isEmpty else { return }
    let content = text.joined(separator: " ")
    text = []
    var block = pending
    let marks = ConvertedMarks(content)
    block.runs = marks.runs
    if block.isParagraph, block.list == nil, let inner = Self.boldLine(content) {
      block.kind = .heading(level: 2)
      block.runs = ConvertedMarks(inner).runs
    }
    for problem in marks.problems {
      draft.doubts.append(DraftDoubt(.importUnreadableMark, problem, source: block.source))
    }
    draft.blocks.append(block)
  }

  /// Returns the words of a line that is entirely bold and isn't a lead-in.
  private static func boldLine(_ text: String) -> String? {
    guard text.hasPrefix("**"), text.hasSuffix("**"), text.utf8.count > 4 else { return nil }
    let inner = text.dropFirst(2).dropLast(2)
    return inner.contains("**") || inner.hasSuffix(":") ? nil : String(inner)
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
