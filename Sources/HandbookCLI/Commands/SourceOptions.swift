import ArgumentParser
import Handbook
import Site

/// What every command that makes a site can be told.
@dynamicMemberLookup
struct SourceOptions: ParsableArguments {
  @OptionGroup var content: ContentOptions

  @Option(
    name: .shortAndLong,
    help: "The folder of the theme (default: Themes/default in the source, else the program's own).")
  var theme: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The address that the site is published at.", valueName: "https://…"))
  var baseURL: SiteAddress?

  @Flag(help: "Take warnings for errors.")
  var strict = false

  @Flag(name: .shortAndLong, help: "Print how long each stage took.")
  var verbose = false

  /// The folder of the theme, and what it is called in the paths of its files.
  ///
  /// - Throws: `ExitCode` after it has said that there is none.
  func themeFolder() throws -> (path: String, name: String) {
    if let theme { return (theme, theme) }
    let own = "\(content.source)/Themes/default"
    if Files.kind(of: own) == .folder { return (own, "Themes/default") }
    do throws(SharedFolder.Missing) {
      let folder = try SharedFolder().defaultTheme
      return (folder, folder)
    } catch {
      throw ExitCode.refused("\(error)")
    }
  }

  subscript<Value>(dynamicMember path: KeyPath<ContentOptions, Value>) -> Value { content[keyPath: path] }

  /// What the person who builds has decided.
  ///
  /// - Parameter hasAddress: Whether the site may have an address of its own.
  /// - Throws: `ExitCode` after it has said what the environment refused.
  func siteOptions(hasAddress: Bool = true) throws -> SiteOptions {
    SiteOptions(
      baseURL: baseURL, hasAddress: hasAddress, includesUnpublished: content.unpublished,
      edition: content.edition, date: try content.buildDate())
  }
}

extension SiteAddress: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
