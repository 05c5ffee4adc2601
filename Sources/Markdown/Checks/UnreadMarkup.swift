package import Basics

/// Reports text that looks like markup but is printed literally: bullets that don't make a list, labels in
/// the middle of a paragraph, attributes in the wrong place, and the syntax of other tools.
///
/// This check doesn't change how anything is read. It never reports a character with a backslash before it.
package struct UnreadMarkup {
  private let document: MarkdownDocument
  private let path: String
  private var diagnostics: [Diagnostic] = []
  /// The text of the current block.
  private var text: WrittenText
  /// Whether the current block is the first one in a quotation.
  private var isQuoted = false
  /// The end and range of the paragraph before the current one if that paragraph begins with a dash.
  private var dashed: (end: Int, range: SourceRange)?

  package static func diagnostics(in document: MarkdownDocument, path: String) -> [Diagnostic] {
    var check = Self(document, path)
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .paragraph, .heading, .tableCell: check.read(index)
      default: continue
      }
    }
    return check.diagnostics
  }

  private init(_ document: MarkdownDocument, _ path: String) {
    self.document = document
    self.path = path
    text = WrittenText(of: 0, in: MarkdownDocument())
  }

  private mutating func read(_ block: MarkdownDocument.Index) {
    let isParagraph = document.nodes[block].kind == .paragraph
    if isParagraph, let attributes = document.attributes(of: block), document.isEmptyParagraph(block) {
      report(
        .unreadAttributes, "Attributes that are alone in a paragraph belong to nothing", attributes.range,
        help: "write them at the end of the paragraph, item, or heading that they belong to")
    }
    guard mayBeUnread(block, isParagraph: isParagraph) else { return }
    text = WrittenText(of: block, in: document)
    isQuoted = block > 0 && document.nodes[block - 1].kind == .blockQuote
    findInlines()
    if isParagraph { findLines(block) }
  }

  /// Returns whether a block has a byte that one of the searches starts with.
  private func mayBeUnread(_ block: MarkdownDocument.Index, isParagraph: Bool) -> Bool {
    document.literals.withUnsafeBufferPointer { literals in
      var beginsLine = isParagraph
      for index in (block + 1)..<max(block + 1, Int(document.nodes[block].end)) {
        switch document.nodes[index].kind {
        case .text:
          let bytes = UnsafeBufferPointer(rebasing: literals[document.nodes[index].literal.range])
          if beginsLine, Self.mayBeginMarkup(bytes) { return true }
          beginsLine = false
          if Self.mayHoldMarkup(bytes) { return true }
        case .softBreak: beginsLine = isParagraph
        case .emphasis, .strong: continue
        default: beginsLine = false
        }
      }
      return false
    }
  }

  /// Returns whether a text has a byte that begins markup anywhere in a line.
  ///
  /// It looks at eight bytes at a time, and at each byte only if one of them could be such a byte.
  private static func mayHoldMarkup(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(text)
    /// Returns whether one of eight bytes is a given byte.
    func has(_ byte: UInt64, _ bytes: UInt64) -> Bool {
      let difference = bytes ^ (byte &* 0x0101_0101_0101_0101)
      return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080 != 0
    }
    var index = 0
    while index + 8 <= raw.count {
      let bytes = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // With this bit, "[" becomes "{".
      let folded = bytes | 0x2020_2020_2020_2020
      if has(0x7B, folded) || has(0x7E, folded) || has(0x2A, folded),
        text[index..<index + 8].contains(where: beginsMarkup)
      {
        return true
      }
      index += 8
    }
    return text[index...].contains(where: beginsMarkup)
  }

  private static func beginsMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "["): true
    default: false
    }
  }

  /// Returns whether a line could begin with a bullet, a label, or a directive.
  private static func mayBeginMarkup(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = line.first else { return false }
    if first.isASCIILetter {
      return line.count > 1 && (line[1] == UInt8(ascii: ".") || line[1] == UInt8(ascii: ")"))
    }
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: "("), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "*"), 0x80...:
      return true
    default: return first.isASCIIDigit
    }
  }

  private mutating func report(
    _ rule: Rule, _ summary: String, _ range: SourceRange, help: String, replacement: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        .warning, rule, summary, path: path, range: range, help: help,
        replacement: replacement.map { Diagnostic.Replacement(range, $0) }))
  }

  private mutating func report(
    _ rule: Rule, _ summary: String, _ range: Range<Int>, help: String, replacement: String? = nil
  ) {
    report(
      rule, summary, document.lines.range(text.source(range)), help: help, replacement: replacement)
  }
}

