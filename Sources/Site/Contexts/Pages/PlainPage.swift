/// A page of prose, such as "About".
struct PlainPage: PageContext {
  static let template = "page"

  var shell: PageShell
  var content: HTML

  static let fields = TemplateFields<PlainPage>(
    [
      .html("content", \.content, "The text.")
    ], including: \.shell)
}
