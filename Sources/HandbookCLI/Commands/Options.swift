// swift-format-ignore-file: AvoidRetroactiveConformances

public import ArgumentParser
import Basics
import Foundation
import Handbook
import Markdown
import Site
public import SystemPackage

/// The location of a handbook's source.
struct FolderOption: ParsableArguments {
  @Option(name: .shortAndLong, help: "The folder that contains Content.")
  var source: FilePath = "."

  /// The folder of the content.
  var content: FilePath { source.below(FilePath(SourceRole.contentFolder)) }

  /// The folder that may have themes.
  var themes: FilePath { source.below("Themes") }

  /// Returns the folder of the default theme and its name in the paths of its files.
  ///
  /// A default theme in the source takes precedence over the program's own.
  func defaultThemeFolder() throws(SharedFolder.Missing) -> (path: FilePath, name: String) {
    let own = themes.appending("default")
    if Files.kind(of: own) == .folder { return (own, "Themes/default") }
    let folder = try SharedFolder().defaultTheme
    return (folder, folder.string)
  }

  /// Checks that the content exists.
  ///
  /// - Throws: ``Refused``, with a suggestion where the content may be, if it doesn't exist.
  func requireContent() throws {
    guard Files.kind(of: content) == .missing else { return }
    var above = Files.location(of: source)
    while true {
      if Files.kind(of: above.appending("\(SourceRole.contentFolder)/handbook.yml")) == .file {
        throw Refused("'\(content)' does not exist; run the command in '\(above)', or name it with --source")
      }
      guard above.removeLastComponent() else { break }
    }
    throw Refused(
      "'\(content)' does not exist; start a handbook with 'handbook init', or name its folder with --source")
  }

  /// Reads the files of the content.
  func readContent() throws(FileError) -> SourceTree { try SourceTree(content: content) }
}

/// The options of every command that reads content.
@dynamicMemberLookup
struct ContentOptions: ParsableArguments {
  @OptionGroup var folder: FolderOption

  @Option(help: "The edition of the handbook: learner or facilitator.")
  var edition = HandbookEdition.learner

  @Flag(help: "Include files that say 'publish: false'.")
  var unpublished = false

  @Flag(name: .shortAndLong, help: "Print only diagnostics.")
  var quiet = false

  subscript<Value>(dynamicMember path: KeyPath<FolderOption, Value>) -> Value { folder[keyPath: path] }
}

/// The date that a command uses as today's.
struct DateOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The date of the build, which determines which editions are in force and which reviews are overdue (default: SOURCE_DATE_EPOCH if set, else today).",
      valueName: "YYYY-MM-DD"))
  var date: CalendarDate?

  /// Returns the date.
  func day() throws(BuildDate.InvalidEpoch) -> CalendarDate {
    if let date { return date }
    return try BuildDate.resolve()
  }
}

/// The options of every command that builds a site.
@dynamicMemberLookup
struct SiteCommandOptions: ParsableArguments {
  @OptionGroup var content: ContentOptions

  @OptionGroup var date: DateOption

  @Option(
    name: .shortAndLong,
    help: "The folder of the theme (default: Themes/default in the source, else the program's own).")
  var theme: FilePath?

  @Flag(help: "Treat warnings as errors: write nothing, and exit with status 1.")
  var strict = false

  @Flag(name: .shortAndLong, help: "Print how long each stage took.")
  var verbose = false

  /// Returns the folder of the theme, and its name in the paths of its files.
  func themeFolder() throws(SharedFolder.Missing) -> (path: FilePath, name: String) {
    if let theme { return (theme, theme.string) }
    return try content.folder.defaultThemeFolder()
  }

  /// Returns the folders that an output must not overlap: those that are read, and those that a later build
  /// would read.
  func sources() throws(SharedFolder.Missing) -> [FilePath] {
    [content.content, content.themes, try themeFolder().path]
  }

  /// Returns the options of the site that the user chose.
  ///
  /// - Parameters:
  ///   - baseURL: The address at which the site is published, or `nil` for the one in `handbook.yml`.
  ///   - hasAddress: Whether the site can have its own address.
  func siteOptions(baseURL: SiteAddress? = nil, hasAddress: Bool) throws -> SiteOptions {
    SiteOptions(
      baseURL: baseURL, hasAddress: hasAddress, includesUnpublished: content.unpublished,
      edition: content.edition, date: try date.day())
  }

  subscript<Value>(dynamicMember path: KeyPath<ContentOptions, Value>) -> Value { content[keyPath: path] }
}

/// The address of a site.
struct AddressOption: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The address where the site is published.", valueName: "https://…"))
  var baseURL: SiteAddress?
}

