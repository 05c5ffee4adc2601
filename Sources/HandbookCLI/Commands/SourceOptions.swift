import ArgumentParser
import Handbook
import Markup

/// What every command that reads a handbook can be told.
struct SourceOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The folder that holds Content.")
  var source = "."

  @Option(name: .shortAndLong, help: "The folder of the theme (default: Themes/default in the source).")
  var theme: String?

  @Option(name: .shortAndLong, help: "The address that the site is published at.")
  var baseURL: String?

  @Option(help: "Whom the handbook is for: learner or facilitator.")
  var edition = HandbookEdition.learner

  @Option(
    help: ArgumentHelp(
      "The day of the build, by which reviews are overdue (default: SOURCE_DATE_EPOCH, else today).",
      valueName: "YYYY-MM-DD"))
  var date: CalendarDate?

  @Flag(help: "Take warnings for errors.")
  var strict = false

  @Flag(help: "Include what says 'publish: false'.")
  var unpublished = false

  @Flag(name: .shortAndLong, help: "Print diagnostics alone.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print how long each stage took.")
  var verbose = false

  @Option(help: "The form of the diagnostics.")
  var format = ReportFormat.text
}

extension HandbookEdition: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// The form of diagnostics on standard error.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// An array of objects, for programs.
  case json
  /// Commands that GitHub Actions shows beside the line.
  case github
}
