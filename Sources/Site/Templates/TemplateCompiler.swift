import Basics
import Markdown

/// Resolves every name in a theme's templates.
///
/// It checks that each name refers to a value in every page and block that uses it, and that each value is
/// where its kind is allowed. A template is compiled for the contexts that render it, through sections,
/// partials, and the blocks that replace those of a parent.
struct TemplateCompiler {
  /// A template's nodes, and the file that they come from.
  private struct Fragment {
    var source: TemplateSource
    var nodes: [Template.Node]
    /// Distinguishes blocks with the same name: the block's template and the byte offset where it begins.
    var identity = ""
  }

  /// A use of a template that has its own program.
  private struct Use: Hashable {
    var template: String
    var scope: TemplateScope
    var blocks: [String: String]
  }

  private let templates: [String: Template]
  private let constants: ThemeConstants
  private(set) var reached: Set<String> = []
  private var roots: [String: Int] = [:]
  private var uses: [Use: Int] = [:]
  private var compiled: [[TemplateStep]] = []
  private var slotCount = 0
  /// The path, offset, and rule of each report, so that an error that affects ten pages is reported once.
  private var reported: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The page or block whose template is being compiled.
  private var root = ""
  /// The active blocks, by name.
  private var blocks: [String: Fragment] = [:]

  init(templates: [String: Template], constants: ThemeConstants) {
    self.templates = templates
    self.constants = constants
  }

  /// The programs of all templates, which can be rendered only if there are no errors.
  var programs: TemplatePrograms {
    TemplatePrograms(roots: roots, programs: compiled, slotCount: slotCount)
  }

  /// Compiles the template of a page or block and everything that it includes.
  mutating func compile(_ root: any TemplateRoot.Type) {
    self.root = root.template
    blocks = [:]
    guard let template = templates[root.template] else { return }
    roots[root.template] = program(for: template, TemplateScope(root))
  }

  private mutating func program(for template: Template, _ scope: TemplateScope) -> Int {
    reached.insert(template.source.name)
    let use = Use(template: template.source.name, scope: scope, blocks: blocks.mapValues(\.identity))
    if let known = uses[use] { return known }
    let number = compiled.count
    uses[use] = number
    compiled.append([])
    slotCount = max(slotCount, scope.slotCount)
    compiled[number] = steps(for: Fragment(source: template.source, nodes: template.nodes), scope)
    return number
  }

  private mutating func steps(for fragment: Fragment, _ scope: TemplateScope) -> [TemplateStep] {
    var steps: [TemplateStep] = []
    for node in fragment.nodes {
      let next: [TemplateStep] =
        switch node {
        case .text(let range): [.literal(text(range, of: fragment.source))]
        case .value(let tag): value(tag, fragment.source, scope)
        case .section(let tag, let nodes):
          section(tag, Fragment(source: fragment.source, nodes: nodes), scope)
        case .partial(let tag): partial(tag, fragment.source, scope)
        case .parent(let tag, let nodes): parent(tag, nodes, fragment.source, scope)
        case .block(let tag, let nodes):
          self.steps(for: blocks[tag.name] ?? Fragment(source: fragment.source, nodes: nodes), scope)
        }
      for step in next {
        if case .literal(let bytes) = step, case .literal(let before) = steps.last {
          steps[steps.count - 1] = .literal(before + bytes)
        } else {
          steps.append(step)
        }
      }
    }
    return steps
  }

  /// Returns text without the indentation of its lines, which pages don't need.
  private func text(_ range: Range<Int>, of source: TemplateSource) -> [UInt8] {
    var isIndentation = range.lowerBound == 0 || source.bytes[range.lowerBound - 1] == UInt8(ascii: "\n")
    var text: [UInt8] = []
    for byte in source.bytes[range] {
      switch byte {
      case UInt8(ascii: "\r"): continue
      case UInt8(ascii: "\n"): isIndentation = true
      case UInt8(ascii: " ") where isIndentation, UInt8(ascii: "\t") where isIndentation: continue
      default: isIndentation = false
      }
      text.append(byte)
    }
    return text
  }
}

// MARK: - Partials and parents

extension TemplateCompiler {
  private mutating func partial(
    _ tag: TemplateTag, _ source: TemplateSource, _ scope: TemplateScope
  ) -> [TemplateStep] {
    // A page's blocks replace those of its parents, not those of partials that the parents include.
    let outer = blocks
    blocks = [:]
    defer { blocks = outer }
    return call(tag, source, scope)
  }

