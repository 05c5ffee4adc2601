import ArgumentParser
import Handbook
import Markup

/// The command `handbook list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what editors ask for, on standard output.",
    discussion: """
      drafts      codes that are drafts or proposed, and whatever says 'publish: false'
      stale       codes whose review or verification is overdue
      uncovered   topics without provisions, and provisions without topics
      orphans     pages that neither another page nor the navigation leads to
      references  all references with their targets

      Examples:
        handbook list stale --date 2027-12-31
        handbook list references --format json
      """)

  @Argument(help: "What to list: \(HandbookLists.allCases.map(\.rawValue).joined(separator: ", ")).")
  var list: HandbookLists

  @OptionGroup var options: ContentOptions

  @OptionGroup var report: ReportOptions

  func run() throws {
    var options = options
    if list == .drafts { options.unpublished = true }
    let date = try options.buildDate()
    let run = try ContentRun(options, format: report.format)
    let entries = list.entries(for: run.handbook, on: date)
    Terminal.standardOutput(Listing(entries.map(EntryRow.init), format: report.format).text)
    let errors = (run.diagnostics + run.referenceDiagnostics).filter { $0.severity == .error }
    guard errors.isEmpty else { throw run.failure(errors, "the list is of what could be read") }
    run.finish(entries.count == 1 ? "1 entry" : "\(entries.count) entries")
  }
}

extension HandbookLists: ExpressibleByArgument {}

/// A line of a list.
private struct EntryRow: ListingRow {
  let path: String
  let line: Int?
  let column: Int?
  let subject: String
  let target: String?
  let remark: String

  init(_ entry: ListedEntry) {
    path = entry.path
    line = entry.range?.start.line
    column = entry.range?.start.column
    subject = entry.subject
    target = entry.target
    remark = entry.remark
  }

  var columns: [String] {
    let place = [path, line.map(String.init), column.map(String.init)].compactMap(\.self)
    let lead = target.map { " -> \($0)" } ?? ""
    return ["\(place.joined(separator: ":")): \(subject)\(lead) \(remark)"]
  }
}
