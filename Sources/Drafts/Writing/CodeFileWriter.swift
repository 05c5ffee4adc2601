import Basics
import Handbook
import Markdown
import Redline

/// Writes a code file from its outline, checks it against the draft, and reports problems at the lines of the
/// new file.
struct CodeFileWriter {
  private let outline: Outline
  private let options: DraftImporter.Options
  private let path: String
  private let abbreviation: String?
  private var doubts: [DraftDoubt]

  /// Writes a code.
  ///
  /// - Parameters:
  ///   - draft: The draft that the outline was built from.
  ///   - instrument: The index of the code among the draft's instruments.
  static func write(
    _ outline: Outline, _ draft: Draft, _ options: DraftImporter.Options, instrument: Int = 0,
    of instruments: [Outline] = []
  ) -> (code: DraftImporter.Code, diagnostics: [Diagnostic]) {
    let name = instrument == 0 ? nil : Instruments.name(of: instrument, among: instruments)
    var writer = Self(outline, options, name: name)
    let stories = Instruments.stories(draft.stories, of: instrument, among: instruments)
    return writer.run(draft, stories)
  }

  /// Writes a code with the existing front matter of its file.
  ///
  /// - Parameter taken: Ids that must not be assigned to new provisions.
  static func update(
    _ outline: Outline, _ draft: Draft, _ options: DraftImporter.Options, header: String, taken: Set<String>
  ) -> (file: SourceFile, diagnostics: [Diagnostic]) {
    var writer = Self(outline, options, name: nil)
    let firstLine = header.utf8.count { $0 == 0x0A } + 1
    let body = CodeBodyWriter.write(outline, line: firstLine, taken: taken)
    let file = SourceFile(path: writer.path, text: header + body.text)
    let putBack = outline.blocks.contains(where: \.isPutBack)
    let gaps =
      putBack
      ? []
      : Completeness.gaps(
        in: file, stories: draft.stories,
        leftOut: writer.notInBody.union([outline.titleSource].compactMap(\.self)),
        body: body, title: nil)
    writer.noteWriting(body)
    let diagnostics = gaps.map { writer.diagnostic(for: $0, in: body) } + writer.diagnostics(in: body)
    return (file, diagnostics.sorted())
  }

  private init(_ outline: Outline, _ options: DraftImporter.Options, name: String?) {
    self.outline = outline
    self.options = options
    doubts = outline.doubts
    let postal = options.abbreviation ?? Jurisdiction.abbreviation(of: options.jurisdiction)
    if let name {
      path =
        options.path.hasSuffix(".md") ? "\(options.path.dropLast(3))-\(name).md" : "\(options.path)-\(name)"
      abbreviation = postal.map {
        "\($0)-\(name.split(separator: "-").compactMap(\.first).map { $0.uppercased() }.joined())"
      }
    } else {
      path = options.path
      abbreviation = postal
    }
  }

  private mutating func run(
    _ draft: Draft, _ stories: [SourceStory]
  ) -> (code: DraftImporter.Code, diagnostics: [Diagnostic]) {
    let title = CodeFrontMatterWriter.title(of: outline.title, movesPunctuation: outline.marks == .converted)
    if !title.isReadable {
      doubts.append(
        DraftDoubt(
          .importUnplaced, "The changes of the title can't be marked: the proposed title is taken",
          help: "before: \(outline.title.current.shortened)", source: outline.titleSource))
    }
    // The header's length doesn't depend on whether the redline is complete, so the body can be written
    // first.
    let trial = CodeBodyWriter.write(outline, line: 1)
    let hasMarks =
      trial.parts.contains { $0.contains { if case .change = $0 { true } else { false } } }
      || outline.hasHiddenChange || title.text != outline.title.proposed.trimmed && outline.title.holdsChange
    let lost = outline.marks == .converted && hasMarks ? LostMarks.places(in: trial.placedParts) : []
    var header = header(
      title.text, trial, hasMarks: hasMarks,
      isComplete: lost.isEmpty && trial.unplaced.isEmpty && title.isReadable)
    let firstLine = header.utf8.count { $0 == 0x0A } + 1
    let body = CodeBodyWriter.write(outline, line: firstLine)
    var file = SourceFile(path: path, text: header + body.text)

    let gaps = Completeness.gaps(
      in: file, stories: stories, leftOut: notInBody, body: body, title: comparableTitle(title.text))
    if !gaps.isEmpty, hasMarks {
      header = self.header(title.text, trial, hasMarks: true, isComplete: false)
      file = SourceFile(path: path, text: header + body.text)
    }
    var diagnostics = gaps.map { diagnostic(for: $0, in: body) }
    diagnostics += lost.map { diagnostic(for: $0, in: body) }
    noteWriting(body)
    diagnostics += self.diagnostics(in: body) + TextCheck(file).diagnostics
    let summary =
      outline.summary + (changes(in: body).map { "; tracked changes: \($0)" } ?? "")
      + (comments(in: body).map { "; \($0)" } ?? "")
    let code = DraftImporter.Code(file: file, summary: summary, listing: outline.listing)
    return (code, diagnostics)
  }

