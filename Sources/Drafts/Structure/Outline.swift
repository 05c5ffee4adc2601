import Basics

/// The structure of a draft as a code: its title, groups, provisions, and other text, in source order.
struct Outline: Equatable {
  struct Block: Equatable {
    enum Kind: Equatable {
      /// A heading, from level 2.
      case heading(level: Int)
      /// A provision that is a list item. The depth of a top-level item is 1.
      case item(depth: Int)
      /// A provision that is a paragraph.
      case rule
      /// A paragraph that isn't a provision, nested in as many items as its depth.
      case prose(depth: Int)
      /// A horizontal rule, which begins a group without a heading.
      case divider
      case table([[[DraftRun]]])
      case verbatim([[DraftRun]])
    }

    var kind: Kind
    /// The block's text, without its label.
    var runs: [DraftRun]
    /// The label as the source prints it, or `nil` for a bullet or no label.
    var label: String?
    /// The label as it's typed in the source, or `nil` if it has none or its list is numbered automatically.
    var typedLabel: DraftBlock.TypedLabel?
    var bookmarks: [String] = []
    /// The position, as in ``DraftBlock/source``.
    var source: Int
    /// What the block keeps from the file that is being updated.
    var carried: Carried?
    /// Whether the block comes from the file that is being updated rather than from the draft.
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

  /// What a block of a file that is being updated keeps.
  struct Carried: Equatable {
    var id: String?
    var topics: [String]
    var aliases: [String]
    /// The other attributes, as they are written.
    var others: [String]
    /// The block's text and attributes in the file if it says the same, or `nil` if it must be rewritten.
    var source: String?
  }

  /// A passage of the source that isn't part of the code's text.
  struct LeftOut: Equatable {
    var reason: String
    var text: String
    var source: Int

    /// The reason for a line that became part of the title.
    static let titleLine = "the second line of the title"
    /// The reason for a bullet whose words are in another paragraph, or nowhere.
    static let emptyBullet = "a bullet without text"
  }

  var title: [DraftRun] = []
  var titleSource: Int?
  /// The number of lines that say only that the text is a draft.
  var draftLines = 0
  /// The positions of these lines.
  var draftLineSources: [Int] = []
  var blocks: [Block] = []
  var notes: [DraftNote] = []
  var leftOut: [LeftOut] = []
  var doubts: [DraftDoubt] = []
  /// The styles of the provisions' labels, in order of first occurrence.
  var labelStyles: [String] = []
  var unit = "paragraph"
  var marks = Draft.Marks.exact
}

extension Outline {
  var provisionCount: Int { blocks.count(where: \.isProvision) }

  /// How many levels deep provisions are nested.
  var levelCount: Int {
    blocks.reduce(0) { depth, block in
      switch block.kind {
      case .item(let level): max(depth, level)
      case .rule: max(depth, 1)
      default: depth
      }
    }
  }

  /// The number of groups with a heading.
  var headingCount: Int { blocks.count(where: \.isHeading) }

  /// A one-sentence summary of the structure that was found.
  var summary: String {
    var parts = [Phrase.counted(provisionCount, "provision")]
    if levelCount > 1 { parts[0] += " in \(levelCount) levels" }
    parts.append(Phrase.counted(headingCount, "group"))
    var sentence = parts.joined(separator: ", ")
    if !labelStyles.isEmpty {
      sentence += "; label style\(labelStyles.count == 1 ? "" : "s") \(labelStyles.joined(separator: ", "))"
    }
    let prose = blocks.filter { if case .prose = $0.kind { !$0.words.isEmpty } else { false } }
    if !prose.isEmpty {
      sentence +=
        "; \(Phrase.counted(prose.count, "paragraph")) kept as prose at \(Self.places(prose.map(\.source), unit)) of the source"
    }
    return sentence
  }

  /// Returns source positions in words: `lines 4 and 31`.
  static func places(_ places: [Int], _ unit: String) -> String {
    let shown = places.prefix(8).map(String.init)
    let more = places.count - shown.count
    let list =
      more > 0
      ? "\(shown.joined(separator: ", ")), and \(more) more" : shown.joinedAsList
    return "\(unit)\(places.count == 1 ? "" : "s") \(list)"
  }

