import Basics
import Markdown
import Redline

/// Writes the inline text of one block as Markdown with marks.
///
/// If both versions of a text have the same emphasis or link, it goes around the marks, so that a change
/// inside a bold word keeps the word together: `**1{~~0~>5~~} hours**`. If only one version has it, it goes
/// inside the mark, whose ends it can't cross. The result is parsed to check it, and a style that would
/// change how the text is read is left out.
struct InlineWriter {
  /// The result of writing a block.
  struct Result {
    var text: String
    /// The byte offset in the text at which each part begins.
    var offsets: [Int]
    /// Whether a style couldn't be written.
    var hasLostStyle = false
    /// Whether the marks are read as intended.
    var isReadable = true
  }

  /// How much formatting is attempted.
  private enum Attempt: CaseIterable {
    case around, inside, none
  }

  private enum Unit {
    case kept(StyledText.Piece)
    case change(old: [StyledText.Piece], new: [StyledText.Piece])
    case comment(String)
  }

  private var units: [(part: Int, unit: Unit)] = []
  private var text = ""
  private var offsets: [Int]
  private var attempt = Attempt.around
  /// Whether the marks of footnotes, which have no meaning in an isolated block, are written as a different
  /// sign.
  private var hidesNotes = false
  private static let hiddenNote = "†"
  private var startsBlock = true
  private let isCell: Bool

  /// Writes the parts of a block.
  ///
  /// - Parameters:
  ///   - isCell: Whether the text is a table cell, which a pipe would end.
  ///   - startsBlock: Whether the text is at the beginning of its block, where more characters have a
  ///     meaning.
  ///   - isForced: Whether to leave out the marks and put the earlier text in a comment.
  static func write(
    _ parts: [MarkRepair.Part], isCell: Bool = false, startsBlock: Bool = true, isForced: Bool = false
  ) -> Result {
    if isForced { return replacement(for: parts, isCell: isCell) }
    let expected = expectedTexts(of: parts)
    let isMarkdown = parts.contains(where: \.isMarkdown)
    for attempt in Attempt.allCases {
      var writer = Self(parts, isCell: isCell)
      writer.attempt = attempt
      writer.startsBlock = startsBlock
      writer.writeAll()
      var checked = Self(parts, isCell: false)
      checked.attempt = attempt
      checked.hidesNotes = true
      checked.writeAll()
      let marks = parts.count { if case .kept = $0 { false } else { true } }
      guard isRead(checked.text, as: isMarkdown ? nil : expected, marks: marks) else { continue }
      let hasStyle = attempt == .none && parts.contains(where: \.hasShownStyle)
      return Result(text: writer.text, offsets: writer.offsets, hasLostStyle: hasStyle)
    }
    return replacement(for: parts, isCell: isCell)
  }

  private init(_ parts: [MarkRepair.Part], isCell: Bool) {
    self.isCell = isCell
    offsets = Array(repeating: -1, count: parts.count)
    for (index, part) in parts.enumerated() {
      switch part {
      case .kept(let text): for piece in text.pieces { units.append((index, .kept(piece))) }
      case .change(let old, let new): units.append((index, .change(old: old.pieces, new: new.pieces)))
      case .comment(let text): units.append((index, .comment(text)))
      }
    }
  }

  private mutating func writeAll() {
    writeLinks(units.indices)
    var last = 0
    for index in offsets.indices {
      if offsets[index] < 0 { offsets[index] = last }
      last = offsets[index]
    }
  }

  // MARK: What goes around marks

