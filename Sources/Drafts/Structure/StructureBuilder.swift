import Basics

/// Finds the role of each block of a draft in a code: title, groups, provisions, and lead-ins.
///
/// Only this type knows what codes look like, and it doesn't depend on the draft's file format. Headings,
/// labels and their levels, and rules without labels are in separate extensions.
struct StructureBuilder {
  var blocks: [DraftBlock]
  var roles: [Role] = []
  var outline = Outline()
  let leavesOutForms: Bool
  /// The number of blocks before the title, which are prose whatever they look like.
  var protected = 0
  /// The blocks of forms that are left out.
  var omitted: Set<Int> = []

  /// The role of a block.
  enum Role: Equatable {
    case heading(level: Int, PrintedLabel?)
    /// A list item, identified by its label or as a clause.
    case item(PrintedLabel, isTyped: Bool)
    /// A paragraph that is a rule.
    case rule
    case prose
    case other
  }

  static func build(_ draft: Draft, leavesOutForms: Bool = false) -> Outline {
    var draft = draft
    let isOwn = draft.blocks.contains { $0.role != nil }
    var leftOut: [Outline.LeftOut] = []
    if !isOwn {
      splitLines(of: &draft)
      leftOut = Furniture.remove(from: &draft)
    }
    var builder = Self(draft, leavesOutForms: leavesOutForms)
    builder.outline.leftOut = leftOut
    builder.run()
    return builder.outline
  }

  private init(_ draft: Draft, leavesOutForms: Bool) {
    blocks = draft.blocks
    self.leavesOutForms = leavesOutForms
    outline.notes = draft.notes
    outline.doubts = draft.doubts
    outline.unit = draft.unit
    outline.marks = draft.marks
  }

  private mutating func run() {
    takeDraftLines()
    takeTitle()
    roles = blocks.map { $0.isParagraph || $0.isHeading ? .prose : .other }
    findHeadings()
    guard !takeRoles() else { return report() }
    findLabels()
    findNumberedHeadings()
    findClauses()
    findRules()
    let apart = setFormsApart()
    let levels = findLevels()
    write(levels, apart: apart)
    report()
  }

  /// Takes over the roles that the blocks of an exported code have.
  ///
  /// - Returns: Whether the draft is an exported code.
  private mutating func takeRoles() -> Bool {
    guard blocks.contains(where: { $0.role != nil }) else { return false }
    var levels: [Int: Int] = [:]
    var depth = 0
    for index in blocks.indices {
      switch blocks[index].role {
      case .item(let level, let label):
        depth = min(level, depth + 1)
        levels[index] = depth
        roles[index] = .item(.of(list: label ?? "•"), isTyped: true)
      case .rule:
        depth = 0
        roles[index] = .rule
      case .text(let level):
        depth = min(level, depth)
        roles[index] = .prose
      case nil:
        // A paragraph that the agency added without a style is an item if it has a label.
        let label = PrintedLabel(blocks[index].words)
        if roles[index] == .prose, depth > 0, let label, !label.needsCompany {
          roles[index] = .item(label, isTyped: true)
          levels[index] = depth
        } else {
          depth = 0
        }
      }
    }
    write(levels, apart: [:])
    return true
  }

  // MARK: Before the blocks

  /// Splits paragraphs whose lines begin with labels, because their author typed line breaks instead of
  /// paragraphs.
  private static func splitLines(of draft: inout Draft) {
    draft.blocks = draft.blocks.flatMap { block -> [DraftBlock] in
      guard block.isParagraph, block.list == nil, block.runs.contains(where: { $0.text.contains("\n") })
      else {
        return [block]
      }
      let lines = block.runs.lines
      let labels = lines.map { PrintedLabel($0.words) }
      guard labels.dropFirst().count(where: { $0 != nil }) >= (labels.first ?? nil == nil ? 2 : 1) else {
        return [block]
      }
      var parts: [DraftBlock] = []
      for (line, label) in zip(lines, labels) {
        if label != nil || parts.isEmpty {
          var part = block
          part.runs = line
          if !parts.isEmpty { part.bookmarks = [] }
          part.ending = .kept
          parts.append(part)
        } else {
          parts[parts.count - 1].runs += [DraftRun("\n")] + line
        }
      }
      parts[parts.count - 1].ending = block.ending
      return parts
    }
  }

