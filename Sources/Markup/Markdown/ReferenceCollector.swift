/// Lists what a document refers to, in document order, and judges every address in it; also reports raw HTML.
enum ReferenceCollector {
  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .reference: document.addReference(.citation, index)
      case .quotation: document.addReference(.quotation, index)
      case .link, .image: judge(index, of: &document, &context)
      case .htmlBlock, .inlineHTML:
        guard !context.options.allowsRawHTML else { continue }
        context.report(
          .error, .rawHTML, "Raw HTML is not passed through", document.place(of: index),
          help: "write '\\<' where a less-than sign is meant")
      default: continue
      }
    }
  }

  private static func judge(
    _ index: Int, of document: inout MarkdownDocument, _ context: inout ParsingContext
  ) {
    let node = document.nodes[index]
    let address = document.literals.withUnsafeBufferPointer {
      Address(UnsafeBufferPointer(rebasing: $0[node.literal.range]), isImage: node.kind == .image)
    }
    switch address {
    case .external: break
    case .internal:
      document.nodes[index].flags.insert(.internal)
      document.addReference(node.kind == .image ? .image : .link, index)
    case .unsafe:
      document.nodes[index].flags.insert(.unsafe)
      context.report(
        .error, .unsafeAddress,
        "Address '\(document.string(node.literal))' is none of http, https, mailto, tel or a path",
        document.placeOfAddress(index))
    }
  }
}

extension MarkdownDocument {
  fileprivate mutating func addReference(_ form: Reference.Form, _ index: Index) {
    nodes[index].value = Int32(truncatingIfNeeded: references.count)
    references.append(
      Reference(form: form, target: string(nodes[index].literal), range: placeOfAddress(index)))
  }

  /// The place of what a link, picture, reference or quotation refers to: of the whole node where it is
  /// written elsewhere.
  fileprivate func placeOfAddress(_ index: Index) -> SourceRange {
    let node = nodes[index]
    if node.literal.range.upperBound <= sourceCount, !node.literal.isEmpty {
      return lines.range(node.literal.range, near: node.startLine)
    }
    guard node.kind == .link || node.kind == .image else { return place(of: index) }
    // With escapes in it, the address is what follows `](`.
    let text = index + 1 < Int(node.end) ? children(of: index).reduce(index) { $1 } : index
    guard text != index, let bracket = sourceEnd(of: nodes[text]), let end = sourceEnd(of: node),
      bracket + 2 < end, literals[bracket] == UInt8(ascii: "]"), literals[bracket + 1] == UInt8(ascii: "(")
    else { return place(of: index) }
    return lines.range((bracket + 2)..<(end - 1))
  }
}
