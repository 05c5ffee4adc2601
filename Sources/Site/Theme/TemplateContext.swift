/// Values that a template can name.
///
/// A context declares its fields once, in ``fields``. The table answers the look-ups of a template, is the
/// schema that templates are checked against when a theme is loaded, and is the reference for authors of themes.
/// A context holds what is shown and nothing of the domain, so that themes and the domain can change apart.
protocol TemplateContext: Sendable {
  static var fields: TemplateFields<Self> { get }

  /// The value of the field at a place of ``fields``.
  func value(at place: Int) -> TemplateValue
}

extension TemplateContext {
  func value(at place: Int) -> TemplateValue {
    Self.fields.value(at: place, of: self)
  }

  /// What can be asked of any context of this type.
  static var schema: TemplateSchema { fields.schema }
}
