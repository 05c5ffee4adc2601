/// A step in rendering a template for one kind of page or block, with all names resolved.
enum TemplateStep: Sendable {
  case literal([UInt8])
  /// Writes text or an address, escaped.
  case text(slot: Int, @Sendable (TemplateFrame) -> String?)
  case html(slot: Int, @Sendable (TemplateFrame) -> HTML?)
  /// Runs steps if a value is present or, if inverted, absent.
  case condition(TemplateCondition, [TemplateStep])
  /// Runs steps with an object in a slot, if it's present.
  case object(slot: Int, @Sendable (TemplateFrame) -> TemplateFrame?, into: Int, [TemplateStep])
  /// Runs steps for each element of a list, with the element in a slot.
  case list(slot: Int, @Sendable (TemplateFrame) -> [TemplateFrame], into: Int, [TemplateStep])
  /// Runs the steps of another program of the theme.
  case call(Int)
}

/// A check of whether a value is present.
struct TemplateCondition: Sendable {
  let slot: Int
  let access: TemplateAccess
  let isInverted: Bool

  func holds(in frame: TemplateFrame) -> Bool {
    let isThere =
      switch access {
      case .text(let read): read(frame) != nil
      case .html(let read): read(frame) != nil
      case .flag(let read): read(frame)
      case .object(let read): read(frame) != nil
      case .list(let read): !read(frame).isEmpty
      }
    return isThere != isInverted
  }
}

/// The templates of a theme, ready to render.
///
/// A program is a template as one kind of page or block uses it, through sections, partials, and parents. Its
/// names were resolved to fields and slots when the theme was loaded, so that rendering needs no lookups.
struct TemplatePrograms: Sendable {
  /// The index of each page's or block's program, by the name of its template.
  let roots: [String: Int]
  let programs: [[TemplateStep]]
  /// The maximum number of slots that any of the programs needs.
  let slotCount: Int

  /// Renders a block.
  func render<Root: TemplateRoot>(_ root: Root) -> [UInt8] {
    render(Root.template, [root.frame])
  }

  /// Renders a page.
  func render<Root: PageContext>(page root: Root) -> [UInt8] {
    render(Root.template, [root.shell.frame, root.frame])
  }

  private func render(_ template: String, _ frames: [TemplateFrame]) -> [UInt8] {
    guard let program = roots[template] else {
      preconditionFailure("a loaded theme has a template for every page and block")
    }
    var renderer = TemplateRenderer(programs: programs, frames: frames, slotCount: slotCount)
    renderer.render(programs[program])
    return renderer.output
  }
}

/// Renders one page or block.
private struct TemplateRenderer {
  private let programs: [[TemplateStep]]
  private var slots: [TemplateFrame]
  private(set) var output: [UInt8] = []

  init(programs: [[TemplateStep]], frames: [TemplateFrame], slotCount: Int) {
    self.programs = programs
    // Every slot is filled before a step reads from it; until then, it contains the root.
    slots = frames + Array(repeating: frames[0], count: max(0, slotCount - frames.count))
  }

  /// Runs steps.
  ///
  /// The recursion is as deep as the contexts, whose depth the content's parser limits.
  mutating func render(_ steps: [TemplateStep]) {
    for step in steps {
      switch step {
      case .literal(let bytes): output += bytes
      case .text(let slot, let read):
        if let text = read(slots[slot]) { HTML.append(text.utf8, escapedTo: &output) }
      case .html(let slot, let read):
        if let html = read(slots[slot]) { output += html.bytes }
      case .condition(let condition, let steps):
        if condition.holds(in: slots[condition.slot]) { render(steps) }
      case .object(let slot, let read, let inner, let steps):
        if let frame = read(slots[slot]) { render(steps, with: frame, in: inner) }
      case .list(let slot, let read, let inner, let steps):
        for frame in read(slots[slot]) { render(steps, with: frame, in: inner) }
      case .call(let program): render(programs[program])
      }
    }
  }

