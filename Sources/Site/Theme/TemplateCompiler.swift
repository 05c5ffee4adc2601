import Markup

/// Makes a program of all templates, and checks on the way that every name leads to a value of every page and
/// block that uses it, and that each value stands where its kind may stand.
///
/// A template is compiled anew for each set of contexts that it is rendered with: through sections, partials and
/// the blocks that replace a parent's. So a page looks nothing up by name.
struct TemplateCompiler {
  /// Nodes with the file that they come from.
  struct Fragment {
    var source: TemplateSource
    var nodes: [Template.Node]
    /// What tells a block from others of its name: its template and the byte where it begins.
    var identity = ""
  }

  /// A template with all that decides what it means.
  private struct Use: Hashable {
    var template: String
    var scope: TemplateScope
    var blocks: [String: String]
  }

  let templates: [String: Template]
  let constants: ThemeConstants
  private(set) var program = TemplateProgram()
  var diagnostics: [Diagnostic] = []
  /// The templates that some page or block uses.
  private(set) var reached: Set<String> = []
  /// The page or block whose template is being compiled.
  private(set) var root = ""
  /// By path, place and identifier, so that what is wrong for ten pages is said once.
  var reported: Set<String> = []
  private var routines: [Use: Int32] = [:]
  private var slots: [String: Int16] = [:]
  private var runs: [[UInt8]: TemplateOperation] = [:]
  /// The blocks in force, by name; that of the outermost child stands.
  var blocks: [String: Fragment] = [:]

  init(templates: [String: Template], constants: ThemeConstants) {
    self.templates = templates
    self.constants = constants
  }

  /// Compiles the template of a page or block and all that it includes.
  mutating func compile(_ root: any TemplateRoot.Type) {
    guard let template = templates[root.template] else { return }
    self.root = root.template
    blocks = [:]
    let scope = TemplateScope(root)
    let entry = TemplateProgram.Entry(
      routine: routine(for: template, scope), slots: scope.contexts.map { slot(of: $0) })
    program.entries[root.template] = entry
  }

  /// The number of the routine for a template in a scope. One that is being compiled can call itself.
  mutating func routine(for template: Template, _ scope: TemplateScope) -> Int32 {
    reached.insert(template.source.name)
    let use = Use(template: template.source.name, scope: scope, blocks: blocks.mapValues(\.identity))
    if let number = routines[use] { return number }
    let number = Int32(program.routines.count)
    routines[use] = number
    program.routines.append([])
    program.routines[Int(number)] = operations(
      for: Fragment(source: template.source, nodes: template.nodes), scope)
    return number
  }

  /// The operations for nodes, in order, with neighboring texts and constants as one.
  mutating func operations(for fragment: Fragment, _ scope: TemplateScope) -> [TemplateOperation] {
    var operations: [TemplateOperation] = []
    var text: [UInt8] = []
    for node in fragment.nodes {
      if append(node, of: fragment.source, to: &text) { continue }
      flush(&text, to: &operations)
      operations += self.operations(for: node, of: fragment.source, scope)
    }
    flush(&text, to: &operations)
    return operations
  }

  private mutating func operations(
    for node: Template.Node, of source: TemplateSource, _ scope: TemplateScope
  ) -> [TemplateOperation] {
    switch node {
    case .text: []
    case .value(let tag): operations(forValue: tag, source, scope)
    case .section(let tag, let nodes):
      operations(forSection: tag, Fragment(source: source, nodes: nodes), scope)
    case .partial(let tag): operations(forPartial: tag, source, scope)
    case .parent(let tag, let nodes): operations(forParent: tag, nodes, source, scope)
    case .block(let tag, let nodes):
      operations(for: blocks[tag.name] ?? Fragment(source: source, nodes: nodes), scope)
    }
  }
}

// MARK: - Text

extension TemplateCompiler {
  /// Appends what is the same on every page, and says whether the node is that.
  private mutating func append(
    _ node: Template.Node, of source: TemplateSource, to text: inout [UInt8]
  ) -> Bool {
    switch node {
    case .text(let range):
      append(range, of: source, to: &text)
    case .value(let tag) where constants.isConstant(tag.name):
      guard let constant = checkedConstant(tag, source) else { break }
      HTML.append(constant.text, escapedTo: &text)
    default: return false
    }
    return true
  }

  /// Appends text without the indentation of its lines, which a page needs nowhere.
  private func append(_ range: Range<Int>, of source: TemplateSource, to text: inout [UInt8]) {
    var isIndentation = range.lowerBound == 0 || source.bytes[range.lowerBound - 1] == UInt8(ascii: "\n")
    for byte in source.bytes[range] {
      switch byte {
      case UInt8(ascii: "\r"): continue
      case UInt8(ascii: "\n"): isIndentation = true
      case UInt8(ascii: " ") where isIndentation, UInt8(ascii: "\t") where isIndentation: continue
      default: isIndentation = false
      }
      text.append(byte)
    }
  }

  /// Adds a text to the program, once for all its uses.
  private mutating func flush(_ text: inout [UInt8], to operations: inout [TemplateOperation]) {
    guard !text.isEmpty else { return }
    if let run = runs[text] {
      operations.append(run)
    } else {
      let run = TemplateOperation.text(start: Int32(program.text.count), count: Int32(text.count))
      program.text += text
      runs[text] = run
      operations.append(run)
    }
    text = []
  }
}

// MARK: - Slots

extension TemplateCompiler {
  /// The slot for contexts of a type.
  mutating func slot(of context: any TemplateContext.Type) -> Int16 {
    slot(named: context.schema.name)
  }

  private mutating func slot(named name: String) -> Int16 {
    if let slot = slots[name] { return slot }
    let slot = program.slotCount
    program.slotCount += 1
    slots[name] = slot
    return slot
  }

  /// The field that a name leads to, and what must be done before to hold the objects on the way.
  mutating func resolve(
    _ target: TemplateScope.Target
  ) -> (field: TemplateOperation.Field, before: [TemplateOperation]) {
    var before: [TemplateOperation] = []
    var slot = slot(of: target.steps[0].context)
    for step in target.steps.dropLast() {
      // A slot of its own for each way, since the object is no context of what stands inside.
      let held = self.slot(named: "\(slot).\(step.place)")
      before.append(.hold(.init(slot: slot, place: Int16(step.place)), slot: held))
      slot = held
    }
    let place = target.steps[target.steps.count - 1].place
    return (.init(slot: slot, place: Int16(place)), before)
  }
}
