import Markup

/// An image should say in words what it shows.
enum ImageWithoutTextCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.documents.filter { !$0.isOtherView }.concurrentMap { document -> [Diagnostic] in
      let tree = document.document
      return tree.nodes.indices.filter {
        tree.nodes[$0].kind == .image && Int(tree.nodes[$0].end) == $0 + 1
      }.map {
        Diagnostic(
          .warning, "image-without-text", "Image has no text that says what it shows", path: document.path,
          range: tree.nodes[$0].range, help: "write it between the brackets: ![…](…)")
      }
    }.flatMap(\.self)
  }
}
