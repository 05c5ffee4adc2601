import Markup

/// Checks that every name in the templates leads to a value of every page and block that uses it, and that each
/// value stands where its kind may stand.
///
/// A template is checked with the contexts of whoever renders it: through sections, partials and the blocks
/// that replace a parent's.
struct TemplateChecker {
  /// A template's nodes with the file that they come from.
  struct Fragment {
    var source: TemplateSource
    var nodes: [Template.Node]
    /// What tells a block from others of its name: its template and the byte where it begins.
    var identity = ""
  }

  private struct Visit: Hashable {
    var template: String
    var scope: TemplateScope
    var blocks: [String: String]
  }

  let templates: [String: Template]
  let constants: ThemeConstants
  private(set) var reached: Set<String> = []
  private var visits: Set<Visit> = []
  /// By path, place and identifier, so that what is wrong for ten pages is said once.
  private var reported: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The page or block whose template is being checked.
  private var root = ""
  /// The blocks in force, by name.
  private var blocks: [String: Fragment] = [:]

  init(templates: [String: Template], constants: ThemeConstants) {
    self.templates = templates
    self.constants = constants
  }

  /// Checks the template of a page or block and all that it includes.
  mutating func check(_ root: any TemplateRoot.Type) {
    self.root = root.template
    blocks = [:]
    guard let template = templates[root.template] else { return }
    visit(template, TemplateScope(root))
  }

  private mutating func visit(_ template: Template, _ scope: TemplateScope) {
    reached.insert(template.source.name)
    let visit = Visit(
      template: template.source.name, scope: scope, blocks: blocks.mapValues(\.identity))
    guard visits.insert(visit).inserted else { return }
    check(Fragment(source: template.source, nodes: template.nodes), scope)
  }

  private mutating func check(_ fragment: Fragment, _ scope: TemplateScope) {
    for node in fragment.nodes {
      switch node {
      case .text: break
      case .value(let tag): checkValue(tag, fragment.source, scope)
      case .section(let tag, let nodes):
        checkSection(tag, Fragment(source: fragment.source, nodes: nodes), scope)
      case .partial(let tag): include(tag, fragment.source, scope)
      case .parent(let tag, let nodes): inherit(tag, nodes, fragment.source, scope)
      case .block(let tag, let nodes):
        check(blocks[tag.name] ?? Fragment(source: fragment.source, nodes: nodes), scope)
      }
    }
  }
}

// MARK: - Partials and parents

extension TemplateChecker {
  private mutating func include(_ tag: TemplateTag, _ source: TemplateSource, _ scope: TemplateScope) {
    if tag.placement.state != .content {
      report("template-placement", "A template can only be included between tags", tag, source)
    }
    guard let template = templates[tag.name] else {
      report(
        "unknown-partial", "Template '\(tag.name)' does not exist\(meant(tag.name, among: templates.keys))",
        tag, source)
      return
    }
    visit(template, scope)
  }