  /// Whether the draft begins with its title, so that words can move between the title and the text after it.
  private var beginsWithTitle: Bool {
    guard let title = outline.titleSource else { return false }
    return outline.blocks.allSatisfy { $0.source > title }
  }

  private func comparableTitle(_ text: String) -> (proposed: String, current: String)? {
    guard beginsWithTitle else { return nil }
    let range = SourceRange(line: 1, column: 1, length: text.utf8.count)
    guard let title = RedlinedTitle.read(Located(text, range), path: path).title else { return (text, text) }
    return (title.proposed, title.current)
  }

  /// The paragraphs that are left out of the comparison.
  private var notInBody: Set<Int> {
    let parts = outline.leftOut.filter { !beginsWithTitle || $0.reason != Outline.LeftOut.titleLine }
    return Set(
      parts.map(\.source) + (beginsWithTitle ? [] : [outline.titleSource].compactMap(\.self))
        + outline.draftLineSources)
  }

  private func header(
    _ title: String, _ body: CodeBodyWriter.Result, hasMarks: Bool, isComplete: Bool
  ) -> String {
    CodeFrontMatterWriter(
      title: title, jurisdiction: Jurisdiction.name(of: options.jurisdiction), abbreviation: abbreviation,
      isDraft: outline.draftLines > 0 || hasMarks,
      redline: hasMarks ? (isComplete ? .complete : .incomplete) : nil,
      transcriptionNotes: notes(body, hasMarks: hasMarks)
    ).text
  }

  private func notes(_ body: CodeBodyWriter.Result, hasMarks: Bool) -> [String] {
    var notes: [String] = []
    if outline.draftLines > 0 {
      let place = outline.draftLines == 1 ? "a line of its own" : "\(outline.draftLines) lines of its own"
      notes.append("The word DRAFT is on \(place) in the source, and is shown here as the status.")
    }
    if hasMarks {
      if let changes = changes(in: body) {
        notes.append(
          "The source has \(changes). "
            + "This copy shows a deletion next to an insertion as one replacement.")
      }
    }
    return notes
  }

  /// Returns the number of comments in words and who sees them, or `nil` if there are none.
  private func comments(in body: CodeBodyWriter.Result) -> String? {
    let count = body.parts.joined().count { if case .comment = $0 { true } else { false } }
    guard count > 0 else { return nil }
    return count == 1
      ? "1 comment, which readers will see as an editor's note"
      : "\(count) comments, which readers will see as editor's notes"
  }

  /// Returns the number of changes in words, or `nil` if there are none.
  private func changes(in body: CodeBodyWriter.Result) -> String? {
    var (deletions, insertions) = (0, 0)
    for case .change(let old, let new) in body.parts.joined() {
      if !old.isEmpty { deletions += 1 }
      if !new.isEmpty { insertions += 1 }
    }
    for runs in outline.runsOutsideBlocks {
      deletions += runs.count(of: .deleted)
      insertions += runs.count(of: .inserted)
    }
    guard deletions + insertions > 0 else { return nil }
    return "\(Phrase.counted(deletions, "deletion")) and \(Phrase.counted(insertions, "insertion"))"
  }

  // MARK: Reports