  private mutating func writeLinks(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard let link = link(of: index), attempt == .around else {
        let end = range[index...].dropFirst().first { link(of: $0) != nil } ?? range.upperBound
        writeStyles(index..<end, [.strong, .emphasis], [], link: nil)
        index = end
        continue
      }
      var end = index + 1
      while end < range.upperBound, self.link(of: end) == link || isTransparent(end) { end += 1 }
      while isTransparent(end - 1) { end -= 1 }
      if isWhole(index..<end) {
        wrap(index..<end, "[", "](\(Self.destination(link)))") {
          $0.writeStyles($1, [.strong, .emphasis], [], link: link)
        }
      } else {
        writeStyles(index..<end, [.strong, .emphasis], [], link: nil)
      }
      index = end
    }
  }

  private mutating func writeStyles(
    _ range: Range<Int>, _ styles: ArraySlice<DraftRun.Style>, _ open: DraftRun.Style, link: String?
  ) {
    guard let style = styles.first, attempt == .around else {
      for index in range { write(index, open, link: link) }
      return
    }
    var index = range.lowerBound
    while index < range.upperBound {
      guard has(style, index) else {
        let end = range[index...].dropFirst().first { has(style, $0) } ?? range.upperBound
        writeStyles(index..<end, styles.dropFirst(), open, link: link)
        index = end
        continue
      }
      var end = index + 1
      while end < range.upperBound, has(style, end) || isTransparent(end) { end += 1 }
      while isTransparent(end - 1) { end -= 1 }
      let whole = wholePart(of: index..<end)
      for other in index..<whole.lowerBound { write(other, open, link: link) }
      if !whole.isEmpty {
        let sign = style == .strong ? "**" : "*"
        wrap(whole, sign, sign) { $0.writeStyles($1, styles.dropFirst(), open.union(style), link: link) }
      }
      for other in whole.upperBound..<end { write(other, open, link: link) }
      index = end
    }
  }

  /// Returns the longest part of a range that a sign can enclose.
  ///
  /// It has words at both ends in both versions.
  private func wholePart(of range: Range<Int>) -> Range<Int> {
    var part = range
    while !part.isEmpty, !isWhole(part) {
      if case .change = units[part.lowerBound].unit {
        part = (part.lowerBound + 1)..<part.upperBound
      } else {
        part = part.lowerBound..<(part.upperBound - 1)
      }
      while let first = part.first, isTransparent(first) { part = (first + 1)..<part.upperBound }
      while let last = part.last, isTransparent(last) { part = part.lowerBound..<last }
    }
    return part
  }

  /// Writes signs around units, leaving white space at both ends outside.
  private mutating func wrap(
    _ range: Range<Int>, _ opening: String, _ closing: String, _ content: (inout Self, Range<Int>) -> Void
  ) {
    var trail = ""
    let saved = (units[range.lowerBound], units[range.upperBound - 1])
    if case .kept(var piece) = units[range.lowerBound].unit {
      text += String(piece.text.prefix { $0 == " " || $0 == "\t" }.map { _ in " " })
      piece.text = piece.text.trimmedStart
      units[range.lowerBound].unit = .kept(piece)
    }
    if case .kept(var piece) = units[range.upperBound - 1].unit {
      if piece.text.utf8.last?.isASCIIWhitespace ?? false {
        trail = piece.text.hasSuffix("\n") ? "\\\n" : " "
      }
      piece.text = piece.text.trimmedEnd
      units[range.upperBound - 1].unit = .kept(piece)
    }
    text += opening
    content(&self, range)
    text += closing + trail
    units[range.lowerBound] = saved.0
    units[range.upperBound - 1] = saved.1
  }

  private func link(of index: Int) -> String? {
    let links = pieces(of: index).filter { !$0.isBlank }.map(\.link)
    guard let first = links.first, let link = first, links.allSatisfy({ $0 == link }) else { return nil }
    return link
  }

  private func has(_ style: DraftRun.Style, _ index: Int) -> Bool {
    let pieces = pieces(of: index).filter { !$0.isBlank && !$0.style.contains(.note) }
    return !pieces.isEmpty
      && pieces.allSatisfy { $0.style.contains(style) && $0.style.isDisjoint(with: [.markdown, .code]) }
  }

  private func pieces(of index: Int) -> [StyledText.Piece] {
    switch units[index].unit {
    case .kept(let piece): [piece]
    case .change(let old, let new): old + new
    case .comment: []
    }
  }

  /// Returns whether a unit has no text on which a style is visible.
  private func isTransparent(_ index: Int) -> Bool {
    if case .change = units[index].unit { return false }
    return pieces(of: index).allSatisfy { $0.isBlank || $0.style.contains(.note) }
  }

  /// Returns whether units have words at both ends in both versions.
  private func isWhole(_ range: Range<Int>) -> Bool {
    for side in [true, false] {
      var words = ""
      for index in range {
        switch units[index].unit {
        case .kept(let piece):
          words += index == range.lowerBound ? piece.text.trimmedStart : piece.text
        case .change(let old, let new): words += (side ? new : old).map(\.text).joined()
        case .comment: break
        }
      }
      if case .kept = units[range.upperBound - 1].unit { words = words.trimmedEnd }
      guard let first = words.utf8.first, let last = words.utf8.last, !first.isASCIIWhitespace,
        !last.isASCIIWhitespace
      else { return false }
    }
    return true
  }

  // MARK: Units

  private mutating func write(_ index: Int, _ open: DraftRun.Style, link: String?) {
    let part = units[index].part
    if offsets[part] < 0 { offsets[part] = text.utf8.count }
    switch units[index].unit {
    case .kept(let piece): text += markdown(of: piece, open, link: link, startsLine: isAtLineStart)
    case .change(let old, let new):
      let startsLine = isAtLineStart
      let half = { (pieces: [StyledText.Piece], writer: Self) in
        pieces.enumerated().map {
          writer.markdown(of: $1, open, link: link, startsLine: startsLine && $0 == 0)
        }.joined()
      }
      text += Self.mark(old: half(old, self), new: half(new, self))
    case .comment(let remark):
      text +=
        "{>>\(RedlineDelimiter.escapingBody(MarkdownEscaping.escape(PlainCharacters.visible(remark).replacing("\n", with: " "))))<<}"
    }
  }

  private var isAtLineStart: Bool { text.isEmpty ? startsBlock : text.hasSuffix("\n") }

  private static func mark(old: String, new: String) -> String {
    let (old, new) = (RedlineDelimiter.escapingBody(old), RedlineDelimiter.escapingBody(new))
    if old.isEmpty { return new.isEmpty ? "" : "{++\(new)++}" }
    return new.isEmpty ? "{--\(old)--}" : "{~~\(old)~>\(new)~~}"
  }

  private func markdown(
    of piece: StyledText.Piece, _ open: DraftRun.Style, link: String?, startsLine: Bool
  ) -> String {
    if piece.style.contains(.note), hidesNotes { return Self.hiddenNote }
    if piece.style.contains(.markdown) {
      return isCell ? MarkdownEscaping.escapePipes(piece.text) : piece.text
    }
    let style = attempt == .none ? [] : piece.style.subtracting(open)
    let shown = Self.shownText(of: piece).replacing("\t", with: " ")
    let lead = String(shown.prefix { $0 == " " })
    let inner = shown.trimmed
    guard !inner.isEmpty else {
      return shown.contains("\n") && !isCell ? "\\\n" : shown.replacing("\n", with: " ")
    }
    let trail = String(shown.dropFirst(lead.count + inner.count))
    var words: String
    if style.contains(.code) {
      words = Self.code(inner.replacing("\n", with: " "))
    } else {
      let lines = inner.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
        let line = $0 == 0 ? String($1) : String($1).trimmedStart
        return MarkdownEscaping.escape(line, startsBlock: $0 > 0 || (startsLine && lead.isEmpty))
      }
      words = lines.joined(separator: isCell ? " " : "\\\n")
      let sign =
        style.contains(.strong)
        ? style.contains(.emphasis) ? "***" : "**" : style.contains(.emphasis) ? "*" : ""
      words = sign + words + sign
    }
    if let own = piece.link, own != link, attempt != .none { words = "[\(words)](\(Self.destination(own)))" }
    let leadBreak = shown.dropFirst(lead.count).hasPrefix("\n") && !isCell ? "\\\n" : ""
    let trailing = trail.contains("\n") && !isCell ? "\\\n" : trail.replacing("\n", with: " ")
    let result = lead + leadBreak + words + trailing
    return isCell ? MarkdownEscaping.escapePipes(result) : result
  }

  /// Returns the text of a piece, with superscripts and subscripts as Unicode characters.
  static func shownText(of piece: StyledText.Piece) -> String {
    let text = PlainCharacters.visible(piece.text)
    if piece.style.contains(.superscript) { return PlainCharacters.raised(text) ?? text }
    if piece.style.contains(.subscript) { return PlainCharacters.lowered(text) ?? text }
    return text
  }

  private static func code(_ text: String) -> String {
    var fence = "`"
    while text.contains(fence) { fence += "`" }
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + space + text + space + fence
  }

  private static func destination(_ address: String) -> String {
    address.utf8.contains { $0.isASCIIWhitespace || "()<>".utf8.contains($0) }
      ? "<\(address.filter { $0 != "<" && $0 != ">" && !$0.isNewline })>" : address
  }

  // MARK: Proof

  /// Returns the expected text of each version, on one line.
  private static func expectedTexts(of parts: [MarkRepair.Part]) -> (proposed: String, current: String) {
    var texts = (proposed: "", current: "")
    func shown(_ text: StyledText) -> String {
      text.pieces.map { $0.style.contains(.note) ? hiddenNote : shownText(of: $0) }.joined()
    }
    for part in parts {
      switch part {
      case .kept(let text):
        texts.proposed += shown(text)
        texts.current += shown(text)
      case .change(let old, let new):
        texts.proposed += shown(new)
        texts.current += shown(old)
      case .comment: break
      }
    }
    return (oneLine(texts.proposed), oneLine(texts.current))
  }

  private static func oneLine(_ text: String) -> String {
    text.utf8.split { $0.isASCIIWhitespace }.map { String(Substring($0)) }.joined(separator: " ")
  }

  /// Returns whether a text is read with the given number of marks and the expected text in each version.
  ///
  /// - Parameter expected: The expected texts, or `nil` if the text contains Markdown.
  private static func isRead(_ text: String, as expected: (proposed: String, current: String)?, marks: Int)
    -> Bool
  {
    let bytes = Array(text.utf8)
    var options = MarkdownParser.Options()
    if expected != nil { options.extensions = [] }
    if let (redline, diagnostics) = RedlineParser.parse(bytes[...], path: "", options: options) {
      guard !diagnostics.contains(where: { $0.severity == .error && $0.rule.rawValue.hasPrefix("redline-") }),
        redline.marks.count >= marks
      else { return false }
      guard let expected else { return true }
      return oneLine(redline.proposed.plainText(of: 0)) == expected.proposed
        && oneLine(redline.current.plainText(of: 0)) == expected.current
    }
    guard marks == 0 else { return false }
    guard let expected else { return true }
    let (document, _) = MarkdownParser(options: options).parse(bytes[...], path: "")
    return oneLine(document.plainText(of: 0)) == expected.proposed
  }

  /// Returns the proposed text with the earlier text in a comment, for marks that can't be placed.
  private static func replacement(for parts: [MarkRepair.Part], isCell: Bool) -> Result {
    let texts = expectedTexts(of: parts)
    let words = { (text: String) in
      parts.contains(where: \.isMarkdown) ? PlainMarkdown.text(of: text) : text
    }
    var text = MarkdownEscaping.escape(words(texts.proposed), startsBlock: true)
    if texts.current != texts.proposed {
      let before = MarkdownEscaping.escape(words(texts.current))
      text += "{>>Before the draft: \(RedlineDelimiter.escapingBody(before))<<}"
    }
    for case .comment(let remark) in parts {
      text +=
        "{>>\(RedlineDelimiter.escapingBody(MarkdownEscaping.escape(PlainMarkdown.text(of: remark))))<<}"
    }
    return Result(
      text: isCell ? MarkdownEscaping.escapePipes(text) : text,
      offsets: Array(repeating: 0, count: parts.count), hasLostStyle: true,
      isReadable: texts.current == texts.proposed)
  }
}

