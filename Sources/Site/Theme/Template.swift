/// A template, read into a tree.
struct Template: Sendable {
  indirect enum Node: Sendable {
    case text(Range<Int>)
    /// A tag of the kinds `value` and `markup`.
    case value(TemplateTag)
    /// A tag of the kinds `section` and `invertedSection`, with what it encloses.
    case section(TemplateTag, [Node])
    case partial(TemplateTag)
    /// A parent with the blocks that replace its own.
    case parent(TemplateTag, [Node])
    case block(TemplateTag, [Node])
  }

  let source: TemplateSource
  let nodes: [Node]
}
