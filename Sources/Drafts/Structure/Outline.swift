/// A draft as a code: its title, groups, provisions and what is no provision, in the order of the source.
struct Outline: Equatable {
  struct Block: Equatable {
    enum Kind: Equatable {
      /// A heading, from level 2.
      case heading(level: Int)
      /// A provision that is an item of a list; a depth of 1 is an item in no other.
      case item(depth: Int)
      /// A provision that is a paragraph.
      case rule
      /// A paragraph that is no provision, inside of as many items as its depth says.
      case prose(depth: Int)
      /// A line across the page, which opens a group without a heading.
      case divider
      case table([[[DraftRun]]])
      case verbatim([[DraftRun]])
    }

    var kind: Kind
    /// What the block says, without its label.
    var runs: [DraftRun]
    /// As the source prints it, or `nil` for a bullet or none.
    var label: String?
    /// Whether the label is part of the source's words, rather than of its numbering.
    var isLabelTyped = false
    var bookmarks: [String] = []
    /// As ``DraftBlock/source``.
    var source: Int
    /// What the block keeps of the file that is updated.
    var carried: Carried?
    /// Whether the block is of the file that is updated, and not of the draft.
    var isPutBack = false

    var isProvision: Bool {
      switch kind {
      case .item, .rule: true
      default: false
      }
    }

    var isHeading: Bool {
      if case .heading = kind { true } else { false }
    }

    var words: String { runs.words.split { $0.isWhitespace && $0 != "\u{A0}" }.joined(separator: " ") }
  }

  /// What a block of a file that is updated keeps.
  struct Carried: Equatable {
    var id: String?
    var topics: [String]
    var aliases: [String]
    /// The block's text in the file with its attributes if it says the same, or `nil` if it must be written anew.
    var source: String?
  }

  /// A passage of the source that is no part of the code's text.
  struct LeftOut: Equatable {
    var reason: String
    var text: String
    var source: Int

    /// The reason of a line that became a part of the title.
    static let titleLine = "the second line of the title"
  }

  var title: [DraftRun] = []
  var titleSource: Int?
  /// How many lines said only that the text is a draft.
  var draftLines = 0
  /// Where those lines are.
  var draftLineSources: [Int] = []
  var blocks: [Block] = []
  var notes: [DraftNote] = []
  var leftOut: [LeftOut] = []
  var doubts: [DraftDoubt] = []
  /// What labels of the provisions look like, in the order in which they come.
  var labelStyles: [String] = []
  var unit = "paragraph"
  var marks = Draft.Marks.exact
}

extension Outline {
  var provisionCount: Int { blocks.count(where: \.isProvision) }

  /// How deep provisions are inside of one another.
  var levelCount: Int {
    blocks.reduce(0) { depth, block in
      switch block.kind {
      case .item(let level): max(depth, level)
      case .rule: max(depth, 1)
      default: depth
      }
    }
  }

  /// The groups that have a heading.
  var headingCount: Int { blocks.count(where: \.isHeading) }

  /// What was understood, in one sentence.
  var summary: String {
    var parts = [Self.counted(provisionCount, "provision")]
    if levelCount > 1 { parts[0] += " in \(levelCount) levels" }
    parts.append(Self.counted(headingCount, "group"))
    var sentence = parts.joined(separator: ", ")
    if !labelStyles.isEmpty {
      sentence += "; label style\(labelStyles.count == 1 ? "" : "s") \(labelStyles.joined(separator: ", "))"
    }
    let prose = blocks.filter { if case .prose = $0.kind { !$0.words.isEmpty } else { false } }
    if !prose.isEmpty {
      sentence +=
        "; \(Self.counted(prose.count, "paragraph")) kept as prose at \(Self.places(prose.map(\.source), unit))"
    }
    return sentence
  }

  static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  /// Places of the source in words: `lines 4 and 31`.
  static func places(_ places: [Int], _ unit: String) -> String {
    let shown = places.prefix(8).map(String.init)
    let more = places.count - shown.count
    let list =
      more > 0
      ? "\(shown.joined(separator: ", ")) and \(more) more"
      : shown.count < 2
        ? shown.joined() : "\(shown.dropLast().joined(separator: ", ")) and \(shown[shown.count - 1])"
    return "\(unit)\(places.count == 1 ? "" : "s") \(list)"
  }

  /// The outline as text: a line for each block, indented by its level.
  var listing: String {
    var lines = ["# \(title.words.isEmpty ? "(no title)" : title.words.shortened)"]
    for block in blocks {
      let words = block.words.shortened
      // The label of a heading can be a part of its words.
      let label = block.label.map { block.isHeading && words.hasPrefix($0) ? "" : "\($0) " } ?? ""
      switch block.kind {
      case .heading(let level): lines.append("\(String(repeating: "#", count: level)) \(label)\(words)")
      case .item(let depth):
        lines.append("\(String(repeating: "  ", count: depth))\(label.isEmpty ? "• " : label)\(words)")
      case .rule: lines.append("  \(label.isEmpty ? "¶ " : label)\(words)")
      case .prose(let depth):
        if !words.isEmpty { lines.append("\(String(repeating: "  ", count: depth))| \(words)") }
      case .divider: lines.append("---")
      case .table(let rows): lines.append("| table with \(Self.counted(rows.count, "row"))")
      case .verbatim(let rows): lines.append("| \(rows.first?.words.shortened ?? "")")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
