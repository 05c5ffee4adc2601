/// Writes a checked template as the Mustache library takes it.
///
/// Constants and values that are known become text, once and for all pages. Values that are left escape
/// themselves, so that no template can write one unescaped: all are written with three braces. Lines lose their
/// indentation, which a page needs nowhere and which would make the library indent each line of what a partial
/// gives.
struct TemplateCompiler {
  private let source: TemplateSource
  private let constants: ThemeConstants
  private let known: [String: TemplateValue]
  private var output: [UInt8] = []
  /// Whether a section's tag, which is not written, was the last that was read: one alone on its line takes the
  /// line with it, as the library does with those that it reads.
  private var followsDroppedTag = false

  /// - Parameter known: Values of fields that are the same wherever the template is used.
  static func compile(
    _ template: Template, _ constants: ThemeConstants, known: [String: TemplateValue] = [:]
  ) -> String {
    var compiler = TemplateCompiler(source: template.source, constants: constants, known: known)
    compiler.write(template.nodes)
    return String(decoding: compiler.output, as: UTF8.self)
  }

  private init(source: TemplateSource, constants: ThemeConstants, known: [String: TemplateValue]) {
    self.source = source
    self.constants = constants
    self.known = known
  }

  private mutating func write(_ nodes: [Template.Node]) {
    for node in nodes {
      let isAfterDroppedTag = followsDroppedTag
      followsDroppedTag = false
      switch node {
      case .text(let range): writeText(range, isAfterDroppedTag: isAfterDroppedTag)
      case .value(let tag):
        if let constant = constants[tag.name] {
          append(HTML(escaping: constant.text))
        } else if let markup = known[tag.name]?.markup {
          append(markup)
        } else {
          write("{{{", tag, "}}}")
        }
      case .section(let tag, let nodes):
        if let value = known[tag.name], value.markup != nil {
          followsDroppedTag = true
          if value.isAbsent == (tag.kind == .invertedSection) { write(nodes) }
          followsDroppedTag = true
          continue
        }
        write(tag.kind == .section ? "{{#" : "{{^", tag, "}}")
        write(nodes)
        write("{{/", tag, "}}")
      case .partial(let tag): write("{{>", tag, "}}")
      case .parent(let tag, let nodes):
        write("{{<", tag, "}}")
        write(nodes)
        write("{{/", tag, "}}")
      case .block(let tag, let nodes):
        write("{{$", tag, "}}")
        write(nodes)
        write("{{/", tag, "}}")
      }
    }
  }

  private mutating func write(_ opening: String, _ tag: TemplateTag, _ closing: String) {
    output += opening.utf8
    output += tag.name.utf8
    output += closing.utf8
  }

  /// Appends markup in which nothing reads as a tag.
  private mutating func append(_ markup: HTML) {
    for byte in markup.bytes {
      if byte == UInt8(ascii: "{") { output += "&#123;".utf8 } else { output.append(byte) }
    }
  }

  private mutating func writeText(_ range: Range<Int>, isAfterDroppedTag: Bool) {
    var isIndentation = range.lowerBound == 0 || source.bytes[range.lowerBound - 1] == UInt8(ascii: "\n")
    var bytes = source.bytes[range]
    if isAfterDroppedTag, output.isEmpty || output.last == UInt8(ascii: "\n") {
      if bytes.first == UInt8(ascii: "\r") { bytes.removeFirst() }
      if bytes.first == UInt8(ascii: "\n") { bytes.removeFirst() }
    }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\r"): continue
      case UInt8(ascii: "\n"): isIndentation = true
      case UInt8(ascii: " ") where isIndentation, UInt8(ascii: "\t") where isIndentation: continue
      default: isIndentation = false
      }
      output.append(byte)
    }
  }
}
