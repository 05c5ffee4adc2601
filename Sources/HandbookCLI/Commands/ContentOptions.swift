import ArgumentParser
import Foundation
import Handbook
import Markup

/// What every command that reads content can be told.
struct ContentOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The folder that holds Content.")
  var source = "."

  @Option(help: "Whom the handbook is for: learner or facilitator.")
  var edition = HandbookEdition.learner

  @Option(
    help: ArgumentHelp(
      "The day of the build, by which reviews are overdue (default: SOURCE_DATE_EPOCH, else today).",
      valueName: "YYYY-MM-DD"))
  var date: CalendarDate?

  @Flag(help: "Include what says 'publish: false'.")
  var unpublished = false

  @Flag(name: .shortAndLong, help: "Print diagnostics alone.")
  var quiet = false

  /// The day of the build.
  ///
  /// - Throws: `ExitCode` after it has said what the environment refused.
  func buildDate() throws -> CalendarDate {
    if let date { return date }
    do throws(BuildDate.InvalidEpoch) {
      return try BuildDate.resolve()
    } catch {
      throw ExitCode.refused("\(error)")
    }
  }

  /// The files of the content.
  ///
  /// - Throws: `ExitCode` after it has said what the environment refused.
  func readContent() throws -> SourceTree {
    try requireContent()
    return try read("\(source)/\(SourceRole.contentFolder)", as: SourceRole.contentFolder)
  }

  /// - Throws: `ExitCode` after it has said where there may be content, where there is none.
  func requireContent() throws {
    let folder = "\(source)/\(SourceRole.contentFolder)"
    guard Files.kind(of: folder) != .missing else { throw ExitCode.refused(missing(folder)) }
  }

  /// What to do where there is no content.
  private func missing(_ folder: String) -> String {
    var above = Files.resolvedAsFarAsItExists(source) as NSString
    while above.length > 1 {
      if Files.kind(of: above.appendingPathComponent("\(SourceRole.contentFolder)/handbook.yml")) == .file {
        return "'\(folder)' does not exist; run the command in '\(above)', or name that with --source"
      }
      above = above.deletingLastPathComponent as NSString
    }
    return
      "'\(folder)' does not exist; begin a handbook with 'handbook init', or name its folder with --source"
  }

  /// The files of a folder.
  ///
  /// - Parameter name: What the folder is called in the paths of the files.
  /// - Throws: `ExitCode` after it has said what the environment refused.
  func read(_ folder: String, as name: String) throws -> SourceTree {
    do throws(FileError) {
      return try SourceTree(reading: folder, as: name)
    } catch {
      throw ExitCode.refused("\(error)")
    }
  }
}

/// In which form a command reports.
struct ReportOptions: ParsableArguments {
  @Option(help: "The form of diagnostics, and of what a command lists.")
  var format = ReportFormat.text
}

extension HandbookEdition: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// The form of diagnostics on standard error, and of lists on standard output.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// An array of objects, for programs.
  case json
  /// Commands that GitHub Actions shows beside the line; a list is as for people.
  case github
}
