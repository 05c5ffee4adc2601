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
      splitSections(of: &draft)
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
        roles[index] = .item(.of(list: label.proposed.isEmpty ? "•" : label.proposed), isTyped: true)
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

  /// Splits the sections of an administrative code into a heading and a paragraph.
  ///
  /// A list of the sections before them is a table of contents.
  private static func splitSections(of draft: inout Draft) {
    let headings = draft.blocks.map { block -> Substring? in
      guard block.isParagraph, block.list == nil, !block.runs.holdsChange else { return nil }
      return LineLooks.sectionHeading(of: block.words)
    }
    let sections = Set(
      draft.blocks.indices.filter { index in
        headings[index].map { $0.count < draft.blocks[index].words.count } ?? false
      })
    guard sections.count > 1 else { return }
    let names = sections.compactMap { headings[$0].map(String.init) }
    var blocks: [DraftBlock] = []
    for (index, block) in draft.blocks.enumerated() {
      guard let heading = headings[index] else {
        blocks.append(block)
        continue
      }
      var title = block
      if sections.contains(index) {
        var rest = block
        guard rest.runs.dropFirst(heading.unicodeScalars.count { !$0.properties.isWhitespace }) else {
          blocks.append(block)
          continue
        }
        title.kind = .heading(level: 2)
        title.runs = [DraftRun(String(heading))]
        rest.bookmarks = []
        rest.followsGap = true
        blocks += [title, rest]
      } else {
        title.isContentsEntry = names.contains { $0.hasSuffix(heading) }
        if !title.isContentsEntry { title.kind = .heading(level: 2) }
        blocks.append(title)
      }
    }
    draft.blocks = blocks
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
        written.typedLabel = block.list == nil ? label.map { .init($0.text) } : nil
        depth = 0
      case .item(let label, let isTyped):
        depth = levels[index] ?? 1
        itemIndent = block.indent
        if levels[-1 - index] != nil || !label.parents.isEmpty { appendParents(of: label, index, levels) }
        written.kind = .item(depth: depth)
        written.label = label.isBullet || label.text.isEmpty ? nil : printed(label, index, levels)
        if case .item(_, let own) = block.role {
          give(own, to: &written)
        } else if isTyped {
          written.typedLabel = written.label.map { .init($0, block.runs.onlyChange ?? .kept) }
          if !written.runs.dropFirst(label.letterCount) {
            (written.label, written.typedLabel) = (nil, nil)
            outline.doubts.append(
              DraftDoubt(
                .importLabel, "The draft changes a part of the label '\(label.text)'",
                help: "write the label as an attribute by hand", source: block.source))
          }
        }
      case .rule:
        written.kind = .rule
        if case .rule(let own) = block.role { give(own, to: &written) }
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

  /// Gives a provision of an exported code its label, and reports a change of the label, which can't have
  /// marks.
  private mutating func give(_ own: DraftBlock.TypedLabel, to block: inout Outline.Block) {
    let isGone = block.runs.onlyChange == .deleted
    let label = isGone && own.proposed.isEmpty ? own.current : own.proposed
    block.label = label.isEmpty ? nil : label
    block.typedLabel = own
    guard own.proposed != own.current, block.runs.onlyChange ?? .kept == .kept else { return }
    let summary =
      own.current.isEmpty
      ? "The draft adds the label '\(own.proposed)'"
      : own.proposed.isEmpty
        ? "The draft removes the label '\(own.current)'"
        : "The draft changes the label '\(own.current)' to '\(own.proposed)'"
    outline.doubts.append(
      DraftDoubt(
        .importLabel, summary, help: "a label can't have marks: both versions show what the draft proposes",
        source: block.source))
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
          typedLabel: .init(parent.text), source: blocks[index].source))
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
          help: reason == Outline.LeftOut.emptyBullet
            ? "if the source has words there, add them" : "add the words by hand if they belong to the code",
          source: sources[0]))
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

/// Finds headings by their style, their capital letters, or their number.
extension StructureBuilder {
  mutating func findHeadings() {
    let hasStyles = blocks.contains { $0.isHeading && $0.kind != .heading(level: 0) }
    let last = blocks.lastIndex { !$0.words.isEmpty } ?? 0
    let tops = blocks.compactMap { if case .heading(let level) = $0.kind { level } else { nil } }
    let top = tops.min() ?? 1
    var hasCapitals = false
    for index in blocks.indices {
      let block = blocks[index]
      if case .heading(let level) = block.kind {
        roles[index] = .heading(level: min(level - top + 2, 6), headingLabel(of: block))
        continue
      }
      guard block.isParagraph, index >= protected, index < last else { continue }
      let text = block.words
      let isCapitals = LineLooks.isCapitals(text)
      guard isHeading(index, hasStyles: hasStyles) else { continue }
      roles[index] = .heading(
        level: hasCapitals && !isCapitals && !hasStyles ? 3 : 2, headingLabel(of: block))
      hasCapitals = hasCapitals || isCapitals
    }
    // Headings that follow headings in capitals are below them only if capitals are the less common kind.
    let levels = roles.compactMap { if case .heading(let level, _) = $0 { level } else { nil } }
    if !hasStyles, levels.first == 3 { lowerHeadings() }
  }

