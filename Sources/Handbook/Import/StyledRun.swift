import Markup

/// A stretch of a word processor's text with one style, one link and one change.
struct StyledRun: Equatable {
  struct Style: OptionSet {
    let rawValue: UInt8

    static let emphasis = Style(rawValue: 1)
    static let strong = Style(rawValue: 2)
    static let code = Style(rawValue: 4)
    /// The text is Markdown already.
    static let markdown = Style(rawValue: 8)
  }

  var kind: DraftPiece.Kind
  /// Plain text.
  var text: String
  var style: Style = []
  /// The address of the link that the text is part of.
  var address: String?

  /// The runs as pieces of Markdown: each style is written anew on both sides of a mark, so that no mark
  /// crosses emphasis or a link.
  static func pieces(of runs: [StyledRun]) -> [DraftPiece] {
    var pieces: [DraftPiece] = []
    var index = 0
    while index < runs.count {
      let first = runs[index]
      if first.kind == .comment {
        pieces.append(DraftPiece(.comment, MarkdownEscaping.escape(first.text)))
        index += 1
        continue
      }
      var group = ""
      // What has one address is one link.
      let end =
        runs[index...].firstIndex { $0.kind != first.kind || $0.address != first.address } ?? runs.count
      for run in merged(runs[index..<end]) {
        group += run.markdown(startsBlock: pieces.isEmpty && group.isEmpty && index == 0)
      }
      if let address = first.address {
        let text = group.trimmed
        let lead = String(group.prefix { $0 == " " })
        let trail = group.hasSuffix(" ") ? " " : ""
        group = "\(lead)[\(text)](\(destination(address)))\(trail)"
      }
      pieces.append(first.kind, group)
      index = end
    }
    return pieces
  }

  private static func merged(_ runs: ArraySlice<StyledRun>) -> [StyledRun] {
    var merged: [StyledRun] = []
    for run in runs {
      if let last = merged.last, last.style == run.style {
        merged[merged.count - 1].text += run.text
      } else if let last = merged.last, run.text.isBlank, !last.style.isEmpty,
        last.style.isDisjoint(with: [.code, .markdown])
      {
        // Space between two words of one style is of that style.
        merged[merged.count - 1].text += run.text
      } else {
        merged.append(run)
      }
    }
    return merged
  }

  private func markdown(startsBlock: Bool) -> String {
    if style.contains(.markdown) { return text }
    guard !style.isEmpty, !text.isBlank else {
      return MarkdownEscaping.escape(text, startsBlock: startsBlock)
    }
    let inner = text.trimmed
    let lead = text.utf8.first?.isASCIIWhitespace ?? false ? " " : ""
    let trail = text.utf8.last?.isASCIIWhitespace ?? false ? " " : ""
    if style.contains(.code) { return lead + Self.code(inner) + trail }
    let sign = style.contains(.strong) ? style.contains(.emphasis) ? "***" : "**" : "*"
    return lead + sign + MarkdownEscaping.escape(inner) + sign + trail
  }

  private static func code(_ text: String) -> String {
    var fence = "`"
    while text.contains(fence) { fence += "`" }
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + space + text + space + fence
  }

  private static func destination(_ address: String) -> String {
    address.utf8.contains { $0.isASCIIWhitespace || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }
      ? "<\(address.filter { $0 != "<" && $0 != ">" && !$0.isNewline })>" : address
  }
}
