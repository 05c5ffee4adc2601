import Basics

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
