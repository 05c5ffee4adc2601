/// The YAML between the `---` lines at the top of a document, read but not yet understood.
package struct FrontMatter: Sendable, Hashable {
  /// The top-level keys in the order written.
  ///
  /// A key is there once: a second one was reported and dropped.
  package var entries: [YAMLValue.Entry]

  /// From the opening line to the closing one.
  package var range: SourceRange

  package init(entries: [YAMLValue.Entry], range: SourceRange) {
    self.entries = entries
    self.range = range
  }

  package subscript(key: String) -> YAMLValue? {
    entries.first { $0.key.value == key }?.value
  }
}