// MARK: - Lines

extension UnreadMarkup {
  private mutating func findLines(_ block: MarkdownDocument.Index) {
    let starts = text.lineStarts
    let before = dashed
    dashed = nil
    if let start = starts.first(where: { Self.isDirective(text.line(at: $0)) }) {
      let mark = text.string(start..<(start + 3)).trimmedEnd
      return report(
        .unreadDirective, "'\(mark)' is a directive of another tool, and it's printed as text",
        start..<(start + mark.utf8.count),
        help: "for a call-out, write '> [!NOTE]' and begin each of its lines with '> '")
    }
    if let start = starts.first(where: { Self.isTightHeading(text.line(at: $0)) }) {
      let marks = text.line(at: start).prefix { $0 == UInt8(ascii: "#") }.count
      let written = text.string(start..<(start + marks))
      return report(
        .unreadHeading, "A heading without a space after '\(written)' is printed as text",
        start..<(start + marks), help: "write '\(written) '", replacement: "\(written) ")
    }
    let bullets = starts.compactMap { start in
      Self.bullet(of: text.line(at: start)).map { (start: start, bullet: $0) }
    }
    if let first = bullets.first(where: { !$0.bullet.needsCompany }) ?? (bullets.count > 1 ? bullets[0] : nil)
    {
      return reportBullet(at: first.start, first.bullet)
    }
    if starts.count == 1, let only = bullets.first, only.bullet.isDash {
      let end = Int(document.nodes[block].end)
      let range = document.lines.range(text.source(0..<only.bullet.length))
      if let before, before.end == block {
        dashed = (end, range)
        return reportBullet(at: 0, only.bullet)
      }
      dashed = (end, range)
      return
    }
    findLabels(starts)
  }

  private static func isDirective(_ line: ArraySlice<UInt8>) -> Bool {
    for mark in [":::", "{{<", "{{%", "{%"] where line.starts(with: mark.utf8) { return true }
    for mark in ["!!!", "???"] where line.starts(with: mark.utf8) {
      let rest = line.dropFirst(3).drop { $0 == UInt8(ascii: "+") }
      return rest.first == UInt8(ascii: " ") && rest.drop { $0.isSpaceOrTab }.first?.isASCIILetter == true
    }
    return false
  }

  /// Returns whether a line is meant as a heading: `##Gifts`, or `#Gifts` with a capital letter.
  private static func isTightHeading(_ line: ArraySlice<UInt8>) -> Bool {
    let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
    guard 1...6 ~= marks, let next = line.dropFirst(marks).first else { return false }
    return marks > 1 ? next.isASCIILetterOrDigit || next >= 0x80 : next.isASCIIUppercaseLetter
  }

  // MARK: Bullets

  /// The beginning of a line that looks like a list item.
  private struct Bullet {
    var shown: String
    /// The length in bytes.
    var length: Int
    /// Whether one such line by itself isn't a list.
    var needsCompany = false
    var isDash = false
  }

  private static let signs = [
    "\u{2022}", "\u{2023}", "\u{25E6}", "\u{25AA}", "\u{25CF}", "\u{25CB}", "\u{25A0}", "\u{F0B7}",
  ]
  private static let noBreakSpace: [UInt8] = [0xC2, 0xA0]

