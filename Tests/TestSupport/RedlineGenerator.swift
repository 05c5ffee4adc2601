/// Generates redlines along with both of their sides.
///
/// The result depends only on the seed.
package struct RedlineGenerator {
  package struct Redline {
    package var source = ""
    package var proposed = ""
    package var current = ""
  }

  private var random: SeededGenerator
  /// Whether the generator is in a heading, which is a single line.
  private var isInHeading = false

  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// Returns a text of a few blocks with well-formed marks.
  package mutating func redline() -> Redline {
    var redline = Redline()
    func add(_ text: String) {
      redline.source += text
      redline.proposed += text
      redline.current += text
    }
    for block in 0..<(1 + random.below(5)) {
      if block > 0 { add("\n\n") }
      let marker = random.pick(["", "", "- ", "1. ", "# ", "> "])
      isInHeading = marker == "# "
      add(marker)
      add(random.pick(["Peers", "The *client*", "Café", "Do"]))
      for _ in 0..<random.below(6) {
        addMark(to: &redline)
        add(random.pick(["", " and", " `{++code--}`", " \\{--escaped", " [a link](b.md)", ", so"]))
      }
    }
    return redline
  }

  private mutating func addMark(to redline: inout Redline) {
    let old = " " + phrase()
    let new = " " + phrase()
    let comment = random.below(5) == 0 ? "{>>a *note*<<}" : ""
    switch random.below(5) {
    case 0:
      redline.source += "{++\(new)\(comment)++}"
      redline.proposed += new
    case 1:
      redline.source += "{--\(comment)\(old)--}"
      redline.current += old
    case 2:
      redline.source += "{~~\(old)~>\(new)~~}\(comment)"
      redline.current += old
      redline.proposed += new
    case 3:
      redline.source += "{==\(old)\(comment)==}"
      redline.current += old
      redline.proposed += old
    default:
      redline.source += comment
    }
  }

  private mutating func phrase() -> String {
    if !isInHeading, random.below(10) == 0 { return "a\nb" }
    return random.pick([
      "gifts", "of *monetary* value", "`code`", "_all_ of it", "[see](a.md) there", "naïve", "C&amp;D",
      "\\*", "a~b", "x + y - z",
    ])
  }

  /// Returns a text of delimiters, markup, and words in random order.
  package mutating func noise() -> String {
    let pieces = [
      "{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{==", "==}", "{>>", "<<}", "{++", "++}", "{--", "--}",
      "*", "_", "**", "`", "\\", "\n", "\n\n", "- ", "> ", "# ", " ", " ", "a", "word", "[", "](b)", "{#id}",
      "é",
      "&amp;", "<b>", "---", "===", "    ", "1. ", "(", ")", ".", "![", "[[", "]]", "\t", "~", "+", "-", "}",
      "{",
    ]
    var text = ""
    for _ in 0..<(2 + random.below(24)) { text += random.pick(pieces) }
    return text
  }
}
