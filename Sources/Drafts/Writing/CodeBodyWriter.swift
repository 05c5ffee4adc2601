import Basics
import Handbook
import Markdown
import Redline

/// Writes the body of a code file: the blocks of an outline with marks, labels, and ids.
struct CodeBodyWriter {
  /// The result of writing the body.
  struct Result {
    var text = ""
    /// The line of the file, from 1, on which each block of the outline begins.
    var lines: [Int] = []
    /// The position of each part of each block.
    ///
    /// Lines and byte columns count from 1.
    var positions: [[SourcePosition]] = []
    /// The parts of each block, for finding lost marks.
    var parts: [[MarkRepair.Part]] = []
    /// The labels of provisions, by line: the words that are in the text of the file, and those that the source
    /// has in each version.
    ///
    /// A list number or an attribute isn't in the text.
    var labels: [Int: (inText: String, inSource: DraftBlock.TypedLabel)] = [:]
    /// The ids of provisions and headings, by block index.
    var ids: [Int: String] = [:]
    /// The change of each footnote's reference, if it has one.
    var noteChanges: [String: DraftRun.Change] = [:]
    /// Blocks with emphasis that can't be written.
    var lostStyles: [Int] = []
    /// Blocks whose marks can't be placed.
    var unplaced: [Int] = []

    /// The parts of each block; empty for blocks whose marks can't be placed.
    var placedParts: [[MarkRepair.Part]] {
      let unplaced = Set(unplaced)
      return parts.enumerated().map { unplaced.contains($0) ? [] : $1 }
    }
  }

  private let outline: Outline
  private var result = Result()
  private let firstLine: Int
  private var line: Int
  private var column = 1
  /// For each open item, the width of its marker and the next number.
  private var open: [(width: Int, next: Int?)] = []
  private var bookmarks: [String: String] = [:]
  /// Blocks whose marks would be misread among the other blocks, and which are written without them.
  private var forced: Set<Int> = []

  /// - Parameters:
  ///   - line: The line of the file on which the text begins, from 1.
  ///   - taken: Ids that must not be assigned to blocks without one.
  static func write(_ outline: Outline, line: Int, taken: Set<String> = []) -> Result {
    var forced: Set<Int> = []
    while true {
      var writer = Self(outline, line: line)
      writer.forced = forced
      writer.giveIDs(taken)
      writer.writeBlocks()
      writer.writeNotes()
      // A block that is correct by itself can still be wrong among the others, and one error can hide the
      // next.
      let wrong = writer.unreadable.subtracting(forced)
      if wrong.isEmpty || forced.count > 50 { return writer.result }
      forced.formUnion(wrong)
    }
  }

  /// The blocks of the draft's own Markdown whose marks are errors in the whole text.
  private var unreadable: Set<Int> {
    guard outline.blocks.contains(where: \.hasMarkdown) else { return [] }
    let bytes = Array(result.text.utf8)
    guard let (_, diagnostics) = RedlineParser.parse(bytes[...], path: "", firstLine: firstLine) else {
      return []
    }
    let lines = diagnostics.filter { $0.severity == .error && $0.rule.rawValue.hasPrefix("redline-") }
      .compactMap(\.range?.start.line)
    return Set(lines.compactMap { line in result.lines.lastIndex { $0 <= line } })
  }

  private init(_ outline: Outline, line: Int) {
    self.outline = outline
    self.line = line
    firstLine = line
  }

  // MARK: Ids

  private mutating func giveIDs(_ taken: Set<String>) {
    var maker = IDMaker(taken: taken.union(outline.blocks.compactMap { $0.carried?.id }))
    for (index, block) in outline.blocks.enumerated() {
      if let carried = block.carried {
        result.ids[index] = carried.id
        if carried.id != nil || carried.source != nil { continue }
      }
      let words = block.hasMarkdown ? PlainMarkdown.text(of: block.words) : block.words
      if block.isHeading {
        let own =
          block.label.map { words.hasPrefix($0) ? String(words.dropFirst($0.count)).trimmed : words } ?? words
        result.ids[index] = maker.id(forHeading: own.isEmpty ? words : own)
      } else if block.isProvision {
        result.ids[index] = maker.id(
          forProvision: words, fallback: block.label.map { "item-\($0)" }.map(Self.slug) ?? "item")
      }
    }
    for (index, block) in outline.blocks.enumerated() {
      guard let id = result.ids[index] else { continue }
      for name in block.bookmarks { bookmarks[name] = id }
    }
  }

