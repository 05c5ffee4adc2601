package import Basics
package import Markdown

/// A text with marks, in the three versions that readers can choose from.
///
/// The three trees have the same blocks in the same order. A block that has no text in one version carries
/// ``Node/Flags/emptied`` there, and so does any block that contains only such blocks; see
/// ``MarkdownDocument/withoutEmptiedBlocks()``. All ranges are those of the source.
package struct RedlinedText: Sendable {
  /// The marks in source order.
  package var marks: [RedlineMark]
  /// The text with insertions, deletions, highlights, and comments as nodes.
  package var redline: MarkdownDocument
  /// The text with all changes accepted.
  package var proposed: MarkdownDocument
  /// The text with all changes rejected.
  package var current: MarkdownDocument

  package init(
    marks: [RedlineMark], redline: MarkdownDocument, proposed: MarkdownDocument, current: MarkdownDocument
  ) {
    self.marks = marks
    self.redline = redline
    self.proposed = proposed
    self.current = current
  }
}

extension RedlinedText {
  /// Applies the extensions that must run after the comparison, and replaces ranges in the resolved texts
  /// with ranges in the source.
  mutating func finish(
    with extensions: MarkdownParser.Extensions,
    resolutions: (proposed: RedlineResolution, current: RedlineResolution), source: [UInt8],
    _ lines: SourceLines
  ) {
    if extensions.contains(.foundLinks) {
      redline.linkFoundAddresses()
      proposed.linkFoundAddresses()
      current.linkFoundAddresses()
    }
    if extensions.contains(.typography) { setTypography() }
    proposed.restorePlaces(from: resolutions.proposed, of: source, lines)
    current.restorePlaces(from: resolutions.current, of: source, lines)
    shareAnchors()
  }

  /// Applies typography, unless quotation marks or dashes beside a mark would differ between the redline and
  /// its versions.
  private mutating func setTypography() {
    var set = self
    set.redline.setTypography()
    set.proposed.setTypography()
    set.current.setTypography()
    let agrees = [(RedlineResolution.Side.proposed, set.proposed), (.current, set.current)].allSatisfy {
      RedlineDifference.between(RedlineOutline(set.redline, side: $0), RedlineOutline($1, side: $0)).isEmpty
    }
    if agrees { self = set }
  }

  /// Gives each heading the same anchor in all three trees, so that its address doesn't depend on the
  /// version: the anchor from the proposed text, or from the current text if the heading has no proposed
  /// text.
  private mutating func shareAnchors() {
    let headings = zip(redline.headings, zip(proposed.headings, current.headings))
    var anchors: [(redline: Int, proposed: Int, current: Int, anchor: String)] = []
    var taken = Set(redline.attributes.compactMap { $0.value.id?.value })
    for (inRedline, (inProposed, inCurrent)) in headings {
      let isGone = proposed.nodes[inProposed].flags.contains(.emptied)
      let source =
        isGone
        ? current.anchorSlice(of: inCurrent).map(current.string)
        : proposed.anchorSlice(of: inProposed).map(proposed.string)
      guard var anchor = source else { continue }
      // Anchors are unique within one version, but not across both.
      var repetition = 0
      let slug = anchor
      while !taken.insert(anchor).inserted {
        repetition += 1
        anchor = "\(slug)-\(repetition)"
      }
      anchors.append((inRedline, inProposed, inCurrent, anchor))
    }
    redline.setAnchors(anchors.map { ($0.redline, $0.anchor) })
    proposed.setAnchors(anchors.map { ($0.proposed, $0.anchor) })
    current.setAnchors(anchors.map { ($0.current, $0.anchor) })
  }
}

extension MarkdownDocument {
  fileprivate var headings: [Index] {
    nodes.indices.filter { nodes[$0].kind == .heading }
  }

  fileprivate mutating func setAnchors(_ anchors: [(node: Index, anchor: String)]) {
    self.anchors = anchors.map { entry in
      let start = literals.count
      literals.append(contentsOf: entry.anchor.utf8)
      return (entry.node, Node.Slice(start: UInt32(start), count: UInt32(literals.count - start)))
    }
  }
}

extension MarkdownDocument {
  /// Removes the placeholders of emptied blocks, and flags those blocks and any blocks that contain only
  /// them.
  mutating func removePlaceholders() {
    var isPlaceholder = [Bool](repeating: false, count: nodes.count)
    var open: [Index] = []
    for index in nodes.indices {
      while let last = open.last, Int(nodes[last].end) <= index { open.removeLast() }
      if nodes[index].kind == .text, bytes(nodes[index].text).elementsEqual(RedlineResolution.placeholder) {
        isPlaceholder[index] = true
        if let parent = open.last { markEmptied(parent) }
      }
      open.append(index)
    }
    for index in nodes.indices.reversed() where nodes[index].kind.holdsBlocks {
      var hasChild = false
      let isEmptied = children(of: index).allSatisfy { child in
        hasChild = true
        return nodes[child].flags.contains(.emptied)
      }
      if hasChild, isEmptied { markEmptied(index) }
    }
    self = removing { index, _ in isPlaceholder[index] }
  }

  /// Restores the source in place of the text that was parsed for it, which differs only in delimiters.
  mutating func restoreSource(_ source: [UInt8]) {
    guard sourceCount == source.count else { return }
    literals.replaceSubrange(0..<sourceCount, with: source)
  }

