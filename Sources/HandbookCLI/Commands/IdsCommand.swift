import ArgumentParser
import Basics
import Handbook
import Site

/// The command `handbook ids`.
struct IdsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ids",
    abstract: "List the ids of all provisions, give ids to those without, or record what is published.",
    discussion: """
      An id that the author wrote is permanent. Any other id depends on the provision's position and changes with it.

      Examples:
        handbook ids            each provision's citation and id, permanent or not
        handbook ids --write    give an id to each provision without one
        handbook ids --publish  record ids, pages, texts, and self-checks
      """)

  @OptionGroup var options: ContentOptions

  @OptionGroup var date: DateOption

  @OptionGroup var report: ReportOptions

  @Flag(help: "Write an id for each provision that doesn't have one.")
  var write = false

  @Flag(
    help: """
      Add all permanent ids to Content/published-ids.txt, all pages to Content/published-pages.txt, and the check codes \
      of all texts to Content/published-versions.txt, and list the current self-checks in \
      Content/published-questions.txt.
      """)
  var publish = false

  func run() throws {
    if write { try giveIDs(HandbookRun(options, format: report.format)) }
    if publish { try recordPublished() }
    if !write, !publish { try listIDs(HandbookRun(options, format: report.format)) }
  }

  private func listIDs(_ run: HandbookRun) throws {
    let reading = try run.read()
    let ids = reading.handbook.ids
    Terminal.standardOutput(Listing(ids.map(IDRow.init), format: report.format).text)
    let errors = reading.diagnostics.errors
    guard errors.isEmpty else { throw run.fail(errors, "the list is incomplete") }
    let permanent = ids.count { $0.isPermanent }
    run.say("\(Phrase.counted(ids.count, "provision")), \(permanent) with a permanent id")
  }

  private func giveIDs(_ run: HandbookRun) throws {
    let handbook = try soundHandbook(run)
    let writer = IDWriter(handbook, files: run.files)
    guard writer.diagnostics.errors.isEmpty else { throw run.fail(writer.diagnostics, "nothing written") }
    try run.replace(writer.files)
    run.report(writer.diagnostics)
    Terminal.standardOutput(Listing(writer.given.map(GivenRow.init), format: report.format).text)
    run.say(
      "\(Phrase.counted(writer.given.count, "id")) written to \(Phrase.counted(writer.files.count, "file"))")
  }

  /// Records everything that is published in any edition.
  private func recordPublished() throws {
    var options = options
    options.unpublished = false
    options.edition = .facilitator
    let day = try date.day()
    let run = HandbookRun(options, format: report.format)
    let handbook = try soundHandbook(run)
    let oldIDs = PublishedList.ids.file(among: run.files)
    let oldPages = PublishedList.pages.file(among: run.files)
    let addresses = PublishedPages(SiteMap.plan(handbook).map, handbook).addresses
    let newIDs = handbook.publishedIDs(addedTo: oldIDs)
    let newPages = handbook.publishedPages(addresses, addedTo: oldPages)
    let oldQuestions = PublishedList.questions.file(among: run.files)
    let newQuestions = handbook.publishedQuestions(replacing: oldQuestions)
    let oldVersions = PublishedList.versions.file(among: run.files)
    let newVersions = handbook.publishedVersions(addedTo: oldVersions, on: day)
    var changed = [(oldIDs, newIDs), (oldPages, newPages), (oldVersions, newVersions)].filter {
      $0?.bytes != $1.bytes
    }.map(\.1)
    if let newQuestions, newQuestions.bytes != oldQuestions?.bytes { changed.append(newQuestions) }
    if !changed.isEmpty { try run.replace(changed) }
    let manuscript = handbook.manuscript
    let ids = PublishedID.read([newIDs]).ids.count - Set(manuscript.publishedIDs.map(\.citation)).count
    let pages =
      PublishedPage.read([newPages]).pages.count - Set(manuscript.publishedPages.map(\.address)).count
    let versions = PublishedVersion.read([newVersions]).versions.count - manuscript.publishedVersions.count
    let questions = newQuestions.map { file in
      ", \(Phrase.counted(PublishedQuestion.read([file]).questions.count, "self-check")) listed in \(file.path)"
    }
    run.say(
      "\(Phrase.counted(ids, "id")) added to \(newIDs.path), \(Phrase.counted(pages, "page")) to \(newPages.path), "
        + "\(Phrase.counted(versions, "version")) to \(newVersions.path)" + (questions ?? ""))
  }

  private func soundHandbook(_ run: HandbookRun) throws -> Handbook {
    let reading = try run.read()
    let errors = reading.diagnostics.errors
    guard errors.isEmpty else { throw run.fail(errors, "nothing written") }
    return reading.handbook
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
