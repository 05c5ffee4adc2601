import Basics

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
      if !hasItems { found = rulesWithoutHeadings() }
    } else {
      for (place, heading) in headings.enumerated() {
        let end = place + 1 < headings.count ? headings[place + 1] : blocks.count
        let group = (heading + 1)..<end
        guard !LineLooks.isOpening(blocks[heading].words) else { continue }
        let groupHasItems = group.contains { if case .item = roles[$0] { true } else { false } }
        let isOfKind = LineLooks.isNamedHeading(blocks[heading].words) || hasNumber(heading)
        guard !groupHasItems, !hasItems || isOfKind else { continue }
        found += group.filter { isRule($0) }
      }
    }
    for index in found { roles[index] = .rule }
    if !found.isEmpty {
      outline.doubts.append(
        DraftDoubt(
          .importStructure,
          "\(Outline.counted(found.count, "paragraph")) without a label became provisions, because nothing else is one",
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