  private static func slug(_ text: String) -> String { HeadingAnchors.slug(of: Array(text.utf8)) }

  // MARK: Blocks

  private mutating func writeBlocks() {
    var previous: Outline.Block?
    for (index, block) in outline.blocks.enumerated() {
      if case .prose = block.kind, block.runs.isEmpty {
        result.lines.append(line)
        result.positions.append([])
        result.parts.append([])
        continue
      }
      separate(block, from: previous)
      write(block, index)
      previous = block
    }
    if previous != nil { add("\n") }
  }

  private mutating func add(_ text: String) {
    result.text += text
    for byte in text.utf8 {
      if byte == 0x0A {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
  }

  private mutating func separate(_ block: Outline.Block, from previous: Outline.Block?) {
    guard let previous else { return }
    guard case .item(let depth) = block.kind else { return add("\n\n") }
    let isTight =
      switch previous.kind {
      // A number other than 1 can't begin a list directly below a paragraph.
      case .item(let outer):
        depth <= outer || block.label.map { $0.hasPrefix("1") || !$0.hasSuffix(".") } ?? true
      case .prose(let inside): inside > 0 && depth < inside
      default: false
      }
    add(isTight ? "\n" : "\n\n")
  }

  private mutating func write(_ block: Outline.Block, _ index: Int) {
    var attributes = result.ids[index].map { ["#\($0)"] } ?? []
    attributes += block.carried?.topics.map { ".\($0)" } ?? []
    var prefix = ""
    var depth = 0
    switch block.kind {
    case .item(let level):
      depth = level
      add(indentation(to: level - 1))
      prefix = marker(of: block, depth: level, &attributes)
    case .heading(let level):
      open = []
      prefix = String(repeating: "#", count: min(max(level, 2), 6)) + " "
      if let label = block.label { labelHeading(block, label, &attributes) }
    case .rule:
      open = []
      if let label = block.label { attributes.append("label=\"\(label)\"") }
    case .prose(let inside):
      depth = min(inside, open.count)
      open = Array(open.prefix(depth))
      add(indentation(to: depth))
    case .divider:
      open = []
      prefix = "---"
    case .table, .verbatim:
      open = []
    }
    result.lines.append(line)
    let carried = block.carried?.source.map { carriedText($0, block, attributes) }
    if block.isProvision {
      let label = block.label ?? ""
      let isInText = carried?.hasPrefix(label) ?? (prefix.hasPrefix("- ") && prefix.contains(label))
      result.labels[line] = (isInText ? label : "", block.typedLabel ?? .init(""))
    }
    if let carried {
      writeCarried(carried, block, prefix: prefix, indentation: indentation(to: depth))
      return
    }
    if let aliases = block.carried?.aliases, !aliases.isEmpty {
      attributes.append("alias=\"\(aliases.joined(separator: " "))\"")
    }
    attributes += block.carried?.others ?? []
    add(prefix)
    writeContent(of: block, index, indentation: indentation(to: depth))
    if !attributes.isEmpty {
      add("\(block.runs.isEmpty && prefix.hasSuffix(" ") ? "" : " "){\(attributes.joined(separator: " "))}")
    }
  }

  /// Returns a block's text from the old file, with the label as an attribute if it was the number of the item
  /// and no longer is.
  private func carriedText(_ source: String, _ block: Outline.Block, _ attributes: [String]) -> String {
    guard case .item = block.kind, let label = attributes.first(where: { $0.hasPrefix("label=") }),
      !source.contains("label=\"")
    else { return source }
    guard let attributes = source.attributesAtEnd else { return "\(source) {\(label)}" }
    return "\(source[..<attributes.lowerBound])\(source[attributes].dropLast()) \(label)}"
  }

  /// Writes a block's text from the old file, after its new marker.
  private mutating func writeCarried(
    _ source: String, _ block: Outline.Block, prefix: String, indentation: String
  ) {
    var marker = prefix
    if case .item = block.kind, prefix.hasPrefix("- ") { marker = "- " }
    add(marker + source.replacing("\n", with: "\n" + indentation))
    result.positions.append([])
    result.parts.append([])
  }

  /// Specifies which part of a heading is its label.
  ///
  /// A typed label stays in the text.
  private func labelHeading(_ block: Outline.Block, _ label: String, _ attributes: inout [String]) {
    let text = block.runs.words.trimmed
    guard !label.contains("\""), !label.contains("\\") else { return }
    if block.typedLabel != nil {
      let isFirst =
        block.runs.first.map { $0.change == .kept && $0.text.trimmedStart.hasPrefix(label) } ?? false
      if isFirst, text.utf8.count > label.utf8.count { attributes.append("label=\"\(label)\"") }
    } else {
      attributes.append("label=\"\(label)\"")
    }
  }

  private func indentation(to depth: Int) -> String {
    String(repeating: " ", count: open.prefix(max(depth, 0)).reduce(0) { $0 + $1.width })
  }

  /// Returns the marker of an item: a number if Markdown's numbering matches the source's, or else a bullet,
  /// with the source's label before the text, if it's recognizable there, or as an attribute.
  private mutating func marker(of block: Outline.Block, depth: Int, _ attributes: inout [String]) -> String {
    let previous = depth > 0 && open.count >= depth ? open[depth - 1].next : nil
    open = Array(open.prefix(max(depth - 1, 0)))
    guard let label = block.label else {
      open.append((2, nil))
      return "- "
    }
    if label.hasSuffix("."), let value = Int(label.dropLast()), value == previous ?? value, value >= 0,
      label == "\(value)."
    {
      let marker = "\(value). "
      open.append((marker.utf8.count, value + 1))
      return marker
    }
    open.append((2, nil))
    let isOneChange = block.runs.onlyChange.map { $0 != .kept } ?? false
    if Self.isMark(label), !isOneChange { return "- \(label) " }
    attributes.append("label=\"\(label.filter { $0 != "\"" && $0 != "\\" })\"")
    return "- "
  }

