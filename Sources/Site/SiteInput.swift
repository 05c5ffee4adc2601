package import Basics
package import Handbook
package import Markdown

/// Everything that a site is made from.
package struct SiteInput: Sendable {
  /// The text files of the content.
  ///
  /// Their paths begin with `Content/`.
  package private(set) var content: [SourceFile]
  /// The other files of the content.
  package private(set) var assets: [AssetFile]
  /// The files of the theme.
  package var theme: [SourceFile]
  /// What the paths of the theme's files begin with.
  package var themeFolder: String
  package var options: SiteOptions

  /// - Parameters:
  ///   - content: Files of the content in memory, among which assets may be too.
  ///   - assets: Other files of the content.
  package init(
    content: [SourceFile], assets: [AssetFile] = [], theme: [SourceFile], themeFolder: String,
    options: SiteOptions = SiteOptions()
  ) {
    self.content = content.filter { SourceRole(path: $0.path) != .asset }
    self.assets =
      assets
      + content.filter { SourceRole(path: $0.path) == .asset }
      .map { AssetFile(path: $0.path, content: .bytes($0.bytes)) }
    self.theme = theme
    self.themeFolder = themeFolder
    self.options = options
  }
}

/// What the person who builds decides, not the content.
package struct SiteOptions: Sendable, Equatable {
  /// The address that the site is published at; nothing for what `handbook.yml` says.
  package var baseURL: SiteAddress?
  /// Whether the site may have an address at all; what is handed out as a folder or a file has none.
  package var hasAddress: Bool
  /// Whether what says `publish: false` is included.
  package var includesUnpublished: Bool
  /// Whom the site is for.
  package var edition: HandbookEdition
  /// The day of the build, by which stale verifications are told; nothing where it does not matter.
  package var date: CalendarDate?
  /// The script that a preview adds to every page, from the root of its server; nothing in a site that is
  /// published.
  package var previewScript: String?

  package init(
    baseURL: SiteAddress? = nil, hasAddress: Bool = true, includesUnpublished: Bool = false,
    edition: HandbookEdition = .learner, date: CalendarDate? = nil, previewScript: String? = nil
  ) {
    self.previewScript = previewScript
    self.edition = edition
    self.baseURL = baseURL
    self.hasAddress = hasAddress
    self.includesUnpublished = includesUnpublished
    self.date = date
  }
}
