import Markup

/// A file beside the pages should be referred to by one of them: others are not copied.
enum UnusedAssetCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    let used = handbook.referredAssets
    return handbook.manuscript.assets.filter { !used.contains($0) }.map {
      Diagnostic(
        .warning, "unused-file", "No page refers to this file, so it is not copied", path: $0,
        help: "link to it, or move it out of the content")
    }
  }
}

extension Handbook {
  /// The paths of the files that pages refer to, in whichever edition.
  fileprivate var referredAssets: Set<String> {
    var paths: Set<String> = []
    for targets in targets.values {
      for case .asset(let path)? in targets { paths.insert(path) }
    }
    return paths
  }

  /// The paths of the files that pages of this edition refer to.
  package var usedAssets: Set<String> {
    var paths: Set<String> = []
    for document in documents {
      guard let targets = targets[document.key], targets.contains(where: { $0?.isAsset == true }) else {
        continue
      }
      for reference in document.document.shownReferences {
        if case .asset(let path)? = targets[reference] { paths.insert(path) }
      }
    }
    return paths
  }
}

extension ReferenceTarget {
  fileprivate var isAsset: Bool {
    if case .asset = self { true } else { false }
  }
}
