import Csystem
import Foundation
import SystemPackage

/// A program that this one runs to completion, in its own process group and temporary folder.
///
/// Its environment is minimal, and the temporary folder is its working folder, its home, and its folder for
/// temporary files. All processes that it started are killed when it ends, when it takes too long, and when
/// this program is interrupted (see ``Interruption``).
///
/// swift-subprocess 1.0.2 was tried instead. On Linux it can't make a child end with its parent
/// (`PR_SET_PDEATHSIG`), because it has no hook between fork and exec there.
struct ChildProcess {
  /// The reason why a program was stopped or didn't start.
  enum Failure: Error, Equatable {
    case notStarted(code: Int32)
    case tooSlow
    case tooMuchOutput
  }

  /// The result of a program that ended by itself.
  struct Outcome {
    /// The exit status, or 128 plus the number of the signal that ended it, as in shells.
    let status: Int32
    /// The end of its output to standard error.
    let errors: String
  }

  let program: FilePath
  let arguments: [String]
  /// The temporary folder.
  let folder: FilePath

  /// Returns the path of the first of the named programs that is in a folder of `PATH`.
  static func find(_ names: String...) -> FilePath? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { FilePath(String($0)) }.filter(\.isAbsolute)
    return names.lazy.compactMap { name in
      folders.lazy.map { $0.appending(name) }.first { access($0.string, X_OK) == 0 }
    }.first
  }

  /// Runs the program.
  ///
  /// - Parameters:
  ///   - input: The file for its standard input, or `nil` for empty input.
  ///   - output: The file to create for its standard output, or `nil` to discard it.
  ///   - limit: The longest time that it can run.
  ///   - maximumOutput: The maximum number of bytes that it can write to `output`.
  func run(
    input: FilePath? = nil, output: FilePath? = nil, limit: Duration, maximumOutput: Int = .max
  ) throws -> Outcome {
    let errors = folder.appending(".errors")
    let child = try start(input: input, output: output, errors: errors)
    let deadline = ContinuousClock.now + limit
    var failure: Failure?
    while !hasEnded(child) {
      if ContinuousClock.now > deadline { failure = .tooSlow }
      if let output, Files.size(of: output) > maximumOutput { failure = .tooMuchOutput }
      if failure != nil { break }
      usleep(10_000)
    }
    let status = end(child)
    if let output, Files.size(of: output) > maximumOutput { failure = failure ?? .tooMuchOutput }
    if let failure { throw failure }
    let said = try Files.read(max(0, Files.size(of: errors) - 400)..<Files.size(of: errors), of: errors)
    return Outcome(status: status, errors: String(decoding: said, as: UTF8.self))
  }

  private func start(input: FilePath?, output: FilePath?, errors: FilePath) throws -> pid_t {
    let streams = [
      open(input?.string ?? "/dev/null", O_RDONLY | O_CLOEXEC),
      open(output?.string ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600),
      open(errors.string, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600),
    ]
    defer { for stream in streams where stream >= 0 { close(stream) } }
    guard streams.allSatisfy({ $0 >= 0 }) else { throw FileError.last("write to", folder) }
    let environment = ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=\(folder)", "TMPDIR=\(folder)"]
    let child = Self.withPointers(to: [program.string] + arguments) { arguments in
      Self.withPointers(to: environment) { environment in
        Interruption.spawning {
          handbook_spawn(arguments, environment, folder.string, streams[0], streams[1], streams[2])
        }
      }
    }
    guard child > 0 else { throw Failure.notStarted(code: errno) }
    return child
  }

  /// Returns whether the process has ended.
  ///
  /// The process isn't reaped, so its id can't be reused yet.
  private func hasEnded(_ child: pid_t) -> Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT) != 0
      || Self.id(information) != 0
  }

  private static func id(_ information: siginfo_t) -> pid_t {
    #if os(Linux)
      information._sifields._kill.si_pid
    #else
      information.si_pid
    #endif
  }

  /// Kills the remaining processes of the group.
  ///
  /// - Returns: The exit status of the process.
  private func end(_ child: pid_t) -> Int32 {
    kill(-child, SIGKILL)
    var information = siginfo_t()
    while waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    Interruption.forget(child)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }

  /// Calls a function with texts as C strings: an array of pointers with a null pointer at the end.
  private static func withPointers<Result>(
    to texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
