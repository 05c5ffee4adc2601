/// `[!KIND]` at the beginning of a quotation.
struct CalloutMark {
  enum Kind {
    case callout(CalloutKind)
    case question
  }

  let kind: Kind
  /// The text that it stands in.
  let text: Int
  /// The byte of that text after the mark and the spaces behind it.
  let end: Int
  /// The first break in the paragraph of the mark, or the node after the paragraph.
  let lineEnd: Int
  /// Whether anything stands behind the mark on its line.
  let hasMore: Bool

  /// Finds the mark of a quotation; one with a word that is none of those known is reported.
  init?(
    of quotation: Int, in document: MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>,
    _ context: inout ParsingContext
  ) {
    let nodes = document.nodes
    text = quotation + 2
    guard text < Int(nodes[quotation].end), nodes[quotation + 1].kind == .paragraph, nodes[text].kind == .text
    else { return nil }
    let bytes = UnsafeBufferPointer(rebasing: literals[nodes[text].literal.range])
    guard bytes.count > 3, bytes[0] == UInt8(ascii: "["), bytes[1] == UInt8(ascii: "!"),
      let bracket = bytes.firstIndex(of: UInt8(ascii: "]")), bracket > 2,
      bytes[2..<bracket].allSatisfy(\.isASCIILetter), Self.isWritten(text, bracket, in: document, literals)
    else { return nil }
    let word = String(decoding: bytes[2..<bracket], as: UTF8.self).uppercased()
    if word == Self.question {
      kind = .question
    } else if let callout = CalloutKind.allCases.first(where: { $0.keyword == word }) {
      kind = .callout(callout)
    } else {
      let known = CalloutKind.allCases.map(\.keyword) + [Self.question]
      context.report(
        .error, .unknownCallout, "Call-out '\(word)' does not exist",
        document.place(of: 0..<(bracket + 1), in: text),
        help: NearestMatch.of(word, among: known).map { "did you mean '[!\($0)]'?" }
          ?? "the kinds are \(known.joined(separator: ", "))")
      return nil
    }
    var end = bracket + 1
    while end < bytes.count, bytes[end].isSpaceOrTab { end += 1 }
    self.end = end
    let paragraphEnd = Int(nodes[quotation + 1].end)
    var lineEnd = text
    while lineEnd < paragraphEnd, nodes[lineEnd].kind != .softBreak, nodes[lineEnd].kind != .lineBreak {
      lineEnd = Int(nodes[lineEnd].end)
    }
    self.lineEnd = lineEnd
    hasMore = end < bytes.count || lineEnd > text + 1
  }

  private static let question = "QUESTION"

  /// Whether `[!` and `]` stand in the source without a backslash.
  private static func isWritten(
    _ text: Int, _ bracket: Int, in document: MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var cursor = TextCursor(text, of: document, literals)
    guard let open = cursor.sourceOffset(ofByte: 0), let mark = cursor.sourceOffset(ofByte: 1),
      let close = cursor.sourceOffset(ofByte: bracket)
    else { return false }
    return literals[open] == UInt8(ascii: "[") && mark == open + 1 && literals[mark] == UInt8(ascii: "!")
      && literals[close] == UInt8(ascii: "]")
  }
}
