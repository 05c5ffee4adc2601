/// What can be asked of a context, whatever its type.
struct TemplateSchema: Sendable {
  /// The name of the context's type, which tells two schemas apart.
  let name: String
  /// In the order of the reference.
  let fields: [TemplateFieldDescription]
  private let places: [String: Int]

  init<Context: TemplateContext>(_ context: Context.Type) {
    name = String(describing: context)
    fields = Context.fields.fields.map(\.description)
    places = Dictionary(uniqueKeysWithValues: zip(fields.map(\.name), fields.indices))
  }

  subscript(name: String) -> TemplateFieldDescription? {
    places[name].map { fields[$0] }
  }
}
