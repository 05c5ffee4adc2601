/// What a template does for one kind of page or block, with every name resolved.
enum TemplateStep: Sendable {
  case literal([UInt8])
  /// Writes text or an address, escaped.
  case text(slot: Int, @Sendable (TemplateFrame) -> String?)
  case html(slot: Int, @Sendable (TemplateFrame) -> HTML?)
  /// Takes steps if a value is there, or, inverted, if it isn't.
  case condition(TemplateCondition, [TemplateStep])
  /// Takes steps with an object in a slot, if there is one.
  case object(slot: Int, @Sendable (TemplateFrame) -> TemplateFrame?, into: Int, [TemplateStep])
  /// Takes steps for each element of a list, with the element in a slot.
  case list(slot: Int, @Sendable (TemplateFrame) -> [TemplateFrame], into: Int, [TemplateStep])
  /// Takes the steps of another program of the theme.
  case call(Int)
}

/// Whether a value is there.
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

/// The templates of a theme, ready to be rendered.
///
/// A program is a template as one kind of page or block uses it, through sections, partials and parents. Its names
/// were resolved to fields and slots when the theme was loaded, so that rendering looks up nothing.
struct TemplatePrograms: Sendable {
  /// The number of a template's program, by the name of the page's or block's template.
  let roots: [String: Int]
  let programs: [[TemplateStep]]
  /// The number of slots that any of the programs needs.
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
      preconditionFailure("a theme that was loaded has a template for every page and block")
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
    // A slot is filled before a step reads from it; until then it contains the root.
    slots = frames + Array(repeating: frames[0], count: max(0, slotCount - frames.count))
  }

  /// The depth of recursion is that of the contexts, which the parser of the content bounds.
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
