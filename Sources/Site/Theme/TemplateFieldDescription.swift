/// A field as authors of themes and the checks of templates see it.
struct TemplateFieldDescription: Sendable {
  /// What a field holds, which decides how a template may use it.
  enum Kind: Sendable {
    /// Written with two braces, between tags or in a quoted attribute that is no address.
    case text
    /// Written with three braces, between tags.
    case html
    /// Written with two braces, in a quoted attribute.
    case address
    /// Opens a section.
    case flag
    /// Opens a section, or stands before a full stop.
    case object(any TemplateContext.Type)
    /// Opens a section that is repeated.
    case list(any TemplateContext.Type)

    /// The context that a field holds, or that each element of it is.
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

  var name: String
  var kind: Kind
  /// Whether the value can be absent: it may then only be written in a section of its own name.
  var isOptional = false
  /// What the field is for, in a sentence.
  var summary: String
}
