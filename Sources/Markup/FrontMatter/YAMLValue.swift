/// A value of YAML with the place of every part.
///
/// Scalars stay text: whether `2025` is a year or a title is for the reader of the key to say.
package indirect enum YAMLValue: Sendable, Hashable {
  case scalar(Located<String>)
  case sequence([YAMLValue], SourceRange)
  case mapping([Entry], SourceRange)

  /// A key of a mapping and its value, in the order written.
  package struct Entry: Sendable, Hashable {
    package var key: Located<String>
    package var value: YAMLValue

    package init(key: Located<String>, value: YAMLValue) {
      self.key = key
      self.value = value
    }
  }

  /// The place of the whole value in its file.
  package var range: SourceRange {
    switch self {
    case .scalar(let scalar): scalar.range
    case .sequence(_, let range), .mapping(_, let range): range
    }
  }
}
