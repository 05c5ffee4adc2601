import Basics
import Markdown

/// Reads a template into a tree.
struct TemplateParser {
  /// A tag that is not closed yet, with what it encloses so far.
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
    // Where an outer tag of that name is open, the inner ones were forgotten.
    if levels.contains(where: { $0.tag?.name == tag.name }) {
      while let inner = levels.last?.tag, inner.name != tag.name { closeForgotten(inner) }
      closeLast()
      return
    }
    diagnostics.append(
      source.error(
        .templateSyntax, "'{{/\(tag.name)}}' stands where '{{/\(open.name)}}' is expected", at: tag.range,
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
