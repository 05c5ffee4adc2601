import Markup
import Site

/// What the preview is made from, read again and again.
struct PreviewSource: Sendable {
  /// The folders on the disk, and what they are called.
  let content: (folder: String, name: String)
  let theme: (folder: String, name: String)
  let options: SiteOptions
  private var trees: (content: SourceTree, theme: SourceTree)?

  init(content: (folder: String, name: String), theme: (folder: String, name: String), options: SiteOptions) {
    self.content = content
    self.theme = theme
    self.options = options
  }

  /// Reads what has changed.
  ///
  /// - Returns: How many files are other than they were; nothing where no file and no problem of reading is.
  mutating func read() throws(FileError) -> Int? {
    let fresh = (
      content: try SourceTree(reading: content.folder, as: content.name, after: trees?.content),
      theme: try SourceTree(reading: theme.folder, as: theme.name, after: trees?.theme)
    )
    let old = trees
    trees = fresh
    guard let old else { return fresh.content.files.count + fresh.theme.files.count }
    let changes = fresh.content.changes(since: old.content) + fresh.theme.changes(since: old.theme)
    let isSame =
      fresh.content.diagnostics == old.content.diagnostics
      && fresh.theme.diagnostics == old.theme.diagnostics
    return changes == 0 && isSame ? nil : changes
  }

  /// Whether a file is gone that was there.
  func hasLost(since earlier: PreviewSource) -> Bool {
    guard let trees, let old = earlier.trees else { return false }
    return trees.content.hasLost(since: old.content) || trees.theme.hasLost(since: old.theme)
  }

  /// The folders that were read.
  var folders: [String] { (trees?.content.folders ?? []) + (trees?.theme.folders ?? []) }

  var files: [SourceFile] { (trees?.content.files ?? []) + (trees?.theme.files ?? []) }

  /// What could not be read.
  var diagnostics: [Diagnostic] { (trees?.content.diagnostics ?? []) + (trees?.theme.diagnostics ?? []) }

  var input: SiteInput {
    SiteInput(
      content: trees?.content.files ?? [], theme: trees?.theme.files ?? [], themeFolder: theme.name,
      options: options)
  }
}
