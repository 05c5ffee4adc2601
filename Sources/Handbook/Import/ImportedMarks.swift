import Markup

/// Makes sure that the marks that an import writes are read as they were meant.
enum ImportedMarks {
  /// Puts comments in the place of the marks of blocks that would be read in another way.
  ///
  /// - Returns: The blocks that were changed, ascending.
  static func replaceUnreadable(_ blocks: inout [CodeBodyWriter.Block], path: String) -> [Int] {
    var replaced: Set<Int> = []
    var escaped: Set<Int> = []
    /// Goes one step further from the draft's own Markdown.
    func replace(_ index: Int) {
      if replaced.insert(index).inserted {
        blocks[index].parts = replacement(for: blocks[index].parts)
        guard !isReadable(blocks[index]) else { return }
      }
      guard escaped.insert(index).inserted else { return }
      if blocks[index].kind == .verbatim { blocks[index].kind = .paragraph }
      blocks[index].parts = blocks[index].parts.map(plain)
    }
    for index in blocks.indices where !isReadable(blocks[index]) { replace(index) }
    // What is right on its own can still be wrong among the others; one error can hide the next.
    for _ in 0..<20 {
      let wrong = blocksWithErrors(in: blocks, path: path).subtracting(escaped)
      if wrong.isEmpty { break }
      for index in wrong { replace(index) }
    }
    return replaced.sorted()
  }

  /// A part with nothing of the draft's markup.
  private static func plain(_ part: MarkRepair.Part) -> MarkRepair.Part {
    guard case .kept(let text) = part else { return part }
    return .kept(MarkdownEscaping.escape(PlainMarkdown.text(of: text), startsBlock: true))
  }

  /// Whether the text of a block holds just the marks that it should, each side saying what it should.
  private static func isReadable(_ block: CodeBodyWriter.Block) -> Bool {
    let marks = block.parts.count { if case .kept = $0 { false } else { true } }
    guard marks > 0 else { return true }
    let text = Array(block.parts.map(CodeBodyWriter.text).joined().utf8)
    guard let (redline, diagnostics) = RedlineParser.parse(text[...], path: ""),
      !diagnostics.contains(where: \.isRedlineError)
    else { return false }
    func side(_ choose: (String, String) -> String) -> String {
      block.parts.reduce(into: "") { text, part in
        switch part {
        case .kept(let kept): text += kept
        case .change(let old, let new): text += RedlineDelimiter.escapingBody(choose(old, new))
        case .comment: break
        }
      }
    }
    return redline.marks.count == marks
      && RedlineResolution.proposed(text, redline.marks) == Array(side { $1 }.utf8)
      && RedlineResolution.current(text, redline.marks) == Array(side { old, _ in old }.utf8)
  }

  private static func blocksWithErrors(in blocks: [CodeBodyWriter.Block], path: String) -> Set<Int> {
    let written = CodeBodyWriter.write(blocks, line: 1)
    let text = Array(written.text.utf8)
    guard let (_, diagnostics) = RedlineParser.parse(text[...], path: path) else { return [] }
    let lines = diagnostics.filter(\.isRedlineError).compactMap(\.range?.start.line)
    return Set(lines.compactMap { line in written.lines.lastIndex { $0 <= line } })
  }

  /// The proposed text, with the earlier one in a comment.
  private static func replacement(for parts: [MarkRepair.Part]) -> [MarkRepair.Part] {
    var proposed = ""
    var current = ""
    var comments: [MarkRepair.Part] = []
    for part in parts {
      switch part {
      case .kept(let text):
        proposed += text
        current += text
      case .change(let old, let new):
        proposed += new
        current += old
      case .comment(let text):
        comments.append(.comment(MarkdownEscaping.escape(PlainMarkdown.text(of: text))))
      }
    }
    let before = MarkdownEscaping.escape(PlainMarkdown.text(of: current))
    return [.kept(proposed), .comment("Before the draft: \(before)")] + comments
  }
}

extension Diagnostic {
  /// Whether it is about marks; what else is wrong with a draft is for its editor to mend.
  fileprivate var isRedlineError: Bool { severity == .error && identifier.hasPrefix("redline-") }
}
