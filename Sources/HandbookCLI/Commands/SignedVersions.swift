import ArgumentParser
import Basics
import Handbook
import SystemPackage

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
