/// A Markdown file of the content, read as far as its text alone tells.
package struct ParsedDocument: Sendable {
  /// The path of the file, as in ``SourceFile/path``.
  package var path: String
  /// Nothing where the file has none or where it could not be read.
  package var frontMatter: FrontMatter?
  /// Whether the file has front matter that could not be read.
  package var hasUnreadableFrontMatter: Bool
  /// The body; where it has marks, with all changes accepted.
  package var document: MarkdownDocument
  /// The three ways to read a body with marks; nothing where it has none.
  package var redlined: RedlinedText?

  package init(
    path: String, frontMatter: FrontMatter?, hasUnreadableFrontMatter: Bool = false,
    document: MarkdownDocument, redlined: RedlinedText? = nil
  ) {
    self.path = path
    self.frontMatter = frontMatter
    self.hasUnreadableFrontMatter = hasUnreadableFrontMatter
    self.document = document
    self.redlined = redlined
  }

  /// The same document with each way to read its body changed.
  package func mapDocuments(_ transform: (inout MarkdownDocument) -> Void) -> ParsedDocument {
    var result = self
    transform(&result.document)
    if var redlined = result.redlined {
      transform(&redlined.redline)
      transform(&redlined.current)
      redlined.proposed = result.document
      result.redlined = redlined
    }
    return result
  }
}
