import Foundation

/// The built program, run in the same way as by a person.
enum Program {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The path of the program, which is built in the same folder as the tests.
  static var executable: URL {
    URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("handbook")
  }

  /// The folder of the repository's theme.
  static var defaultTheme: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Themes/default")
      .standardizedFileURL.path
  }

  /// The folder with the program's own files: the repository.
  static var sharedFolder: String {
    URL(fileURLWithPath: defaultTheme).deletingLastPathComponent().deletingLastPathComponent().path
  }

  /// Runs the program.
  ///
  /// - Parameters:
  ///   - folder: The working folder.
  ///   - environment: Variables to add to a minimal environment.
  static func run(
    _ arguments: String..., in folder: String, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, in: folder, environment: environment)
  }

  /// Runs the program in the same way as ``run(_:in:environment:)``.
  static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(executable.path, arguments, in: folder, environment: environment)
  }

  /// Runs another program, which may get this one's path as an argument.
  static func run(
    _ executable: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = process(executable, arguments, in: folder, environment: environment)
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = PipeReading(errors)
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = said.end()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: errorText)
  }

  /// Runs the program as a user who is bound by file permissions.
  ///
  /// If the user is root, the right to ignore permissions is dropped.
  static func runUnprivileged(_ arguments: String..., in folder: String) throws -> Outcome {
    guard geteuid() == 0 else { return try run(arguments, in: folder) }
    let rights = "--bounding-set=-dac_override,-dac_read_search,-fowner"
    return try run("/usr/bin/setpriv", [rights, executable.path] + arguments, in: folder)
  }

  /// Starts the program without waiting for its end, and discards its output.
  static func start(_ arguments: String..., in folder: String) throws -> Process {
    let process = process(executable.path, arguments, in: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Returns a process for the program with arguments, which hasn't been started yet.
  static func process(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) -> Process {
    process(executable.path, arguments, in: folder, environment: environment)
  }

  private static func process(
    _ executable: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) -> Process {
    // A shell starts its background jobs with SIGINT ignored, and the program would inherit that.
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = bareEnvironment(home: folder).merging(environment) { $1 }
    return process
  }

  /// Returns the minimal environment that the program needs, plus the options of the sanitizers.
  static func bareEnvironment(home: String) -> [String: String] {
    var bare = ["PATH": "/usr/bin:/bin", "HOME": home]
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] { bare[name] = ProcessInfo.processInfo.environment[name] }
    return bare
  }
}