  private mutating func noteWriting(_ body: CodeBodyWriter.Result) {
    for block in Set(body.unplaced).sorted() {
      doubts.append(
        DraftDoubt(
          .importUnplaced,
          "The marks of this block can't be placed, and its earlier text is kept as a comment",
          help: "mark the changes by hand", source: outline.blocks[block].source))
    }
    if let first = body.lostStyles.first {
      let count = Set(body.lostStyles).count
      doubts.append(
        DraftDoubt(
          .importUnplaced,
          "Bold or italic of some words in \(Phrase.counted(count, "block")) can't be written in Markdown",
          help: "the words are complete", source: outline.blocks[first].source))
    }
    let runs = outline.blocks.flatMap(\.runs)
    let legislative = runs.contains {
      $0.isText && $0.change == .kept && $0.style.contains(.struck) && !$0.text.isBlank
    }
    let underlined = runs.contains { $0.isText && $0.style.contains(.underlined) && !$0.text.isBlank }
    if legislative {
      let first = outline.blocks.first { $0.runs.contains { $0.style.contains(.struck) } }
      doubts.append(
        DraftDoubt(
          .importUnplaced,
          "Words are struck\(underlined ? " and underlined" : "") by their format, not as tracked changes, and are kept",
          help: "import again with --read-format if that is how the draft marks its changes",
          source: first?.source))
    } else if underlined {
      let first = outline.blocks.first { $0.runs.contains { $0.style.contains(.underlined) } }
      doubts.append(
        DraftDoubt(
          .importUnplaced,
          "Words are underlined, which can mark an insertion, and are written without the line",
          help: "import again with --read-format if that is how the draft marks its changes",
          source: first?.source))
    }
    let isRaised = { (run: DraftRun) in
      run.isText && run.style.contains(.superscript) && PlainCharacters.raised(run.text.trimmed) == nil
    }
    if let block = outline.blocks.first(where: { $0.runs.contains(where: isRaised) }) {
      doubts.append(
        DraftDoubt(
          .importUnplaced, "Raised letters are written as ordinary ones", help: "the words are complete",
          source: block.source))
    }
  }

  private func diagnostics(in body: CodeBodyWriter.Result) -> [Diagnostic] {
    doubts.map { doubt in
      Diagnostic(
        .warning, doubt.rule, doubt.summary, path: path, range: range(of: doubt.source, in: body),
        help: doubt.help)
    }
  }

  /// Returns the line of the new file for a position in the source.
  private func range(of source: Int?, in body: CodeBodyWriter.Result) -> SourceRange? {
    guard let source else { return nil }
    if source == outline.titleSource { return SourceRange(line: 2, column: 1) }
    let block = outline.blocks.lastIndex { $0.source <= source } ?? 0
    guard body.lines.indices.contains(block) else { return nil }
    return SourceRange(line: body.lines[block], column: 1)
  }

  private func diagnostic(for place: LostMarks.Place, in body: CodeBodyWriter.Result) -> Diagnostic {
    var start = body.positions[place.block][place.part]
    start.column += place.offset
    return Diagnostic(
      .warning, .importLostMark, place.summary, path: path,
      range: SourceRange(line: start.line, column: start.column),
      help: "compare with the source; write what you infer in a comment {>> <<}, and leave the text as it is")
  }

  private func diagnostic(for gap: Completeness.Gap, in body: CodeBodyWriter.Result) -> Diagnostic {
    let version = gap.isProposed ? "proposed" : "current"
    let place =
      gap.note.map { "Footnote \($0)" } ?? gap.source.map { "\(outline.unit.capitalizedFirst) \($0)" }
      ?? "The draft"
    let summary =
      gap.isMissing
      ? "\(place) says '\(gap.words.shortened)', which is missing in the \(version) text"
      : "The \(version) text says '\(gap.words.shortened)', which \(place.lowercasedFirst) does not"
    return Diagnostic(
      .error, .importLostText, summary, path: path,
      range: range(of: gap.note == nil ? gap.source : nil, in: body),
      help: "correct the text by hand, and report the draft to the makers of this program")
  }
}

extension Outline {
  /// Whether a change is in a table or a footnote.
  fileprivate var hasHiddenChange: Bool {
    blocks.contains { block in
      if case .table(let rows) = block.kind { rows.joined().contains(where: \.holdsChange) } else { false }
    } || notes.contains(where: \.runs.holdsChange)
  }

  /// The runs of the title, of each cell of a table, and of each footnote.
  fileprivate var runsOutsideBlocks: [[DraftRun]] {
    let cells = blocks.flatMap { block in
      if case .table(let rows) = block.kind { rows.flatMap(\.self) } else { [[DraftRun]]() }
    }
    return [title] + cells + notes.map(\.runs)
  }
}

