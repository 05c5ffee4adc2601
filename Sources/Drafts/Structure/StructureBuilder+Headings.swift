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
