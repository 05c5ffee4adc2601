/// The fields of a context, in the order of the reference.
struct TemplateFields<Context: TemplateContext>: Sendable {
  let schema: TemplateSchema
  private let fields: [TemplateField<Context>]

  /// - Parameter fields: Each name once.
  init(_ fields: [TemplateField<Context>]) {
    self.fields = fields
    schema = TemplateSchema(name: String(describing: Context.self), fields: fields.map(\.description))
  }

  func value(at place: Int, of context: Context) -> TemplateValue {
    fields[place].value(context)
  }
}