  private mutating func call(
    _ tag: TemplateTag, _ source: TemplateSource, _ scope: TemplateScope
  ) -> [TemplateStep] {
    if tag.placement.state != .content {
      report(.templatePlacement, "A template can only be included between tags", tag, source)
    }
    guard let template = templates[tag.name] else {
      report(
        .unknownPartial, "Template '\(tag.name)' does not exist", tag, source,
        help: meant(tag.name, among: templates.keys)
          ?? "add the file templates/\(tag.name).mustache to the theme")
      return []
    }
    return [.call(program(for: template, scope))]
  }

  private mutating func parent(
    _ tag: TemplateTag, _ nodes: [Template.Node], _ source: TemplateSource, _ scope: TemplateScope
  ) -> [TemplateStep] {
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
            .unknownTemplateBlock, "Template '\(tag.name)' has no block '\(block.name)'", block, source,
            help: meant(block.name, among: known))
        }
      case .text(let range) where source.bytes[range].allSatisfy { $0 <= 0x20 }: break
      case .text(let range):
        report(.templateSyntax, "A parent can only contain blocks", at: range, source)
      case .value(let other), .partial(let other), .section(let other, _), .parent(let other, _):
        report(.templateSyntax, "A parent can only contain blocks", other, source)
      }
    }
    return call(tag, source, scope)
  }

  /// Returns the names of the blocks that a template and its parents define.
  private func blockNames(of template: Template, seen: Set<String>) -> Set<String> {
    let seen = seen.union([template.source.name])
    var names: Set<String> = []
    var waiting = template.nodes
    while let node = waiting.popLast() {
      switch node {
      case .text, .value, .partial: break
      case .section(_, let nodes): waiting += nodes
      case .block(let tag, let nodes):
        names.insert(tag.name)
        waiting += nodes
      case .parent(let tag, let nodes):
        // Content that replaces a parent's block can have its own blocks.
        for case .block(_, let content) in nodes { waiting += content }
        if let inner = templates[tag.name], !seen.contains(tag.name) {
          names.formUnion(blockNames(of: inner, seen: seen))
        }
      }
    }
    return names
  }
}

// MARK: - Values and sections

extension TemplateCompiler {
  private mutating func value(
    _ tag: TemplateTag, _ source: TemplateSource, _ scope: TemplateScope
  ) -> [TemplateStep] {
    if constants.isConstant(tag.name) { return constant(tag, source) }
    guard let target = target(of: tag, source, scope) else { return [] }
    for key in target.missing {
      let name = String(key.drop { $0 != "." }.dropFirst())
      report(
        .templateOptionalValue, "'\(name)' can be absent", tag, source,
        help: "write it inside '{{#\(name)}}' and '{{/\(name)}}'")
    }
    reportMisuse(of: target.field.kind, tag, source)
    switch target.access {
    case .text(let read): return [.text(slot: target.slot, read)]
    case .html(let read): return [.html(slot: target.slot, read)]
    case .flag, .object, .list: return []
    }
  }

  private mutating func constant(_ tag: TemplateTag, _ source: TemplateSource) -> [TemplateStep] {
    guard let constant = constants[tag.name] else {
      let isAsset = tag.name.hasPrefix(ThemeConstants.assetPrefix)
      // If the strings file couldn't be read, every use of a string would be reported.
      guard isAsset || constants.hasStrings else { return [] }
      let prefix = tag.name.prefix { $0 != "." } + "."
      let name = String(tag.name.dropFirst(prefix.count))
      let others = constants.names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      report(
        isAsset ? .unknownAsset : .unknownTemplateValue,
        "\(isAsset ? "Asset" : "String") '\(name)' does not exist", tag, source,
        help: NearestMatch.of(name, among: Set(others).sorted()).map { "did you mean '\(prefix)\($0.text)'?" }
          ?? (isAsset
            ? "put the file into the folder assets of the theme" : "add it to strings.yml: '\(name): …'"))
      return []
    }
    reportMisuse(of: constant.isAddress ? .address : .text, tag, source)
    return [.literal(HTML(escaping: constant.text).bytes)]
  }

