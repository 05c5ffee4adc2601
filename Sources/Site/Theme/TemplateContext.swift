/// Values that a template can name.
///
/// A context declares its fields once, in ``fields``. The table answers the look-ups of a template, is the
/// schema that templates are checked against when a theme is loaded, and is the reference for authors of themes.
/// A context holds what is shown and nothing of the domain, so that themes and the domain can change apart.
protocol TemplateContext: Sendable {
  static var fields: TemplateFields<Self> { get }

  /// The value of a field, or nothing where the context has no field of that name.
  ///
  /// A requirement, so that each context has code of its own for it rather than one for all, which would look for
  /// the type at each call.
  func value(named name: String) -> TemplateValue?
}

extension TemplateContext {
  func value(named name: String) -> TemplateValue? {
    Self.fields.value(named: name, of: self)
  }

  /// What can be asked of any context of this type.
  static var schema: TemplateSchema { fields.schema }
}
