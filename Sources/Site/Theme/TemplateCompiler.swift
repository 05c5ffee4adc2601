/// Writes a checked template as the Mustache library takes it.
///
/// Constants become text, once and for all pages. Values that are left escape themselves, so that no template
/// can write one unescaped: all are written with three braces. Lines lose their indentation, which a page
/// needs nowhere and which would make the library indent each line of what a partial gives.
struct TemplateCompiler {
  private let source: TemplateSource
  private let constants: ThemeConstants
  private var output: [UInt8] = []

  static func compile(_ template: Template, _ constants: ThemeConstants) -> String {
    var compiler = TemplateCompiler(source: template.source, constants: constants)
    compiler.write(template.nodes)
    return String(decoding: compiler.output, as: UTF8.self)
  }

  private init(source: TemplateSource, constants: ThemeConstants) {
    self.source = source
    self.constants = constants
  }

  private mutating func write(_ nodes: [Template.Node]) {
    for node in nodes {
      switch node {
      case .text(let range): writeText(range)
      case .value(let tag):
        if let constant = constants[tag.name] {
          HTML.append(constant.text.utf8, escapedTo: &output)
        } else {
          write("{{{", tag, "}}}")
        }
      case .section(let tag, let nodes):
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

  private mutating func writeText(_ range: Range<Int>) {
    var isIndentation = range.lowerBound == 0 || source.bytes[range.lowerBound - 1] == UInt8(ascii: "\n")
    for byte in source.bytes[range] {
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
