package import Handbook
package import Markup

/// Everything that a site is made from.
package struct SiteInput: Sendable {
  /// The files of the content, their paths beginning with `Content/`.
  package var content: [SourceFile]
  /// The files of the theme.
  package var theme: [SourceFile]
  /// What the paths of the theme's files begin with.
  package var themeFolder: String
  package var options: SiteOptions

  package init(
    content: [SourceFile], theme: [SourceFile], themeFolder: String, options: SiteOptions = SiteOptions()
  ) {
    self.content = content
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
