import Markup

/// Writes the body of a code file: blocks with marks and ids.
struct CodeBodyWriter {
  /// A block ready to be written.
  struct Block {
    var kind: DraftBlock.Kind
    var depth: Int
    var parts: [MarkRepair.Part]
    /// The permanent id of a heading or provision.
    var id: String?
  }

  /// What was written.
  struct Result {
    var text = ""
    /// The line, from 1, that each block begins on.
    var lines: [Int] = []
    /// The place of each part of each block; the line from 1, the column in bytes from 1.
    var places: [[SourcePosition]] = []
  }

  private var result = Result()
  private var line = 1
  private var column = 1
  /// For each open item, the width of its marker and the number of the next one.
  private var open: [(width: Int, next: Int?)] = []

  /// - Parameter line: The line of the file that the text begins on, from 1.
  static func write(_ blocks: [Block], line: Int) -> Result {
    var writer = Self()
    writer.line = line
    var previous: Block?
    for block in blocks {
      writer.separate(block, from: previous)
      writer.write(block)
      previous = block
    }
    if !blocks.isEmpty { writer.add("\n") }
    return writer.result
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

  private mutating func separate(_ block: Block, from previous: Block?) {
    guard let previous else { return }
    let isTight = block.isItem && previous.depth > 0 && (previous.isItem || block.depth < previous.depth)
    add(isTight ? "\n" : "\n\n")
  }

  private mutating func write(_ block: Block) {
    var attributes = block.id.map { ["#\($0)"] } ?? []
    switch block.kind {
    case .item(let number):
      add(indentation(to: block.depth - 1))
      let marker = self.marker(number, depth: block.depth, &attributes)
      result.lines.append(line)
      add(marker)
    case .heading(let level):
      open = []
      result.lines.append(line)
      add(String(repeating: "#", count: min(max(level, 1), 6)) + " ")
    case .paragraph, .verbatim:
      open = Array(open.prefix(block.depth))
      add(indentation(to: block.depth))
      result.lines.append(line)
    case .thematicBreak:
      open = []
      result.lines.append(line)
      add("---")
    }
    write(block.parts, indentation: indentation(to: block.depth))
    if !attributes.isEmpty { add(" {\(attributes.joined(separator: " "))}") }
  }

  private func indentation(to depth: Int) -> String {
    String(repeating: " ", count: open.prefix(max(depth, 0)).reduce(0) { $0 + $1.width })
  }

  /// The marker of an item: a number where a list of Markdown counts as the source does, else a bullet and the
  /// source's number as a label.
  private mutating func marker(_ number: String?, depth: Int, _ attributes: inout [String]) -> String {
    let previous = depth > 0 && open.count >= depth ? open[depth - 1].next : nil
    open = Array(open.prefix(max(depth - 1, 0)))
    guard let number else {
      open.append((2, nil))
      return "- "
    }
    if let value = Int(number.dropLast()), number.hasSuffix("."), value == previous ?? value, value >= 0 {
      let marker = "\(value). "
      open.append((marker.utf8.count, value + 1))
      return marker
    }
    attributes.append("label=\"\(number)\"")
    open.append((2, nil))
    return "- "
  }

  private mutating func write(_ parts: [MarkRepair.Part], indentation: String) {
    var places: [SourcePosition] = []
    for part in parts {
      places.append(SourcePosition(line: line, column: column))
      add(Self.text(of: part).replacing("\n", with: "\n" + indentation))
    }
    result.places.append(places)
  }

  /// A part as it is written.
  static func text(of part: MarkRepair.Part) -> String {
    switch part {
    case .kept(let text): text
    case .change(let old, let new):
      if old.isEmpty {
        "{++\(RedlineDelimiter.escapingBody(new))++}"
      } else if new.isEmpty {
        "{--\(RedlineDelimiter.escapingBody(old))--}"
      } else {
        "{~~\(RedlineDelimiter.escapingBody(old))~>\(RedlineDelimiter.escapingBody(new))~~}"
      }
    case .comment(let text): "{>>\(RedlineDelimiter.escapingBody(text))<<}"
    }
  }
}

extension CodeBodyWriter.Block {
  var isItem: Bool {
    if case .item = kind { true } else { false }
  }
}