  private mutating func render(_ steps: [TemplateStep], with frame: TemplateFrame, in slot: Int) {
    let outer = slots[slot]
    slots[slot] = frame
    render(steps)
    slots[slot] = outer
  }
}

/// The contexts that are visible at a position in a template, and the optional values known to be present.
struct TemplateScope: Hashable {
  /// A context, and its slot while a page is rendered.
  private struct Context {
    let type: any TemplateContext.Type
    let slot: Int
  }

  /// The contexts from the outermost to the innermost, without duplicate types.
  ///
  /// An inner context of the same type has all names of the outer one and replaces it in its slot.
  private var contexts: [Context]
  /// The optional values that have an enclosing section, such as `CodePage.version`.
  private var present: Set<String> = []

  /// Creates the scope of a whole template, which for a page consists of the shell and the page.
  init(_ root: any TemplateRoot.Type) {
    let types: [any TemplateContext.Type] = root is any PageContext.Type ? [PageShell.self, root] : [root]
    contexts = types.enumerated().map { Context(type: $0.element, slot: $0.offset) }
  }

  /// The number of slots that the contexts take.
  var slotCount: Int { contexts.count }

  /// The target of a name.
  struct Target {
    /// The field that the whole name refers to.
    var field: TemplateFieldDescription
    /// The slot of the context from which ``access`` reads.
    var slot: Int
    /// Reads the value that the whole name refers to.
    var access: TemplateAccess
    /// The optional values along the path, including the field itself, that aren't known to be present.
    var missing: [String]
    /// The key of the field in ``TemplateScope``.
    var key: String
  }

  /// The reason that a name can't be resolved.
  enum Failure: Error {
    /// The part of the name that the contexts don't have, and the names that they have.
    case unknown(part: String, available: [String])
    /// The part of the name that has no values of its own.
    case noContext(part: String)
  }

  /// Returns the target of a name, which can contain periods.
  ///
  /// The first part is a field of any context, and each other part is a field of the one before.
  func target(of name: String) throws(Failure) -> Target {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard
      let owner = contexts.last(where: { $0.type.schema[parts[0]] != nil }),
      var field = owner.type.schema[parts[0]]
    else {
      throw .unknown(part: parts[0], available: contexts.flatMap { $0.type.schema.fields.map(\.name) })
    }
    var access = field.access
    var key = "\(owner.type.schema.name).\(parts[0])"
    var missing = field.isOptional && !present.contains(key) ? [key] : []
    for (before, part) in zip(parts, parts.dropFirst()) {
      guard case .object(let inner) = field.kind, case .object(let object) = access else {
        throw .noContext(part: before)
      }
      guard let next = inner.schema[part] else {
        throw .unknown(part: part, available: inner.schema.fields.map(\.name))
      }
      key += ".\(part)"
      field = next
      access = next.access.within(object)
      if field.isOptional, !present.contains(key) { missing.append(key) }
    }
    return Target(field: field, slot: owner.slot, access: access, missing: missing, key: key)
  }

  /// Returns the scope inside a section of an object or a list, and the slot of its context.
  func entering(_ type: any TemplateContext.Type) -> (scope: TemplateScope, slot: Int) {
    var inner = self
    let name = type.schema.name
    let slot = contexts.first { $0.type.schema.name == name }?.slot ?? contexts.count
    inner.contexts.removeAll { $0.slot == slot }
    inner.contexts.append(Context(type: type, slot: slot))
    inner.present = inner.present.filter { !$0.hasPrefix("\(name).") }
    return (inner, slot)
  }

  /// Returns the scope inside a section of an optional value.
  func knowing(_ key: String) -> TemplateScope {
    var inner = self
    inner.present.insert(key)
    return inner
  }

  private var names: [String] { contexts.map { "\($0.slot) \($0.type.schema.name)" } }

  static func == (left: Self, right: Self) -> Bool {
    left.present == right.present && left.names == right.names
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(names)
    hasher.combine(present)
  }
}