  private static func bullet(of line: ArraySlice<UInt8>) -> Bullet? {
    for sign in signs where line.starts(with: sign.utf8) {
      return Bullet(shown: sign, length: sign.utf8.count)
    }
    func isSpaced(_ length: Int) -> Bool {
      let rest = line.dropFirst(length)
      return rest.first?.isSpaceOrTab == true || rest.starts(with: noBreakSpace)
    }
    if line.starts(with: "\u{B7}".utf8), isSpaced(2) { return Bullet(shown: "\u{B7}", length: 2) }
    for dash in ["\u{2013}", "\u{2014}"] where line.starts(with: dash.utf8) && isSpaced(3) {
      return Bullet(shown: dash, length: 3, needsCompany: true, isDash: true)
    }
    guard let first = line.first else { return nil }
    let marker = line.prefix(while: \.isASCIIDigit).count
    if marker > 0, marker < 4, let point = line.dropFirst(marker).first, ".)".utf8.contains(point),
      line.dropFirst(marker + 1).starts(with: noBreakSpace)
    {
      return Bullet(shown: String(decoding: line.prefix(marker + 1), as: UTF8.self), length: marker + 3)
    }
    guard "-*+".utf8.contains(first) else { return nil }
    let sign = String(decoding: [first], as: UTF8.self)
    if line.dropFirst().starts(with: noBreakSpace) { return Bullet(shown: sign, length: 3) }
    if first == UInt8(ascii: "-"), line.dropFirst().first?.isASCIILetter == true {
      return Bullet(shown: sign, length: 1, needsCompany: true)
    }
    return nil
  }

  private mutating func reportBullet(at start: Int, _ bullet: Bullet) {
    let isPlain = bullet.shown.utf8.allSatisfy { $0 < 0x80 }
    report(
      .unreadBullet, "A line that begins with '\(bullet.shown)' is printed as text, not as an item of a list",
      start..<(start + bullet.length),
      help: isPlain
        ? "write an ordinary space after '\(bullet.shown)', and leave a blank line before the first item"
        : "write '- ' in place of '\(bullet.shown)', and leave a blank line before the first item")
  }

  // MARK: Labels

  /// The kind of label that a line begins with.
  private enum Label: Equatable { case parentheses, number, decimal, letter }

  private mutating func findLabels(_ starts: [Int]) {
    guard starts.count > 1 else { return }
    let first = Self.label(of: text.line(at: 0))?.kind
    for (before, start) in zip(starts, starts.dropFirst()) {
      guard let label = Self.label(of: text.line(at: start)),
        label.kind == first || Self.endsClause(text.line(at: before))
      else { continue }
      let shown = text.string(start..<(start + label.length))
      return report(
        .unreadLabel, "The line that begins with '\(shown)' is printed in the paragraph before it",
        start..<(start + label.length),
        help: "begin it with '- ' to make it an item, or leave a blank line before it")
    }
  }

