package import Basics
package import Markdown

/// A Markdown file of the content, parsed without knowledge of other files.
package struct ParsedDocument: Sendable {
  /// The path of the file, as in ``SourceFile/path``.
  package var path: String
  /// The front matter, or `nil` if the file has none or it couldn't be read.
  package var frontMatter: FrontMatter?
  /// Whether the file has front matter that couldn't be read.
  package var hasUnreadableFrontMatter: Bool
  package var body: Body

  package enum Body: Sendable {
    case plain(MarkdownDocument)
    /// A body with marks.
    case redlined(RedlinedText)
  }

  /// The body, with all changes accepted if it has marks.
  package var document: MarkdownDocument {
    switch body {
    case .plain(let document): document
    case .redlined(let text): text.proposed
    }
  }

  /// The redline of the body, or `nil` if it has no marks.
  package var redlined: RedlinedText? {
    if case .redlined(let text) = body { text } else { nil }
  }

  /// Returns the same document with a transformation applied to every version of its body.
  package func mapDocuments(_ transform: (inout MarkdownDocument) -> Void) -> ParsedDocument {
    var result = self
    switch body {
    case .plain(var document):
      transform(&document)
      result.body = .plain(document)
    case .redlined(var text):
      transform(&text.redline)
      transform(&text.proposed)
      transform(&text.current)
      result.body = .redlined(text)
    }
    return result
  }
}

/// Reads one Markdown file: front matter and body.
package struct DocumentParser: Sendable {
  private let allowsRawHTML: Bool
  private let isTypographic: Bool

  /// - Parameters:
  ///   - allowsRawHTML: Whether raw HTML is passed through rather than an error.
  ///   - isTypographic: Whether straight quotes become typographic ones even if the front matter doesn't say so.
  package init(allowsRawHTML: Bool, isTypographic: Bool = false) {
    self.allowsRawHTML = allowsRawHTML
    self.isTypographic = isTypographic
  }

  /// Parses a file.
  ///
  /// - Returns: The document, which is empty if the file can't be read, and the problems found in it.
  package func parse(_ file: SourceFile) -> (document: ParsedDocument, diagnostics: [Diagnostic]) {
    let check = TextCheck(file)
    guard check.isReadable else {
      let unreadable = ParsedDocument(
        path: file.path, frontMatter: nil, hasUnreadableFrontMatter: true, body: .plain(MarkdownDocument()))
      return (unreadable, check.diagnostics)
    }
    let split = FrontMatterParser.parse(file)
    var options = MarkdownParser.Options()
    options.allowsRawHTML = allowsRawHTML
    // A citation such as WAC 246-341-0718 looks like a phone number. So legal citations are linked first, and
    // addresses and phone numbers in the rest of the text later.
    options.extensions.remove(.foundLinks)
    if case .scalar(let typographic)? = split.frontMatter?["typographic"], typographic.value == "true" {
      options.extensions.insert(.typography)
    } else if isTypographic {
      options.extensions.insert(.typography)
    }
    let (body, found) = parse(file.bytes[split.bodyStart...], of: file.path, line: split.bodyLine, options)
    let parsed = ParsedDocument(
      path: file.path, frontMatter: split.frontMatter,
      hasUnreadableFrontMatter: split.frontMatter == nil && !split.diagnostics.isEmpty, body: body)
    var diagnostics = split.diagnostics + found
    if !check.hasErrors { diagnostics += parsed.escapedControlCharacters }
    return (parsed, check.diagnostics + check.withoutRepetitions(diagnostics))
  }

  private func parse(
    _ text: ArraySlice<UInt8>, of path: String, line: Int, _ options: MarkdownParser.Options
  ) -> (body: ParsedDocument.Body, diagnostics: [Diagnostic]) {
    if let (redlined, diagnostics) = RedlineParser.parse(text, path: path, firstLine: line, options: options)
    {
      return (.redlined(redlined), diagnostics + lookalikes(in: redlined.redline, path))
    }
    let (document, diagnostics) = MarkdownParser(options: options).parse(text, path: path, firstLine: line)
    return (.plain(document), diagnostics + lookalikes(in: document, path))
  }

  /// Reports text that the author probably meant as markup but that readers will see as plain text.
  private func lookalikes(in document: MarkdownDocument, _ path: String) -> [Diagnostic] {
    UnreadMarkup.diagnostics(in: document, path: path)
      + ListAndHeadingCheck.diagnostics(in: document, path: path)
  }
}

extension ParsedDocument {
  /// The problems with entities in both versions of the text.
  fileprivate var escapedControlCharacters: [Diagnostic] {
    let found = document.escapedControlCharacters(path: path)
    return found
      + (redlined?.current.escapedControlCharacters(path: path) ?? []).filter { !found.contains($0) }
  }
}