  private mutating func inherit(
    _ tag: TemplateTag, _ nodes: [Template.Node], _ source: TemplateSource, _ scope: TemplateScope
  ) {
    let outer = blocks
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
    include(tag, source, scope)
    blocks = outer
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

// MARK: - Values and sections

extension TemplateChecker {
  private mutating func checkValue(_ tag: TemplateTag, _ source: TemplateSource, _ scope: TemplateScope) {
    if constants.isConstant(tag.name) {
      checkConstant(tag, source)
      return
    }
    guard let target = target(of: tag, source, scope) else { return }
    for key in target.missing {
      let name = String(key.drop { $0 != "." }.dropFirst())
      report(
        "template-optional-value", "'\(name)' can be absent", tag, source,
        help: "write it inside '{{#\(name)}}' and '{{/\(name)}}'")
    }
    if let problem = problem(of: target.field, tag) {
      report(problem.identifier, problem.summary, tag, source)
    }
  }

  private mutating func checkConstant(_ tag: TemplateTag, _ source: TemplateSource) {
    guard let constant = constants[tag.name] else {
      let isAsset = tag.name.hasPrefix(ThemeConstants.assetPrefix)
      report(
        isAsset ? "unknown-asset" : "unknown-template-value",
        "\(isAsset ? "Asset" : "String") '\(tag.name.drop { $0 != "." }.dropFirst())' does not exist"
          + meant(tag.name, among: constants.names), tag, source)
      return
    }
    let name = tag.name
    let field = TemplateFieldDescription(
      name: name, kind: constant.isAddress ? .address : .text, summary: "")
    if let problem = problem(of: field, tag) {
      report(problem.identifier, problem.summary, tag, source)
    }
  }

  private mutating func checkSection(
    _ tag: TemplateTag, _ fragment: Fragment, _ scope: TemplateScope
  ) {
    guard !constants.isConstant(tag.name) else {
      report("template-value-kind", "'\(tag.name)' is never absent", tag, fragment.source)
      return
    }
    // What stands inside is not checked where nothing is known of the section.
    guard let target = target(of: tag, fragment.source, scope) else { return }
    let isInverted = tag.kind == .invertedSection
    switch target.field.kind {
    case .flag: check(fragment, scope)
    case .list(let element): check(fragment, isInverted ? scope : scope.entering(element))
    case .object(let part) where target.field.isOptional:
      check(fragment, isInverted ? scope : scope.knowing(target.key).entering(part))
    case .object(let part):
      if isInverted { reportAlwaysThere(tag, fragment.source) }
      check(fragment, scope.entering(part))
    case .text, .html, .address:
      if !target.field.isOptional { reportAlwaysThere(tag, fragment.source) }
      check(fragment, isInverted ? scope : scope.knowing(target.key))
    }
  }

  private mutating func reportAlwaysThere(_ tag: TemplateTag, _ source: TemplateSource) {
    report(
      "template-value-kind", "'\(tag.name)' is never absent, so a section of it is needless", tag, source)
  }

  private mutating func target(
    of tag: TemplateTag, _ source: TemplateSource, _ scope: TemplateScope
  ) -> TemplateScope.Target? {
    do throws(TemplateScope.Failure) {
      return try scope.target(of: tag.name)
    } catch {
      switch error {
      case .unknown(let part, let available):
        let others = available + (part == tag.name ? constants.names : [])
        report(
          "unknown-template-value",
          "Value '\(part)' does not exist here in the template of '\(root)'\(meant(part, among: others))",
          tag,
          source)
      case .noContext(let part):
        report("template-value-kind", "'\(part)' holds no other values", tag, source)
      }
      return nil
    }
  }

  /// What forbids to write a value of a kind where a tag stands.
  private func problem(
    of field: TemplateFieldDescription, _ tag: TemplateTag
  ) -> (identifier: String, summary: String)? {
    let name = tag.name
    let placement = tag.placement
    let isAttribute = if case .attribute = placement.state { true } else { false }
    switch field.kind {
    case .flag, .object, .list:
      return ("template-value-kind", "'\(name)' is a \(field.kind.word), which is no text to write")
    case .html where tag.kind == .value:
      return ("template-value-kind", "'\(name)' is markup, which is written as '{{{\(name)}}}'")
    case .text where tag.kind == .markup, .address where tag.kind == .markup:
      return ("template-value-kind", "'\(name)' is \(field.kind.word), which is written as '{{\(name)}}'")
    case .html:
      return placement.state == .content
        ? nil : ("template-placement", "'\(name)' is markup, which can only stand between tags")
    case .address:
      return isAttribute && !placement.isCodeAttribute
        ? nil : ("template-placement", "'\(name)' is an address, which can only stand in a quoted attribute")
    case .text:
      if placement.state == .content { return nil }
      guard isAttribute, !placement.isCodeAttribute else {
        return ("template-placement", "'\(name)' can only stand between tags or in a quoted attribute")
      }
      return placement.isAddressAttribute && !placement.isAnchor
        ? ("template-placement", "'\(name)' is text; '\(placement.attribute)' takes an address") : nil
    }
  }
}

// MARK: - Reporting

extension TemplateChecker {
  private func meant(_ word: String, among candidates: some Sequence<String>) -> String {
    NearestMatch.of(word, among: Set(candidates).sorted()).map { "; did you mean '\($0)'?" } ?? ""
  }

  private mutating func report(
    _ identifier: String, _ summary: String, _ tag: TemplateTag, _ source: TemplateSource, help: String? = nil
  ) {
    report(identifier, summary, at: tag.nameRange, source, help: help)
  }

  private mutating func report(
    _ identifier: String, _ summary: String, at range: Range<Int>, _ source: TemplateSource,
    help: String? = nil
  ) {
    guard reported.insert("\(source.path):\(range.lowerBound):\(identifier)").inserted else { return }
    diagnostics.append(source.error(identifier, summary, at: range, help: help))
  }
}
