import Basics
import Markdown

/// A template that was parsed into a tree.
struct Template: Sendable {
  indirect enum Node: Sendable {
    case text(Range<Int>)
    /// A tag of kind `value` or `markup`.
    case value(TemplateTag)
    /// A tag of kind `section` or `invertedSection`, with its content.
    case section(TemplateTag, [Node])
    case partial(TemplateTag)
    /// A parent, with the blocks that replace its own.
    case parent(TemplateTag, [Node])
    case block(TemplateTag, [Node])
  }

  let source: TemplateSource
  let nodes: [Node]
}

/// A tag between double or triple braces.
struct TemplateTag: Sendable {
  enum Kind: Sendable {
    /// `{{name}}`
    case value
    /// `{{{name}}}`
    case markup
    /// `{{#name}}`
    case section
    /// `{{^name}}`
    case invertedSection
    /// `{{/name}}`
    case close
    /// `{{>name}}`
    case partial
    /// `{{<name}}`
    case parent
    /// `{{$name}}`
    case block
    /// `{{! … }}`
    case comment
  }

  var kind: Kind
  /// The name, which is empty in a comment.
  var name: String
  /// The bytes from the first brace to the last.
  var range: Range<Int>
  /// The bytes of the name.
  var nameRange: Range<Int>
  /// The position of the tag in the markup.
  var placement: TemplatePlacement
}

/// The source of a theme's file.
struct TemplateSource: Sendable {
  /// The file's name without its folder and, for a template, `.mustache`.
  let name: String
  /// The path for diagnostics.
  let path: String
  let bytes: [UInt8]

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Returns the line and column range of a range of bytes.
  ///
  /// If the range has several lines, the result ends with the first.
  func place(of range: Range<Int>) -> SourceRange {
    var line = 1
    var lineStart = 0
    for offset in 0..<range.lowerBound where bytes[offset] == UInt8(ascii: "\n") {
      line += 1
      lineStart = offset + 1
    }
    let firstLine = bytes[range].prefix { $0 != UInt8(ascii: "\n") }
    return SourceRange(line: line, column: range.lowerBound - lineStart + 1, length: max(1, firstLine.count))
  }

  /// Returns a diagnostic for an error in the file.
  func error(
    _ rule: Rule, _ summary: String, at range: Range<Int>, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, rule, summary, path: path, range: place(of: range), help: help, notes: notes)
  }
}

/// Parses a template into a tree.
struct TemplateParser {
  /// A tag that isn't closed yet, with its content so far.
  private struct Level {
    var tag: TemplateTag?
    var nodes: [Template.Node] = []
  }

  private let source: TemplateSource
  private var levels = [Level()]
  private var diagnostics: [Diagnostic]

  static func parse(_ source: TemplateSource) -> (Template, [Diagnostic]) {
    let (pieces, diagnostics) = TemplateScanner.scan(source)
    var parser = TemplateParser(source: source, diagnostics: diagnostics)
    for piece in pieces { parser.add(piece) }
    return (Template(source: source, nodes: parser.finish()), parser.diagnostics)
  }

  private init(source: TemplateSource, diagnostics: [Diagnostic]) {
    self.source = source
    self.diagnostics = diagnostics
  }

  private mutating func add(_ piece: TemplateScanner.Piece) {
    switch piece {
    case .text(let range): append(.text(range))
    case .tag(let tag):
      switch tag.kind {
      case .comment: break
      case .value, .markup: append(.value(tag))
      case .partial: append(.partial(tag))
      case .section, .invertedSection, .parent, .block: levels.append(Level(tag: tag))
      case .close: close(tag)
      }
    }
  }

  private mutating func append(_ node: Template.Node) {
    levels[levels.count - 1].nodes.append(node)
  }

  private mutating func close(_ tag: TemplateTag) {
    guard levels.last?.tag?.name == tag.name else {
      reportMismatch(tag)
      return
    }
    closeLast()
  }

  private mutating func closeLast() {
    let level = levels.removeLast()
    guard let tag = level.tag else { preconditionFailure("the outermost level is never closed") }
    switch tag.kind {
    case .parent: append(.parent(tag, level.nodes))
    case .block: append(.block(tag, level.nodes))
    default: append(.section(tag, level.nodes))
    }
  }

  private mutating func reportMismatch(_ tag: TemplateTag) {
    guard let open = levels.last?.tag else {
      diagnostics.append(
        source.error(.templateSyntax, "'{{/\(tag.name)}}' closes nothing", at: tag.range))
      return
    }
    // If an outer tag with that name is open, the closing tags of the inner ones are missing.
    if levels.contains(where: { $0.tag?.name == tag.name }) {
      while let inner = levels.last?.tag, inner.name != tag.name { closeForgotten(inner) }
      closeLast()
      return
    }
    diagnostics.append(
      source.error(
        .templateSyntax, "'{{/\(tag.name)}}' was found where '{{/\(open.name)}}' is expected", at: tag.range,
        notes: [.init("'\(open.name)' opens here", path: source.path, range: source.place(of: open.range))]))
  }

  private mutating func closeForgotten(_ open: TemplateTag) {
    diagnostics.append(
      source.error(.templateSyntax, "'\(open.name)' is opened and never closed", at: open.range))
    closeLast()
  }

  private mutating func finish() -> [Template.Node] {
    while let open = levels.last?.tag { closeForgotten(open) }
    return levels[0].nodes
  }
}

/// Splits a template into text and tags.
///
/// If a tag that doesn't write anything is alone on its line, the whole line is removed.
///
/// Source: mustache(5), without delimiter changes, lambdas, and dynamic names, which themes don't need
/// and which couldn't be checked before a page is rendered.
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

  /// Returns the pieces of a template in order, without invalid ones.
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
        for code in placement.advance(over: bytes[start..<offset]) { report(code) }
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
            : "'\(tag.name)' isn't the name of a value",
        whole)
      return
    }
    pieces.append(.tag(tag))
  }

  private mutating func report(_ code: TemplatePlacement.InlineCode) {
    let kind = code.name == "<style>" || code.name == "style" ? "style sheet" : "script"
    diagnostics.append(
      source.error(
        .templatePlacement, "'\(code.name)' contains a \(kind), which the pages' security policy blocks",
        at: code.range, help: "move it to a file in the theme's folder assets"))
  }

  private mutating func report(_ summary: String, _ range: Range<Int>) {
    diagnostics.append(source.error(.templateSyntax, summary, at: range))
  }

  /// Returns whether the bytes are letters, digits, `-`, `_`, `/`, and `.`, and begin with a letter or digit.
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

  /// Returns the pieces without the indentation and line breaks around tags that are alone on their lines.
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

  /// Returns the start of a tag's line, or `nil` if something else is on the line before the tag.
  ///
  /// A parent's tag doesn't count, because text directly after it is never written.
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

  /// Returns the start of the next line, or `nil` if something else is on the line after a tag.
  private func lineEnd(after tag: TemplateTag) -> Int? {
    var end = tag.range.upperBound
    while end < bytes.count, bytes[end].isSpaceOrTab || bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end == bytes.count { return end }
    return bytes[end] == UInt8(ascii: "\n") ? end + 1 : nil
  }
}
