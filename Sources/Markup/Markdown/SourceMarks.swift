/// The places in a source of marks that an extension looks for, so that it reads only text that has one.
package struct SourceMarks: Sendable, Hashable {
  /// The offsets of the marks, ascending.
  private var offsets: [UInt32] = []

  var isEmpty: Bool { offsets.isEmpty }

  mutating func append(_ offset: Int) {
    offsets.append(UInt32(truncatingIfNeeded: offset))
  }

  /// Whether a text could have a mark: one that does not stand in the source word for word always could.
  ///
  /// - Parameters:
  ///   - text: A part of the document's literals.
  ///   - sourceCount: How many of these are the source.
  func mayOccur(in text: Node.Slice, sourceCount: Int) -> Bool {
    if Int(text.start) >= sourceCount { return true }
    let place = offsets.partition { $0 >= text.start }
    return place < offsets.count && offsets[place] < text.start + text.count
  }
}
