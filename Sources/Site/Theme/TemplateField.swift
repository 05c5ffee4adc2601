/// A field of a context: its name, what it holds, what it is for, and how to read it.
struct TemplateField<Context: TemplateContext>: Sendable {
  let description: TemplateFieldDescription
  let value: @Sendable (Context) -> TemplateValue

  /// A field of a context that another context holds, as a field of that other.
  func lifted<Outer: TemplateContext>(
    from part: @escaping @Sendable (Outer) -> Context
  ) -> TemplateField<Outer> {
    TemplateField<Outer>(description: description) { [value] in value(part($0)) }
  }
}

// The constructors take the name, the reader, and a sentence for authors of themes.
extension TemplateField {
  static func text(
    _ name: String, _ read: @escaping @Sendable (Context) -> String, _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .text, summary: summary)) { .text(read($0)) }
  }

  static func text(
    _ name: String, optional read: @escaping @Sendable (Context) -> String?, _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .text, isOptional: true, summary: summary)) {
      read($0).map { .text($0) } ?? .absent
    }
  }

  static func html(
    _ name: String, _ read: @escaping @Sendable (Context) -> HTML, _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .html, summary: summary)) { .html(read($0)) }
  }

  static func html(
    _ name: String, optional read: @escaping @Sendable (Context) -> HTML?, _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .html, isOptional: true, summary: summary)) {
      read($0).map { .html($0) } ?? .absent
    }
  }

  static func address(
    _ name: String, _ read: @escaping @Sendable (Context) -> Address, _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .address, summary: summary)) { .address(read($0)) }
  }

  static func address(
    _ name: String, optional read: @escaping @Sendable (Context) -> Address?, _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .address, isOptional: true, summary: summary)) {
      read($0).map { .address($0) } ?? .absent
    }
  }

  static func flag(
    _ name: String, _ read: @escaping @Sendable (Context) -> Bool, _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .flag, summary: summary)) { .flag(read($0)) }
  }

  static func object<Part: TemplateContext>(
    _ name: String, _ read: @escaping @Sendable (Context) -> Part, _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .object(Part.self), summary: summary)) { .object(read($0)) }
  }

  static func object<Part: TemplateContext>(
    _ name: String, optional read: @escaping @Sendable (Context) -> Part?, _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .object(Part.self), isOptional: true, summary: summary)) {
      read($0).map { .object($0) } ?? .absent
    }
  }

  static func list<Part: TemplateContext>(
    _ name: String, _ read: @escaping @Sendable (Context) -> [Part], _ summary: String
  ) -> Self {
    Self(description: .init(name: name, kind: .list(Part.self), summary: summary)) { .list(read($0)) }
  }
}