/// The state to which a site is limited.
struct StateOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Make the handbook of one state: its codes with all lessons, topics, and terms.", valueName: "WA"))
  var state: String?

  /// Returns the site of the state, or the whole site if none was chosen.
  func limit(_ site: PreparedSite) throws(Refused) -> PreparedSite {
    guard let state else { return site }
    guard let limited = site.ofState(state) else {
      throw Refused(
        "the handbook has no code of '\(state)'; it has codes of \(site.states.joined(separator: ", "))")
    }
    return limited
  }
}

/// The format of a command's reports.
struct ReportOptions: ParsableArguments {
  @Option(help: "The format of diagnostics and lists.")
  var format = ReportFormat.text
}

/// The format of diagnostics on standard error, and of lists on standard output.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// An array of objects, for programs.
  case json
  /// Commands that make GitHub Actions show diagnostics next to the line.
  ///
  /// Lists are the same as in ``text``.
  case github
}

/// The prefix of a new code's citations.
enum CitationPrefix {
  /// Returns the prefix that the user chose, or the abbreviation of the state.
  ///
  /// - Throws: `ValidationError` if the jurisdiction isn't a state and no prefix was chosen, or if a citation
  ///   can't
  ///   begin with the chosen prefix.
  static func of(_ jurisdiction: String, given abbreviation: String?) throws -> String {
    guard let prefix = abbreviation ?? Jurisdiction.abbreviation(of: jurisdiction) else {
      let meant = NearestMatch.of(jurisdiction, among: Jurisdiction.names)
      throw ValidationError(
        "'\(jurisdiction)' isn't a US state or territory: "
          + (meant.map { "did you mean '\($0.text)'? If not, " } ?? "")
          + "choose the prefix of citations with --abbreviation")
    }
    guard CodeID.canBegin(prefix) else {
      throw ValidationError("--abbreviation can have letters, digits and hyphens, unlike '\(prefix)'")
    }
    return prefix
  }
}

extension HandbookEdition: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension SiteAddress: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension FilePath: @retroactive ExpressibleByArgument {
  public init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.init(argument)
  }
}

extension LanguageTag: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// An argument that is a value of either of two kinds.
enum EitherArgument<First: ExpressibleByArgument, Second: ExpressibleByArgument>: ExpressibleByArgument {
  case first(First)
  case second(Second)

  init?(argument: String) {
    if let value = First(argument: argument) {
      self = .first(value)
    } else if let value = Second(argument: argument) {
      self = .second(value)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { First.allValueStrings + Second.allValueStrings }

  var first: First? { if case .first(let value) = self { value } else { nil } }
  var second: Second? { if case .second(let value) = self { value } else { nil } }
}

/// A value that still works but isn't in help texts.
struct Former<Value: ExpressibleByArgument>: ExpressibleByArgument {
  let value: Value

  init?(argument: String) {
    guard let value = Value(argument: argument) else { return nil }
    self.value = value
  }

  static var allValueStrings: [String] { [] }
}

/// The date of a build.
///
/// Only this target reads the clock.
enum BuildDate {
  /// An error that is thrown if `SOURCE_DATE_EPOCH` isn't a valid number of seconds since 1970.
  struct InvalidEpoch: CommandFailure {
    let value: String
    var description: String { "SOURCE_DATE_EPOCH is '\(value)', not a number of seconds since 1970" }
  }

  /// Returns the date of `SOURCE_DATE_EPOCH` in Coordinated Universal Time, or today's date if it isn't set.
  ///
  /// Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1.
  ///
  /// - Parameter environment: The environment variables of the process.
  static func resolve(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(InvalidEpoch) -> CalendarDate {
    let seconds = try epoch(environment: environment) ?? Int(Date().timeIntervalSince1970)
    guard let day = day(ofSecond: seconds) else {
      throw InvalidEpoch(value: environment["SOURCE_DATE_EPOCH"] ?? "")
    }
    return day
  }

  /// Returns the value of `SOURCE_DATE_EPOCH`, or `nil` if it isn't set.
  ///
  /// - Parameter environment: The environment variables of the process.
  static func epoch(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(InvalidEpoch) -> Int? {
    guard let written = environment["SOURCE_DATE_EPOCH"], !written.isEmpty else { return nil }
    guard let seconds = Int(written) else { throw InvalidEpoch(value: written) }
    return seconds
  }

  private static func day(ofSecond second: Int) -> CalendarDate? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents(
      [.era, .year, .month, .day], from: Date(timeIntervalSince1970: TimeInterval(second)))
    guard parts.era == 1, let year = parts.year, let month = parts.month, let day = parts.day else {
      return nil
    }
    return CalendarDate(year: year, month: month, day: day)
  }
}
