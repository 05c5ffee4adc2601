import Basics
import Markdown

/// Reads only the words of inline Markdown.
enum PlainMarkdown {
  static func text(of markdown: String) -> String {
    var options = MarkdownParser.Options()
    options.extensions = []
    let document = MarkdownParser(options: options).parse(Array(markdown.utf8)[...], path: "").document
    return document.plainText(of: 0).replacing("\n", with: " ").trimmed
  }

  /// The words with the spaces that the Markdown begins and ends with.
  static func padded(_ markdown: String) -> String {
    let lead = markdown.utf8.first?.isASCIIWhitespace ?? false ? " " : ""
    let trail = markdown.utf8.last?.isASCIIWhitespace ?? false ? " " : ""
    let words = text(of: markdown)
    return words.isEmpty ? (markdown.isEmpty ? "" : " ") : lead + words + trail
  }
}