  private mutating func lowerHeadings() {
    for index in roles.indices {
      if case .heading(3, let label) = roles[index] { roles[index] = .heading(level: 2, label) }
    }
  }

  private func headingLabel(of block: DraftBlock) -> PrintedLabel? {
    if let list = block.list {
      let label = PrintedLabel.of(list: list.label)
      return label.isBullet ? nil : label
    }
    guard let label = PrintedLabel(block.words), !label.isBullet else { return nil }
    return label
  }

  private func isHeading(_ index: Int, hasStyles: Bool) -> Bool {
    let block = blocks[index]
    let text = block.words
    if LineLooks.isNamedHeading(text) { return true }
    if block.list != nil, !block.isBold { return false }
    if LineLooks.isForm(text) || LineLooks.isHistory(text) { return false }
    let label = PrintedLabel(text)
    let rest = label?.rest(of: text) ?? text
    if let label {
      if label.isBullet || label.text.hasPrefix("(") { return false }
      if let keyword = label.keyword?.lowercased(), keyword != "rule", keyword != "item", keyword != "§" {
        return rest.isEmpty
          || (LineLooks.isShort(rest) && (LineLooks.isTitleCase(rest) || LineLooks.isCapitals(rest)))
      }
      return LineLooks.isShort(rest)
        && (LineLooks.isCapitals(rest) || (block.isBold && LineLooks.isTitleCase(rest)))
    }
    guard
      LineLooks.isShort(text)
        || (block.isBold && LineLooks.isShort(String(text.dropLast())) && text.hasSuffix(":")
          && text.split(separator: " ").count <= 4)
    else { return false }
    if LineLooks.isCapitals(text) || block.isBold { return true }
    if hasStyles { return false }
    let isShort = { (place: Int) in
      blocks.indices.contains(place) && blocks[place].isParagraph && blocks[place].list == nil
        && PrintedLabel(blocks[place].words) == nil && LineLooks.isShort(blocks[place].words)
    }
    if index > 0, LineLooks.isLeadIn(blocks[index - 1].words) { return false }
    // Three short lines in a row are items or an address, not headings.
    let run =
      (isShort(index - 1) ? 1 : 0) + (isShort(index + 1) ? 1 : 0)
      + (isShort(index - 1) && isShort(index - 2) ? 1 : 0)
      + (isShort(index + 1) && isShort(index + 2) ? 1 : 0)
    if run >= 2 { return false }
    return true
  }

  /// Turns labeled lines into headings if each of them is a title with text below it.
  mutating func findNumberedHeadings() {
    findHeadingsNumberedZero()
    var groups: [String: [Int]] = [:]
    for index in roles.indices {
      guard case .item(let label, _) = roles[index], !label.isBullet, !label.text.hasPrefix("(") else {
        continue
      }
      groups[label.readings[0].style, default: []].append(index)
    }
    for (style, places) in groups {
      let areHeadings = places.allSatisfy { index in
        guard case .item(let label, let isTyped) = roles[index] else { return false }
        let text = isTyped ? label.rest(of: blocks[index].words) : blocks[index].words
        guard LineLooks.isShort(text), LineLooks.isTitleCase(text), index + 1 < blocks.count else {
          return false
        }
        switch roles[index + 1] {
        case .prose: return true
        case .item(let next, _):
          guard next.readings[0].style != style else { return false }
          // The source's own list determines what is an item.
          return isTyped && blocks[index + 1].words.split(separator: " ").count > 8
        default: return false
        }
      }
      guard areHeadings, places.count > 1 else { continue }
      let level = 2 + (roles.contains { if case .heading = $0 { true } else { false } } ? 1 : 0)
      for index in places {
        guard case .item(let label, _) = roles[index] else { continue }
        roles[index] = .heading(level: level, label)
      }
    }
  }

