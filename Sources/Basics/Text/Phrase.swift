/// Phrases in the program's messages.
package enum Phrase {
  /// Returns a number with its noun: "1 page", "2 pages".
  package static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
