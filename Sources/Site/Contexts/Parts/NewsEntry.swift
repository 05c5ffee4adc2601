/// Something that changed in the handbook or in a code.
struct NewsEntry: TemplateContext {
  /// The date as it is printed.
  var date: String
  /// The date as `2026-11-21`.
  var machineDate: String
  var title: String
  var address: Address?
  var summary: HTML?

  static let fields = TemplateFields<NewsEntry>([
    .text("date", \.date, "The date in words."),
    .text("machineDate", \.machineDate, "The date as `2026-11-21`."),
    .text("title", \.title, "What changed."),
    .address("address", optional: \.address, "Where it changed."),
    .html("summary", optional: \.summary, "The change in a few sentences."),
  ])
}
