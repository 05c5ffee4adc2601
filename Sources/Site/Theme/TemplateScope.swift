/// The contexts that a place in a template can see, and the optional values known to be there.
struct TemplateScope: Sendable {
  /// The contexts from the outermost to the innermost, each type once: an inner one of the same type has every
  /// name of the outer one, so that the outer one can't be seen.
  private(set) var contexts: [any TemplateContext.Type]
  /// The optional values that a section around the place has asked for, as `CodePage.version`.
  private var present: Set<String> = []

  init(_ root: any TemplateRoot.Type) {
    contexts = root.surroundings + [root]
  }

  /// What a name leads to.
  struct Target {
    /// The context and the place in its fields for each part of the name.
    var steps: [(context: any TemplateContext.Type, place: Int)]
    /// The field that the whole name leads to.
    var field: TemplateFieldDescription
    /// The names of the optional values on the way that are not known to be there, the field itself among them.
    var missing: [String]
    /// How ``TemplateScope/knowing(_:)`` takes the field.
    var key: String
  }

  /// Why a name leads nowhere.
  enum Failure: Error {
    /// The part of the name that the contexts don't have, and what they do have.
    case unknown(part: String, available: [String])
    /// The part of the name that holds no other values.
    case noContext(part: String)
  }

  /// Finds what a name with full stops leads to: its first part in any context, each other part in the one
  /// before.
  func target(of name: String) throws(Failure) -> Target {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let owner = contexts.last(where: { $0.schema.place(of: parts[0]) != nil }) else {
      throw .unknown(part: parts[0], available: contexts.flatMap { $0.schema.fields.map(\.name) })
    }
    var target = try step(into: owner, to: parts[0], after: nil)
    for (before, part) in zip(parts, parts.dropFirst()) {
      guard case .object(let inner) = target.field.kind else { throw .noContext(part: before) }
      target = try step(into: inner, to: part, after: target)
    }
    return target
  }

  private func step(
    into context: any TemplateContext.Type, to part: String, after before: Target?
  ) throws(Failure) -> Target {
    guard let place = context.schema.place(of: part) else {
      throw .unknown(part: part, available: context.schema.fields.map(\.name))
    }
    let field = context.schema.fields[place]
    let key = "\(before?.key ?? context.schema.name).\(part)"
    let isMissing = field.isOptional && !present.contains(key)
    let name = key.drop { $0 != "." }.dropFirst()
    return Target(
      steps: (before?.steps ?? []) + [(context, place)], field: field,
      missing: (before?.missing ?? []) + (isMissing ? [String(name)] : []), key: key)
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
}

extension TemplateScope: Hashable {
  private var names: [String] { contexts.map { $0.schema.name } }

  static func == (left: Self, right: Self) -> Bool {
    left.present == right.present && left.names == right.names
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(names)
    hasher.combine(present)
  }
}
