/// The fields of a context, found by name.
struct TemplateFields<Context: TemplateContext>: Sendable {
  let schema: TemplateSchema
  private let fields: [TemplateField<Context>]

  /// - Parameter fields: In the order of the reference, each name once.
  init(_ fields: [TemplateField<Context>]) {
    self.fields = fields
    schema = TemplateSchema(name: String(describing: Context.self), fields: fields.map(\.description))
  }

  /// The fields of a context and, after them, those of a part that it shows as its own.
  init<Part: TemplateContext>(
    _ fields: [TemplateField<Context>], including part: @escaping @Sendable (Context) -> Part
  ) {
    self.init(fields + Part.fields.fields.map { $0.lifted(from: part) })
  }

  func value(named name: String, of context: Context) -> TemplateValue? {
    schema.place(of: name).map { fields[$0].value(context) }
  }
}
