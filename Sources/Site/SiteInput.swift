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
  /// The day of the build, by which stale verifications are told; `nil` if it does not matter.
  package var date: CalendarDate?
  /// The script that a preview adds to every page, from the root of its server; nothing in a site that is
  /// published.
  package var previewScript: String?
  /// Whether readers may keep the site on their devices, if the handbook allows it; only for what is published.
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

  /// The same file at another path.
  package func moved(to path: String) -> OutputFile { OutputFile(path: path, content: content) }

  /// The bytes of a file that is known to be in memory, such as a page.
  ///
  /// Use ``content`` for a file that may come from the content's assets.
  package var bytes: [UInt8] {
    guard let bytes = content.bytesInMemory else {
      preconditionFailure("a file that the build made is in memory, unlike '\(path)'")
    }
    return bytes
  }
}
