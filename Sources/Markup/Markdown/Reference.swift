/// A reference as it was written, before anyone looked for its target.
package struct Reference: Sendable, Hashable {
  /// How it was written.
  package enum Form: UInt8, Sendable, Hashable {
    /// `[[WA#gifts]]`
    case citation
    /// `![[WA#gifts]]`
    case quotation
    /// `[text](../codes/washington.md#gifts)`: the target is a path relative to the file, with its anchor.
    case link
    /// `![text](picture.png)`: the target is a path relative to the file.
    case image
    /// A word of running text that the glossary explains; written like any other.
    case term
  }

  package var form: Form
  /// The target as written, without brackets and the author's text: `WA#gifts`, `../codes/washington.md#gifts`.
  package var target: String
  /// The place of the target in its file.
  package var range: SourceRange

  package init(form: Form, target: String, range: SourceRange) {
    self.form = form
    self.target = target
    self.range = range
  }
}
