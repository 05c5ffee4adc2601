import Basics

/// A pass over the tree that libcmark made, for something that CommonMark doesn't have.
protocol MarkdownExtension: SendableMetatype {
  /// What switches the pass on; empty for a pass that always runs.
  static var option: MarkdownParser.Extensions { get }

  /// Whether a text has what the pass can't do without.
  ///
  /// A walk over the tree costs more than the look at the source that answers this.
  static func isNeeded(in context: ParsingContext) -> Bool

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext)
}

extension MarkdownExtension {
  static func isNeeded(in context: ParsingContext) -> Bool { true }
}

/// The passes in the order in which they run.
let markdownExtensions: [any MarkdownExtension.Type] = [
  // Blocks first, because everything else looks for its marks in the blocks' text.
  FootnoteDefinitions.self,
  TableExtension.self,
  // Attributes leave the text before anything else can take them for words.
  AttributeExtension.self,
  // What has brackets. Footnotes come after references, so that `[[^a]]` is a reference, and call-outs last, because
  // their titles may contain both.
  ReferenceExtension.self,
  FootnoteExtension.self,
  CalloutExtension.self,
  // Running text is what no other pass has claimed. Typography changes bytes that addresses are made of.
  FoundLinkExtension.self,
  TypographyExtension.self,
  // The lists of what is in the tree, when the tree is complete.
  ReferenceCollector.self,
  HeadingAnchors.self,
]

/// What the extensions know about the text that they work on, and where they report.
struct ParsingContext {
  let path: String
  let options: MarkdownParser.Options
  var triggers: SourceSurvey.Triggers = []
  /// Where the source has two opening brackets in a row.
  var referenceMarks = SourceMarks()
  /// What libcmark read, with the source's bytes in their places; valid while the text is parsed.
  var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// What was hidden from libcmark; `nil` if no definition of a footnote was.
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
