import Foundation

/// The built program, run as a person runs it.
enum Program {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Where the tests' own files are built, the program among them.
  static var executable: URL {
    URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("handbook")
  }

  /// The folder of the theme that the repository holds.
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
  ///   - environment: Added to a bare one.
  static func run(
    _ arguments: String..., in folder: String, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, in: folder, environment: environment)
  }

  /// Runs the program, as ``run(_:in:environment:)`` does.
  static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(executable.path, arguments, in: folder, environment: environment)
  }

  /// Runs another program, of which the arguments may name this one.
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

  /// Runs the program as a user who must respect the permissions of files.
  ///
  /// The superuser gives up the right to ignore them.
  static func runUnprivileged(_ arguments: String..., in folder: String) throws -> Outcome {
    guard geteuid() == 0 else { return try run(arguments, in: folder) }
    let rights = "--bounding-set=-dac_override,-dac_read_search,-fowner"
    return try run("/usr/bin/setpriv", [rights, executable.path] + arguments, in: folder)
  }

  /// Starts the program and lets it run, silent.
  static func start(_ arguments: String..., in folder: String) throws -> Process {
    let process = process(executable.path, arguments, in: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// The program with arguments, not started yet.
  static func process(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) -> Process {
    process(executable.path, arguments, in: folder, environment: environment)
  }

  private static func process(
    _ executable: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) -> Process {
    // A shell starts its background jobs with SIGINT ignored. The program would inherit that and go on ignoring it.
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = bareEnvironment(home: folder).merging(environment) { $1 }
    return process
  }

  /// The least that the program needs, with what a sanitizer was told.
  static func bareEnvironment(home: String) -> [String: String] {
    var bare = ["PATH": "/usr/bin:/bin", "HOME": home]
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] { bare[name] = ProcessInfo.processInfo.environment[name] }
    return bare
  }
}
