import Basics

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

/// Guesses from a line's words what it is: a heading, a lead-in, part of a form, or a history note.
enum LineLooks {
  /// Whether a line of its own can be a heading: short, begun with a capital letter or digit, and no sentence.
  static func isShort(_ text: String) -> Bool {
    guard text.utf8.count <= 100, let first = text.unicodeScalars.first, let last = text.utf8.last else {
      return false
    }
    let words = text.split(separator: " ").count
    return words <= 12
      && (first.properties.isUppercase || first.properties.numericType != nil
        || "“\"§".unicodeScalars.contains(first))
      && !last.isClosingPunctuation && !text.contains(". ") && !text.contains("://") && !text.contains("@")
      && !text.contains("____")
  }

  /// Whether all letters are capitals, and there are some.
  static func isCapitals(_ text: String) -> Bool {
    let letters = text.unicodeScalars.filter { $0.properties.isAlphabetic }
    return letters.count >= 4 && letters.allSatisfy { !$0.properties.isLowercase }
  }

  /// Whether most words of more than three letters begin with a capital.
  static func isTitleCase(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter && $0 != "'" && $0 != "’" }.filter { $0.count > 3 }
    return words.count { $0.first?.isUppercase ?? false } * 3 >= words.count * 2
  }

  /// Whether a text announces a list.
  static func isLeadIn(_ text: String) -> Bool {
    let text = text.trimmed
    return text.hasSuffix(":") || text.hasSuffix(":-") || text.hasSuffix("—")
  }

  /// Whether a text is what a code is called.
  static func namesCode(_ text: String) -> Bool {
    let text = text.lowercased()
    return ["code of", "ethic", "standards of", "rules of", "principles of", "professional conduct"].contains
    {
      text.contains($0)
    }
  }

  /// The heading that repeats a word before a colon, as in `Principle: Confidentiality`.
  ///
  /// A word such as `Preamble` on a line of its own is one too.
  static func isNamedHeading(_ text: String) -> Bool {
    if ["preamble", "introduction", "definitions", "purpose"].contains(text.lowercased()) { return true }
    guard let colon = text.firstIndex(of: ":") else { return false }
    let name = text[..<colon].trimmingSpaces.lowercased()
    let rest = text[text.index(after: colon)...].trimmingSpaces
    return [
      "principle", "standard", "value", "guideline", "canon", "tenet", "commitment", "domain", "core value",
      "responsibility",
    ]
    .contains(name) && isShort(String(rest))
  }

  /// Whether a heading is of what comes before or after the rules.
  static func isOpening(_ heading: String) -> Bool {
    let words = heading.lowercased()
    return [
      "introduction", "preamble", "purpose", "background", "vision", "mission", "overview", "foreword",
      "acknowledg", "definition", "history", "authority", "reference", "contact", "about ", "statement of",
      "instructions", "table of contents", "complaint", "enforcement", "signature",
    ].contains { words.hasPrefix($0) || words.hasSuffix(" \($0)") }
  }

  /// Whether a line is signed or filled in.
  static func isForm(_ text: String) -> Bool {
    if text.contains("____") { return true }
    let lower = text.lowercased()
    return ["signature", "printed name", "print name", "signed:", "date signed", "witness:"].contains {
      lower.hasPrefix($0) && text.utf8.count < 60
    }
  }

  /// Whether a paragraph is what somebody agrees to by signing.
  static func isPledge(_ text: String) -> Bool {
    let lower = text.lowercased()
    return [
      "i have read", "i hereby", "i acknowledge", "by signing", "my signature", "i certify",
      "i agree to abide",
      "i understand and agree", "i attest",
    ].contains { lower.hasPrefix($0) }
  }

  /// Whether a paragraph says when a rule was made and on what authority.
  static func isHistory(_ text: String) -> Bool {
    let lower = text.lowercased().drop { "([ ".contains($0) }
    return [
      "history:", "hist.", "hist:", "history note", "historical note", "statutory authority",
      "statutory/other",
      "statutes/other", "effective:", "five year review", "rule amplifies", "prior effective", "authority:",
      "auth:", "authority cited", "source:", "eff. ", "effective date:",
      "imp:",
      "imp,", "specific authority", "law implemented", "amended by", "rulemaking authority", "promulgated",
    ].contains { lower.hasPrefix($0) }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String { String(self).trimmed }
}
