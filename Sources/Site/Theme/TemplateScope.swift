/// The contexts that a place in a template can see, and the optional values known to be there.
struct TemplateScope: Hashable {
  /// The contexts from the outermost to the innermost, each type once: an inner one of the same type has every
  /// name of the outer one, so that the outer one can't be seen.
  private(set) var contexts: [any TemplateContext.Type]
  /// The optional values that a section around the place has asked for, as `CodePage.version`.
  private var present: Set<String> = []

  init(_ root: any TemplateContext.Type) {
    contexts = [root]
  }

  /// What a name leads to.
  struct Target {
    /// The field that the whole name leads to.
    var field: TemplateFieldDescription
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
      let owner = contexts.last(where: { $0.schema[parts[0]] != nil }), var field = owner.schema[parts[0]]
    else {
      throw .unknown(part: parts[0], available: contexts.flatMap { $0.schema.fields.map(\.name) })
    }
    var key = "\(owner.schema.name).\(parts[0])"
    var missing = field.isOptional && !present.contains(key) ? [key] : []
    for (before, part) in zip(parts, parts.dropFirst()) {
      guard case .object(let inner) = field.kind else { throw .noContext(part: before) }
      guard let next = inner.schema[part] else {
        throw .unknown(part: part, available: inner.schema.fields.map(\.name))
      }
      key += ".\(part)"
      field = next
      if field.isOptional, !present.contains(key) { missing.append(key) }
    }
    return Target(field: field, missing: missing, key: key)
  }

  /// The scope inside a section of an object or of a list.
  func entering(_ context: any TemplateContext.Type) -> TemplateScope {
    var inner = self
    let name = context.schema.name
    inner.contexts.removeAll { $0.schema.name == name }
    inner.contexts.append(context)
    inner.present = inner.present.filter { !$0.hasPrefix("\(name).") }
    return inner
  }

  /// The scope inside a section of an optional value.
  func knowing(_ key: String) -> TemplateScope {
    var inner = self
    inner.present.insert(key)
    return inner
  }

  private var names: [String] { contexts.map { $0.schema.name } }

  static func == (left: Self, right: Self) -> Bool {
    left.present == right.present && left.names == right.names
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(names)
    hasher.combine(present)
  }
}
