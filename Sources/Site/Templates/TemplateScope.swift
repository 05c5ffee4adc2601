/// The contexts that a position in a template can see, and the optional values known to be there.
struct TemplateScope: Hashable {
  /// A context, and the slot that contains it while a page is rendered.
  private struct Context {
    let type: any TemplateContext.Type
    let slot: Int
  }

  /// The contexts from the outermost to the innermost, each type once: an inner one of the same type has every
  /// name of the outer one and takes its slot.
  private var contexts: [Context]
  /// The optional values that a section around the position has asked for, such as `CodePage.version`.
  private var present: Set<String> = []

  /// The scope of a whole template: for a page, the shell and then the page.
  init(_ root: any TemplateRoot.Type) {
    let types: [any TemplateContext.Type] = root is any PageContext.Type ? [PageShell.self, root] : [root]
    contexts = types.enumerated().map { Context(type: $0.element, slot: $0.offset) }
  }

  /// The number of slots that the contexts take.
  var slotCount: Int { contexts.count }

  /// What a name leads to.
  struct Target {
    /// The field that the whole name leads to.
    var field: TemplateFieldDescription
    /// The slot of the context from which ``access`` reads.
    var slot: Int
    /// Reads the value that the whole name leads to.
    var access: TemplateAccess
    /// The optional values on the way that are not known to be there, the field itself among them.
    var missing: [String]
    /// How the field is known in ``TemplateScope``.
    var key: String
  }

  /// Why a name leads nowhere.
  enum Failure: Error {
    /// The part of the name that the named contexts don't have, and what they do have.
    case unknown(part: String, available: [String])
    /// The part of the name that holds no other values.
    case noContext(part: String)
  }

  /// Finds what a name with full stops leads to: its first part in any context, each other part in the one
  /// before.
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

  /// The scope inside a section of an object or of a list, and the slot of its context.
  func entering(_ type: any TemplateContext.Type) -> (scope: TemplateScope, slot: Int) {
    var inner = self
    let name = type.schema.name
    let slot = contexts.first { $0.type.schema.name == name }?.slot ?? contexts.count
    inner.contexts.removeAll { $0.slot == slot }
    inner.contexts.append(Context(type: type, slot: slot))
    inner.present = inner.present.filter { !$0.hasPrefix("\(name).") }
    return (inner, slot)
  }

  /// The scope inside a section of an optional value.
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
