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

  subscript(name: String) -> TemplateFieldDescription? {
    place(of: name).map { fields[$0] }
  }

  func place(of name: String) -> Int? { places[name] }
}
