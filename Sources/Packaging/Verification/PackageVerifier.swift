import Markup
package import Site

/// Looks through the files of a package for what would fail in a reader's hands: an address that leads nowhere
/// or out of the folder, and whatever could ask another computer for something.
package struct PackageVerifier {
  private let files: Set<String>
  private let pages: [(path: String, tokens: [HTMLToken])]
  private let styleSheets: [OutputFile]

  /// - Parameter files: All files of the package.
  package init(_ files: [OutputFile]) {
    self.files = Set(files.map(\.path))
    styleSheets = files.filter { $0.path.hasSuffix(".css") }
    pages = files.filter { $0.path.hasSuffix(".html") || $0.path.hasSuffix(".xhtml") }
      .concurrentMap { ($0.path, HTMLScanner.tokens(of: $0.bytes)) }
  }

  /// What is wrong, in the order of the pages.
  package var problems: [PackageProblem] {
    let anchors = Dictionary(
      pages.map { ($0.path, Set($0.tokens.compactMap { $0.tag?["id"] })) },
      uniquingKeysWith: { first, _ in first })
    return pages.concurrentMap { page in
      page.tokens.flatMap { token -> [PackageProblem] in
        switch token {
        case .start(let tag): problems(of: tag, in: page.path, anchors: anchors)
        case .raw(let content): styleProblems(content, in: page.path)
        default: []
        }
      } + policyProblems(of: page.path, page.tokens)
    }.flatMap(\.self) + styleSheets.flatMap { styleProblems($0.bytes[...], in: $0.path) }
  }

  private func problems(
    of tag: HTMLTag, in path: String, anchors: [String: Set<String>]
  ) -> [PackageProblem] {
    PageAddress.all(in: tag).compactMap { address in
      let summary: String? =
        switch PackageLink(address.text, from: path) {
        case .file(let file, let anchor):
          if !files.contains(file) {
            "'\(address.text)' leads to no file of the package"
          } else if let anchor, !anchor.isEmpty, let known = anchors[file], !known.contains(anchor) {
            "'\(address.text)' leads to no place on its page"
          } else {
            nil
          }
        case .outside: address.isLoaded ? "<\(tag.name)> loads '\(address.text)' from elsewhere" : nil
        case .data: nil
        case .broken: "'\(address.text)' leads out of the package"
        }
      return summary.map { PackageProblem(path: path, summary: $0) }
    }
  }

  /// A page must say itself that it asks nobody for anything; a book may hold no script at all instead.
  private func policyProblems(of path: String, _ tokens: [HTMLToken]) -> [PackageProblem] {
    let tags = tokens.compactMap(\.tag)
    if path.hasSuffix(".xhtml") {
      return tags.contains { $0.name == "script" }
        ? [PackageProblem(path: path, summary: "a book holds a script")] : []
    }
    let policy = tags.first { $0["http-equiv"]?.lowercased() == "content-security-policy" }?["content"]
    guard let policy, policy.hasPrefix("default-src 'none'") else {
      return [PackageProblem(path: path, summary: "no policy keeps the page from loading from elsewhere")]
    }
    let sources = policy.split(separator: ";").flatMap { $0.split(separator: " ").dropFirst() }
    let foreign = sources.filter { source in
      !["'none'", "'self'", "data:", "file:"].contains(source) && !source.hasPrefix("'sha256-")
    }
    return foreign.map { PackageProblem(path: path, summary: "the page's policy lets it load from \($0)") }
  }

  private func styleProblems(_ content: ArraySlice<UInt8>, in path: String) -> [PackageProblem] {
    StyleAddresses.all(in: content).compactMap { address in
      let summary: String? =
        switch PackageLink(address, from: path) {
        case .file(let file, _):
          files.contains(file) ? nil : "the style sheet loads '\(address)', which is no file of the package"
        case .data: nil
        case .outside, .broken: "the style sheet loads '\(address)' from elsewhere"
        }
      return summary.map { PackageProblem(path: path, summary: $0) }
    }
  }
}

extension HTMLToken {
  /// The start tag, where it is one.
  var tag: HTMLTag? {
    if case .start(let tag) = self { tag } else { nil }
  }
}
