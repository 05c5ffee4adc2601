package import Markup

/// Turns a draft of a code of ethics into a code file, with marks for its tracked changes and ids for its
/// provisions.
///
/// The words are those of the draft. White space around marks is mended, see ``MarkRepair``; what can't be
/// placed stands in a comment, and whatever a person must look at is reported at its line in the new file.
package struct DraftImporter {
  /// What a draft is read from.
  package enum Source: Sendable {
    /// Text, as Markdown or plain; which of the two is found out where nothing is said.
    case text([UInt8], isMarkdown: Bool?)
    /// The tree that pandoc makes of a Word file with `--track-changes=all`, as JSON.
    case pandoc([UInt8])
  }

  /// What an import gives.
  package struct Result: Sendable {
    /// The code file; nothing where the draft could not be read.
    package var file: SourceFile?
    package var diagnostics: [Diagnostic]
  }

  private let jurisdiction: String
  private let abbreviation: String?
  private let path: String
  private var title: String?
  private var notes: [String] = []
  private var isDraft = false

  /// The name of the file that a jurisdiction's code belongs in, without its ending: `washington`.
  package static func slug(of jurisdiction: String) -> String {
    HeadingAnchors.slug(of: Array(Jurisdiction.name(of: jurisdiction).utf8))
  }

  /// Imports a draft.
  ///
  /// - Parameters:
  ///   - jurisdiction: The state or territory, by its name or abbreviation.
  ///   - abbreviation: What citations begin with; nothing for the postal abbreviation.
  ///   - path: The path of the new file, for diagnostics.
  package static func run(
    _ source: Source, jurisdiction: String, abbreviation: String? = nil, path: String
  ) -> Result {
    var importer = Self(
      jurisdiction: Jurisdiction.name(of: jurisdiction),
      abbreviation: abbreviation ?? Jurisdiction.abbreviation(of: jurisdiction), path: path)
    switch source {
    case .text(let bytes, let isMarkdown):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        return Result(diagnostics: [importer.unreadable("The draft is not text in UTF-8")])
      }
      guard !bytes.contains(0) else {
        return Result(diagnostics: [importer.unreadable("The draft holds a NUL byte, which no text does")])
      }
      return importer.run(TextDraftReader.read(text, isMarkdown: isMarkdown))
    case .pandoc(let json):
      guard let draft = PandocReader.read(json) else {
        return Result(diagnostics: [importer.unreadable("What pandoc gave is no document in its JSON")])
      }
      return importer.run(draft)
    }
  }

  private init(jurisdiction: String, abbreviation: String?, path: String) {
    self.jurisdiction = jurisdiction
    self.abbreviation = abbreviation
    self.path = path
  }

  private func unreadable(_ summary: String) -> Diagnostic {
    Diagnostic(.error, "import-unreadable", summary, path: path)
  }

  private mutating func run(_ source: Draft) -> Result {
    var draft = source
    DraftEndings.resolve(&draft)
    let isDraft = takeDraftLines(&draft)
    takeTitle(&draft)
    self.isDraft = isDraft
    guard !draft.blocks.isEmpty else {
      return Result(diagnostics: [unreadable("The draft holds no text")])
    }
    countMarks(draft)
    var blocks = blocks(of: draft)
    let unplaced = ImportedMarks.replaceUnreadable(&blocks, path: path)
    let lost = LostMarks.places(in: blocks.map(\.parts), expectsPairs: draft.mayHaveLostMarks)
    let hasMarks = blocks.contains { $0.parts.contains { if case .change = $0 { true } else { false } } }
    let header = CodeFrontMatterWriter(
      title: title ?? "", jurisdiction: jurisdiction,
      abbreviation: abbreviation, isDraft: isDraft,
      redline: hasMarks ? (lost.isEmpty ? .complete : .incomplete) : nil, transcriptionNotes: notes
    ).text
    let firstLine = header.utf8.count { $0 == 0x0A } + 1
    let body = CodeBodyWriter.write(blocks, line: firstLine)
    var diagnostics = lost.map { diagnostic(for: $0, in: body) }
    diagnostics += draft.findings.map { finding in
      Diagnostic(
        .warning, finding.identifier, finding.summary, path: path,
        range: finding.block.flatMap { body.lines.indices.contains($0) ? body.lines[$0] : body.lines.last }
          .map { SourceRange(line: $0, column: 1) }, help: finding.help)
    }
    diagnostics += unplaced.map { block in
      Diagnostic(
        .warning, "import-unplaced",
        "The marks of this block can't be placed, and its earlier text is kept as a comment",
        path: path, range: SourceRange(line: body.lines[block], column: 1), help: "mark the changes by hand")
    }
    if title == nil {
      diagnostics.append(
        Diagnostic(
          .warning, "import-no-title", "The draft begins with no title", path: path,
          range: SourceRange(line: 2, column: 1), help: "write the title exactly as published"))
    }
    return Result(
      file: SourceFile(path: path, text: header + body.text), diagnostics: diagnostics.sorted())
  }

  private func diagnostic(for place: LostMarks.Place, in body: CodeBodyWriter.Result) -> Diagnostic {
    var start = body.places[place.block][place.part]
    start.column += place.offset
    return Diagnostic(
      .warning, "import-lost-mark", place.summary, path: path,
      range: SourceRange(line: start.line, column: start.column),
      help: "compare with the source; say in a comment {>> <<} what you infer, and leave the text as it is")
  }

  // MARK: Structure

  /// Takes out the lines that say nothing but "DRAFT".
  private mutating func takeDraftLines(_ draft: inout Draft) -> Bool {
    let isDraftLine = draft.blocks.map(UnmarkedHeadings.isDraftLine)
    guard isDraftLine.contains(true) else { return false }
    let kept = draft.blocks.indices.filter { !isDraftLine[$0] }
    let count = draft.blocks.count - kept.count
    draft.keep(kept)
    notes.append(
      count == 1
        ? "The word DRAFT stands in the source on a line of its own, and is shown here as the status."
        : "The word DRAFT stands in the source on \(count) lines of its own, and is shown here as the status."
    )
    return true
  }

  /// Makes the title of a heading that the text begins with.
  private mutating func takeTitle(_ draft: inout Draft) {
    guard let first = draft.blocks.first, first.isHeading else { return }
    let text = PlainMarkdown.text(of: first.pieces.proposed)
    guard !text.isEmpty else { return }
    title = text
    if first.pieces.holdsChange {
      draft.findings.append(
        DraftFinding(
          "import-unplaced", "The draft changes its title, which can't be marked: the proposed one is taken",
          help: "before: \(PlainMarkdown.text(of: first.pieces.current))"))
    }
    draft.keep(Array(draft.blocks.indices.dropFirst()))
  }

  private mutating func countMarks(_ draft: Draft) {
    let pieces = draft.blocks.flatMap(\.pieces)
    let deletions = pieces.count { $0.kind == .deleted }
    let insertions = pieces.count { $0.kind == .inserted }
    guard deletions + insertions > 0 else { return }
    func phrase(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    notes.append(
      "The \(phrase(deletions, "deletion")) and \(phrase(insertions, "insertion")) of the source are "
        + "transcribed as they stand, one beside another as one substitution.")
  }

  private func blocks(of draft: Draft) -> [CodeBodyWriter.Block] {
    let levels = draft.blocks.compactMap { block -> Int? in
      if case .heading(let level) = block.kind { level } else { nil }
    }
    let top = levels.min() ?? 2
    var ids = SignificantWords()
    return draft.blocks.map { block in
      var kind = block.kind
      var id: String?
      let words = block.pieces.proposed.isBlank ? block.pieces.current : block.pieces.proposed
      let text = PlainMarkdown.text(of: words)
      if case .heading(let level) = kind {
        kind = .heading(level: level - top + 2)
        id = ids.id(forHeading: text)
      } else if block.isItem, !text.isEmpty {
        id = ids.id(for: text)
      }
      return CodeBodyWriter.Block(kind: kind, depth: block.depth, parts: block.parts, id: id)
    }
  }
}

extension Draft {
  /// Keeps some blocks alone, and the findings at them.
  fileprivate mutating func keep(_ kept: [Int]) {
    var places: [Int: Int] = [:]
    for (new, old) in kept.enumerated() { places[old] = new }
    blocks = kept.map { blocks[$0] }
    findings = findings.map { finding in
      var moved = finding
      moved.block = finding.block.flatMap { places[$0] }
      return moved
    }
  }
}

extension DraftBlock {
  /// The block's pieces with their white space mended, line by line where lines are kept.
  fileprivate var parts: [MarkRepair.Part] {
    guard kind == .verbatim else { return MarkRepair.parts(of: pieces) }
    var parts: [MarkRepair.Part] = []
    for (index, line) in pieces.split(separator: DraftPiece(.kept, "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 { parts.append(.kept("\n")) }
      parts += MarkRepair.parts(of: Array(line))
    }
    return parts
  }
}
