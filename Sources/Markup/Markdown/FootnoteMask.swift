/// Hides from libcmark that `[^label]:` could be the definition of a link, and lets it see an item instead,
/// whose text goes on in lines that are indented by four, as a footnote's does.
///
/// Every byte keeps its place: `[^label]: text` becomes `+   ␁␁␁␁␁ text`.
///
/// Source: GitHub's footnotes, which GitHub Flavored Markdown 0.29 does not specify.
struct FootnoteMask {
  /// A definition's beginning.
  struct Definition {
    /// The bytes of the source from `[` to `:`.
    var mark: Range<Int>
    /// The bytes of the label.
    var label: Range<Int>
  }

  /// The text for libcmark.
  private(set) var text: [UInt8]
  /// In the order of the source.
  private(set) var definitions: [Definition] = []

  /// What stands for the bytes that an item's mark is shorter.
  static let filler: UInt8 = 0x01
  /// How many bytes an item's mark and the spaces behind it are.
  static let markCount = 4

  /// - Returns: Nothing where the source has no definition, or has the filler itself.
  init?(_ source: UnsafeBufferPointer<UInt8>, lineStarts: [UInt32]) {
    for start in lineStarts {
      if let definition = Self.definition(onLineAt: Int(start), in: source) { definitions.append(definition) }
    }
    guard !definitions.isEmpty, !source.contains(Self.filler) else { return nil }
    text = Array(source)
    let bullet = Self.bullet(for: source)
    for definition in definitions {
      let mark = definition.mark
      text[mark.lowerBound] = bullet
      for index in mark.dropFirst() {
        text[index] = index < mark.lowerBound + Self.markCount ? 0x20 : Self.filler
      }
    }
  }

  /// The place among the definitions of the first that begins at an offset or behind.
  func firstDefinition(from offset: Int) -> Int {
    definitions.partition { $0.mark.lowerBound >= offset }
  }

  private static func definition(
    onLineAt start: Int, in source: UnsafeBufferPointer<UInt8>
  ) -> Definition? {
    var index = start
    var indentation = 0
    while index < source.count, indentation < 4 {
      if source[index] == 0x20 {
        indentation += 1
      } else if source[index] == UInt8(ascii: ">") {
        // One space after the mark belongs to it.
        indentation = -1
      } else {
        break
      }
      index += 1
    }
    guard indentation < 4, index + 4 < source.count, source[index] == UInt8(ascii: "["),
      source[index + 1] == UInt8(ascii: "^")
    else { return nil }
    let label = index + 2
    var end = label
    while end < source.count, source[end] != UInt8(ascii: "]") {
      if source[end].isASCIIWhitespace || source[end] == UInt8(ascii: "[") { return nil }
      end += 1
    }
    guard end > label, end + 1 < source.count, source[end + 1] == UInt8(ascii: ":") else { return nil }
    return Definition(mark: index..<(end + 2), label: label..<end)
  }

  /// The mark of items that the source uses least: of `+`, `*` and `-` the first that no space follows.
  private static func bullet(for source: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var isUsed: (plus: Bool, asterisk: Bool) = (false, false)
    for index in source.indices.dropLast() where source[index + 1].isSpaceOrTab {
      if source[index] == UInt8(ascii: "+") { isUsed.plus = true }
      if source[index] == UInt8(ascii: "*") { isUsed.asterisk = true }
    }
    return isUsed.plus ? isUsed.asterisk ? UInt8(ascii: "-") : UInt8(ascii: "*") : UInt8(ascii: "+")
  }
}
