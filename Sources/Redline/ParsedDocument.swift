package import Basics
package import Markdown

/// A Markdown file of the content, read as far as its text alone tells.
package struct ParsedDocument: Sendable {
  /// The path of the file, as in ``SourceFile/path``.
  package var path: String
  /// `nil` if the file has none or where it could not be read.
  package var frontMatter: FrontMatter?
  /// Whether the file has front matter that could not be read.
  package var hasUnreadableFrontMatter: Bool
  /// The body; where it has marks, with all changes accepted.
  package var document: MarkdownDocument
  /// The three ways to read a body with marks; `nil` if it has none.
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
  /// - Returns: The document, which is empty if the file can't be read, and what is wrong with it.
  package func parse(_ file: SourceFile) -> (document: ParsedDocument, diagnostics: [Diagnostic]) {
    let check = TextCheck(file)
    guard check.isReadable else {
      let unreadable = ParsedDocument(
        path: file.path, frontMatter: nil, hasUnreadableFrontMatter: true, document: MarkdownDocument())
      return (unreadable, check.diagnostics)
    }
    let split = FrontMatterParser.parse(file)
    var options = MarkdownParser.Options()
    options.allowsRawHTML = allowsRawHTML
    // A citation such as WAC 246-341-0718 looks like a phone number: whoever knows citations links them first,
    // and then what is left.
    options.extensions.remove(.foundLinks)
    if case .scalar(let typographic)? = split.frontMatter?["typographic"], typographic.value == "true" {
      options.extensions.insert(.typography)
    } else if isTypographic {
      options.extensions.insert(.typography)
    }
    var parsed = ParsedDocument(
      path: file.path, frontMatter: split.frontMatter,
      hasUnreadableFrontMatter: split.frontMatter == nil && !split.diagnostics.isEmpty,
      document: MarkdownDocument())
    var diagnostics = split.diagnostics
    diagnostics += parse(file.bytes[split.bodyStart...], line: split.bodyLine, options, into: &parsed)
    if !check.hasErrors { diagnostics += parsed.escapedControlCharacters }
    return (parsed, check.diagnostics + check.withoutRepetitions(diagnostics))
  }

  private func parse(
    _ body: ArraySlice<UInt8>, line: Int, _ options: MarkdownParser.Options, into parsed: inout ParsedDocument
  ) -> [Diagnostic] {
    let path = parsed.path
    if let (redlined, diagnostics) = RedlineParser.parse(body, path: path, firstLine: line, options: options)
    {
      parsed.document = redlined.proposed
      parsed.redlined = redlined
      return diagnostics + lookalikes(in: redlined.redline, path)
    }
    let (document, diagnostics) = MarkdownParser(options: options).parse(
      body, path: path, firstLine: line)
    parsed.document = document
    return diagnostics + lookalikes(in: document, path)
  }

  /// Reports what an author probably meant as structure and readers won't see as such.
  private func lookalikes(in document: MarkdownDocument, _ path: String) -> [Diagnostic] {
    UnreadMarkup.diagnostics(in: document, path: path)
      + ListAndHeadingCheck.diagnostics(in: document, path: path)
  }
}

extension ParsedDocument {
  /// What is wrong with the entities in both versions of the text.
  fileprivate var escapedControlCharacters: [Diagnostic] {
    let found = document.escapedControlCharacters(path: path)
    return found
      + (redlined?.current.escapedControlCharacters(path: path) ?? []).filter { !found.contains($0) }
  }
}
