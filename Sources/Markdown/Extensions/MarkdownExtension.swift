import Basics

/// A pass over libcmark's tree for a feature that CommonMark doesn't have.
protocol MarkdownExtension: SendableMetatype {
  /// The option that turns on the pass; empty for a pass that always runs.
  static var option: MarkdownParser.Extensions { get }

  /// Returns whether a text has the marks that the pass requires.
  ///
  /// Checking the source is cheaper than walking the tree.
  static func isNeeded(in context: ParsingContext) -> Bool

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext)
}

extension MarkdownExtension {
  static func isNeeded(in context: ParsingContext) -> Bool { true }
}

/// The passes in the order in which they run.
let markdownExtensions: [any MarkdownExtension.Type] = [
  // Blocks come first, because all other passes look for their marks in the text of blocks.
  FootnoteDefinitions.self,
  TableExtension.self,
  // Attributes come next, so that no other pass reads them as words.
  AttributeExtension.self,
  // Then the passes for brackets. Footnotes come after references, so that `[[^a]]` is a reference. Call-outs
  // come last, because their titles can contain both.
  ReferenceExtension.self,
  FootnoteExtension.self,
  CalloutExtension.self,
  // Running text is whatever no other pass has claimed. Typography comes second, because it changes bytes
  // that addresses consist of.
  FoundLinkExtension.self,
  TypographyExtension.self,
  // The lists of what the tree contains are made when the tree is complete.
  ReferenceCollector.self,
  HeadingAnchors.self,
]

/// What the extensions know about the current text, and where they report problems.
struct ParsingContext {
  let path: String
  let options: MarkdownParser.Options
  var triggers: SourceSurvey.Triggers = []
  /// The positions of two opening brackets in a row.
  var referenceMarks = SourceMarks()
  /// The text that libcmark read, with the same offsets as the source.
  ///
  /// Valid only while the text is parsed.
  var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The definitions hidden from libcmark, or `nil` if there are none.
  var footnoteMask: FootnoteMask?
  var diagnostics: [Diagnostic] = []

  mutating func report(
    _ severity: Diagnostic.Severity, _ rule: Rule, _ summary: String, _ range: SourceRange?,
    help: String? = nil, meant: NearestMatch? = nil, replacement: Diagnostic.Replacement? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    diagnostics.append(
      Diagnostic(
        severity, rule, summary, path: path, range: range, help: help, meant: meant,
        replacement: replacement, notes: notes))
  }
}
