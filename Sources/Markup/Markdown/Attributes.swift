/// What an author wrote between `{` and `}` at the end of a heading, a paragraph or an item's first paragraph:
/// `{#gifts .gifts label="(iii)"}`.
package struct Attributes: Sendable, Hashable {
  /// A pair such as `label="(iii)"`.
  package struct Pair: Sendable, Hashable {
    package var key: Located<String>
    package var value: Located<String>

    package init(key: Located<String>, value: Located<String>) {
      self.key = key
      self.value = value
    }
  }

  /// The permanent id, without `#`, in NFC.
  package var id: Located<String>?
  /// The names after a full stop, without it.
  package var classes: [Located<String>]
  /// In the order written.
  ///
  /// A key is there once: a second one was reported and dropped.
  package var pairs: [Pair]
  /// From `{` to `}`.
  package var range: SourceRange

  package init(
    id: Located<String>? = nil, classes: [Located<String>] = [], pairs: [Pair] = [], range: SourceRange
  ) {
    self.id = id
    self.classes = classes
    self.pairs = pairs
    self.range = range
  }

  package subscript(key: String) -> Located<String>? {
    pairs.first { $0.key.value == key }?.value
  }
}