  private mutating func section(
    _ tag: TemplateTag, _ fragment: Fragment, _ scope: TemplateScope
  ) -> [TemplateStep] {
    guard !constants.isConstant(tag.name) else {
      reportAlwaysThere(tag, fragment.source)
      return []
    }
    // If the section is unknown, its content can't be checked.
    guard let target = target(of: tag, fragment.source, scope) else { return [] }
    let isInverted = tag.kind == .invertedSection
    let condition = TemplateCondition(slot: target.slot, access: target.access, isInverted: isInverted)
    switch target.access {
    case .text, .html:
      if !target.field.isOptional { reportAlwaysThere(tag, fragment.source) }
      return [.condition(condition, steps(for: fragment, isInverted ? scope : scope.knowing(target.key)))]
    case .object, .list:
      guard let part = target.field.kind.part, !isInverted else {
        if case .object = target.access, !target.field.isOptional { reportAlwaysThere(tag, fragment.source) }
        return [.condition(condition, steps(for: fragment, scope))]
      }
      let (inner, slot) = (target.field.isOptional ? scope.knowing(target.key) : scope).entering(part)
      slotCount = max(slotCount, inner.slotCount)
      let steps = steps(for: fragment, inner)
      return switch target.access {
      case .list(let read): [.list(slot: target.slot, read, into: slot, steps)]
      case .object(let read): [.object(slot: target.slot, read, into: slot, steps)]
      case .text, .html, .flag: []
      }
    case .flag: return [.condition(condition, steps(for: fragment, scope))]
    }
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
          .unknownTemplateValue, "Value '\(part)' does not exist here in the template of '\(root)'", tag,
          source, help: meant(part, among: others))
      case .noContext(let part):
        report(.templateValueKind, "'\(part)' has no values of its own", tag, source)
      }
      return nil
    }
  }
}

// MARK: - Reporting

extension TemplateCompiler {
  private mutating func reportAlwaysThere(_ tag: TemplateTag, _ source: TemplateSource) {
    report(
      .templateValueKind, "'\(tag.name)' is never absent, so it needs no section", tag, source)
  }

  /// Reports a value whose kind isn't allowed where a tag is.
  private mutating func reportMisuse(
    of kind: TemplateFieldDescription.Kind, _ tag: TemplateTag, _ source: TemplateSource
  ) {
    let name = tag.name
    let placement = tag.placement
    let isAttribute = if case .attribute = placement.state { true } else { false }
    switch kind {
    case .flag, .object, .list:
      report(.templateValueKind, "'\(name)' is a \(kind.word), which can't be written", tag, source)
    case .html where tag.kind == .value:
      report(
        .templateValueKind, "'\(name)' is markup, which is written as '{{{\(name)}}}'", tag, source)
    case .text where tag.kind == .markup, .address where tag.kind == .markup:
      report(
        .templateValueKind, "'\(name)' is \(kind.word), which is written as '{{\(name)}}'", tag, source)
    case .html:
      guard placement.state != .content else { return }
      report(.templatePlacement, "'\(name)' is markup, which can only be between tags", tag, source)
    case .address:
      guard !isAttribute || placement.isCodeAttribute else { return }
      report(
        .templatePlacement, "'\(name)' is an address, which can only be in a quoted attribute", tag, source)
    case .text:
      if placement.state == .content { return }
      if !isAttribute || placement.isCodeAttribute {
        report(
          .templatePlacement, "'\(name)' can only be between tags or in a quoted attribute", tag, source,
          help: "for a script, write it in an attribute such as data-\(name.lowercased()), and read that")
      } else if placement.isAddressAttribute, !placement.isAnchor {
        report(
          .templatePlacement, "'\(name)' is text; '\(placement.attribute)' takes an address", tag, source,
          help: "use a value that is an address; 'handbook schema templates' lists the kinds")
      }
    }
  }

  private func meant(_ word: String, among candidates: some Sequence<String>) -> String? {
    NearestMatch.of(word, among: Set(candidates).sorted()).map { "did you mean '\($0.text)'?" }
  }

  private mutating func report(
    _ rule: Rule, _ summary: String, _ tag: TemplateTag, _ source: TemplateSource, help: String? = nil
  ) {
    report(rule, summary, at: tag.nameRange, source, help: help)
  }

  private mutating func report(
    _ rule: Rule, _ summary: String, at range: Range<Int>, _ source: TemplateSource,
    help: String? = nil
  ) {
    guard reported.insert("\(source.path):\(range.lowerBound):\(rule.rawValue)").inserted else { return }
    diagnostics.append(source.error(rule, summary, at: range, help: help))
  }
}

/// The position of a tag in a template's markup, which decides what can be written there.
///
/// Source: WHATWG HTML, section 13.2.5 (tokenization), limited to what well-formed templates need.
struct TemplatePlacement: Sendable, Hashable {
  enum State: Sendable, Hashable {
    /// Between tags.
    case content
    /// Inside a tag, outside a value.
    case tag
    /// In a value between quotes.
    case attribute(quote: UInt8)
    /// In a value without quotes, or before its first byte.
    case unquotedAttribute
    /// In a script or a style sheet.
    case rawText
    case comment
  }

