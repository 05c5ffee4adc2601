import Basics

/// Cuts a template into text and tags.
///
/// A tag that writes nothing itself and is alone on its line takes the line with it.
///
/// Source: mustache(5), without changes of delimiters, lambdas and dynamic names, which a theme doesn't need
/// and which could not be checked before a page is rendered.
struct TemplateScanner {
  enum Piece {
    case text(Range<Int>)
    case tag(TemplateTag)
  }

  private let source: TemplateSource
  private var offset = 0
  private var placement = TemplatePlacement()
  private var pieces: [Piece] = []
  private var diagnostics: [Diagnostic] = []

  /// The pieces of a template in order, without those that could not be read.
  static func scan(_ source: TemplateSource) -> ([Piece], [Diagnostic]) {
    var scanner = TemplateScanner(source: source)
    scanner.scan()
    return (StandaloneTags(source).removingLines(around: scanner.pieces), scanner.diagnostics)
  }

  private init(source: TemplateSource) {
    self.source = source
  }

  private mutating func scan() {
    let bytes = source.bytes
    while offset < bytes.count {
      let start = offset
      while offset < bytes.count, !isPair(UInt8(ascii: "{"), at: offset) { offset += 1 }
      if start < offset {
        placement.advance(over: bytes[start..<offset])
        pieces.append(.text(start..<offset))
      }
      if offset < bytes.count { scanTag() }
    }
  }

  private func isPair(_ byte: UInt8, at place: Int) -> Bool {
    place + 1 < source.bytes.count && source.bytes[place] == byte && source.bytes[place + 1] == byte
  }

  private mutating func scanTag() {
    let bytes = source.bytes
    let start = offset
    var end = start + 2
    while end < bytes.count, !isPair(UInt8(ascii: "}"), at: end), !isPair(UInt8(ascii: "{"), at: end + 1) {
      end += 1
    }
    guard end < bytes.count, isPair(UInt8(ascii: "}"), at: end) else {
      report("A tag that begins with '{{' must end with '}}'", start..<(start + 2))
      offset = min(end, bytes.count)
      return
    }
    var inside = (start + 2)..<end
    let sign = inside.isEmpty ? nil : bytes[inside.lowerBound]
    var kind = TemplateTag.Kind.value
    if sign == UInt8(ascii: "{") {
      kind = .markup
      inside = (inside.lowerBound + 1)..<inside.upperBound
      guard end + 2 < bytes.count, bytes[end + 2] == UInt8(ascii: "}") else {
        report("A tag that begins with '{{{' must end with '}}}'", start..<(end + 2))
        offset = end + 2
        return
      }
      end += 1
    } else if let sign, let signed = Self.kind(of: sign) {
      kind = signed
      inside = (inside.lowerBound + 1)..<inside.upperBound
    }
    offset = end + 2
    add(kind, inside: inside, whole: start..<offset)
  }

  private mutating func add(_ kind: TemplateTag.Kind, inside: Range<Int>, whole: Range<Int>) {
    var name = inside
    while let first = name.first, source.bytes[first] <= 0x20 { name = (first + 1)..<name.upperBound }
    while let last = name.last, source.bytes[last] <= 0x20 { name = name.lowerBound..<last }
    let tag = TemplateTag(
      kind: kind, name: kind == .comment ? "" : source.text(name), range: whole, nameRange: name,
      placement: placement)
    if kind == .value || kind == .markup { placement.passTag() }
    if kind != .comment, !isName(name) {
      let isUnsupported = source.bytes[name].first.map { "&=%*.".utf8.contains($0) } ?? false
      report(
        name.isEmpty
          ? "A tag must name something"
          : isUnsupported || tag.name.utf8.contains(UInt8(ascii: "("))
            ? "'{{\(tag.name)}}' uses a feature of Mustache that themes don't have"
            : "'\(tag.name)' is no name of a value",
        whole)
      return
    }
    pieces.append(.tag(tag))
  }

  private mutating func report(_ summary: String, _ range: Range<Int>) {
    diagnostics.append(source.error(.templateSyntax, summary, at: range))
  }

  /// Whether the bytes are letters, digits, `-`, `_`, `/` and full stops, and begin with a letter or digit.
  private func isName(_ range: Range<Int>) -> Bool {
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }
    guard let first = source.bytes[range].first, isAlphanumeric(first) else { return false }
    return source.bytes[range].allSatisfy { isAlphanumeric($0) || "-_./".utf8.contains($0) }
  }

  private static func kind(of sign: UInt8) -> TemplateTag.Kind? {
    switch sign {
    case UInt8(ascii: "#"): .section
    case UInt8(ascii: "^"): .invertedSection
    case UInt8(ascii: "/"): .close
    case UInt8(ascii: ">"): .partial
    case UInt8(ascii: "<"): .parent
    case UInt8(ascii: "$"): .block
    case UInt8(ascii: "!"): .comment
    default: nil
    }
  }
}

/// Removes the white space around tags that are alone on their lines.
private struct StandaloneTags {
  private let bytes: [UInt8]

  init(_ source: TemplateSource) {
    bytes = source.bytes
  }

  /// The pieces without the indentation before, and the line break after, each tag that is alone on its line.
  func removingLines(around pieces: [TemplateScanner.Piece]) -> [TemplateScanner.Piece] {
    var result = pieces
    for (place, piece) in pieces.enumerated() {
      guard case .tag(let tag) = piece, tag.kind != .value, tag.kind != .markup,
        let start = lineStart(before: tag, at: place, of: pieces), let end = lineEnd(after: tag)
      else { continue }
      if place > 0, case .text(let text) = result[place - 1] {
        result[place - 1] = .text(text.lowerBound..<max(text.lowerBound, start))
      }
      if place + 1 < pieces.count, case .text(let text) = result[place + 1] {
        result[place + 1] = .text(end..<max(end, text.upperBound))
      }
    }
    return result.filter { if case .text(let range) = $0 { !range.isEmpty } else { true } }
  }

  /// The start of a tag's line, or `nil` if something else is on the line before it.
  ///
  /// A parent's tag doesn't count, since nothing directly after it is ever written.
  private func lineStart(
    before tag: TemplateTag, at place: Int, of pieces: [TemplateScanner.Piece]
  ) -> Int? {
    var start = tag.range.lowerBound
    while start > 0, bytes[start - 1].isSpaceOrTab { start -= 1 }
    if start == 0 || bytes[start - 1] == UInt8(ascii: "\n") { return start }
    let isAfterParent = pieces[max(0, place - 2)..<place].contains {
      if case .tag(let other) = $0 { other.kind == .parent && other.range.upperBound == start } else { false }
    }
    return isAfterParent ? start : nil
  }

  /// The start of the next line, or `nil` if something else is on the line after a tag.
  private func lineEnd(after tag: TemplateTag) -> Int? {
    var end = tag.range.upperBound
    while end < bytes.count, bytes[end].isSpaceOrTab || bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end == bytes.count { return end }
    return bytes[end] == UInt8(ascii: "\n") ? end + 1 : nil
  }
}
