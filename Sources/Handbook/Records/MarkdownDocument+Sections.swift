import Basics
package import Markdown

extension MarkdownDocument {
  /// The nodes from a heading to the next one of its level or above.
  func section(from heading: Index) -> Range<Index> {
    let level = nodes[heading].level
    var index = Int(nodes[heading].end)
    while index < nodes.count {
      if nodes[index].kind == .heading, nodes[index].level <= level { break }
      index += 1
    }
    return heading..<index
  }

  /// The names of all places that a link can lead to: headings and blocks with an id.
  package var anchorNames: Set<String> {
    var names = Set(attributes.compactMap { $0.value.id?.value })
    for index in nodes.indices where nodes[index].kind == .heading {
      if let anchor = anchor(of: index) { names.insert(anchor) }
    }
    return names
  }

  /// The heading with an anchor.
  func heading(named anchor: String) -> Index? {
    nodes.indices.first { nodes[$0].kind == .heading && self.anchor(of: $0) == anchor }
  }
}