  /// Converts all ranges in the tree of a resolved text to ranges in the source.
  mutating func restorePlaces(
    from resolution: RedlineResolution, of source: [UInt8], _ sourceLines: SourceLines
  ) {
    let lines = SourceLines(of: resolution.bytes, firstLine: sourceLines.firstLine)
    let origins = resolution.origins
    func restored(_ position: SourcePosition) -> SourcePosition {
      guard let offset = lines.offset(of: position) else { return position }
      return sourceLines.position(at: origins.offset(of: offset))
    }
    func restored(_ range: SourceRange) -> SourceRange {
      guard range.end.column > 1 else { return SourceRange(restored(range.start), restored(range.end)) }
      var end = restored(SourcePosition(line: range.end.line, column: range.end.column - 1))
      end.column += 1
      return SourceRange(restored(range.start), end)
    }
    mapNodeRanges(restored)
    for index in references.indices { references[index].range = restored(references[index].range) }
    for index in attributes.indices {
      attributes[index].value = attributes[index].value.mappingRanges(restored)
    }
    replaceSource(with: source, lines: sourceLines)
  }
}

extension Attributes {
  fileprivate func mappingRanges(_ transform: (SourceRange) -> SourceRange) -> Attributes {
    func mapped(_ located: Located<String>) -> Located<String> {
      Located(located.value, transform(located.range))
    }
    return Attributes(
      id: id.map(mapped), classes: classes.map(mapped),
      pairs: pairs.map { Pair(key: mapped($0.key), value: mapped($0.value)) }, range: transform(range))
  }
}

/// A title with marks in the front matter, which is plain text, not Markdown.
package struct RedlinedTitle: Sendable, Equatable {
  /// The title as runs.
  ///
  /// Comments are omitted.
  package let runs: [RedlineRun]

  /// The title with all changes accepted.
  package var proposed: String { runs.newText.trimmed }
  /// The title with all changes rejected.
  package var current: String { runs.oldText.trimmed }

  /// Reads a title.
  ///
  /// - Returns: `nil` for the title if it has no marks, or one that can't be read, and the problems that the
  ///   author can fix.
  package static func read(_ title: Located<String>, path: String) -> (
    title: Self?, diagnostics: [Diagnostic]
  ) {
    let bytes = Array(title.value.utf8)
    guard RedlineScanner.mayHoldMarks(bytes[...]) else { return (nil, []) }
    let lines = SourceLines(of: bytes)
    let scan = RedlineScanner.scan(bytes, stretches: [bytes.indices], path: path, lines: lines)
    var diagnostics = scan.diagnostics
    let result = Self(runs: runs(of: bytes, scan.marks))
    if !diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics += RedlineSpacing.warnings(bytes, scan.marks, [bytes.indices], path: path, lines: lines)
      if result.proposed.isEmpty || result.current.isEmpty {
        diagnostics.append(
          Diagnostic(
            .error, .redlineEmptyTitle, "A title must have words in every view", path: path,
            range: SourceRange(line: 1, column: 1, length: bytes.count),
            help: "write a title that the views share in part, or leave the marks out"))
      }
    }
    return (result, diagnostics.map { $0.placed(in: title) })
  }

  private static func runs(of bytes: [UInt8], _ marks: [RedlineMark]) -> [RedlineRun] {
    // The status of each byte, or `nil` for delimiters and comments.
    var kinds = [RedlineRun.Kind?](repeating: .kept, count: bytes.count)
    for mark in marks {
      for index in mark.extent { kinds[index] = nil }
      for index in mark.deleted ?? 0..<0 { kinds[index] = .deleted }
      for index in mark.inserted ?? 0..<0 { kinds[index] = .inserted }
      if mark.kind == .highlight { for index in mark.body { kinds[index] = .kept } }
    }
    for index in bytes.indices.dropLast(3) where bytes[index] == UInt8(ascii: "\\") {
      guard bytes[index + 1] == UInt8(ascii: "{"), kinds[index + 1] != nil else { continue }
      if RedlineMark.Kind(opening: bytes[index + 2], bytes[index + 3]) != nil { kinds[index] = nil }
    }
    var runs: [RedlineRun] = []
    var start = 0
    while start < bytes.count {
      let end = kinds[start...].firstIndex { $0 != kinds[start] } ?? bytes.count
      if let kind = kinds[start] { runs.append(kind, String(decoding: bytes[start..<end], as: UTF8.self)) }
      start = end
    }
    return runs
  }
}

extension Diagnostic {
  /// Returns the same diagnostic, whose range is in a value's own bytes, moved to its position in the file.
  ///
  /// If YAML escapes or line ends shift the value's bytes, the range is that of the whole value.
  fileprivate func placed(in value: Located<String>) -> Diagnostic {
    let whole = value.range
    let quotes = whole.end.column - whole.start.column - value.value.utf8.count
    let isWritten = quotes == 0 || (quotes == 2 && !value.value.utf8.contains { "\"'\\".utf8.contains($0) })
    func placed(_ range: SourceRange) -> SourceRange {
      guard isWritten, whole.start.line == whole.end.line else { return whole }
      return SourceRange(
        line: whole.start.line, column: whole.start.column + quotes / 2 + range.start.column - 1,
        length: range.end.column - range.start.column)
    }
    var result = self
    result.range = range.map(placed)
    result.notes = notes.map { note in
      var note = note
      note.range = note.range.map(placed)
      return note
    }
    return result
  }
}
