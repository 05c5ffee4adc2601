/// What a context answers when a template names one of its fields.
enum TemplateValue: Sendable {
  /// Text, which is escaped where it is written.
  case text(String)
  /// Finished markup, which is written as it is.
  case html(HTML)
  case address(Address)
  /// Whether a section is shown.
  case flag(Bool)
  case object(any TemplateContext)
  case list([any TemplateContext])
  /// An optional field without a value: a section of it is left out.
  case absent
}
