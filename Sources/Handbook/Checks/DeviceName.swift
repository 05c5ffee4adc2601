/// Names that Windows keeps for devices, whatever ending follows.
///
/// Source: Microsoft, Naming Files, Paths, and Namespaces, "Naming conventions".
package enum DeviceName {
  private static let all: Set<String> = Set(
    ["con", "prn", "aux", "nul"]
      + ["1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"].flatMap { ["com\($0)", "lpt\($0)"] })

  /// In bytes of UTF-8.
  private static let longest = 5

  /// Whether a file could not have a name there, in any case of its letters.
  package static func isTaken(by name: some StringProtocol) -> Bool {
    // Most names are too long, which is told before anything is made of them.
    guard name.utf8.prefix(while: { $0 != UInt8(ascii: ".") }).count <= longest else { return false }
    return name.split(separator: ".").first.map { all.contains($0.lowercased()) } ?? false
  }
}
