/// What stands between two pairs of braces.
struct TemplateTag: Sendable {
  enum Kind: Sendable {
    /// `{{name}}`
    case value
    /// `{{{name}}}`
    case markup
    /// `{{#name}}`
    case section
    /// `{{^name}}`
    case invertedSection
    /// `{{/name}}`
    case close
    /// `{{>name}}`
    case partial
    /// `{{<name}}`
    case parent
    /// `{{$name}}`
    case block
    /// `{{! … }}`
    case comment
  }

  var kind: Kind
  /// Empty in a comment.
  var name: String
  /// The bytes from the first brace to the last.
  var range: Range<Int>
  /// The bytes of the name.
  var nameRange: Range<Int>
  /// Where in the markup it stands.
  var placement: TemplatePlacement
}
