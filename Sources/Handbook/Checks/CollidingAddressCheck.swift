import Foundation
import Markup

/// Two pages must not have addresses that some file systems take for one, and none a name that some refuse.
enum CollidingAddressCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    var first: [String: String] = [:]
    var diagnostics: [Diagnostic] = []
    let pages = Set(handbook.documents.map(\.path)).sorted()
    let assets = handbook.usedAssets.sorted()
    for path in pages + assets {
      let folded =
        path.utf8.allSatisfy { $0 < 0x80 }
        ? path.lowercased() : path.precomposedStringWithCanonicalMapping.lowercased()
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
            .error, "reserved-name", "Name '\(part)' is reserved on Windows", path: path,
            help: "rename it"))
      }
    }
    return diagnostics + assets.flatMap(unstorable)
  }

  /// What Windows can't store of a file that goes into the site under its own name.
  private static func unstorable(_ path: String) -> [Diagnostic] {
    path.split(separator: "/").filter { part in
      part.hasSuffix(".") || part.hasSuffix(" ")
        || part.utf8.contains { $0 < 0x20 || "<>:\"|?*\\".utf8.contains($0) }
    }.map { part in
      Diagnostic(
        .error, "reserved-name", "Name '\(part)' has a character that Windows does not take there",
        path: path,
        help: "rename it")
    }
  }
}
