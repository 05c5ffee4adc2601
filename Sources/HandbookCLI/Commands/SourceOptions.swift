import ArgumentParser
import Handbook

/// What every command that makes a site can be told.
@dynamicMemberLookup
struct SourceOptions: ParsableArguments {
  @OptionGroup var content: ContentOptions

  @Option(name: .shortAndLong, help: "The folder of the theme (default: Themes/default in the source).")
  var theme: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The address that the site is published at.", valueName: "https://…"))
  var baseURL: SiteAddress?

  @Flag(help: "Take warnings for errors.")
  var strict = false

  @Flag(name: .shortAndLong, help: "Print how long each stage took.")
  var verbose = false

  subscript<Value>(dynamicMember path: KeyPath<ContentOptions, Value>) -> Value { content[keyPath: path] }
}

extension SiteAddress: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
