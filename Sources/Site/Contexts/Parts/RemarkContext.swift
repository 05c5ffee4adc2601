/// A paragraph of markup that stands in a list.
struct RemarkContext: TemplateContext {
  var html: HTML

  static let fields = TemplateFields<RemarkContext>([
    .html("html", \.html, "The paragraph.")
  ])
}