  /// Returns whether a label before the text is recognized as one: a letter or number in parentheses.
  private static func isMark(_ label: String) -> Bool {
    guard label.hasPrefix("("), label.hasSuffix(")"), label.utf8.count <= 9 else { return false }
    let inside = label.utf8.dropFirst().dropLast()
    let isRoman = inside.allSatisfy { "ivxlcdmIVXLCDM".utf8.contains($0) }
    let isLetter = inside.count == 1 || (inside.count == 2 && inside.first == inside.last)
    return !inside.isEmpty && inside.allSatisfy(\.isASCIILetterOrDigit)
      && (inside.allSatisfy(\.isASCIIDigit) || isRoman || isLetter)
  }

  // MARK: Content

  private mutating func writeContent(of block: Outline.Block, _ index: Int, indentation: String) {
    switch block.kind {
    case .table(let rows): writeTable(rows, index)
    case .verbatim(let lines): writeLines(lines, index)
    default: writeLines([block.runs], index, indentation: indentation)
    }
  }

  private mutating func writeLines(_ lines: [[DraftRun]], _ index: Int, indentation: String = "") {
    var positions: [SourcePosition] = []
    var parts: [MarkRepair.Part] = []
    for (place, runs) in lines.enumerated() {
      if place > 0 { add("\n") }
      let own = self.parts(of: runs)
      let written = InlineWriter.write(
        own, startsBlock: !outline.blocks[index].isHeading, isForced: forced.contains(index))
      note(written, index)
      parts += own
      positions += self.positions(of: written)
      add(written.text.replacing("\n", with: "\n" + indentation))
    }
    result.positions.append(positions)
    result.parts.append(parts)
  }

