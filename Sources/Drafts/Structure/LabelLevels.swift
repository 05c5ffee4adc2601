/// Finds the level of each labeled paragraph of a code from the style of its label, its number, its
/// indentation, and the source's own lists, all together.
///
/// Every way to assign levels to the labels so far has a cost. The search keeps the cheapest few while it
/// assigns the next label. A label that continues a sequence costs nothing, one that begins a new list costs
/// little, and a gap, repetition, or jump costs more. For example, `(i)` after `(h)` is a letter if `(j)`
/// follows, and a Roman numeral if `(ii)` does.
struct LabelLevels {
  /// A labeled paragraph.
  struct Event {
    var label: PrintedLabel
    var indent = 0
    var list: DraftBlock.ListPlace?
    /// Whether the label is typed into an item of a list that has labels of its own.
    var hasTypedLabel = false
    /// Whether the text before it introduces a list.
    var followsLeadIn = false
    /// Whether a heading is between it and the previous label.
    var followsHeading = false
    /// Whether a paragraph outside lists is between it and the previous label.
    var followsProse = false
  }

  struct Result: Equatable {
    /// The level of each label, from 0.
    var levels: [Int] = []
    /// The style in which each label is read, such as `(a)`.
    var styles: [String] = []
    /// The labels whose level differs in an alternative that is almost as good.
    var doubtful: [Int] = []
    /// The labels that break their sequence, with descriptions of the problems.
    var irregular: [Int: String] = [:]
  }

  private struct Level: Equatable {
    var style: String
    var value: Int
    var suffix: Int
    var path: [Int]
    var indent: Int
    var list: DraftBlock.ListPlace?
  }

  /// The placement of one label, and the index in ``choices`` of the previous label's placement.
  private struct Choice {
    var level: Int
    var style = ""
    var irregularity: String?
    var previous: Int?
  }

  private struct State {
    var cost = 0.0
    var stack: [Level] = []
    var choice = Choice(level: 0, irregularity: nil, previous: nil)
    /// The index of the last choice among all kept choices.
    var last: Int?
  }

  private var choices: [Choice] = []

  private static let width = 10
  private static let maximumDepth = 8
  /// An alternative reading whose cost is at most this much higher makes a label doubtful.
  private static let closeness = 0.7

  static func find(in events: [Event]) -> Result {
    var search = Self()
    return search.run(events)
  }

  private mutating func run(_ events: [Event]) -> Result {
    var states = [State()]
    for event in events {
      var next: [State] = []
      for state in states { Self.extend(state, with: event, into: &next) }
      next.sort { $0.cost < $1.cost }
      var kept: [State] = []
      for state in next where kept.count < Self.width && !kept.contains(where: { $0.stack == state.stack }) {
        choices.append(state.choice)
        kept.append(state)
        kept[kept.count - 1].last = choices.count - 1
      }
      states = kept
    }
    guard let best = states.first, !events.isEmpty else { return Result() }
    var result = Result(levels: levels(of: best))
    let second = states.dropFirst().first { levels(of: $0) != result.levels }
    if let second, second.cost - best.cost < Self.closeness {
      let other = levels(of: second)
      result.doubtful = result.levels.indices.filter { result.levels[$0] != other[$0] }
    }
    var place = best.last
    var index = events.count - 1
    while let current = place.map({ choices[$0] }) {
      if let irregularity = current.irregularity { result.irregular[index] = irregularity }
      result.styles.append(current.style)
      place = current.previous
      index -= 1
    }
    result.styles.reverse()
    return result
  }

  private func levels(of state: State) -> [Int] {
    var levels: [Int] = []
    var place = state.last
    while let current = place.map({ choices[$0] }) {
      levels.append(current.level)
      place = current.previous
    }
    return levels.reversed()
  }

  private static func extend(_ state: State, with event: Event, into next: inout [State]) {
    for reading in event.label.readings {
      for depth in 0...min(state.stack.count, maximumDepth - 1) {
        let step =
          depth < state.stack.count
          ? costOfStaying(on: state.stack[depth], reading, event)
          : costOfNesting(below: state.stack, reading, event)
        var extended = state
        extended.cost += step.cost + context(depth, state.stack, event)
        let level = Level(
          style: reading.style, value: reading.value, suffix: reading.suffix, path: event.label.path,
          indent: event.indent, list: event.list)
        extended.stack = Array(state.stack.prefix(depth)) + [level]
        extended.choice = Choice(
          level: depth, style: reading.style, irregularity: step.irregularity, previous: state.last)
        next.append(extended)
      }
    }
  }

