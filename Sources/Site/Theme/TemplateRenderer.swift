/// Runs a program for a page or block.
///
/// What a template can do is Mustache's, with inheritance. What it names was resolved when the theme was
/// loaded.
struct TemplateRenderer {
  private let program: TemplateProgram
  private var slots: [(any TemplateContext)?]
  private var output: [UInt8] = []

  static func render(_ root: any TemplateRoot, _ program: TemplateProgram) -> [UInt8] {
    guard let entry = program.entries[type(of: root).template] else {
      preconditionFailure("a theme that was loaded has a template for every page and block")
    }
    var renderer = TemplateRenderer(program: program)
    for (slot, context) in zip(entry.slots, root.surroundings + [root]) {
      renderer.slots[Int(slot)] = context
    }
    renderer.call(entry.routine)
    return renderer.output
  }

  private init(program: TemplateProgram) {
    self.program = program
    slots = Array(repeating: nil, count: Int(program.slotCount))
  }

  /// Calls nest as deep as the lists of a page, which the parser of content bounds.
  private mutating func call(_ routine: Int32) {
    let operations = program.routines[Int(routine)]
    run(operations[...])
  }

  private mutating func run(_ operations: ArraySlice<TemplateOperation>) {
    var place = operations.startIndex
    while place < operations.endIndex {
      let inner = place + 1
      switch operations[place] {
      case .text(let start, let count): output += program.text[Int(start)..<Int(start + count)]
      case .value(let field): write(value(of: field))
      case .hold(let field, let slot):
        if case .object(let context) = value(of: field) {
          slots[Int(slot)] = context
        } else {
          slots[Int(slot)] = nil
        }
      case .call(let routine): call(routine)
      case .section(let field, let slot, let count):
        place += Int(count)
        renderSection(value(of: field), slot, operations[inner...place])
      case .invertedSection(let field, let count):
        place += Int(count)
        if isAbsent(value(of: field)) { run(operations[inner...place]) }
      }
      place += 1
    }
  }

  private func value(of field: TemplateOperation.Field) -> TemplateValue {
    slots[Int(field.slot)]?.value(at: Int(field.place)) ?? .absent
  }

  private mutating func write(_ value: TemplateValue) {
    switch value {
    case .text(let text): HTML.append(text, escapedTo: &output)
    case .address(let address): HTML.append(address.text, escapedTo: &output)
    case .html(let html): output += html.bytes
    case .flag, .object, .list, .absent:
      preconditionFailure("a theme that was loaded writes text, markup and addresses that are there")
    }
  }

  private mutating func renderSection(
    _ value: TemplateValue, _ slot: Int16, _ operations: ArraySlice<TemplateOperation>
  ) {
    switch value {
    case .flag(false), .absent: break
    case .flag(true), .text, .html, .address: run(operations)
    case .object(let context): run(operations, with: CollectionOfOne(context), in: slot)
    case .list(let contexts): run(operations, with: contexts, in: slot)
    }
  }

  private mutating func run(
    _ operations: ArraySlice<TemplateOperation>, with contexts: some Collection<any TemplateContext>,
    in slot: Int16
  ) {
    let outer = slots[Int(slot)]
    for context in contexts {
      slots[Int(slot)] = context
      run(operations)
    }
    slots[Int(slot)] = outer
  }

  private func isAbsent(_ value: TemplateValue) -> Bool {
    switch value {
    case .flag(false), .absent: true
    case .list(let contexts): contexts.isEmpty
    case .flag(true), .text, .html, .address, .object: false
    }
  }
}
