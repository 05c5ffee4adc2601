package import Basics

/// Reads Markdown: CommonMark 0.30 through libcmark, and the extensions of this handbook on top.
///
/// An extension never changes what text without it means; without extensions the tree is CommonMark's own.
package struct MarkdownParser: Sendable {
  /// What goes beyond CommonMark.
  package struct Extensions: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// `{#id .topic key="value"}` at the end of a block.
    package static let attributes = Extensions(rawValue: 1)
    /// `[[target]]` and `![[target]]`.
    package static let references = Extensions(rawValue: 2)
    /// Tables as GitHub writes them.
    package static let tables = Extensions(rawValue: 4)
    /// Footnotes as GitHub writes them.
    package static let footnotes = Extensions(rawValue: 8)
    /// `> [!NOTE]` and its kin, and `> [!QUESTION]`.
    package static let callouts = Extensions(rawValue: 16)
    /// Links made of the addresses and phone numbers that stand in running text.
    package static let foundLinks = Extensions(rawValue: 32)
    /// Curly quotation marks, dashes and ellipses for those of a typewriter.
    package static let typography = Extensions(rawValue: 64)
    /// An anchor for every heading.
    package static let headingAnchors = Extensions(rawValue: 128)

    /// What every page has; typography is for the page to ask.
    package static let standard: Extensions = [
      .attributes, .references, .tables, .footnotes, .callouts, .foundLinks, .headingAnchors,
    ]
  }

  package struct Options: Sendable, Hashable {
    package var extensions: Extensions = .standard
    /// Whether raw HTML is passed through; an error otherwise.
    package var allowsRawHTML = false
    /// The most bytes that a text may have.
    package var maximumBytes = 2 << 20
    /// How deep nodes may be inside of one another.
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
  ///   - firstLine: The number in the file, from 1, of the line that the text begins with.
  /// - Returns: The tree, empty where the text is too big or too deep to be worth a tree, and what the
  ///   author could mend, in document order for each extension.
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

  /// Parses a text as libcmark is to see it, and puts the source in its place.
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
