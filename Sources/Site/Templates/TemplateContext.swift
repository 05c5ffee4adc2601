/// The values that a template can use.
///
/// A context declares its fields once, in ``fields``. That table is used to resolve names when a theme is
/// loaded, to check templates, and to generate the reference for theme authors. A context contains only what
/// is displayed, and no types of the domain, so that themes and the domain can change independently.
protocol TemplateContext: Sendable {
  static var fields: TemplateFields<Self> { get }
}

extension TemplateContext {
  /// The fields of contexts of this type.
  static var schema: TemplateSchema { fields.schema }

  /// The context as the renderer passes it.
  var frame: TemplateFrame { TypedFrame(self) }
}

/// A context with its own template: a page or a block.
protocol TemplateRoot: TemplateContext {
  /// The name of the template: its file name without `.mustache`.
  static var template: String { get }
}

/// A page, with its own values and those of the shell, which every page has.
protocol PageContext: TemplateRoot {
  var shell: PageShell { get }
}

// MARK: - Fields

/// The fields of a context, in the reference's order.
struct TemplateFields<Context: TemplateContext>: Sendable {
  let schema: TemplateSchema

  /// - Parameter fields: The fields, whose names must be unique.
  init(_ fields: [TemplateField<Context>]) {
    schema = TemplateSchema(name: String(describing: Context.self), fields: fields.map(\.description))
  }
}

/// A field of a context, created by one of the functions below.
///
/// They take the field's name, a function that reads it, and a sentence for theme authors.
struct TemplateField<Context: TemplateContext>: Sendable {
  fileprivate let description: TemplateFieldDescription

  private init(
    _ name: String, _ kind: TemplateFieldDescription.Kind, isOptional: Bool = false,
    _ access: TemplateAccess, _ summary: String
  ) {
    description = TemplateFieldDescription(
      name: name, kind: kind, isOptional: isOptional, summary: summary, access: access)
  }

  private static func context(_ frame: TemplateFrame) -> Context { TypedFrame<Context>.context(of: frame) }

  static func text(
    _ name: String, _ read: @escaping @Sendable (Context) -> String, _ summary: String
  ) -> Self {
    Self(name, .text, .text { read(context($0)) }, summary)
  }

  static func text(
    _ name: String, optional read: @escaping @Sendable (Context) -> String?, _ summary: String
  ) -> Self {
    Self(name, .text, isOptional: true, .text { read(context($0)) }, summary)
  }

  static func html(_ name: String, _ read: @escaping @Sendable (Context) -> HTML, _ summary: String) -> Self {
    Self(name, .html, .html { read(context($0)) }, summary)
  }

  static func html(
    _ name: String, optional read: @escaping @Sendable (Context) -> HTML?, _ summary: String
  ) -> Self {
    Self(name, .html, isOptional: true, .html { read(context($0)) }, summary)
  }

  static func address(
    _ name: String, _ read: @escaping @Sendable (Context) -> Address, _ summary: String
  ) -> Self {
    Self(name, .address, .text { read(context($0)).text }, summary)
  }

  static func address(
    _ name: String, optional read: @escaping @Sendable (Context) -> Address?, _ summary: String
  ) -> Self {
    Self(name, .address, isOptional: true, .text { read(context($0))?.text }, summary)
  }

  static func flag(_ name: String, _ read: @escaping @Sendable (Context) -> Bool, _ summary: String) -> Self {
    Self(name, .flag, .flag { read(context($0)) }, summary)
  }

  static func object<Part: TemplateContext>(
    _ name: String, _ read: @escaping @Sendable (Context) -> Part, _ summary: String
  ) -> Self {
    Self(name, .object(Part.self), .object { read(context($0)).frame }, summary)
  }

  static func object<Part: TemplateContext>(
    _ name: String, optional read: @escaping @Sendable (Context) -> Part?, _ summary: String
  ) -> Self {
    Self(name, .object(Part.self), isOptional: true, .object { read(context($0))?.frame }, summary)
  }