extension MarkRepair.Part {
  private var pieces: [StyledText.Piece] {
    switch self {
    case .kept(let text): text.pieces
    case .change(let old, let new): old.pieces + new.pieces
    case .comment: []
    }
  }

  /// Whether the part contains Markdown.
  fileprivate var isMarkdown: Bool {
    pieces.contains { $0.style.contains(.markdown) && !$0.style.contains(.note) }
  }

  fileprivate var hasShownStyle: Bool {
    pieces.contains { !$0.style.isDisjoint(with: .shown) || $0.link != nil }
  }
}

/// Text in pieces with uniform formatting, without regard to changes.
struct StyledText: Equatable {
  struct Piece: Equatable {
    var text: String
    var style: DraftRun.Style = []
    var link: String?

    /// Whether the piece is white space.
    ///
    /// A note's mark isn't.
    var isBlank: Bool { text.isBlank }
  }

  private(set) var pieces: [Piece] = []

  init() {}

  init(_ run: DraftRun) {
    append(Piece(text: run.text, style: run.style, link: run.link))
  }

  init(_ text: String) {
    append(Piece(text: text))
  }

  var string: String { pieces.map(\.text).joined() }
  var isEmpty: Bool { pieces.isEmpty }
  var isBlank: Bool { pieces.allSatisfy(\.isBlank) }
  var count: Int { pieces.reduce(0) { $0 + $1.text.utf8.count } }
  var firstByte: UInt8? { pieces.first?.text.utf8.first }
  var lastByte: UInt8? { pieces.last?.text.utf8.last }
  var startsWithClosingPunctuation: Bool { firstByte.map(\.isClosingPunctuation) ?? false }

