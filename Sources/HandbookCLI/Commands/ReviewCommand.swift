import ArgumentParser
import Basics
import Foundation
import Handbook
import Markdown

/// The command `handbook review`.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Record that lessons and topics agree with the rules that they are based on.",
    discussion: """
      A lesson that explains a rule can become wrong when the rule's words change. This command records in \
      Content/reviewed.txt what was reviewed, by whom, and against which words. From then on, 'handbook check' reports \
      text that is based on words that have changed, and the site tells readers.

      At a terminal, the command asks about each place that is open. Otherwise, it lists them.

      Examples:
        handbook review --by "Jane Doe"                         ask about open places
        handbook review --by "Jane Doe" --accept lessons/gifts  accept one lesson
        handbook review --by "Jane Doe" --accept 'AR#gifts'     accept one rule
        handbook review --by "Jane Doe" --accept-all            accept everything
      """)

  @Option(
    help: ArgumentHelp(
      "Record the review of a document, of one place in it, or of everything that is based on a provision.",
      valueName: "name"))
  var accept: [String] = []

  @Flag(help: "Record the review of everything that is open.")
  var acceptAll = false

  @Option(help: ArgumentHelp("The name of the reviewer.", valueName: "name"))
  var by: String?

  @OptionGroup var options: ContentOptions

  @OptionGroup var date: DateOption

  @OptionGroup var report: ReportOptions

  func validate() throws {
    guard acceptAll || !accept.isEmpty || by != nil else { return }
    guard let by, !by.allSatisfy(\.isWhitespace) else {
      throw ValidationError("Who reviewed it? Add --by \"Jane Doe\".")
    }
    guard !by.contains(where: \.isNewline) else { throw ValidationError("The name after --by is one line.") }
  }

  func run() throws {
    // Reviews of documents that aren't in an edition would be lost.
    var options = options
    options.unpublished = true
    options.edition = .facilitator
    let day = try date.day()
    let run = HandbookRun(options, format: report.format)
    let reading = try run.read(on: day)
    let errors = (reading.diagnostics + reading.referenceDiagnostics).errors
    guard errors.isEmpty else { throw run.fail(errors, "nothing written") }
    let review = Review(of: reading.handbook)
    if acceptAll || !accept.isEmpty {
      try record(review, by: by ?? "", on: day, run)
    } else if let by, Terminal.isInteractive {
      try ask(review, by: by, on: day, run)
    } else {
      Terminal.standardOutput(Listing(review.open.map(OpenClaimRow.init), format: report.format).text)
      let suspects = review.suspects.count
      run.say(
        "\(review.open.count) of \(Phrase.counted(review.count, "place")) to review, \(suspects) with changed rules"
      )
    }
  }

  private func record(_ review: Review, by name: String, on day: CalendarDate, _ run: HandbookRun) throws {
    var accepted = 0
    for wanted in accept where !review.open.contains(where: { $0.claim.isNamed(wanted) }) {
      throw Refused(
        "Nothing that is open is named '\(wanted)'; 'handbook review' lists what is", status: .content)
    }
    let open = Set(review.open.map(\.claim))
    let result = review.accepting(
      { claim in
        let isAccepted = open.contains(claim) && (acceptAll || accept.contains { claim.isNamed($0) })
        accepted += isAccepted ? 1 : 0
        return isAccepted
      }, by: name, on: day)
    if accepted > 0 { try run.replace([result.file]) }
    run.say(
      "\(Phrase.counted(accepted, "place")) recorded in \(result.file.path), \(open.count - accepted) still open"
    )
  }

  /// Asks about each open claim, and records each answer immediately.
  private func ask(_ review: Review, by name: String, on day: CalendarDate, _ run: HandbookRun) throws {
    var accepted: Set<Claim> = []
    for (offset, open) in review.open.enumerated() {
      let row = OpenClaimRow(open)
      Terminal.standardOutput(
        Terminal.printable("\(offset + 1) of \(review.open.count): \(row.columns.joined(separator: "  "))")
          + "\n")
      let answer = Terminal.ask("Does the text still agree with the rule? [y]es, [n]o, [q]uit: ")
      if answer == nil || answer == "q" { break }
      guard answer == "y" else { continue }
      accepted.insert(open.claim)
      let known = accepted
      try run.replace([review.accepting({ known.contains($0) }, by: name, on: day).file])
    }
    run.say(
      "\(Phrase.counted(accepted.count, "place")) recorded, \(review.open.count - accepted.count) still open")
  }
}

extension Claim {
  /// Returns whether a name that a person typed means this claim: its own name, its document's, or its
  /// provision's.
  fileprivate func isNamed(_ name: String) -> Bool {
    name == self.name || name == document.citation || name == provision
  }
}

/// A claim to review.
private struct OpenClaimRow: ListingRow {
  let claim: String
  let provision: String
  let path: String
  let line: Int
  let column: Int
  let reviewed: String?
  let reviewer: String?
  /// The wording of the rule, with its changes in CriticMarkup.
  let change: String?

  init(_ open: Review.Open) {
    claim = open.claim.name
    provision = open.claim.provision
    path = open.claim.path
    line = open.claim.range.start.line
    column = open.claim.range.start.column
    reviewed = open.last?.date.description
    reviewer = open.last?.reviewer
    change = open.markedChange
  }

  var columns: [String] {
    let last = reviewed.map { "reviewed \($0) by \(reviewer ?? "")" } ?? "never reviewed"
    return [
      "\(path):\(line):\(column): \(claim) is based on \(provision), \(last)\(change.map { ": \($0)" } ?? "")"
    ]
  }
}
