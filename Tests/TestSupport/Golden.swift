import Foundation

/// Files that tests compare text with, or read.
package enum Golden {
  /// Returns the bytes of a file in `Tests/Fixtures`.
  package static func fixture(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: tests.appending(path: "Fixtures/\(name)")))
  }

  /// Returns the bytes of a file in the repository, such as a page of its documentation.
  package static func repositoryFile(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: tests.deletingLastPathComponent().appending(path: path)))
  }

  /// Returns the texts of the Swift files below a folder of the repository.
  package static func repositorySources(_ folder: String) throws -> [String] {
    let root = tests.deletingLastPathComponent().appending(path: folder)
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOf: root.appending(path: $0), encoding: .utf8)
    }
  }

  /// Returns the difference between a text and the file in `Tests/Snapshots`, or `nil` if they are equal.
  ///
  /// With `RECORD_SNAPSHOTS=1` in the environment, the file is rewritten. That is reported as a difference,
  /// so that a recording run never passes.
  package static func difference(_ text: String, from name: String) throws -> String? {
    try difference(text, from: name, at: tests.appending(path: "Snapshots/\(name)"))
  }

  /// Returns the difference between a text and a generated file in the repository, such as a page of its
  /// documentation.
  package static func difference(_ text: String, fromRepository path: String) throws -> String? {
    try difference(text, from: path, at: tests.deletingLastPathComponent().appending(path: path))
  }

  private static func difference(_ text: String, from name: String, at url: URL) throws -> String? {
    let recorded = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return "\(name) was recorded"
    }
    guard let recorded else { return "\(name) is missing; record it with RECORD_SNAPSHOTS=1" }
    guard recorded != text else { return nil }
    let lines = (recorded.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
    let line = zip(lines.0, lines.1).prefix { $0 == $1 }.count
    let expected = line < lines.0.count ? lines.0[line] : "the end"
    let found = line < lines.1.count ? lines.1[line] : "the end"
    return "\(name):\(line + 1): expected \(expected), found \(found)"
  }

  private static var tests: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  }
}
