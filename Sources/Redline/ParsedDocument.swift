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
  /// The body.
  ///
  /// If it has marks, this is the body with all changes accepted.
  package var document: MarkdownDocument
  /// The redline of the body, or `nil` if it has no marks.
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

  /// Returns the same document with a transformation applied to every version of its body.
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
  /// - Returns: The document, which is empty if the file can't be read, and the problems found in it.
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
    // A citation such as WAC 246-341-0718 looks like a phone number. So legal citations are linked first, and
    // addresses and phone numbers in the rest of the text later.
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