  /// Returns the cost of a level based on its position, regardless of the label.
  private static func context(_ depth: Int, _ stack: [Level], _ event: Event) -> Double {
    var cost = 0.0
    if event.followsHeading, depth > 0 { cost += 3 }
    if event.followsProse, depth > 0 { cost += 0.4 }
    if depth < stack.count {
      let level = stack[depth]
      if let list = event.list, let other = level.list, list.list == other.list {
        cost += list.level == other.level ? (event.hasTypedLabel ? -0.3 : -0.5) : 5
      }
      let difference = event.indent - level.indent
      if difference > 1 { cost += 1 } else if difference < -1 { cost += 0.8 }
    } else if let level = stack.last {
      if let list = event.list, let other = level.list, list.list == other.list {
        // If labels are typed into list items, the list's levels aren't reliable.
        cost += list.level > other.level ? -0.5 : event.hasTypedLabel ? 2.2 : 5
      }
      if event.indent > level.indent + 1 { cost -= 0.6 } else if event.indent < level.indent - 1 { cost += 2 }
    }
    return cost
  }

  /// Returns the cost of a label being on the level of another.
  private static func costOfStaying(on level: Level, _ reading: PrintedLabel.Reading, _ event: Event) -> (
    cost: Double, irregularity: String?
  ) {
    let isBullet = event.label.isBullet
    guard level.style == reading.style else {
      if isBullet || reading.value == 1 {
        return (event.followsHeading ? 0.5 : event.followsProse ? 1.2 : 3, nil)
      }
      return (event.followsHeading ? 2 : 6, nil)
    }
    if isBullet { return (0, nil) }
    let path = event.label.path
    if path.count > 1, path.count == level.path.count, path.dropLast() != level.path.dropLast() {
      if level.path.lexicographicallyPrecedes(path) { return (reading.value <= 1 ? 0.3 : 1.5, nil) }
      return (4, "repeats an earlier number")
    }
    if reading.value == level.value, reading.suffix == level.suffix + 1 { return (0, nil) }
    if reading.suffix > 0, reading.value == level.value + 1 { return (0.5, nil) }
    if reading.value == level.value + 1 { return (0, nil) }
    if reading.value == 1 || reading.value == 0 {
      return (event.followsHeading ? 0 : event.followsProse || event.followsLeadIn ? 1.5 : 4, nil)
    }
    if reading.value == level.value { return (3, "repeats the label before it") }
    if reading.value > level.value {
      return (
        event.followsHeading ? 1 : 2.2 + min(Double(reading.value - level.value), 20) * 0.05, "skips a number"
      )
    }
    return (4, "goes back in the count")
  }

  /// Returns the cost of a label beginning a new level below the open ones.
  private static func costOfNesting(below stack: [Level], _ reading: PrintedLabel.Reading, _ event: Event)
    -> (
      cost: Double, irregularity: String?
    )
  {
    let isFirst = event.label.isBullet || reading.value <= 1
    guard let parent = stack.last else { return (isFirst ? 0 : 0.8, nil) }
    var cost = event.followsLeadIn ? 0.2 : 0.8
    let path = event.label.path
    if path.count > 1 {
      let isOfParent =
        parent.path == Array(path.dropLast())
        || (path.count == 2 && parent.path.isEmpty && parent.value == path[0])
      cost += isOfParent ? -0.4 : 2
    }
    if !isFirst { cost += 4 }
    // A numbered list right after bullets isn't below the last bullet if it isn't indented more.
    if parent.style.hasPrefix("•"), !event.label.isBullet, !event.followsLeadIn,
      event.indent <= parent.indent + 1
    {
      cost += 2.5
    }
    if let same = stack.last(where: { $0.style == reading.style }) {
      cost += event.indent > same.indent + 1 ? 0.3 : 4
    }
    return (cost, isFirst ? nil : "does not begin its list")
  }
}