  private(set) var state = State.content
  /// The lowercase name of the attribute in the state ``State/attribute(quote:)``.
  private(set) var attribute = ""
  /// Whether the attribute's value begins with `#`.
  private(set) var isAnchor = false
  private var valueIsEmpty = true
  /// The place and the name of the code that is being read, until a tag in it has been reported.
  private var code: InlineCode?
  private var element = ""
  private var word: [UInt8] = []

  /// Attributes whose value is an address.
  private static let addressAttributes: Set<String> = [
    "href", "src", "action", "formaction", "poster", "cite", "data", "ping", "srcset", "manifest",
  ]

  var isAddressAttribute: Bool { Self.addressAttributes.contains(attribute) }

  /// Whether the attribute contains a script or a style, which the pages' security policy forbids.
  var isCodeAttribute: Bool { attribute == "style" || attribute.hasPrefix("on") }

  /// A script or a style sheet in the markup, which the pages' security policy blocks.
  struct InlineCode: Sendable, Hashable {
    /// The range of its element's or attribute's name.
    let range: Range<Int>
    /// `<script>`, `<style>`, or an attribute such as `onclick`.
    let name: String
  }

  /// Advances past some text of the template, and returns the code that ends in it.
  mutating func advance(over bytes: ArraySlice<UInt8>) -> [InlineCode] {
    var found: [InlineCode] = []
    var rest = bytes
    while let byte = rest.first {
      switch state {
      case .content: advanceInContent(&rest, byte)
      case .tag: advanceInTag(&rest, byte)
      case .attribute(let quote):
        if byte == quote {
          if isCodeAttribute {
            if let code { found.append(code) }
            code = nil
          }
          state = .tag
          attribute = ""
          word = []
        } else if valueIsEmpty {
          isAnchor = byte == UInt8(ascii: "#")
        }
        valueIsEmpty = false
        rest.removeFirst()
      case .unquotedAttribute: advanceInUnquotedAttribute(&rest, byte)
      case .rawText:
        if rest.starts(with: Array("</\(element)".utf8)) {
          if let code { found.append(code) }
          state = .content
        } else {
          rest.removeFirst()
        }
      case .comment:
        if rest.starts(with: Array("-->".utf8)) { state = .content }
        rest.removeFirst()
      }
    }
    return found
  }

  /// Records that a value is written here.
  ///
  /// The text after it doesn't begin the attribute's value. A value in code is reported by itself.
  mutating func passTag() {
    valueIsEmpty = false
    if state == .rawText || isCodeAttribute { code = nil }
  }

  private mutating func advanceInContent(_ rest: inout ArraySlice<UInt8>, _ byte: UInt8) {
    if rest.starts(with: Array("<!--".utf8)) {
      state = .comment
      rest.removeFirst(4)
      return
    }
    rest.removeFirst()
    guard byte == UInt8(ascii: "<"), let next = rest.first, next == UInt8(ascii: "/") || isNameByte(next)
    else { return }
    let name = rest.prefix { isNameByte($0) || $0 == UInt8(ascii: "/") }
    element = String(decoding: name, as: UTF8.self).lowercased()
    let isCode = element == "script" || element == "style"
    code = isCode ? InlineCode(range: name.indices, name: "<\(element)>") : nil
    rest.removeFirst(name.count)
    state = .tag
    word = []
  }

  private mutating func advanceInTag(_ rest: inout ArraySlice<UInt8>, _ byte: UInt8) {
    rest.removeFirst()
    switch byte {
    case UInt8(ascii: ">"): state = element == "script" || element == "style" ? .rawText : .content
    case UInt8(ascii: "="):
      attribute = String(decoding: word, as: UTF8.self).lowercased()
      // A script with a `src` is a file, and one with a `type` is a module with a `src`, or data.
      if element == "script", attribute == "src" || attribute == "type" { code = nil }
      if isCodeAttribute {
        let end = rest.startIndex - 1
        code = InlineCode(range: (end - word.count)..<end, name: attribute)
      }
      isAnchor = false
      valueIsEmpty = true
      state = .unquotedAttribute
    case let byte where isNameByte(byte): word.append(byte)
    default: word = []
    }
  }

  private mutating func advanceInUnquotedAttribute(_ rest: inout ArraySlice<UInt8>, _ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      rest.removeFirst()
      if valueIsEmpty { state = .attribute(quote: byte) }
    case UInt8(ascii: ">"), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"):
      if byte != UInt8(ascii: ">") { rest.removeFirst() }
      state = .tag
      attribute = ""
      word = []
    default:
      rest.removeFirst()
      valueIsEmpty = false
    }
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
