/// Where a resolved text, parsed on its own, isn't what the redline shows of it.
struct RedlineDifference {
  /// What differs.
  enum Aspect {
    /// The number, nesting or type of blocks.
    case blocks
    /// The text or the inlines of one block.
    case content
  }

  var aspect: Aspect
  /// The place among the expected blocks.
  var block: Int

  /// The first difference in the blocks themselves, or else every one in what stands in them.
  static func between(_ expected: RedlineOutline, _ found: RedlineOutline) -> [Self] {
    var differences: [Self] = []
    for (index, block) in expected.blocks.enumerated() {
      guard found.blocks.indices.contains(index), found.blocks[index].depth == block.depth,
        found.blocks[index].traits == block.traits
      else { return [Self(aspect: .blocks, block: index)] }
      if found.blocks[index].content != block.content {
        differences.append(Self(aspect: .content, block: index))
      }
    }
    if found.blocks.count > expected.blocks.count {
      return [Self(aspect: .blocks, block: expected.blocks.count - 1)]
    }
    return differences
  }

  func diagnostic(_ side: RedlineResolution.Side, path: String, range: SourceRange) -> Diagnostic {
    let action = side == .proposed ? "Accepting" : "Rejecting"
    switch aspect {
    case .blocks:
      return Diagnostic(
        .error, .redlineBlockChange, "\(action) the marks changes the type or the number of blocks",
        path: path, range: range,
        help: "leave list markers, number signs and blank lines outside of marks; "
          + "mark the text of each block on its own")
    case .content:
      return Diagnostic(
        .error, .redlineInlineChange,
        "\(action) the marks gives text that Markdown reads in another way than the redline", path: path,
        range: range,
        help: "keep both ends of emphasis, a link, an entity or an attribute on the same side of a mark")
    }
  }
}