  /// Returns the label that a line begins with, and its length in bytes.
  private static func label(of line: ArraySlice<UInt8>) -> (kind: Label, length: Int)? {
    func isFollowed(_ length: Int) -> Bool {
      let rest = line.dropFirst(length)
      return rest.first?.isSpaceOrTab == true || rest.starts(with: noBreakSpace)
    }
    guard let first = line.first else { return nil }
    if first == UInt8(ascii: "(") {
      let inside = line.dropFirst().prefix(while: \.isASCIILetterOrDigit)
      let length = inside.count + 2
      guard line.dropFirst(length - 1).first == UInt8(ascii: ")"), isFollowed(length) else { return nil }
      let isNumber = inside.count < 4 && inside.allSatisfy(\.isASCIIDigit)
      let isRoman = inside.count < 6 && inside.allSatisfy { "ivx".utf8.contains($0.lowercasedASCII) }
      let isLetter = inside.count == 1 || (inside.count == 2 && inside.first == inside.last)
      return !inside.isEmpty && (isNumber || isRoman || isLetter) ? (.parentheses, length) : nil
    }
    if first.isASCIILetter {
      guard let point = line.dropFirst().first, ".)".utf8.contains(point), isFollowed(2) else { return nil }
      return (.letter, 2)
    }
    let parts = line.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ")") }
    let numbers = parts.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard first.isASCIIDigit, isFollowed(parts.count), parts.count < 12 else { return nil }
    if numbers.count == 1 {
      return parts.count < 5 && parts.last == UInt8(ascii: ")") ? (.number, parts.count) : nil
    }
    let isWhole = numbers.dropLast().allSatisfy {
      !$0.isEmpty && $0.count < 4 && $0.allSatisfy(\.isASCIIDigit)
    }
    guard isWhole, numbers.last?.allSatisfy(\.isASCIIDigit) == true else { return nil }
    let rest = line.dropFirst(parts.count).drop { $0.isSpaceOrTab }
    // "1.5 million" isn't a label.
    guard let next = rest.first, next.isASCIIUppercaseLetter || next >= 0x80 else { return nil }
    return (numbers.filter { !$0.isEmpty }.count == 1 ? .number : .decimal, parts.count)
  }

  /// Returns whether a line ends where an item can begin.
  private static func endsClause(_ line: ArraySlice<UInt8>) -> Bool {
    var end = line
    while let last = end.last, last.isSpaceOrTab { end.removeLast() }
    guard let last = end.last else { return false }
    if ".:;".utf8.contains(last) { return true }
    return ["and", "or", "and/or"].contains { word in
      let length = word.utf8.count
      guard end.count > length, end.suffix(length).elementsEqual(word.utf8) else { return false }
      var before = end.dropLast(length)
      guard before.last?.isSpaceOrTab == true else { return false }
      while let last = before.last, last.isSpaceOrTab { before.removeLast() }
      // "Subsection (a) or / (b)" mentions two labels.
      return before.last.map { $0 != UInt8(ascii: ")") && !$0.isASCIIDigit } ?? false
    }
  }
}

// MARK: - Inlines

extension UnreadMarkup {
  private mutating func findInlines() {
    var place = 0
    while place < text.bytes.count {
      let next =
        switch text.bytes[place] {
        case UInt8(ascii: "{"): attributes(at: place) ?? mark(at: place)
        case UInt8(ascii: "~"): strikethrough(at: place)
        case UInt8(ascii: "*"): emphasis(at: place)
        case UInt8(ascii: "["): brackets(at: place)
        default: nil as Int?
        }
      place = next ?? (place + 1)
    }
  }

  /// Reports attributes in the middle of text.
  ///
  /// - Returns: The end of the attributes, or `nil` if there are none. The other searches return the same.
  private mutating func attributes(at start: Int) -> Int? {
    guard let end = text.first("}", from: start), end - start < 300 else { return nil }
    let words = text.string((start + 1)..<end).split(separator: " ")
    if let id = words.first, Self.isAttribute("#\(id)"), words.dropFirst().allSatisfy(Self.isAttribute) {
      let written = "{#\(text.string((start + 1)..<end))}"
      // A single word can also be text. It looks like an id if it has no capitals and ends the text of a block.
      let canBeText = words.count == 1
      let endsText = start > 0 && end + 1 == text.bytes.endIndex
      guard !canBeText || (endsText && id == id.lowercased()) else { return nil }
      report(
        .unreadAttributes,
        "'\(text.string(start..<(end + 1)))' is printed as text, since an id begins with '#'",
        start..<(end + 1),
        help: "write \(written)" + (canBeText ? ", or '\\{' to print a brace" : ""),
        replacement: canBeText ? nil : written)
      return end + 1
    }
    guard !words.isEmpty, words.allSatisfy(Self.isAttribute) else { return nil }
    report(
      .unreadAttributes, "'\(text.string(start..<(end + 1)))' is printed as text, since text follows it",
      start..<(end + 1),
      help: "move it to the end of the paragraph, item, or heading; write '\\{' to print a brace")
    return end + 1
  }