  /// Turns `1.0 Integrity` and `2.0 Boundaries` into headings if their items are `1.1` and `2.1`.
  private mutating func findHeadingsNumberedZero() {
    let places = roles.indices.filter { index in
      guard case .item(let label, _) = roles[index] else { return false }
      return label.path.count == 2 && label.path.last == 0
    }
    let areHeadings = places.allSatisfy { index in
      guard case .item(let label, let isTyped) = roles[index] else { return false }
      let text = isTyped ? label.rest(of: blocks[index].words) : blocks[index].words
      return LineLooks.isShort(text) && LineLooks.isTitleCase(text)
    }
    guard areHeadings, places.count > 1 else { return }
    for index in places {
      if case .item(let label, _) = roles[index] { roles[index] = .heading(level: 2, label) }
    }
  }
}

/// Finds items by their printed labels, and the depth of each.
extension StructureBuilder {
  mutating func findLabels() {
    var typed: [Int: PrintedLabel] = [:]
    for index in blocks.indices where roles[index] == .prose && index >= protected {
      let text = blocks[index].words
      guard let label = PrintedLabel(text), !isYear(behind: label, in: text) else { continue }
      typed[index] = label
    }
    let known = Set(typed.values.flatMap { label in label.readings.map { "\($0.style) \($0.value)" } })
    let counts = typed.values.reduce(into: [:]) { $0[$1.readings[0].style, default: 0] += 1 }
    for index in blocks.indices where roles[index] == .prose && index >= protected {
      var label = typed[index]
      if let found = label, found.needsCompany {
        let hasCompany =
          found.isBullet
          ? counts[found.readings[0].style] ?? 0 > 1
          : found.readings.contains { reading in
            [reading.value - 1, reading.value + 1].contains { known.contains("\(reading.style) \($0)") }
          }
        if !hasCompany { label = nil }
      }
      if let list = blocks[index].list {
        let own = PrintedLabel.of(list: list.label)
        if own.isBullet, let label, !label.isBullet, !label.needsCompany || label.text.hasPrefix("(") {
          roles[index] = .item(label, isTyped: true)
        } else {
          roles[index] = .item(own, isTyped: false)
        }
      } else if let label {
        roles[index] = .item(label, isTyped: true)
      }
    }
  }

  /// Returns whether a label such as `(c)` is a copyright sign.
  private func isYear(behind label: PrintedLabel, in text: String) -> Bool {
    guard label.text == "(c)" || label.text == "(C)" else { return false }
    let word = label.rest(of: text).prefix { $0.isNumber }
    return word.count == 4
  }

  /// Returns the depth of each item, from 1, by its block index.
  mutating func findLevels() -> [Int: Int] {
    var events: [LabelLevels.Event] = []
    var places: [Int] = []
    var followsHeading = false
    var followsProse = false
    var before = ""
    for index in blocks.indices {
      switch roles[index] {
      case .heading:
        followsHeading = true
        before = ""
      case .prose, .rule, .other:
        if blocks[index].indent <= 1 { followsProse = true }
        before = blocks[index].words
      case .item(let label, let isTyped):
        for parent in missingParents(of: label, events) {
          events.append(
            LabelLevels.Event(label: parent, indent: blocks[index].indent, followsHeading: followsHeading))
          places.append(-1 - index)
          followsHeading = false
          before = ":"
        }
        events.append(
          LabelLevels.Event(
            label: label, indent: blocks[index].indent, list: blocks[index].list,
            hasTypedLabel: isTyped && blocks[index].list != nil, followsLeadIn: LineLooks.isLeadIn(before),
            followsHeading: followsHeading, followsProse: followsProse))
        places.append(index)
        followsHeading = false
        followsProse = false
        before = blocks[index].words
      }
    }
    let result = LabelLevels.find(in: events)
    var levels: [Int: Int] = [:]
    for (event, place) in places.enumerated() { levels[place] = result.levels[event] + 1 }
    reportLabels(result, events, places)
    return levels
  }

  /// Returns the parents of a label such as `(1)(a)` if no earlier item has them.
  private func missingParents(of label: PrintedLabel, _ events: [LabelLevels.Event]) -> [PrintedLabel] {
    guard let first = label.parents.first else { return [] }
    let recent = events.suffix(60)
    let isOpen = recent.contains { event in
      event.label.text == first.text || event.label.parents.first?.text == first.text
    }
    return isOpen ? [] : label.parents
  }

