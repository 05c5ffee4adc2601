/// What a web host shows for an address that doesn't exist.
///
/// It is shown at any depth, so its addresses start at the root of the host where the handbook has a base
/// address; elsewhere it is only opened by its own name.
struct NotFoundPage: PageContext {
  static let template = "not-found"

  var shell: PageShell
  /// The pages that readers most likely looked for.
  var suggestions: [LinkContext] = []

  static let fields = TemplateFields<NotFoundPage>(
    [
      .list("suggestions", \.suggestions, "The pages that readers most likely looked for.")
    ], including: \.shell)
}
