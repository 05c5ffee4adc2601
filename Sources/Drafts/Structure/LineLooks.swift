import Basics

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