  private mutating func reportLabels(
    _ result: LabelLevels.Result, _ events: [LabelLevels.Event], _ places: [Int]
  ) {
    func source(_ event: Int) -> Int {
      blocks[places[event] >= 0 ? places[event] : -1 - places[event]].source
    }
    if !result.doubtful.isEmpty {
      let labels = Set(result.doubtful.map { events[$0].label.text }).sorted().prefix(6).joined(
        separator: ", ")
      let sources = Set(result.doubtful.map(source)).sorted()
      outline.doubts.append(
        DraftDoubt(
          .importStructure,
          "The level of \(labels) at \(Outline.places(sources, outline.unit)) could be another one",
          help: "compare the levels with the source, and change the indentation", source: sources.first))
    }
    for (event, irregularity) in result.irregular.sorted(by: { $0.key < $1.key }) {
      outline.doubts.append(
        DraftDoubt(
          .importLabel, "Label '\(events[event].label.text)' \(irregularity)",
          help: "compare with the source: the label is kept as it is printed", source: source(event)))
    }
    var styles: [String] = []
    for style in result.styles {
      let shown = style.hasPrefix("•") ? (style.contains("clause") ? nil : "•") : style
      if let shown, !styles.contains(shown) { styles.append(shown) }
    }
    outline.labelStyles = Array(styles.prefix(8))
  }
}

/// Finds provisions without labels, and paragraphs that belong to forms and history notes.
extension StructureBuilder {
  /// Finds the clauses without labels that follow a lead-in.
  mutating func findClauses() {
    var index = 0
    while index < blocks.count {
      defer { index += 1 }
      guard LineLooks.isLeadIn(blocks[index].words), roles[index] != .other else { continue }
      var end = index + 1
      while end < blocks.count, roles[end] == .prose, !LineLooks.isLeadIn(blocks[end].words),
        !LineLooks.isForm(blocks[end].words)
      {
        end += 1
      }
      let range = (index + 1)..<end
      guard range.count >= 2 else { continue }
      let clauses = clauseCount(of: range.map { blocks[$0].words })
      guard clauses >= 2 else { continue }
      let isBelowItem = if case .item = roles[index] { true } else { false }
      for place in range.prefix(clauses) {
        let style = isBelowItem ? "•clause" : "•top clause"
        roles[place] = .item(PrintedLabel.clause(style), isTyped: false)
      }
      index = range.lowerBound + clauses - 1
    }
  }

  /// Returns how many of the paragraphs, from the first one on, are clauses of a sentence or items of a list.
  private func clauseCount(of texts: [String]) -> Int {
    func count(_ isClause: (String) -> Bool) -> Int { texts.prefix(while: isClause).count }
    let endsOpen = { (text: String) in
      text.hasSuffix(";") || text.hasSuffix("; and") || text.hasSuffix("; or") || text.hasSuffix(",")
    }
    let open = count(endsOpen)
    // The last clause ends the sentence.
    if open >= 1, open < texts.count { return open + 1 }
    let isGerund = { (text: String) in
      let word = text.prefix { $0.isLetter }
      return word.count > 4 && word.hasSuffix("ing")
    }
    let lower = count { $0.first?.isLowercase ?? false }
    let short = count { LineLooks.isShort($0) }
    return max(lower, count(isGerund), short == texts.count ? short : 0)
  }

  /// Turns paragraphs into provisions in codes, or parts of codes, that don't use list items for them.
  mutating func findRules() {
    let hasItems = roles.contains { if case .item = $0 { true } else { false } }
    let headings = roles.indices.filter { if case .heading = roles[$0] { true } else { false } }
    var found: [Int] = []
    if headings.isEmpty {
      if !hasItems { found = rulesWithNames() ?? rulesWithoutHeadings() }
    } else {
      for (place, heading) in headings.enumerated() {
        let end = place + 1 < headings.count ? headings[place + 1] : blocks.count
        let group = (heading + 1)..<end
        guard !LineLooks.isOpening(blocks[heading].words) else { continue }
        let groupHasItems = group.contains { if case .item = roles[$0] { true } else { false } }
        let words = blocks[heading].words
        let isOfKind =
          LineLooks.isNamedHeading(words) || hasNumber(heading) || words.hasSuffix("?")
          || LineLooks.sectionHeading(of: words) != nil
        guard !groupHasItems, !hasItems || isOfKind else { continue }
        found += group.filter { isRule($0) }
      }
    }
    for index in found { roles[index] = .rule }
    if !found.isEmpty {
      outline.doubts.append(
        DraftDoubt(
          .importStructure,
          "\(found.count == 1 ? "1 paragraph became a provision" : "\(found.count) paragraphs became provisions"), "
            + "because nothing there has a number or a bullet",
          help: "remove the id from each paragraph that isn't a rule", source: blocks[found[0]].source))
    }
  }

  private func hasNumber(_ index: Int) -> Bool {
    if case .heading(_, let label?) = roles[index] { !label.isBullet } else { false }
  }

