import ArgumentParser
import Basics
import Handbook
import Search
import Site

/// The command `handbook list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what needs an editor's attention.",
    discussion: """
      drafts        codes that are drafts or proposals, and unpublished files
      stale         codes that were never verified, or whose review is overdue
      suspect       text that wasn't reviewed against the current words of its rules
      unfinished    what is missing from each code, and unproven texts
      uncovered     topics without provisions, and provisions without topics
      orphans       pages that neither another page nor the navigation links to
      references    all references with their targets
      translations  missing and stale translations, and differences from originals
      unfindable    everyday words that find nothing in the site's search

      Examples:
        handbook list stale --date 2027-12-31
        handbook list unfindable
        handbook list references --format json
      """)

  @Argument(help: "What to list: \(ListName.allValueStrings.joined(separator: ", ")).")
  var list: ListName

  @OptionGroup var options: ContentOptions

  @OptionGroup var date: DateOption

  @OptionGroup var report: ReportOptions

  func run() throws {
    var options = options
    if list == .content(.drafts) { options.unpublished = true }
    let day = try date.day()
    let run = HandbookRun(options, format: report.format)
    guard case .content(let list) = list else {
      let site = try run.prepareSite(on: day, "nothing listed")
      let subjects = site.unfindableWords
      let rows = subjects.map { SubjectRow(subject: $0.name, words: $0.words) }
      Terminal.standardOutput(Listing(rows, format: report.format).text)
      let count = subjects.reduce(0) { $0 + $1.words.count }
      let advice = count == 0 ? "" : "; add what your readers might type to the synonyms of a topic"
      run.say((count == 1 ? "1 word finds nothing" : "\(count) words find nothing") + advice)
      return
    }
    let reading = try run.read(on: day)
    var entries = list.entries(for: reading.handbook, on: day)
    if list == .unfinished { entries += CapturedSources(reading.handbook, in: options.source).unproven() }
    Terminal.standardOutput(Listing(entries.map(EntryRow.init), format: report.format).text)
    let errors = (reading.diagnostics + reading.referenceDiagnostics).errors
    guard errors.isEmpty else { throw run.fail(errors, "the list is incomplete") }
    run.say(entries.count == 1 ? "1 entry" : "\(entries.count) entries")
  }
}

/// The lists of this command: those of the content, and the words that the site's search doesn't find.
enum ListName: ExpressibleByArgument, Equatable {
  case content(HandbookLists)
  case unfindable

  init?(argument: String) {
    if let list = HandbookLists(rawValue: argument) {
      self = .content(list)
    } else if argument == "unfindable" {
      self = .unfindable
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { HandbookLists.allCases.map(\.rawValue) + ["unfindable"] }
}

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

/// The everyday words of a subject that find nothing.
private struct SubjectRow: ListingRow {
  let subject: String
  let words: [String]

  var columns: [String] { ["\(subject): \(words.joined(separator: ", "))"] }
}
