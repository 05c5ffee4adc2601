/// Something that readers must know before they read the page.
struct NoticeContext: TemplateContext {
  var html: HTML
  /// Whether overlooking it could do harm.
  var isWarning = false

  static let fields = TemplateFields<NoticeContext>([
    .html("html", \.html, "The notice."),
    .flag("isWarning", \.isWarning, "Whether overlooking it could do harm."),
  ])
}