  private func positions(of written: InlineWriter.Result) -> [SourcePosition] {
    let bytes = Array(written.text.utf8)
    let breaks = bytes.indices.filter { bytes[$0] == 0x0A }
    // The offsets ascend, so one pass over the line breaks is enough.
    var count = 0
    return written.offsets.map { offset in
      while count < breaks.count, breaks[count] < offset { count += 1 }
      let start = count == 0 ? 0 : breaks[count - 1] + 1
      return SourcePosition(line: line + count, column: (count == 0 ? column : 1) + offset - start)
    }
  }

  private mutating func note(_ written: InlineWriter.Result, _ index: Int) {
    if !written.isReadable {
      result.unplaced.append(index)
    } else if written.hasLostStyle {
      result.lostStyles.append(index)
    }
  }

  private func parts(of runs: [DraftRun]) -> [MarkRepair.Part] {
    let linked = runs.map { run in
      var run = run
      if let link = run.link, link.hasPrefix("#") {
        run.link = bookmarks[String(link.dropFirst())].map { "#\($0)" }
      }
      return run
    }
    return MarkRepair.parts(of: Self.withRemarks(linked), movesPunctuation: outline.marks == .converted)
  }

  /// Returns the runs with a comment after each piece of text that the source formats as struck.
  private static func withRemarks(_ runs: [DraftRun]) -> [DraftRun] {
    var result: [DraftRun] = []
    for (index, run) in runs.enumerated() {
      result.append(run)
      let isStruck = run.isText && run.style.contains(.struck) && !run.text.isBlank
      let goesOn = index + 1 < runs.count && runs[index + 1].style.contains(.struck)
      if isStruck, !goesOn { result.append(DraftRun("Struck in the source by its format", style: .comment)) }
    }
    return result
  }

  private mutating func writeTable(_ rows: [[[DraftRun]]], _ index: Int) {
    let width = rows.map(\.count).max() ?? 0
    for (place, row) in rows.enumerated() {
      if place > 0 { add("\n") }
      for column in 0..<width {
        let written = InlineWriter.write(parts(of: column < row.count ? row[column] : []), isCell: true)
        note(written, index)
        add(written.text.isEmpty ? "|  " : "| \(written.text) ")
      }
      add("|")
      if place == 0 { add("\n" + String(repeating: "| --- ", count: width) + "|") }
    }
    result.positions.append([])
    result.parts.append([])
  }

  /// Writes the definitions of footnotes.
  ///
  /// A note follows its reference. If it's inserted or deleted with the reference, it has no marks of its
  /// own, which would leave it empty.
  private mutating func writeNotes() {
    for block in outline.blocks {
      var runs = block.runs
      if case .table(let rows) = block.kind { runs = Array(rows.joined().joined()) }
      for run in runs where run.style.contains(.note) && run.change != .kept {
        result.noteChanges[String(run.text.dropFirst(2).dropLast())] = run.change
      }
    }
    for note in outline.notes {
      var runs = note.runs
      if let change = result.noteChanges[note.label] {
        runs = runs.filter { $0.change == .kept || $0.change == change }
        for index in runs.indices { runs[index].change = .kept }
      }
      let written = InlineWriter.write(parts(of: runs))
      add("\n[^\(note.label)]: \(written.text.replacing("\\\n", with: " "))\n")
    }
  }
}

extension String {
  /// The range of the attributes, such as `{#id}`, at the end of a block's text.
  var attributesAtEnd: Range<Index>? {
    guard hasSuffix("}"), let open = lastIndex(of: "{"), let first = self[open...].dropFirst().first,
      first == "#" || first == "." || first.isLetter
    else { return nil }
    return open..<endIndex
  }
}

extension Outline.Block {
  /// Whether the block's text is Markdown already.
  var hasMarkdown: Bool { runs.contains { $0.style.contains(.markdown) && !$0.style.contains(.note) } }
}
