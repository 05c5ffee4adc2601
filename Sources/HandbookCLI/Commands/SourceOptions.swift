import ArgumentParser
import Handbook
import Site

/// What every command that makes a site can be told.
@dynamicMemberLookup
struct SourceOptions: ParsableArguments {
  @OptionGroup var content: ContentOptions

  @Option(name: .shortAndLong, help: "The folder of the theme (default: Themes/default in the source).")
  var theme: String?

  @Option(name: .shortAndLong, help: "The address that the site is published at.")
  var baseURL: String?

  @Flag(help: "Take warnings for errors.")
  var strict = false

  @Flag(name: .shortAndLong, help: "Print how long each stage took.")
  var verbose = false

  subscript<Value>(dynamicMember path: KeyPath<ContentOptions, Value>) -> Value { content[keyPath: path] }

  /// Where the theme is.
  var themeFolder: String { theme ?? "\(content.source)/Themes/default" }

  /// What the theme's folder is called in diagnostics.
  var themeName: String { theme ?? "Themes/default" }

  /// What the person who builds has decided.
  ///
  /// - Throws: `ExitCode` after it has said what the environment refused.
  func siteOptions() throws -> SiteOptions {
    SiteOptions(
      baseURL: baseURL, includesUnpublished: content.unpublished, edition: content.edition,
      date: try content.buildDate())
  }
}
