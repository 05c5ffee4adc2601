import ArgumentParser
import Handbook
import Markup

/// The command `handbook ids`.
struct IdsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ids",
    abstract: "List the ids of all provisions, give ids to those without, or keep those that are published.",
    discussion: """
      An id that the author gave is permanent; another follows from the provision's position, and changes with it.

      Examples:
        handbook ids            each provision's citation and id, permanent or not
        handbook ids --write    give an id to each provision that lacks one
        handbook ids --publish  list the permanent ids, of which none may vanish
      """)

  @OptionGroup var options: ContentOptions

  @OptionGroup var report: ReportOptions

  @Flag(help: "Give every provision without an id one, in its file.")
  var write = false

  @Flag(help: "Add all permanent ids to Content/published-ids.txt.")
  var publish = false

  func run() throws {
    if write { try giveIDs() }
    if publish { try publishIDs() }
    if !write, !publish { try listIDs() }
  }

  private func listIDs() throws {
    let run = try ContentRun(options, format: report.format)
    let ids = run.handbook.ids
    Terminal.standardOutput(Listing(ids.map(IDRow.init), format: report.format).text)
    let errors = run.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw run.failure(errors, "the list is of what could be read") }
    let permanent = ids.count { $0.isPermanent }
    run.finish("\(Phrase.counted(ids.count, "provision")), \(permanent) with a permanent id")
  }

  private func giveIDs() throws {
    let run = try ContentRun(options, format: report.format)
    let errors = run.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw run.failure(errors, "nothing written") }
    let writer = IDWriter(run.handbook, files: run.files)
    guard !writer.diagnostics.contains(where: { $0.severity == .error }) else {
      throw run.failure(writer.diagnostics, "nothing written")
    }
    try run.replace(writer.files)
    run.say(writer.diagnostics)
    Terminal.standardOutput(Listing(writer.given.map(GivenRow.init), format: report.format).text)
    run.finish(
      "\(Phrase.counted(writer.given.count, "id")) written to \(Phrase.counted(writer.files.count, "file"))")
  }

  private func publishIDs() throws {
    let run = try ContentRun(options, format: report.format)
    let errors = run.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw run.failure(errors, "nothing written") }
    let old = run.files.first { SourceRole(path: $0.path) == .publishedIDs }
    let new = run.handbook.publishedIDs(addedTo: old)
    if new.bytes != old?.bytes { try run.replace([new]) }
    let added = PublishedID.read([new]).ids.count - run.handbook.manuscript.publishedIDs.count
    run.finish("\(Phrase.counted(added, "id")) added to \(new.path)")
  }
}

/// A provision and its citation.
private struct IDRow: ListingRow {
  let citation: String
  let isPermanent: Bool
  let isPublished: Bool
  let edition: String?
  let place: String
  let path: String
  let line: Int

  init(_ listed: ListedID) {
    citation = listed.citation
    isPermanent = listed.isPermanent
    isPublished = listed.isPublished
    edition = listed.edition
    place = listed.place
    path = listed.path
    line = listed.range.start.line
  }

  var columns: [String] {
    [citation, isPermanent ? "permanent" : "position", place, "\(path):\(line)"]
  }
}

/// A provision that was given an id.
private struct GivenRow: ListingRow {
  let citation: String
  let former: String
  let path: String
  let line: Int

  init(_ given: IDWriter.GivenID) {
    citation = "\(given.code)#\(given.id)"
    former = "\(given.code)#\(given.former)"
    path = given.path
    line = given.range.start.line
  }

  var columns: [String] { [former, citation, "\(path):\(line)"] }
}
