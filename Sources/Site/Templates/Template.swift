import Basics
import Markdown

/// A template, read into a tree.
struct Template: Sendable {
  indirect enum Node: Sendable {
    case text(Range<Int>)
    /// A tag of the kinds `value` and `markup`.
    case value(TemplateTag)
    /// A tag of the kinds `section` and `invertedSection`, with what it encloses.
    case section(TemplateTag, [Node])
    case partial(TemplateTag)
    /// A parent with the blocks that replace its own.
    case parent(TemplateTag, [Node])
    case block(TemplateTag, [Node])
  }

  let source: TemplateSource
  let nodes: [Node]
}

/// What is between two pairs of braces.
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
  /// Empty in a comment.
  var name: String
  /// The bytes from the first brace to the last.
  var range: Range<Int>
  /// The bytes of the name.
  var nameRange: Range<Int>
  /// Where in the markup the tag is.
  var placement: TemplatePlacement
}

/// A file of a theme as it was written.
struct TemplateSource: Sendable {
  /// The file's name without its folder and, for a template, `.mustache`.
  let name: String
  /// The path for diagnostics.
  let path: String
  let bytes: [UInt8]

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The range of a run of bytes, by line and column.
  ///
  /// A run of several lines ends with its first.
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

  /// An error in the file.
  func error(
    _ rule: Rule, _ summary: String, at range: Range<Int>, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, rule, summary, path: path, range: place(of: range), help: help, notes: notes)
  }
}
