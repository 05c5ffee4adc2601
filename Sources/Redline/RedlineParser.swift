package import Basics
package import Markdown

/// Parses a text with marks into its three trees.
///
/// The marks are found in the source. The parser for all other text then parses each tree, and the three
/// trees are compared block by block. Any difference is an error. This guarantees that the redline without
/// its deletions is the proposed text, and without its insertions the current one.
package struct RedlineParser {
  private let text: [UInt8]
  private let path: String
  private let lines: SourceLines
  private let parser: MarkdownParser
  /// The extensions applied after the comparison.
  ///
  /// They depend on the text around a mark, which differs between the trees.
  private let later: MarkdownParser.Extensions

  /// Parses a text.
  ///
  /// - Parameters:
  ///   - text: The text after the front matter, in UTF-8.
  ///   - path: The path of the file, as in ``SourceFile/path``.
  ///   - firstLine: The number of the text's first line in its file, from 1.
  ///   - options: The options for all other texts of the handbook.
  /// - Returns: `nil` if the text has no marks, valid or invalid; parse it like any other text. Otherwise,
  ///   the three trees and the problems that the author can fix, including the parser's own diagnostics for
  ///   the redline. If a mark couldn't be read, all three trees are those of the unchanged source.
  package static func parse(
    _ text: ArraySlice<UInt8>, path: String, firstLine: Int = 1,
    options: MarkdownParser.Options = MarkdownParser.Options()
  ) -> (text: RedlinedText, diagnostics: [Diagnostic])? {
    guard RedlineScanner.mayHoldMarks(text) else { return nil }
    let text = Array(text)
    let lines = SourceLines(of: text, firstLine: firstLine)
    var compared = options
    compared.extensions.subtract([.typography, .foundLinks])
    return Self(
      text: text, path: path, lines: lines, parser: MarkdownParser(options: compared),
      later: options.extensions.intersection([.typography, .foundLinks])
    ).run()
  }

  private func parse(_ bytes: [UInt8]) -> (document: MarkdownDocument, diagnostics: [Diagnostic]) {
    parser.parse(bytes[...], path: path, firstLine: lines.firstLine)
  }

  private func run() -> (text: RedlinedText, diagnostics: [Diagnostic])? {
    let (plain, plainDiagnostics) = parse(text)
    let stretches = RedlineScanner.stretches(of: plain, in: text, lines: lines)
    let scan = RedlineScanner.scan(text, stretches: stretches, path: path, lines: lines)
    if scan.marks.isEmpty, scan.diagnostics.isEmpty { return nil }
    let unread = RedlinedText(marks: scan.marks, redline: plain, proposed: plain, current: plain)
    let reserved = reservedScalars()
    // A text that is too large or too complex to parse has no tree.
    guard plain.nodes.count > 1, reserved.isEmpty, !scan.marks.isEmpty else {
      return (unread, plainDiagnostics + (plain.nodes.count > 1 ? scan.diagnostics + reserved : []))
    }
    let view = RedlineView(text, scan.marks)
    let (tree, treeDiagnostics) = parse(view.bytes)
    let extended = RedlineExtension.apply(to: tree, view, marks: scan.marks, path: path, lines: lines)
    var diagnostics = scan.diagnostics + treeDiagnostics + extended.diagnostics
    if !scan.diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics += RedlineSpacing.warnings(text, scan.marks, stretches, path: path, lines: lines)
    }
    guard extended.diagnostics.isEmpty else { return (unread, diagnostics) }

    var redline = extended.document
    redline.restoreSource(text)
    let proposed = resolve(.proposed, scan.marks, extended, &diagnostics)
    let current = resolve(.current, scan.marks, extended, &diagnostics)
    var result = RedlinedText(marks: scan.marks, redline: redline, proposed: proposed.0, current: current.0)
    result.finish(with: later, resolutions: (proposed.1, current.1), source: text, lines)
    return (result, diagnostics)
  }

  /// Parses one side and compares it with the redline.
  ///
  /// - Returns: The tree, with ranges in the resolved text, and that text.
  private func resolve(
    _ side: RedlineResolution.Side, _ marks: [RedlineMark], _ extended: RedlineExtension.Result,
    _ diagnostics: inout [Diagnostic]
  ) -> (MarkdownDocument, RedlineResolution) {
    let expected = RedlineOutline(extended.document, side: side)
    let firstMarks = Dictionary(extended.firstMarks.map { ($0.block, $0.mark) }) { first, _ in first }
    let placeholders = expected.blocks.filter(\.isEmptied)
      .compactMap { firstMarks[$0.node].map { marks[$0].extent.lowerBound } }
      .sorted()
    let resolution = RedlineResolution(text, marks, side: side, placeholders: placeholders)
    var document = parse(resolution.bytes).document
    document.removePlaceholders()
    let found = RedlineOutline(document, side: side)
    for difference in RedlineDifference.between(expected, found) {
      let block = extended.document.nodes[expected.blocks[difference.block].node]
      let node = expected.blocks[difference.block].node
      let place = extended.firstMarks.partition { $0.block >= node }
      let mark = place < extended.firstMarks.count ? extended.firstMarks[place] : extended.firstMarks.last
      diagnostics.append(
        difference.diagnostic(side, path: path, range: mark.map { marks[$0.mark].range } ?? block.range))
    }
    return (document, resolution)
  }

  private func reservedScalars() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var rest = text[...]
    while let found = RedlineSentinel.first(in: rest) {
      diagnostics.append(
        Diagnostic(
          .error, .redlineReservedCharacter,
          "Text with marks can't contain U+\(scalar(at: found.range)), which represents a delimiter",
          path: path, range: lines.range(found.range), help: "write another character, or remove it"))
      rest = text[found.range.upperBound...]
    }
    return diagnostics
  }

  private func scalar(at range: Range<Int>) -> String {
    let value = String(decoding: text[range], as: UTF8.self).unicodeScalars.first?.value ?? 0
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(4 - digits.count, 0)) + digits
  }
}

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
