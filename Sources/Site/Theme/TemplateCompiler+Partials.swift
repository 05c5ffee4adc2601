import Markup

extension TemplateCompiler {
  mutating func operations(
    forPartial tag: TemplateTag, _ source: TemplateSource, _ scope: TemplateScope
  ) -> [TemplateOperation] {
    if tag.placement.state != .content {
      report("template-placement", "A template can only be included between tags", tag, source)
    }
    guard let template = templates[tag.name] else {
      report(
        "unknown-partial", "Template '\(tag.name)' does not exist\(meant(tag.name, among: templates.keys))",
        tag, source)
      return []
    }
    return [.call(routine(for: template, scope))]
  }

  mutating func operations(
    forParent tag: TemplateTag, _ nodes: [Template.Node], _ source: TemplateSource, _ scope: TemplateScope
  ) -> [TemplateOperation] {
    let outer = blocks
    defer { blocks = outer }
    let known = templates[tag.name].map { blockNames(of: $0, seen: []) } ?? []
    for node in nodes {
      switch node {
      case .block(let block, let content):
        if blocks[block.name] == nil {
          blocks[block.name] = Fragment(
            source: source, nodes: content, identity: "\(source.name):\(block.range.lowerBound)")
        }
        if templates[tag.name] != nil, !known.contains(block.name) {
          report(
            "unknown-template-block",
            "Template '\(tag.name)' has no block '\(block.name)'\(meant(block.name, among: known))", block,
            source)
        }
      case .text(let range) where source.bytes[range].allSatisfy { $0 <= 0x20 }: break
      case .text(let range):
        report("template-syntax", "Only blocks can stand in a parent", at: range, source)
      case .value(let other), .partial(let other), .section(let other, _), .parent(let other, _):
        report("template-syntax", "Only blocks can stand in a parent", other, source)
      }
    }
    return operations(forPartial: tag, source, scope)
  }

  /// The blocks that a template and what it includes define.
  private func blockNames(of template: Template, seen: Set<String>) -> Set<String> {
    let seen = seen.union([template.source.name])
    var names: Set<String> = []
    var waiting = template.nodes
    while let node = waiting.popLast() {
      switch node {
      case .text, .value: break
      case .section(_, let nodes): waiting += nodes
      case .block(let tag, let nodes):
        names.insert(tag.name)
        waiting += nodes
      case .partial(let tag), .parent(let tag, _):
        if let inner = templates[tag.name], !seen.contains(tag.name) {
          names.formUnion(blockNames(of: inner, seen: seen))
        }
      }
    }
    return names
  }
}
