/// A script that a page loads.
struct ScriptContext: TemplateContext {
  var address: Address

  static let fields = TemplateFields<ScriptContext>([
    .address("address", \.address, "Where the script is.")
  ])
}
