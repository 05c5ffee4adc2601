import Basics

@testable import Site

/// A site that's built in a test, with the default theme.
struct SmallSite {
  let files: [String: [UInt8]]
  let diagnostics: [Diagnostic]

  /// - Parameter content: Paths below `Content/` and their texts; `handbook.yml` is added if it's missing.
  init(_ content: [String: String], options: SiteOptions = SiteOptions()) {
    let all = ["handbook.yml": "title: Handbook\n"].merging(content) { $1 }
    self.init(all.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }, options: options)
  }

  /// - Parameter content: The files of the content.
  init(_ content: [SourceFile], options: SiteOptions = SiteOptions()) {
    let site = SiteBuilder.build(
      SiteInput(
        content: content, theme: DefaultTheme.files, themeFolder: DefaultTheme.folder, options: options))
    files = Dictionary(uniqueKeysWithValues: site.files.map { ($0.path, $0.bytes) })
    diagnostics = site.diagnostics
  }

  /// Returns whether a file only redirects from a former address.
  static func isRedirect(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains("<meta http-equiv=\"refresh\"")
  }

  /// The text of a page.
  subscript(path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }
}

/// Returns an edition of an invented code for Oregon.
///
/// - Parameters:
///   - effective: Its effective date, or `nil` for the first day of the year in the version.
///   - more: Additional lines of front matter.
func oregonEdition(
  _ version: String, _ status: String = "in-force", effective: String? = nil, more: String = "", body: String
) -> String {
  """
  ---
  title: Code of Ethics
  jurisdiction: Oregon
  abbreviation: OR
  status: \(status)
  version: "\(version)"
  effective: \(effective ?? "\(version)-01-01")
  \(more)
  ---

  \(body)
  """
}
