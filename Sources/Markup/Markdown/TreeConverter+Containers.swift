/// Where a line's own text begins, after what belongs to the quotations and items around it.
///
/// Source: CommonMark 0.30, sections 5.1 and 5.2, and for lines that leave marks out ("lazy continuation lines")
/// how libcmark keeps them: with their white space, which it strips from all others.
extension TreeConverter {
  /// A quotation or item around the present block.
  struct Container {
    /// How far an item's lines are indented; nothing for a quotation.
    var width: Int?
    /// The line, from 0, that it begins on, and where its content begins there.
    var line: Int
    var content: Spot
  }

  /// A byte of the source and the column that it stands in, from 0, where a tab is as wide as it reaches.
  struct Spot {
    var offset: Int
    var column: Int
    /// Whether the byte is a tab that the column is inside of.
    var isInsideTab = false
  }

  /// The first byte of a line that libcmark takes into the present block.
  mutating func contentStart(ofLine line: Int) -> Int {
    if line == block.knownLine { return block.knownStart }
    var start: Int
    if line == block.line {
      start = Int(lineStarts[line]) + block.column
    } else {
      measureContainers()
      let (spot, isWhole) = spot(after: containers.count, onLine: line)
      start = spot.offset
      if isWhole {
        while start < source.count, source[start].isSpaceOrTab { start += 1 }
      } else if spot.isInsideTab {
        // libcmark puts spaces for the rest of the tab.
        start -= 3 - spot.column % 4
      }
    }
    block.knownLine = line
    block.knownStart = start
    return start
  }

  /// Measures those of the open containers that have not been measured.
  private mutating func measureContainers() {
    while containers.count < openContainers.count {
      let node = nodes[openContainers[containers.count]]
      let line = Int(node.startLine) - firstLine
      let (outside, _) = spot(after: containers.count, onLine: line)
      let mark = skipSpace(from: outside)
      var container = Container(width: nil, line: line, content: mark)
      if node.kind == .blockQuote {
        container.content = skipSpace(from: Spot(offset: mark.offset + 1, column: mark.column + 1), atMost: 1)
      } else {
        measureItem(&container, from: outside, mark: mark)
      }
      containers.append(container)
    }
  }

  /// Finds how far the lines of an item are indented from the container outside.
  private func measureItem(_ item: inout Container, from outside: Spot, mark: Spot) {
    var after = mark
    while after.offset < source.count, source[after.offset].isASCIIDigit {
      after.offset += 1
      after.column += 1
    }
    after.offset += 1
    after.column += 1
    let text = skipSpace(from: after, atMost: 5)
    let space = text.column - after.column
    let isBlank = text.offset >= source.count || source[text.offset] == 0x0A || source[text.offset] == 0x0D
    item.content = space >= 5 || space < 1 || isBlank ? skipSpace(from: after, atMost: 1) : text
    let padding = space >= 5 || space < 1 || isBlank ? 1 : space
    item.width = after.column - outside.column + padding
  }

  /// The place on a line after the marks and indentation of the first containers, and whether all were there.
  private func spot(after count: Int, onLine line: Int) -> (Spot, isWhole: Bool) {
    var spot = Spot(offset: Int(lineStarts[line]), column: 0)
    for container in containers[..<count] {
      if container.line == line {
        spot = container.content
      } else if let width = container.width {
        let text = skipSpace(from: spot, atMost: width)
        guard text.column - spot.column >= width else { return (spot, false) }
        spot = text
      } else {
        let mark = skipSpace(from: spot, atMost: 4)
        guard mark.column - spot.column < 4, mark.offset < source.count,
          source[mark.offset] == UInt8(ascii: ">")
        else { return (spot, false) }
        spot = skipSpace(from: Spot(offset: mark.offset + 1, column: mark.column + 1), atMost: 1)
      }
    }
    return (spot, true)
  }

  /// The place after spaces and tabs, no more columns of them than given; a tab that reaches further counts as
  /// far as allowed, and stays.
  private func skipSpace(from start: Spot, atMost limit: Int = .max) -> Spot {
    var spot = start
    while spot.offset < source.count, source[spot.offset].isSpaceOrTab, spot.column - start.column < limit {
      let width = source[spot.offset] == 0x09 ? 4 - spot.column % 4 : 1
      if spot.column - start.column + width > limit {
        spot.column = start.column + limit
        spot.isInsideTab = true
        break
      }
      spot.isInsideTab = false
      spot.column += width
      spot.offset += 1
    }
    return spot
  }
}
