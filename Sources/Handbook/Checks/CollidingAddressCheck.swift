import Foundation
import Markup

/// Two pages must not have addresses that some file systems take for one, and none a name that some refuse.
enum CollidingAddressCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    var first: [String: String] = [:]
    var diagnostics: [Diagnostic] = []
    for path in Set(handbook.documents.map(\.path)).sorted() + handbook.usedAssets.sorted() {
      let folded = path.precomposedStringWithCanonicalMapping.lowercased()
      if let other = first[folded] {
        diagnostics.append(
          Diagnostic(
            .error, "colliding-address",
            "Name of this file differs from another by case or accents' form alone",
            path: path, help: "rename one", notes: [Diagnostic.Note("the other file", path: other)]))
      }
      first[folded] = path
      for part in folded.split(separator: "/") where DeviceName.isTaken(by: part) {
        diagnostics.append(
          Diagnostic(
            .error, "reserved-name", "Name '\(part)' is reserved on Windows", path: path, help: "rename it"))
      }
    }
    return diagnostics
  }
}
