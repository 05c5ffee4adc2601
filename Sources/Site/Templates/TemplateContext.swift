/// Values that a template can name.
///
/// A context declares its fields once, in ``fields``. From that table, names in templates are resolved when a theme
/// is loaded, templates are checked, and the reference for authors of themes is made. A context contains what is
/// shown and nothing of the domain, so that themes and the domain can change independently.
protocol TemplateContext: Sendable {
  static var fields: TemplateFields<Self> { get }
}

extension TemplateContext {
  /// What any context of this type can be asked.
  static var schema: TemplateSchema { fields.schema }

  /// The context as the renderer passes it.
  var frame: TemplateFrame { TypedFrame(self) }
}

/// A context with a template of its own: a page or a block.
protocol TemplateRoot: TemplateContext {
  /// The name of the template: its file's name without `.mustache`.
  static var template: String { get }
}

/// A page: its own values, and around them those of the shell, which every page has.
protocol PageContext: TemplateRoot {
  var shell: PageShell { get }
}

// MARK: - Fields

/// The fields of a context, in the order of the reference.
struct TemplateFields<Context: TemplateContext>: Sendable {
  let schema: TemplateSchema

  /// - Parameter fields: Each name once.
  init(_ fields: [TemplateField<Context>]) {
    schema = TemplateSchema(name: String(describing: Context.self), fields: fields.map(\.description))
  }
}

/// A field of a context, made by one of the functions below.
///
/// They take the field's name, a function that reads it, and a sentence for authors of themes.
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

/// A field as authors of themes and the checks of templates see it.
struct TemplateFieldDescription: Sendable {
  /// What a field contains, which decides how a template may use it.
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
    /// Opens a section that is repeated.
    case list(any TemplateContext.Type)

    /// The context that a field contains, or that each element of it is.
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
  /// Whether the value can be absent: it may then only be written in a section of its own name.
  let isOptional: Bool
  /// What the field is for, in a sentence.
  let summary: String
  let access: TemplateAccess
}

/// What can be asked of a context, whatever its type.
struct TemplateSchema: Sendable {
  /// The name of the context's type, which tells two schemas apart.
  let name: String
  /// In the order of the reference.
  let fields: [TemplateFieldDescription]
  private let places: [String: Int]

  /// - Parameter fields: Each name once.
  init(name: String, fields: [TemplateFieldDescription]) {
    self.name = name
    self.fields = fields
    places = Dictionary(uniqueKeysWithValues: zip(fields.map(\.name), fields.indices))
  }

  subscript(name: String) -> TemplateFieldDescription? { places[name].map { fields[$0] } }
}

// MARK: - Reading

/// How a field is read from a context; `nil` is an absent value.
enum TemplateAccess: Sendable {
  /// Text or an address, not yet escaped.
  case text(@Sendable (TemplateFrame) -> String?)
  case html(@Sendable (TemplateFrame) -> HTML?)
  case flag(@Sendable (TemplateFrame) -> Bool)
  case object(@Sendable (TemplateFrame) -> TemplateFrame?)
  case list(@Sendable (TemplateFrame) -> [TemplateFrame])

  /// The field of an object, read from what contains the object.
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

/// A context of a type that only its fields know.
///
/// A reference, since every field that is read gets the context passed.
class TemplateFrame: @unchecked Sendable {
  // Unchecked because the class isn't final. Its one subclass has one constant, which is sendable.
  fileprivate init() {}
}

private final class TypedFrame<Context: TemplateContext>: TemplateFrame, @unchecked Sendable {
  private let context: Context

  init(_ context: Context) {
    self.context = context
  }

  static func context(of frame: TemplateFrame) -> Context {
    guard let frame = frame as? TypedFrame<Context> else {
      preconditionFailure("a template is resolved for the types of the contexts that it is given")
    }
    return frame.context
  }
}
