/// Names that Windows keeps for devices, whatever ending follows.
///
/// Source: Microsoft, Naming Files, Paths, and Namespaces, "Naming conventions".
package enum DeviceName {
  private static let all: Set<String> = Set(
    ["con", "prn", "aux", "nul"]
      + ["1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"].flatMap { ["com\($0)", "lpt\($0)"] })

  /// Whether a file could not have a name there, in any case of its letters.
  package static func isTaken(by name: some StringProtocol) -> Bool {
    name.split(separator: ".").first.map { all.contains($0.lowercased()) } ?? false
  }
}
