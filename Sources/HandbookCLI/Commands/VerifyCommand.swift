import ArgumentParser
import Basics
import Handbook
import Markdown
import Site
import SystemPackage

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

/// The list of published versions, signed with an SSH key.
///
/// `ssh-keygen` checks the signature, so a person can check it in the same way without this program. The key
/// must be listed in `allowed-signers`, and the namespace prevents a signature for another purpose from being
/// accepted here.
struct SignedVersions {
  enum Failure: CommandFailure, Equatable {
    case missingFile(String, help: String)
    case missingProgram
    case notStarted
    case unknownKey
    case wrong

    var description: String {
      switch self {
      case .missingFile(let path, let help): "'\(path)' does not exist: \(help)"
      case .missingProgram: "Can't find ssh-keygen, which checks signatures: install OpenSSH"
      case .notStarted: "ssh-keygen didn't run to its end"
      case .unknownKey: "The list was signed with a key that allowed-signers doesn't list"
      case .wrong:
        "The signature isn't valid: the list was changed after it was signed, or signed for another purpose"
      }
    }

    var status: ExitCode {
      switch self {
      case .missingFile, .unknownKey, .wrong: .content
      case .missingProgram, .notStarted: .system
      }
    }
  }

  /// The folder of the content.
  let content: FilePath
  /// The purpose of a signature: `handbook-versions`, with the host of the site if it has one.
  let namespace: String

  init(content: FilePath, handbook: Handbook) {
    self.content = content
    let host = handbook.configuration.baseURL?.value.rawValue.split(separator: "/").dropFirst().first
    namespace = "handbook-versions" + (host.map { "@\($0)" } ?? "")
  }

  /// Returns the name of the signer from `allowed-signers`.
  func signer() throws -> String {
    let list = content.appending(PublishedList.versions.fileName)
    let signature = content.appending(PublishedList.versions.fileName + ".sig")
    let signers = content.appending("allowed-signers")
    try require(list, "run 'handbook ids --publish'")
    try require(signature, "sign the list with 'ssh-keygen -Y sign -n \(namespace) -f <key> \(list)'")
    try require(signers, "write a line for each signer: their email address and their public key")
    guard let program = ChildProcess.find("ssh-keygen") else { throw Failure.missingProgram }
    return try Interruption.withTemporaryFolder { folder in
      try Files.copy(list, to: folder.appending("list"))
      try Files.copy(signature, to: folder.appending("list.sig"))
      try Files.copy(signers, to: folder.appending("signers"))
      func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let output = folder.appending("output")
        do {
          let outcome = try ChildProcess(program: program, arguments: arguments, folder: folder).run(
            input: folder.appending("list"), output: output, limit: .seconds(30), maximumOutput: 1 << 16)
          return (outcome.status, String(decoding: try Files.read(output), as: UTF8.self))
        } catch is ChildProcess.Failure {
          throw Failure.notStarted
        }
      }
      let found = try run(["-Y", "find-principals", "-f", "signers", "-s", "list.sig"])
      guard found.status == 0, let name = found.output.split(whereSeparator: \.isNewline).first else {
        throw Failure.unknownKey
      }
      let checked = try run([
        "-Y", "verify", "-f", "signers", "-I", String(name), "-n", namespace, "-s", "list.sig",
      ])
      guard checked.status == 0 else { throw Failure.wrong }
      return String(name)
    }
  }

  private func require(_ file: FilePath, _ help: String) throws(Failure) {
    guard Files.kind(of: file) == .file else { throw .missingFile(file.string, help: help) }
  }
}