  mutating func append(_ piece: Piece) {
    guard !piece.text.isEmpty else { return }
    if let last = pieces.last, last.style == piece.style, last.link == piece.link,
      !piece.style.contains(.note)
    {
      pieces[pieces.count - 1].text += piece.text
    } else {
      pieces.append(piece)
    }
  }

  static func + (left: Self, right: Self) -> Self {
    var result = left
    for piece in right.pieces { result.append(piece) }
    return result
  }

  static func += (left: inout Self, right: Self) { left = left + right }

  var trimmedStart: Self {
    var result = self
    while let first = result.pieces.first {
      let rest = first.text.trimmedStart
      result.pieces[0].text = rest
      if !rest.isEmpty { break }
      result.pieces.removeFirst()
    }
    return result
  }

  var trimmedEnd: Self {
    var result = self
    while let last = result.pieces.last {
      let rest = last.text.trimmedEnd
      result.pieces[result.pieces.count - 1].text = rest
      if !rest.isEmpty { break }
      result.pieces.removeLast()
    }
    return result
  }

  var trimmed: Self { trimmedStart.trimmedEnd }

  /// Removes the first character and returns it with its formatting.
  mutating func removeFirst() -> Self {
    guard let first = pieces.first, let character = first.text.first else { return Self() }
    var taken = Self()
    taken.append(Piece(text: String(character), style: first.style, link: first.link))
    pieces[0].text.removeFirst()
    if pieces[0].text.isEmpty { pieces.removeFirst() }
    return taken
  }

  /// Returns the text before and after a byte offset.
  func divided(at offset: Int) -> (Self, Self) {
    var (before, after) = (Self(), Self())
    var left = offset
    for piece in pieces {
      let size = piece.text.utf8.count
      if left >= size {
        before.append(piece)
      } else if left <= 0 {
        after.append(piece)
      } else {
        let cut = piece.text.utf8.index(piece.text.utf8.startIndex, offsetBy: left)
        before.append(Piece(text: String(piece.text[..<cut]), style: piece.style, link: piece.link))
        after.append(Piece(text: String(piece.text[cut...]), style: piece.style, link: piece.link))
      }
      left -= size
    }
    return (before, after)
  }
}
