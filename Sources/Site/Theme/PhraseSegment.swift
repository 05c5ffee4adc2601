/// A part of a phrase: text, or a word in braces that a page replaces.
enum PhraseSegment: Hashable {
  case literal(String)
  case placeholder(String)

  /// The parts of a phrase in order.
  ///
  /// A brace that is not closed is text.
  static func segments(of phrase: some StringProtocol) -> [PhraseSegment] {
    var segments: [PhraseSegment] = []
    var rest = phrase[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { segments.append(.literal(String(rest[..<open]))) }
      segments.append(.placeholder(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { segments.append(.literal(String(rest))) }
    return segments
  }
}