  /// The outline as text, with one line for each block, indented by its level.
  var listing: String {
    var lines = ["# \(title.words.isEmpty ? "(no title)" : title.words.shortened)"]
    for block in blocks {
      let words = block.words.shortened
      // A heading's label can be part of its words.
      let label = block.label.map { block.isHeading && words.hasPrefix($0) ? "" : "\($0) " } ?? ""
      switch block.kind {
      case .heading(let level): lines.append("\(String(repeating: "#", count: level)) \(label)\(words)")
      case .item(let depth):
        lines.append("\(String(repeating: "  ", count: depth))\(label.isEmpty ? "• " : label)\(words)")
      case .rule: lines.append("  \(label.isEmpty ? "¶ " : label)\(words)")
      case .prose(let depth):
        if !words.isEmpty { lines.append("\(String(repeating: "  ", count: depth))| \(words)") }
      case .divider: lines.append("---")
      case .table(let rows): lines.append("| table with \(Phrase.counted(rows.count, "row"))")
      case .verbatim(let rows): lines.append("| \(rows.first?.words.shortened ?? "")")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Guesses the role of a line from its words: a heading, a lead-in, part of a form, or a history note.
enum LineLooks {
  /// Returns whether a line can be a heading: it's short, begins with a capital letter or digit, and isn't a
  /// sentence.
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

  /// Returns whether a text has letters and all of them are capitals.
  static func isCapitals(_ text: String) -> Bool {
    let letters = text.unicodeScalars.filter { $0.properties.isAlphabetic }
    return letters.count >= 4 && letters.allSatisfy { !$0.properties.isLowercase }
  }

  /// Returns whether most words of more than three letters are capitalized.
  static func isTitleCase(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter && $0 != "'" && $0 != "’" }.filter { $0.count > 3 }
    return words.count { $0.first?.isUppercase ?? false } * 3 >= words.count * 2
  }

  /// Returns whether a text introduces a list.
  static func isLeadIn(_ text: String) -> Bool {
    let text = text.trimmed
    return text.hasSuffix(":") || text.hasSuffix(":-") || text.hasSuffix("—")
  }

  /// Returns whether a text resembles a code's title.
  static func namesCode(_ text: String) -> Bool {
    let text = text.lowercased()
    return ["code of", "ethic", "standards of", "rules of", "principles of", "professional conduct"].contains
    {
      text.contains($0)
    }
  }

  /// Returns whether a line is a heading with a keyword before a colon, as in `Principle: Confidentiality`.
  ///
  /// A single word such as `Preamble` on its own line counts too.
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

  /// Returns the heading at the start of a section of an administrative code, such as
  /// `WAC 246-929-010 Purpose.`, or `nil` if the text doesn't begin with the section's number.
  static func sectionHeading(of text: String) -> Substring? {
    var rest = text[...]
    // The name of the series.
    let name = rest.prefix { $0.isUppercase || $0 == "." || $0 == "§" }
    if !name.isEmpty { rest = rest.dropFirst(name.count).drop { $0 == " " } }
    let number = rest.prefix { $0.isNumber || $0 == "-" || $0.isUppercase && $0.isASCII }
    let parts = number.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.contains(where: \.isNumber) }) else { return nil }
    rest = rest.dropFirst(number.count)
    guard rest.first == " ", rest.dropFirst().first?.isUppercase ?? false else { return nil }
    let end = rest.firstRange(of: ". ")?.upperBound ?? rest.endIndex
    let heading = text[..<end]
    guard rest[..<end].split(separator: " ").count <= 12, rest[..<end].contains(".") else { return nil }
    return heading.last == " " ? heading.dropLast() : heading
  }

  /// Returns whether a heading belongs to the part before or after the rules.
  static func isOpening(_ heading: String) -> Bool {
    var words = heading.lowercased()
    if words.hasSuffix(".") { words.removeLast() }
    return [
      "introduction", "preamble", "purpose", "background", "vision", "mission", "overview", "foreword",
      "acknowledg", "definition", "history", "authority", "reference", "contact", "about ", "statement of",
      "instructions", "table of contents", "complaint", "enforcement", "signature",
    ].contains { words.hasPrefix($0) || words.hasSuffix(" \($0)") }
  }

  /// Returns whether a line is there to be signed or filled in.
  static func isForm(_ text: String) -> Bool {
    if text.contains("____") { return true }
    let lower = text.lowercased()
    return ["signature", "printed name", "print name", "signed:", "date signed", "witness:"].contains {
      lower.hasPrefix($0) && text.utf8.count < 60
    }
  }

  /// Returns whether a paragraph is a statement that readers agree to by signing.
  static func isPledge(_ text: String) -> Bool {
    let lower = text.lowercased()
    return [
      "i have read", "i hereby", "i acknowledge", "by signing", "my signature", "i certify",
      "i agree to abide",
      "i understand and agree", "i attest",
    ].contains { lower.hasPrefix($0) }
  }

  /// Returns whether a paragraph says when and under what authority a rule was made.
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
