extension MarkdownDocument {
  /// The text of a block with marks, without markup.
  ///
  /// Breaks of lines are spaces, and so is the space between two blocks. Editors' comments, raw HTML and code
  /// blocks are left out, and so are the lists in a list item: what they hold are provisions of their own.
  ///
  /// - Parameter reference: The generated text of a reference, given its node.
  package func redlineRuns(
    of index: Index, reference: (Index) -> String? = { _ in nil }
  ) -> [RedlineRun] {
    var runs: [RedlineRun] = []
    var marks: [(end: Int, kind: RedlineRun.Kind)] = []
    let end = Int(nodes[index].end)
    let skipsLists = nodes[index].kind == .listItem
    var place = index
    while place < end {
      while let mark = marks.last, mark.end <= place { marks.removeLast() }
      let node = nodes[place]
      let kind = marks.last?.kind ?? .kept
      switch node.kind {
      case .text, .inlineCode: runs.append(kind, string(node.literal))
      case .softBreak, .lineBreak: runs.append(kind, " ")
      case .insertion: marks.append((Int(node.end), .inserted))
      case .deletion: marks.append((Int(node.end), .deleted))
      case .reference, .quotation:
        if Int(node.end) == place + 1, let generated = reference(place) { runs.append(kind, generated) }
      case .paragraph, .heading, .tableCell:
        if !runs.isEmpty { runs.append(.kept, " ") }
      case .editorComment, .codeBlock, .htmlBlock:
        place = Int(node.end)
        continue
      case .list where skipsLists:
        place = Int(node.end)
        continue
      default: break
      }
      place += 1
    }
    return runs
  }

  /// What the marks in a block change, in words: in each of its paragraphs and cells on its own.
  package func changes(of index: Index, reference: (Index) -> String? = { _ in nil }) -> [Change] {
    let blocks = subtree(of: index).filter { nodes[$0].kind.holdsText }
    guard blocks.count > 1, nodes[index].kind != .listItem else {
      return ChangeFinder.changes(in: redlineRuns(of: index, reference: reference))
    }
    return blocks.flatMap { ChangeFinder.changes(in: redlineRuns(of: $0, reference: reference)) }
  }

  /// A paragraph that shows the difference between two texts as marks do.
  package static func paragraph(of runs: [RedlineRun]) -> MarkdownDocument {
    var document = MarkdownDocument(nodes: [Node(kind: .document), Node(kind: .paragraph)])
    for run in runs {
      let start = document.literals.count
      document.literals += run.text.utf8
      let literal = Node.Slice(start: UInt32(start), count: UInt32(document.literals.count - start))
      if run.kind != .kept {
        let kind: Node.Kind = run.kind == .inserted ? .insertion : .deletion
        document.nodes.append(Node(kind: kind, end: Int32(document.nodes.count + 2)))
      }
      document.nodes.append(Node(kind: .text, end: Int32(document.nodes.count + 1), literal: literal))
    }
    document.nodes[0].end = Int32(document.nodes.count)
    document.nodes[1].end = Int32(document.nodes.count)
    return document
  }
}

extension Node.Kind {
  /// Whether the kind is a block that holds text rather than blocks.
  fileprivate var holdsText: Bool {
    switch self {
    case .paragraph, .heading, .tableCell: true
    default: false
    }
  }
}