  /// Reports attributes without a closing brace, and redline marks with a single sign or a dash.
  private mutating func mark(at start: Int) -> Int? {
    let content = start + 1
    let line = text.bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "}") }
    if text.byte(content) == UInt8(ascii: "#"), line.endIndex == text.bytes.endIndex, line.count < 100 {
      let words = text.string(content..<line.endIndex).split(separator: " ")
      guard words.allSatisfy(Self.isAttribute) else { return nil }
      report(
        .unreadAttributes, "'\(text.string(start..<line.endIndex))' has no '}' and is printed as text",
        start..<line.endIndex, help: "write '}' at its end",
        replacement: text.string(start..<line.endIndex) + "}")
      return line.endIndex
    }
    for (sign, meant) in [("+", "++"), ("-", "--"), ("\u{2014}", "--"), ("\u{2013}", "--")] {
      let inside = content + sign.utf8.count
      guard text.has(sign, at: content), let end = text.first("}", from: inside), end - inside < 300,
        end > inside + sign.utf8.count, text.has(sign, at: end - sign.utf8.count)
      else { continue }
      let words = text.string(inside..<(end - sign.utf8.count))
      guard !words.isEmpty, !words.hasPrefix(sign) else { continue }
      report(
        .unreadMark, "A redline mark that begins with '{\(sign)' is printed as text", start..<(end + 1),
        help: "write {\(meant)\(words.shortened)\(meant)}", replacement: "{\(meant)\(words)\(meant)}")
      return end + 1
    }
    return nil
  }

  private static func isAttribute(_ word: Substring) -> Bool {
    let name = word.dropFirst()
    switch word.utf8.first {
    case UInt8(ascii: "#"), UInt8(ascii: "."):
      return name.utf8.first?.isASCIILetter == true
        && name.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-_.:".utf8.contains($0) || $0 >= 0x80 }
    default:
      return ["label=", "alias=", "teaches="].contains { word.hasPrefix($0) } || word.hasSuffix("\"")
        || word.hasSuffix("'")
    }
  }

  private mutating func strikethrough(at start: Int) -> Int? {
    guard text.has("~~", at: start) else { return nil }
    let content = start + 2
    guard text.byte(start - 1) != UInt8(ascii: "{"), !text.byte(content).isASCIIWhitespace,
      text.byte(content) != UInt8(ascii: "~"), let end = text.first("~~", from: content),
      text.byte(end + 2) != UInt8(ascii: "}"), text.byte(end + 2) != UInt8(ascii: "~")
    else { return content }
    report(
      .unreadStrikethrough, "'~~' is printed as two tildes and strikes nothing", start..<(end + 2),
      help:
        "in a code, mark deleted text as {--\(text.string(content..<end).shortened)--}; otherwise remove the tildes"
    )
    return end + 2
  }

  private mutating func emphasis(at start: Int) -> Int? {
    guard text.has("**", at: start) else { return nil }
    var content = start
    while text.byte(content) == UInt8(ascii: "*") { content += 1 }
    guard content - start <= 3, let end = text.first("**", from: content) else { return content }
    let opensWord = start == 0 || !text.byte(start - 1).isASCIILetterOrDigit && text.byte(start - 1) < 0x80
    let isSpaced = text.byte(content).isASCIIWhitespace && text.byte(end - 1).isASCIIWhitespace
    guard opensWord, !isSpaced else { return content }
    var after = end
    while text.byte(after) == UInt8(ascii: "*") { after += 1 }
    let inner = text.string(content..<end)
    let hasSpace = text.byte(content).isASCIIWhitespace || text.byte(end - 1).isASCIIWhitespace
    report(
      .unreadEmphasis, "'**' is printed as two asterisks, and nothing is bold", start..<after,
      help: hasSpace
        ? "put the space outside of the asterisks: **\(inner.trimmed.shortened)**"
        : "put a space or a punctuation mark after the asterisks at the end")
    return after
  }

  /// The longest text in brackets that is searched, in bytes: CommonMark's limit for a link label (section
  /// 4.7).
  ///
  /// A longer text would be read again for each bracket before it.
  private static let longestLabel = 999

  private mutating func brackets(at start: Int) -> Int? {
    callout(at: start) ?? reference(at: start) ?? link(at: start)
  }

  /// Reports `[!NOTE]` outside a quotation, and `[NOTE]` at the beginning of one.
  private mutating func callout(at start: Int) -> Int? {
    guard start == 0, let end = text.first("]", from: 1), 3...20 ~= end else { return nil }
    let word = text.string(1..<end)
    let isMarked = word.hasPrefix("!")
    let name = word.drop { $0 == "!" || $0 == " " }.uppercased().trimmed
    guard CalloutKind.allCases.contains(where: { $0.keyword == name }) || name == "QUESTION",
      isMarked || (isQuoted && text.byte(end + 1) != UInt8(ascii: "("))
    else { return nil }
    report(
      .unreadCallout, "'[\(word)]' makes no call-out here and is printed as text", 0..<(end + 1),
      help: isQuoted
        ? "write '> [!\(name)]'" : "begin this line and the lines below it with '> ': '> [!\(name)]'")
    return end + 1
  }

  private mutating func reference(at start: Int) -> Int? {
    let opening = text.has("[[", at: start) ? 2 : 1
    let content = start + opening
    guard let end = text.first("]", from: content), content < end, end - content <= Self.longestLabel else {
      return nil
    }
    let closing = text.has("]]", at: end) ? 2 : 1
    let after = end + closing
    guard opening + closing < 4 else { return after }
    guard !"([:".utf8.contains(text.byte(after)) else { return nil }
    let target = text.string(content..<end)
    guard Self.isTarget(target, isHalf: opening + closing == 3) else { return nil }
    let mark = text.byte(start - 1) == UInt8(ascii: "!") ? "!" : ""
    report(
      .unreadReference,
      "A reference with \(opening + closing == 2 ? "one bracket" : "too few brackets") is printed as text",
      start..<after, help: "write \(mark)[[\(target)]]",
      replacement: opening + closing == 3 ? "[[\(target)]]" : nil)
    return after
  }

  /// Returns whether a text has the form of a reference's target: a provision or a page.
  ///
  /// - Parameter isHalf: Whether only one side has two brackets, so that a name is enough.
  private static func isTarget(_ text: String, isHalf: Bool) -> Bool {
    let name = text.prefix { $0 != "|" }
    guard name.utf8.allSatisfy({ $0.isASCIILetterOrDigit || "-_.#/".utf8.contains($0) || $0 >= 0x80 }),
      name.utf8.first?.isASCIILetter == true
    else { return false }
    if ["topics/", "lessons/", "pages/", "glossary#"].contains(where: { name.hasPrefix($0) }) { return true }
    let code = name.prefix { $0 != "#" }
    guard !code.isEmpty,
      code.utf8.allSatisfy({ $0.isASCIIUppercaseLetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") })
    else { return false }
    return name.utf8.count > code.utf8.count + 1 || (isHalf && name.utf8.count == code.utf8.count)
  }

  private mutating func link(at start: Int) -> Int? {
    guard let end = text.first("]", from: start + 1), end - start <= Self.longestLabel,
      end > start + 1 || text.byte(start - 1) == UInt8(ascii: "!")
    else { return nil }
    let isImage = text.byte(start - 1) == UInt8(ascii: "!")
    let first = isImage ? start - 1 : start
    let next = end + 1
    if text.byte(next) == UInt8(ascii: "("), let close = text.first(")", from: next) {
      let address = text.string((next + 1)..<close)
      guard address.contains(" "), address.contains(where: { "./#".contains($0) }),
        !address.contains("\u{1A}"), !address.contains(". ")
      else { return nil }
      report(
        .unreadLink, "\(isImage ? "An image" : "A link") whose address has a space is printed as text",
        first..<(close + 1),
        help: "write the address in angle brackets: \(text.string(first..<next))(<\(address)>)")
      return close + 1
    }
    guard text.byte(next) == UInt8(ascii: "["), text.byte(next + 1).isASCIILetterOrDigit,
      let close = text.first("]", from: next)
    else { return nil }
    let label = text.string((next + 1)..<close)
    report(
      .unreadLink, "Link label '\(label)' isn't defined, so the brackets are printed", first..<(close + 1),
      help:
        "define it on a line of its own, [\(label)]: address, or write \(text.string(first..<next))(address)")
    return close + 1
  }
}

extension MarkdownDocument {
  /// Returns whether a paragraph shows no text.
  fileprivate func isEmptyParagraph(_ block: Index) -> Bool {
    nodes[(block + 1)..<max(block + 1, Int(nodes[block].end))].allSatisfy {
      ($0.kind == .text && $0.literal.isEmpty) || $0.kind == .softBreak
    }
  }
}

extension String {
  /// The text, cut to 39 characters and an ellipsis if it is longer than 40.
  fileprivate var shortened: String { count > 40 ? "\(prefix(39))…" : self }
}

/// The printed text of a paragraph, heading, or table cell, with the source offset of each byte.
///
/// Bytes that the author escaped and inline elements become ``mark``, so that a search finds only text that
/// is written the way it looks. Soft line breaks are line feeds.
struct WrittenText {
  /// Replaces anything that isn't plain text.
  static let mark: UInt8 = 0x1A

  private(set) var bytes: [UInt8] = []
  /// The source offset of each byte.
  private(set) var offsets: [Int] = []

  init(of block: MarkdownDocument.Index, in document: MarkdownDocument) {
    document.literals.withUnsafeBufferPointer { literals in
      for index in (block + 1)..<max(block + 1, Int(document.nodes[block].end)) {
        let node = document.nodes[index]
        switch node.kind {
        case .text: append(index, of: document, literals)
        case .softBreak: append(UInt8(ascii: "\n"), at: document.sourceOffset(of: node))
        case .emphasis, .strong: break
        default: append(Self.mark, at: document.sourceOffset(of: node))
        }
      }
    }
  }

  private mutating func append(
    _ index: MarkdownDocument.Index, of document: MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>
  ) {
    let slice = document.nodes[index].literal
    let isVerbatim = Int(slice.start) < document.sourceCount
    var cursor = TextCursor(index, of: document, literals)
    for byte in 0..<Int(slice.count) {
      let value = literals[Int(slice.start) + byte]
      guard !isVerbatim else {
        append(value, at: Int(slice.start) + byte)
        continue
      }
      let offset = cursor.sourceOffset(ofByte: byte)
      let isWritten = offset.map { literals[$0] == value } ?? false
      append(isWritten ? value : Self.mark, at: offset)
    }
  }

  private mutating func append(_ byte: UInt8, at offset: Int?) {
    bytes.append(byte)
    offsets.append(offset ?? offsets.last ?? 0)
  }

  // MARK: Searching

  /// The offset at which each line begins.
  var lineStarts: [Int] {
    [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// Returns the bytes of the line that begins at an offset.
  func line(at start: Int) -> ArraySlice<UInt8> {
    bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
  }

  /// Returns whether a text begins at an offset.
  func has(_ text: String, at place: Int) -> Bool {
    place >= 0 && place <= bytes.count && bytes[place...].starts(with: text.utf8)
  }

  /// A finished search: the range that it covered, and whether it found the text at the end of that range.
  private struct Search {
    var range: ClosedRange<Int>
    var succeeded: Bool
  }

  /// The last search for each text, so that repeated searches read a line only once.
  private var searches: [String: Search] = [:]

  /// Returns the offset of the first occurrence of a text between an offset and the end of its line.
  mutating func first(_ text: String, from place: Int) -> Int? {
    let last = searches[text]
    if let last, last.range.contains(place) { return last.succeeded ? last.range.upperBound : nil }
    var search = Search(range: place...place, succeeded: false)
    var index = place
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if let last, last.range.lowerBound == index {
        search.succeeded = last.succeeded
        index = last.range.upperBound
        break
      }
      search.succeeded = has(text, at: index)
      if search.succeeded { break }
      index += 1
    }
    search.range = place...index
    searches[text] = search
    return search.succeeded ? index : nil
  }

  /// Returns the byte at an offset, or a space if the offset is out of range.
  func byte(_ place: Int) -> UInt8 { bytes.indices.contains(place) ? bytes[place] : UInt8(ascii: " ") }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Returns the source range of part of the text.
  func source(_ range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return offsets[range.lowerBound]..<offsets[range.lowerBound] }
    return offsets[range.lowerBound]..<max(offsets[last] + 1, offsets[range.lowerBound] + 1)
  }
}
