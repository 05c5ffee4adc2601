import Foundation

/// The programs that the system has.
enum InstalledPrograms {
  /// The path of the first program that a folder of `PATH` holds, by the order of the names.
  static func path(of names: String...) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return names.lazy.compactMap { name in
      folders.first { $0.hasPrefix("/") && access("\($0)/\(name)", X_OK) == 0 }.map { "\($0)/\(name)" }
    }.first
  }
}
