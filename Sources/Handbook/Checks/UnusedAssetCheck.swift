import Markup

/// A file beside the pages should be referred to by one of them: others are not copied.
enum UnusedAssetCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    let used = handbook.usedAssets
    return handbook.manuscript.assets.filter { !used.contains($0) }.map {
      Diagnostic(
        .warning, "unused-file", "No page refers to this file, so it is not copied", path: $0,
        help: "link to it, or move it out of the content")
    }
  }
}

extension Handbook {
  /// The paths of the files that pages refer to.
  package var usedAssets: Set<String> {
    var paths: Set<String> = []
    for targets in targets.values {
      for case .asset(let path)? in targets { paths.insert(path) }
    }
    return paths
  }
}