extension [DraftRun] {
  /// Returns the number of passages with a change.
  fileprivate func count(of change: DraftRun.Change) -> Int {
    let changes = filter(\.isText).map(\.change)
    return changes.indices.count { changes[$0] == change && ($0 == 0 || changes[$0 - 1] != change) }
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

/// Writes the front matter of a code file: the known keys, and the facts that readers ask for first as comments
/// to fill in.
struct CodeFrontMatterWriter {
  /// The keys that an author fills in first.
  private static let firstFacts: Set = [
    "issuer", "version", "adopted", "effective", "source", "verified", "contact", "complaints",
  ]

  var title: String
  var jurisdiction: String
  var abbreviation: String?
  var isDraft: Bool
  /// The completeness of the redline, or `nil` if the text has no marks.
  var redline: RedlineCompleteness?
  var transcriptionNotes: [String]

  /// Returns a title with its changes as marks, and whether they can be written.
  ///
  /// A title is plain text, not Markdown.
  static func title(of runs: [DraftRun], movesPunctuation: Bool) -> (text: String, isReadable: Bool) {
    let flat = runs.map { run in
      var run = run
      run.text = (run.style.contains(.markdown) ? PlainMarkdown.padded(run.text) : run.text)
        .replacing("\n", with: " ").replacing("\t", with: " ")
      return run
    }
    let parts = MarkRepair.parts(of: flat.filter(\.isText), movesPunctuation: movesPunctuation)
    var (marked, proposed, current) = ("", "", "")
    for part in parts {
      switch part {
      case .kept(let text):
        marked += text.string
        proposed += text.string
        current += text.string
      case .change(let old, let new):
        let (old, new) = (old.string, new.string)
        marked += old.isEmpty ? "{++\(new)++}" : new.isEmpty ? "{--\(old)--}" : "{~~\(old)~>\(new)~~}"
        proposed += new
        current += old
      case .comment: break
      }
    }
    (proposed, current) = (oneLine(proposed), oneLine(current))
    guard proposed != current else { return (proposed, true) }
    let range = SourceRange(line: 1, column: 1, length: marked.utf8.count)
    let (title, diagnostics) = RedlinedTitle.read(Located(marked, range), path: "")
    let isReadable =
      !diagnostics.contains { $0.severity == .error }
      && title.map { oneLine($0.proposed) == proposed } ?? false
      && title.map { oneLine($0.current) == current } ?? false
    return (isReadable ? oneLine(marked) : proposed.isEmpty ? current : proposed, isReadable)
  }

  private static func oneLine(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.joined(separator: " ")
  }

  /// The lines from `---` to `---`, followed by an empty line.
  var text: String {
    var known: [(key: String, value: String)] = [
      ("title", Self.scalar(title)), ("jurisdiction", Self.scalar(jurisdiction)),
    ]
    if let abbreviation { known.append(("abbreviation", Self.scalar(abbreviation))) }
    known.append(("status", isDraft ? "draft" : "unknown"))
    known.append(("text", "full"))
    if let redline { known.append(("redline", redline.rawValue)) }
    var lines = ["---"] + known.map { "\($0.key): \($0.value)" }
    if !transcriptionNotes.isEmpty {
      lines.append("transcription-notes:")
      lines += transcriptionNotes.map { "  - \(Self.scalar($0))" }
    }
    lines.append(
      "# Fill in what the source states: remove the '# ' before a key, and write the value after the colon.")
    lines.append("# Write dates as 2025-07-01, 2025-07, or 2025. Leave out what the source doesn't state.")
    for key in CodeMetadata.fields.map(\.key) where Self.firstFacts.contains(key.name) {
      lines.append("# \(key.name): # \(key.summary)")
      guard case .record(let parts) = key.shape else { continue }
      lines += parts.filter(\.shape.isScalar).map { "#   \($0.name):" }
    }
    lines.append("# More facts, such as signature, renewal, and sanctions: handbook schema front-matter")
    lines.append(
      "# When you have looked for every fact, tell readers that the source doesn't state the others:")
    lines.append("# not-stated: [\(UnstatedFact.allOthers.rawValue)]")
    lines.append("---")
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// Returns a YAML scalar: plain if that is safe, or else in quotation marks.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { $0.isASCIILetter } ?? false && !text.contains(": ") && !text.contains(" #")
      && !text.hasSuffix(":") && text == text.trimmed && !text.unicodeScalars.contains { $0.value < 0x20 }
      && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
    guard !isPlain else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n", "\r", "\t": quoted += " "
      default: if scalar.value >= 0x20 { quoted.unicodeScalars.append(scalar) }
      }
    }
    return quoted + "\""
  }
}
