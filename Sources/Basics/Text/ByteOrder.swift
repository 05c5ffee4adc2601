extension String {
  /// Whether this text comes before another in the order of their UTF-8 bytes, which is the same on every system.
  package func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension Sequence {
  /// The elements in the order of the UTF-8 bytes of a text of each, such as a path.
  package func sorted(byBytesOf text: (Element) -> String) -> [Element] {
    sorted { text($0).precedesInBytes(text($1)) }
  }
}
