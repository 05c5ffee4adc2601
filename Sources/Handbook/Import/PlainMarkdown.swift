import Markup

/// Reads inline Markdown for its words alone.
enum PlainMarkdown {
  static func text(of markdown: String) -> String {
    var options = MarkdownParser.Options()
    options.extensions = []
    let document = MarkdownParser(options: options).parse(Array(markdown.utf8)[...], path: "").document
    return document.plainText(of: 0).replacing("\n", with: " ").trimmed
  }
}
