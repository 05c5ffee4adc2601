package import Basics
package import Handbook
package import Markdown

/// Everything that a site is built from.
package struct SiteInput: Sendable {
  /// The text files of the content.
  ///
  /// Their paths begin with `Content/`.
  package private(set) var content: [SourceFile]
  /// The other files of the content.
  package private(set) var assets: [AssetFile]
  /// The files of the theme.
  package var theme: [SourceFile]
  /// The prefix of the paths of the theme's files.
  package var themeFolder: String
  package var options: SiteOptions

  /// - Parameters:
  ///   - content: Files of the content in memory, which can include assets.
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

/// The settings that are chosen for each build, not in the content.
package struct SiteOptions: Sendable, Equatable {
  /// The address where the site is published, or `nil` for the one in `handbook.yml`.
  package var baseURL: SiteAddress?
  /// Whether the site can have an address at all; a site that's distributed as a folder or a file has none.
  package var hasAddress: Bool
  /// Whether documents with `publish: false` are included.
  package var includesUnpublished: Bool
  /// The audience of the site.
  package var edition: HandbookEdition
  /// The date of the build, which decides whether a verification is stale, or `nil` if it doesn't matter.
  package var date: CalendarDate?
  /// The root-relative path of the script that a preview adds to every page, or `nil` in a published site.
  package var previewScript: String?
  /// Whether readers can keep the site on their devices if the handbook allows it; only for published sites.
  package var allowsOffline: Bool

  package init(
    baseURL: SiteAddress? = nil, hasAddress: Bool = true, includesUnpublished: Bool = false,
    edition: HandbookEdition = .learner, date: CalendarDate? = nil, previewScript: String? = nil,
    allowsOffline: Bool = false
  ) {
    self.allowsOffline = allowsOffline
    self.previewScript = previewScript
    self.edition = edition
    self.baseURL = baseURL
    self.hasAddress = hasAddress
    self.includesUnpublished = includesUnpublished
    self.date = date
  }
}

/// A file of the finished site.
package struct OutputFile: Sendable, Hashable {
  /// The path from the root of the site, with `/` between components.
  package let path: String
  package let content: FileContent

  package init(path: String, content: FileContent) {
    self.path = path
    self.content = content
  }

  package init(path: String, bytes: [UInt8]) {
    self.init(path: path, content: .bytes(bytes))
  }

  /// Returns the same file at another path.
  package func moved(to path: String) -> OutputFile { OutputFile(path: path, content: content) }

  /// The bytes of a file that's known to be in memory, such as a page.
  ///
  /// For a file that can be one of the content's assets, use ``content``.
  package var bytes: [UInt8] {
    guard let bytes = content.bytesInMemory else {
      preconditionFailure("files that the build creates are in memory, unlike '\(path)'")
    }
    return bytes
  }
}
