import ArgumentParser
import Basics
import Handbook
import Markdown
import Site

/// The command `handbook verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Find the text that a check code belongs to, or compare codes with their sources.",
    subcommands: [VerifyCodeCommand.self, VerifySourcesCommand.self],
    defaultSubcommand: VerifyCodeCommand.self)
}

/// The command `handbook verify code`, which is also `handbook verify`.
struct VerifyCodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Find the text that a check code belongs to.",
    discussion: """
      Every copy and every signed sheet has the check code of its text. The command looks it up among the texts in
      Content and in Content/published-versions.txt, and never uses the network. Spaces, hyphens, and case don't matter.

      --signatures checks that Content/published-versions.txt was signed with a key in Content/allowed-signers, through
      ssh-keygen. Sign the list with 'ssh-keygen -Y sign', in the namespace that the command names.

      Exit status: 0 if a text has the check code, 1 if none does, or if the signature isn't valid.

      Examples:
        handbook verify 0c934a5921f7d3b8
        handbook verify --format json 0c93-4a59-21f7-d3b8
        handbook verify --signatures
      """)

  @Argument(
    help: ArgumentHelp("The check code, 16 digits from 0 to 9 and from a to f.", valueName: "check-code"))
  var checkCode: CheckCode?

  @Flag(help: "Check the signature of the list of published versions.")
  var signatures = false

  @OptionGroup var options: ContentOptions

  @OptionGroup var report: ReportOptions

  func validate() throws {
    guard checkCode != nil || signatures else {
      throw ValidationError("Which check code? It has 16 digits: handbook verify 0c934a5921f7d3b8")
    }
  }

  func run() throws {
    let run = HandbookRun(options, format: report.format)
    let reading = try run.read()
    if signatures {
      let list = SignedVersions(content: options.content, handbook: reading.handbook)
      let path = "\(SourceRole.contentFolder)/\(PublishedList.versions.fileName)"
      run.say("\(path) was signed by \(try list.signer())")
    }
    if let checkCode { try find(checkCode, in: reading, run) }
  }

  private func find(_ checkCode: CheckCode, in reading: HandbookRun.Reading, _ run: HandbookRun) throws {
    let handbook = reading.handbook
    let versions = handbook.versions
    let rows = versions.filter { $0.checkCode == checkCode }.map { VersionRow($0, handbook) }
    if !rows.isEmpty || report.format == .json {
      Terminal.standardOutput(Listing(rows, format: report.format).text)
    }
    // A text that can't be read can't be compared, so the answer "unknown" would be wrong.
    let errors = reading.diagnostics.errors
    guard rows.isEmpty else { return }
    guard errors.isEmpty else { throw run.fail(errors, "not every text could be compared") }
    let near = Set(versions.map(\.checkCode)).filter { $0.distance(to: checkCode) <= 2 }.sorted()
    let hint =
      near.isEmpty ? "" : "; check the digits: \(near.map(\.rawValue).joined(separator: ", ")) exists"
    throw Refused("No text in this handbook has the check code '\(checkCode)'\(hint)", status: .content)
  }
}

/// A text with a check code.
private struct VersionRow: ListingRow {
  let checkCode: String
  let code: String
  let edition: String
  let name: String
  /// The date on which the version was recorded as published.
  let published: String?
  /// The name of a ``TextVersion/State``.
  let state: String
  private let note: String
  /// The page of the text, or `nil` if the handbook no longer has the text.
  let page: String?

  init(_ version: TextVersion, _ handbook: Handbook) {
    checkCode = version.checkCode.rawValue
    code = version.code.rawValue
    edition = version.editionName
    published = version.published?.date.description
    state = version.state.name
    guard let code = handbook.code(version.code), let place = version.edition else {
      name = version.published?.name ?? version.editionName
      page = nil
      note =
        version.state == .replaced
        ? "replaced: the words of this edition were corrected later" : "no longer in this handbook"
      return
    }
    name = code.editions[place].fullName
    let path = CodePages.permanentPath(of: code, edition: place)
    page = path
    note = (place == code.currentIndex ? "the newest version here: " : "an earlier version: ") + path
  }

  private enum CodingKeys: String, CodingKey {
    case checkCode, code, edition, name, published, state, page
  }

  var columns: [String] {
    let day = published.map { "published \($0)" } ?? "not recorded as published"
    return ["\(code) \(edition)", name, day, note]
  }
}

extension CheckCode: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