  private mutating func takeDraftLines() {
    outline.draftLineSources = blocks.filter(Furniture.isDraftLine).map(\.source)
    blocks.removeAll(where: Furniture.isDraftLine)
    outline.draftLines = outline.draftLineSources.count
  }

  /// Takes the title from the first lines of the draft.
  private mutating func takeTitle() {
    let leading = blocks.prefix(8).prefix { block in
      guard block.isParagraph || block.isHeading, block.list == nil else { return false }
      if block.isHeading { return true }
      let text = block.words
      guard let last = text.utf8.last, !last.isClosingPunctuation, text.utf8.count <= 160 else {
        return false
      }
      let label = PrintedLabel(text)
      let isItem = label.map { $0.isBullet || $0.text.hasPrefix("(") } ?? false
      return !isItem && text.split(separator: " ").count <= 22 && !text.contains("____")
    }
    guard !leading.isEmpty else { return }
    let texts = leading.map { $0.words }
    let styled = leading.firstIndex { $0.kind == .heading(level: 0) }
    var place = styled ?? texts.firstIndex(where: LineLooks.namesCode)
    if let first = place, styled == nil {
      // A web page often shows the site's name first, followed by the document's full title.
      let fuller = texts[(first + 1)...].firstIndex {
        $0.utf8.count > texts[first].utf8.count && $0.lowercased().contains(texts[first].lowercased())
      }
      place = fuller ?? first
    }
    if place == nil, leading[0].isHeading || LineLooks.isShort(texts[0]) { place = 0 }
    guard let place else { return }
    outline.title = blocks[place].runs
    outline.titleSource = blocks[place].source
    var end = place + 1
    // The second line of a title begins with a small word.
    if end < leading.count, blocks[end].isParagraph, let word = texts[end].split(separator: " ").first,
      ["for", "of", "and", "for the", "of the"].contains(word.lowercased()), !LineLooks.isLeadIn(texts[end])
    {
      outline.title += [DraftRun(" ")] + blocks[end].runs
      outline.leftOut.append(
        .init(reason: Outline.LeftOut.titleLine, text: texts[end], source: blocks[end].source))
      end += 1
    }
    blocks.removeSubrange(place..<end)
    let others = texts.indices.filter { $0 < place }.map { texts[$0] }
    if !others.isEmpty {
      outline.doubts.append(
        DraftDoubt(
          .importStructure,
          "The title is taken from '\(texts[place].shortened)', not from '\(others[0].shortened)'",
          help: "compare the title with the source", source: outline.titleSource))
    }
    protected = place
  }

  // MARK: Result