  static func list<Part: TemplateContext>(
    _ name: String, _ read: @escaping @Sendable (Context) -> [Part], _ summary: String
  ) -> Self {
    Self(name, .list(Part.self), .list { read(context($0)).map(\.frame) }, summary)
  }
}

/// The description of a field for theme authors and for the checks of templates.
struct TemplateFieldDescription: Sendable {
  /// The kind of a field's value, which decides how a template can use it.
  enum Kind: Sendable {
    /// Written with two braces, between tags or in a quoted attribute that isn't an address.
    case text
    /// Written with three braces, between tags.
    case html
    /// Written with two braces, in a quoted attribute.
    case address
    /// Opens a section.
    case flag
    /// Opens a section, or comes before a period.
    case object(any TemplateContext.Type)
    /// Opens a section that's repeated for each element.
    case list(any TemplateContext.Type)

    /// The type of the context in an object field, or of each element in a list field.
    var part: (any TemplateContext.Type)? {
      switch self {
      case .object(let part), .list(let part): part
      case .text, .html, .address, .flag: nil
      }
    }

    /// The word for the kind in messages and in the reference.
    var word: String {
      switch self {
      case .text: "text"
      case .html: "html"
      case .address: "address"
      case .flag: "flag"
      case .object: "object"
      case .list: "list"
      }
    }
  }

  let name: String
  let kind: Kind
  /// Whether the value can be absent, in which case it can be written only inside a section with its name.
  let isOptional: Bool
  /// A one-sentence description of the field.
  let summary: String
  let access: TemplateAccess
}

/// The fields of a type of context.
struct TemplateSchema: Sendable {
  /// The name of the context's type, which identifies the schema.
  let name: String
  /// The fields, in the reference's order.
  let fields: [TemplateFieldDescription]
  private let places: [String: Int]

  /// - Parameter fields: The fields, whose names must be unique.
  init(name: String, fields: [TemplateFieldDescription]) {
    self.name = name
    self.fields = fields
    places = Dictionary(uniqueKeysWithValues: zip(fields.map(\.name), fields.indices))
  }

  subscript(name: String) -> TemplateFieldDescription? { places[name].map { fields[$0] } }
}

// MARK: - Reading

/// A function that reads a field from a context, and returns `nil` for an absent value.
enum TemplateAccess: Sendable {
  /// Text or an address, not yet escaped.
  case text(@Sendable (TemplateFrame) -> String?)
  case html(@Sendable (TemplateFrame) -> HTML?)
  case flag(@Sendable (TemplateFrame) -> Bool)
  case object(@Sendable (TemplateFrame) -> TemplateFrame?)
  case list(@Sendable (TemplateFrame) -> [TemplateFrame])

  /// Returns access to an object's field through the context that contains the object.
  func within(_ object: @escaping @Sendable (TemplateFrame) -> TemplateFrame?) -> TemplateAccess {
    switch self {
    case .text(let read): .text { object($0).flatMap(read) }
    case .html(let read): .html { object($0).flatMap(read) }
    case .flag(let read): .flag { object($0).map(read) ?? false }
    case .object(let read): .object { object($0).flatMap(read) }
    case .list(let read): .list { object($0).map(read) ?? [] }
    }
  }
}

/// A context whose type only its fields know.
///
/// It's a class, because the context is passed to every field that's read.
class TemplateFrame: @unchecked Sendable {
  // Unchecked because the class isn't final. Its only subclass has one constant, which is sendable.
  fileprivate init() {}
}

private final class TypedFrame<Context: TemplateContext>: TemplateFrame, @unchecked Sendable {
  private let context: Context

  init(_ context: Context) {
    self.context = context
  }

  static func context(of frame: TemplateFrame) -> Context {
    // The class is final, so comparing types is enough. A conditional cast would search through superclasses, and
    // every field that's read comes through here.
    precondition(
      type(of: frame) == TypedFrame<Context>.self, "a template is resolved for the types of its contexts")
    return unsafeDowncast(frame, to: TypedFrame<Context>.self).context
  }
}
