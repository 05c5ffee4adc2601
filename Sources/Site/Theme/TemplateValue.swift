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

  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }

  /// What is written for the value, where it is one to write: nothing for an absent one.
  var markup: HTML? {
    switch self {
    case .text(let text): HTML(escaping: text)
    case .html(let html): html
    case .address(let address): HTML(escaping: address.text)
    case .absent: HTML()
    case .flag, .object, .list: nil
    }
  }
}