  private mutating func write(_ levels: [Int: Int], apart: [Int: String]) {
    var depth = 0
    var itemIndent = 0
    for index in blocks.indices {
      if let reason = apart[index], !leavesOutForms {
        if !outline.blocks.isEmpty, outline.blocks.last?.kind != .divider, !isHeadingRole(index) {
          outline.blocks.append(.init(kind: .divider, runs: [], source: blocks[index].source))
        }
        outline.doubts.append(
          DraftDoubt(
            .importStructure,
            "\(reason.capitalizedFirst) is kept apart from the provisions",
            help: "leave it out with --leave-out-forms", source: blocks[index].source))
        depth = 0
      }
      guard !omitted.contains(index) else { continue }
      let block = blocks[index]
      var written = Outline.Block(
        kind: .prose(depth: 0), runs: block.runs, bookmarks: block.bookmarks, source: block.source)
      switch roles[index] {
      case .heading(let level, let label):
        written.kind = .heading(level: level)
        // Headings are bold anyway.
        if block.isBold {
          written.runs = block.runs.map {
            var run = $0
            run.style.remove(.strong)
            return run
          }
        }
        written.label = label?.text
        written.isLabelTyped = block.list == nil
        depth = 0
      case .item(let label, let isTyped):
        depth = levels[index] ?? 1
        itemIndent = block.indent
        if levels[-1 - index] != nil || !label.parents.isEmpty { appendParents(of: label, index, levels) }
        written.kind = .item(depth: depth)
        written.label = label.isBullet || label.text.isEmpty ? nil : printed(label, index, levels)
        written.isLabelTyped = isTyped
        if case .item(_, let own) = block.role {
          written.label = own
        } else if isTyped, !written.runs.dropFirst(label.letterCount) {
          written.label = nil
          outline.doubts.append(
            DraftDoubt(
              .importLabel, "The draft changes a part of the label '\(label.text)'",
              help: "write the label as an attribute by hand", source: block.source))
        }
      case .rule:
        written.kind = .rule
        if case .rule(let own?) = block.role {
          written.label = own
          written.isLabelTyped = true
        }
        depth = 0
      case .prose:
        let next = blocks.indices.dropFirst(index + 1).first { roles[$0] != .prose }
        let nextDepth = next.flatMap { levels[$0] } ?? 1
        let isInside = depth > 0 && block.indent > itemIndent
        if case .text(let own) = block.role {
          depth = min(own, depth)
        } else {
          depth = apart[index] != nil ? 0 : max(isInside ? depth : 0, min(depth, nextDepth - 1))
        }
        written.kind = .prose(depth: depth)
      case .other:
        depth = 0
        switch block.kind {
        case .rule: written.kind = .divider
        case .table(let rows): written.kind = .table(rows)
        case .verbatim(let lines): written.kind = .verbatim(lines)
        case .heading, .paragraph: break
        }
      }
      outline.blocks.append(written)
    }
  }

  private func isHeadingRole(_ index: Int) -> Bool { if case .heading = roles[index] { true } else { false } }

  /// Adds the parent items of a label such as `(1)(a)` that have no text of their own.
  private mutating func appendParents(of label: PrintedLabel, _ index: Int, _ levels: [Int: Int]) {
    guard levels[-1 - index] != nil else { return }
    let depth = levels[index] ?? label.parents.count + 1
    for (place, parent) in label.parents.enumerated() {
      outline.blocks.append(
        .init(
          kind: .item(depth: max(1, depth - label.parents.count + place)), runs: [], label: parent.text,
          isLabelTyped: true, source: blocks[index].source))
    }
  }

  /// Returns the label to show: only its last part if its parents are separate items.
  private func printed(_ label: PrintedLabel, _ index: Int, _ levels: [Int: Int]) -> String {
    guard levels[-1 - index] != nil else { return label.printed }
    return String(label.printed.dropFirst(label.parents.reduce(0) { $0 + $1.text.count })).trimmed
  }

  private mutating func report() {
    var reasons: [String: [Outline.LeftOut]] = [:]
    for left in outline.leftOut { reasons[left.reason, default: []].append(left) }
    for (reason, passages) in reasons.sorted(by: { $0.key < $1.key })
    where reason != Outline.LeftOut.titleLine {
      let sources = passages.map(\.source)
      outline.doubts.append(
        DraftDoubt(
          .importLeftOut,
          "Left out as \(reason): '\(passages[0].text.shortened)' at \(Outline.places(sources, outline.unit)) of the source",
          help: "add the words by hand if they belong to the code", source: sources[0]))
    }
    if outline.title.words.isEmpty {
      outline.doubts.append(
        DraftDoubt(
          .importNoTitle, "The draft begins with no title", help: "write the title exactly as published"))
    }
    if outline.provisionCount == 0 {
      outline.doubts.append(
        DraftDoubt(
          .importNoProvisions, "No provision was found in the draft",
          help: "write each rule as an item of a list, or with {#id} at the end of its paragraph"))
    }
  }
}

extension [DraftRun] {
  /// The runs of each line, without the line breaks.
  var lines: [[DraftRun]] {
    var lines: [[DraftRun]] = [[]]
    for run in self {
      for (index, part) in run.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { lines.append([]) }
        var piece = run
        piece.text = String(part)
        if !part.isEmpty { lines[lines.count - 1].append(piece) }
      }
    }
    return lines
  }
}
