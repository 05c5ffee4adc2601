package import Basics

/// Parses Markdown: CommonMark 0.30 through libcmark, plus Handbook's extensions.
///
/// An extension never changes the meaning of text that doesn't use it. Without extensions, the tree is plain
/// CommonMark.
package struct MarkdownParser: Sendable {
  /// The extensions to CommonMark.
  package struct Extensions: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// `{#id .topic key="value"}` at the end of a block.
    package static let attributes = Extensions(rawValue: 1)
    /// `[[target]]` and `![[target]]`.
    package static let references = Extensions(rawValue: 2)
    /// GitHub's tables.
    package static let tables = Extensions(rawValue: 4)
    /// GitHub's footnotes.
    package static let footnotes = Extensions(rawValue: 8)
    /// `> [!NOTE]` and similar, and `> [!QUESTION]`.
    package static let callouts = Extensions(rawValue: 16)
    /// Links for the web addresses, email addresses, and phone numbers in running text.
    package static let foundLinks = Extensions(rawValue: 32)
    /// Curly quotation marks, dashes, and ellipses in place of straight quotation marks, hyphens, and
    /// periods.
    package static let typography = Extensions(rawValue: 64)
    /// An anchor for every heading.
    package static let headingAnchors = Extensions(rawValue: 128)

    /// The extensions of every page.
    ///
    /// Typography is up to each page.
    package static let standard: Extensions = [
      .attributes, .references, .tables, .footnotes, .callouts, .foundLinks, .headingAnchors,
    ]
  }

  package struct Options: Sendable, Hashable {
    package var extensions: Extensions = .standard
    /// Whether raw HTML is passed through.
    ///
    /// If not, it's an error.
    package var allowsRawHTML = false
    /// The maximum size of a text, in bytes.
    package var maximumBytes = 2 << 20
    /// The maximum depth of nested nodes.
    package var maximumDepth = 100

    package init() {}
  }

  package var options: Options

  package init(options: Options = Options()) {
    self.options = options
  }

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, without front matter.
  ///   - path: The path of the file, for diagnostics.
  ///   - firstLine: The line number in the file, from 1, at which the text begins.
  /// - Returns: The tree, or an empty one if the text is too large or too deeply nested, and the problems
  ///   that the author can fix, in document order for each extension.
  package func parse(
    _ bytes: ArraySlice<UInt8>, path: String, firstLine: Int = 1
  ) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    guard bytes.count <= options.maximumBytes else {
      let problem = Diagnostic(
        .error, .fileTooLarge,
        "A text of \(bytes.count) bytes is longer than the \(options.maximumBytes) that a page may have",
        path: path, help: "divide it into several pages")
      return (MarkdownDocument(), [problem])
    }
    return bytes.withUnsafeBufferPointer { parse($0, path: path, firstLine: firstLine) }
  }

  private func parse(
    _ source: UnsafeBufferPointer<UInt8>, path: String, firstLine: Int
  ) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    var context = ParsingContext(path: path, options: options)
    let survey: SourceSurvey
    do {
      survey = try SourceSurvey(source, maximumDepth: options.maximumDepth)
    } catch {
      context.report(error, firstLine: firstLine)
      return (MarkdownDocument(), context.diagnostics)
    }
    context.triggers = survey.triggers
    context.referenceMarks = survey.references
    let hasFootnotes = options.extensions.contains(.footnotes) && survey.triggers.contains(.footnote)
    let mask = hasFootnotes ? FootnoteMask(source, lineStarts: survey.lineStarts) : nil
    guard let mask else {
      return parse(source, text: source, survey, firstLine: firstLine, mask: nil, &context)
    }
    return mask.text.withUnsafeBufferPointer {
      parse(source, text: $0, survey, firstLine: firstLine, mask: mask, &context)
    }
  }

  /// Parses the text that libcmark sees, and puts the source back in its place.
  private func parse(
    _ source: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>, _ survey: SourceSurvey,
    firstLine: Int, mask: FootnoteMask?, _ context: inout ParsingContext
  ) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    let conversion = TreeConverter.convert(
      text, survey: survey, firstLine: firstLine, maximumDepth: options.maximumDepth)
    guard case .document(var document) = conversion else {
      if case .tooDeep(let line) = conversion { context.report(.depth(line: line), firstLine: firstLine) }
      return (MarkdownDocument(), context.diagnostics)
    }
    if mask != nil { document.literals.replaceSubrange(..<source.count, with: source) }
    document.addressMarks = survey.addresses
    context.text = text
    context.footnoteMask = mask
    for pass in markdownExtensions
    where options.extensions.isSuperset(of: pass.option) && pass.isNeeded(in: context) {
      pass.apply(to: &document, &context)
    }
    return (document, context.diagnostics)
  }
}

extension ParsingContext {
  fileprivate mutating func report(_ problem: SourceSurvey.Problem, firstLine: Int) {
    switch problem {
    case .depth(let line):
      report(
        .error, .nestingTooDeep, "Blocks are nested more than \(options.maximumDepth) deep",
        SourceRange(line: firstLine + line, column: 1))
    case .brackets(let line):
      report(
        .error, .blockTooComplex, "A block has too many '[' and '<' for its length",
        SourceRange(line: firstLine + line, column: 1), help: "divide it with blank lines")
    }
  }
}
