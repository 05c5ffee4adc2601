/// A Markdown file of the content, read as far as its text alone tells.
package struct ParsedDocument: Sendable {
  /// The path of the file, as in ``SourceFile/path``.
  package var path: String
  /// Nothing where the file has none or where it could not be read.
  package var frontMatter: FrontMatter?
  /// Whether the file has front matter that could not be read.
  package var hasUnreadableFrontMatter: Bool
  package var document: MarkdownDocument

  package init(
    path: String, frontMatter: FrontMatter?, hasUnreadableFrontMatter: Bool = false,
    document: MarkdownDocument
  ) {
    self.path = path
    self.frontMatter = frontMatter
    self.hasUnreadableFrontMatter = hasUnreadableFrontMatter
    self.document = document
  }
}
