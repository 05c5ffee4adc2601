import Foundation
import Synchronization

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
    let said = Reading(errors)
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let errorData = said.end()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: errorData, as: UTF8.self))
  }

  /// Starts the program and lets it run, silent.
  static func start(_ arguments: String..., in folder: String) throws -> Process {
    let process = process(executable.path, arguments, in: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private static func process(
    _ executable: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var bare = ["PATH": "/usr/bin:/bin", "HOME": folder]
    // What a sanitizer is told must reach the program too.
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] { bare[name] = ProcessInfo.processInfo.environment[name] }
    process.environment = bare.merging(environment) { $1 }
    return process
  }
}

/// Reads a pipe to its end while something else is done: a program that fills a pipe that nobody reads waits for ever.
private final class Reading: Sendable {
  private let data = Mutex(Data())
  private let isOver = DispatchSemaphore(value: 0)

  init(_ pipe: Pipe) {
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    Thread.detachNewThread { [self] in
      let all = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readDataToEndOfFile()
      data.withLock { $0 = all }
      isOver.signal()
    }
  }

  /// What was read, when all of it is.
  func end() -> Data {
    isOver.wait()
    return data.withLock { $0 }
  }
}