  private func isRule(_ index: Int) -> Bool {
    let text = blocks[index].words
    return roles[index] == .prose && !text.isEmpty && !LineLooks.isLeadIn(text) && !LineLooks.isForm(text)
      && !LineLooks.isHistory(text) && !LineLooks.isPledge(text)
  }

  /// Returns the paragraphs that begin with their name in bold, or `nil` if there aren't several.
  private func rulesWithNames() -> [Int]? {
    let found = roles.indices.filter { index in
      let runs = blocks[index].runs.filter(\.isText)
      let name = runs.prefix { $0.style.contains(.strong) }
      guard index >= protected, isRule(index), !name.isEmpty, name.count < runs.count else { return false }
      let end = Array(name).words.trimmed.last ?? " "
      let next = runs[name.count].text.trimmed.first ?? " "
      return Array(name).words.split(separator: " ").count <= 8
        && (".:?–—".contains(end) || ".:–—-".contains(next))
    }
    return found.count > 1 ? found : nil
  }

  /// Returns the paragraphs, in a code without headings or lists, that begin alike or state a duty.
  private func rulesWithoutHeadings() -> [Int] {
    let candidates = roles.indices.filter { $0 >= protected && isRule($0) }
    let openings = candidates.reduce(into: [:]) { counts, index in
      counts[opening(of: index), default: 0] += 1
    }
    let isDuty = { (text: String) in
      let words = " \(text.lowercased()) "
      return [" shall ", " must ", " will ", " i will ", " should ", " may not ", " never "].contains {
        words.contains($0)
      }
    }
    let rules = candidates.filter { openings[opening(of: $0)] ?? 0 > 1 || isDuty(blocks[$0].words) }
    return rules.count >= 3 && rules.count * 2 > candidates.count ? rules : []
  }

  private func opening(of index: Int) -> String {
    blocks[index].words.split(separator: " ").prefix(2).joined(separator: " ").lowercased()
  }

  /// Finds signature blocks, forms, and history notes, whose paragraphs aren't provisions.
  ///
  /// - Returns: The first block of each part that is set apart, and the reason.
  mutating func setFormsApart() -> [Int: String] {
    var apart: [Int: String] = [:]
    var index = 0
    while index < blocks.count {
      let text = blocks[index].words
      if LineLooks.isForm(text) {
        var first = index
        while first > protected, roles[first - 1] == .prose || roles[first - 1] == .rule,
          LineLooks.isPledge(blocks[first - 1].words) || LineLooks.isForm(blocks[first - 1].words)
        {
          first -= 1
        }
        var end = index + 1
        while end < blocks.count {
          if case .heading = roles[end] { break }
          let words = blocks[end].words
          let isShort = words.split(separator: " ").count <= 8
          guard LineLooks.isForm(words) || isShort,
            !isLabelled(end) || words.contains("__")
          else { break }
          end += 1
        }
        for place in first..<end where roles[place] != .other { roles[place] = .prose }
        apart[first] = "a signature block"
        if leavesOutForms { leaveOut(first..<end, "a signature block") }
        index = max(end, index + 1)
        continue
      }
      if LineLooks.isHistory(text), roles[index] == .prose || roles[index] == .rule {
        roles[index] = .prose
        apart[index] = "a history note"
        if leavesOutForms { leaveOut(index..<(index + 1), "a history note") }
      } else if case .heading = roles[index], isFormHeading(text) {
        var end = index + 1
        while end < blocks.count {
          if case .heading = roles[end], !isFormHeading(blocks[end].words) { break }
          if roles[end] != .other { roles[end] = .prose }
          end += 1
        }
        apart[index] = "a form"
        if leavesOutForms { leaveOut(index..<end, "a form") }
        index = end
        continue
      }
      index += 1
    }
    return apart
  }

  private func isLabelled(_ index: Int) -> Bool { if case .item = roles[index] { true } else { false } }

  private func isFormHeading(_ text: String) -> Bool {
    let lower = text.lowercased()
    return lower.hasSuffix(" form") || lower.contains("complaint form") || lower.contains("grievance form")
      || lower.hasPrefix("acknowledg") || lower.hasPrefix("signature")
  }

  private mutating func leaveOut(_ range: Range<Int>, _ reason: String) {
    for index in range where !blocks[index].words.isEmpty {
      omitted.insert(index)
      outline.leftOut.append(.init(reason: reason, text: blocks[index].words, source: blocks[index].source))
    }
  }
}

extension PrintedLabel {
  /// Creates the label of an item that is recognizable only by its position in the source.
  fileprivate static func clause(_ style: String) -> PrintedLabel {
    var label = PrintedLabel.of(list: "•")
    label.readings = [Reading(style: style, value: 0)]
    label.count = 0
    return label
  }
}
