import Basics

/// The kinds of call-out that authors write as `> [!KIND]`.
package enum CalloutKind: Int32, Sendable, Hashable, CaseIterable {
  case note, tip, important, warning, scenario, facilitator, keypoints, caution

  /// The word between `[!` and `]`, in capitals.
  package var keyword: String {
    switch self {
    case .note: "NOTE"
    case .tip: "TIP"
    case .important: "IMPORTANT"
    case .warning: "WARNING"
    case .scenario: "SCENARIO"
    case .facilitator: "FACILITATOR"
    case .keypoints: "KEYPOINTS"
    case .caution: "CAUTION"
    }
  }

  /// The keyword in lower case, for markup.
  package var name: String { keyword.lowercased() }

  /// The title that readers see on a call-out without a title of its own.
  package var title: String {
    switch self {
    case .note: "Note"
    case .tip: "Tip"
    case .important: "Important"
    case .warning: "Warning"
    case .scenario: "Scenario"
    case .facilitator: "For facilitators"
    case .keypoints: "Key points"
    case .caution: "Caution"
    }
  }
}

/// Converts `> [!NOTE]` and similar to call-outs, and `> [!QUESTION]` to self-checks.
///
/// The mark is the first text of a quotation. The rest of its line is the call-out's title, or the objective
/// that a question assesses. The items of a question's task lists are its choices.
struct CalloutExtension: MarkdownExtension {
  static let option = MarkdownParser.Extensions.callouts

  static func isNeeded(in context: ParsingContext) -> Bool { context.triggers.contains(.callout) }

  private let document: MarkdownDocument
  private let literals: UnsafeBufferPointer<UInt8>
  private var copier: TreeCopier
  /// The lists whose items are choices, and those items.
  private var choiceLists: Set<Int> = []
  private var choices: Set<Int> = []

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    let original = document
    var copier = original.literals.withUnsafeBufferPointer { literals in
      var callouts = Self(document: original, literals: literals, copier: TreeCopier(of: original))
      callouts.copyAll(&context)
      return callouts.copier
    }
    copier.finish(&document)
  }

  private init(document: MarkdownDocument, literals: UnsafeBufferPointer<UInt8>, copier: TreeCopier) {
    self.document = document
    self.literals = literals
    self.copier = copier
  }

  private mutating func copyAll(_ context: inout ParsingContext) {
    var index = 0
    while index < document.nodes.count {
      let kind = document.nodes[index].kind
      if kind == .blockQuote, let mark = CalloutMark(of: index, in: document, literals, &context) {
        index = copy(index, with: mark, &context)
      } else if kind == .list, choiceLists.contains(index) {
        index += 1
      } else if kind == .listItem, choices.contains(index) {
        index = copyChoice(index)
      } else {
        copier.copy(index, of: document)
        index += 1
      }
    }
  }

  /// Copies a quotation with a mark as a call-out or question, up to the end of the mark's line.
  ///
  /// - Returns: The node to continue with.
  private mutating func copy(_ index: Int, with mark: CalloutMark, _ context: inout ParsingContext) -> Int {
    let paragraph = index + 1
    let paragraphEnd = Int(document.nodes[paragraph].end)
    var node = document.nodes[index]
    switch mark.kind {
    case .callout(let kind):
      node.kind = .callout
      node.value = kind.rawValue
      if mark.hasMore { node.flags.insert(.titled) }
    case .question:
      node.kind = .question
      node.literal = objective(of: mark, &context)
      findChoices(of: index, &context)
    }
    // If the mark's line is the whole paragraph, attributes at its end belong to the call-out.
    let isLine = mark.lineEnd == paragraphEnd
    copier.copy(index, as: node, of: document, attributesOf: isLine ? paragraph : index)
    if node.flags.contains(.titled) { copyTitle(paragraph, mark) }
    guard !isLine else { return paragraphEnd }
    var rest = document.nodes[paragraph]
    let first = document.nodes[mark.lineEnd + 1]
    if first.startColumn > 0 { (rest.startLine, rest.startColumn) = (first.startLine, first.startColumn) }
    copier.copy(paragraph, as: rest, of: document)
    return mark.lineEnd + 1
  }

  private mutating func copyTitle(_ paragraph: Int, _ mark: CalloutMark) {
    var title = document.nodes[paragraph]
    let last = document.nodes[mark.lineEnd - 1]
    if last.startColumn > 0 { (title.endLine, title.endColumn) = (last.endLine, last.endColumn) }
    copier.open(title)
    copier.copyText(mark.text, of: document, literals, from: mark.end)
    for inline in (mark.text + 1)..<mark.lineEnd { copier.copy(inline, of: document) }
    copier.closeEnded(at: mark.lineEnd)
    copier.close()
  }

  /// Returns the objective after the mark of a question.
  private func objective(of mark: CalloutMark, _ context: inout ParsingContext) -> Node.Slice {
    guard mark.hasMore else { return Node.Slice() }
    let text = document.nodes[mark.text].literal
    var count = Int(text.count)
    while count > mark.end, literals[Int(text.start) + count - 1].isSpaceOrTab { count -= 1 }
    let bytes = literals[(Int(text.start) + mark.end)..<(Int(text.start) + count)]
    guard mark.lineEnd == mark.text + 1, !bytes.contains(where: \.isSpaceOrTab) else {
      context.report(
        .error, .malformedObjective, "Only the id of one objective can follow '[!QUESTION]'",
        document.place(of: 0..<Int(text.count), in: mark.text), help: "begin the question on the next line")
      return Node.Slice()
    }
    return Node.Slice(start: text.start + UInt32(mark.end), count: UInt32(bytes.count))
  }

  // MARK: Choices

  /// Finds the task lists of a question.
  ///
  /// After the first one, only task lists are allowed.
  private mutating func findChoices(of question: Int, _ context: inout ParsingContext) {
    var hasChoices = false
    for child in document.children(of: question) {
      let items = document.nodes[child].kind == .list ? Array(document.children(of: child)) : []
      guard items.contains(where: { box(of: $0) != nil }) else {
        if hasChoices {
          context.report(
            .error, .textAfterChoices, "Nothing can follow the choices of a question",
            document.nodes[child].range, help: "put it before the choices, or after the question")
        }
        continue
      }
      hasChoices = true
      choiceLists.insert(child)
      for item in items {
        choices.insert(item)
        guard box(of: item) == nil else { continue }
        context.report(
          .error, .choiceWithoutBox, "A choice begins with '[ ]', or with '[x]' if it is right",
          SourceRange(
            line: Int(document.nodes[item].startLine), column: Int(document.nodes[item].startColumn)),
          help: "write '- [ ] …' or '- [x] …', with one space or an x between the brackets")
      }
    }
  }

  /// Returns whether a choice is right, or `nil` if the item doesn't begin with a box.
  private func box(of item: Int) -> Bool? {
    let text = item + 2
    guard text < Int(document.nodes[item].end), document.nodes[item + 1].kind == .paragraph,
      document.nodes[text].kind == .text
    else { return nil }
    let slice = document.nodes[text].literal
    guard slice.count >= 3 else { return nil }
    let bytes = UnsafeBufferPointer(rebasing: literals[slice.range])
    guard bytes[0] == UInt8(ascii: "["), bytes[2] == UInt8(ascii: "]"), bytes.count == 3 || bytes[3] == 0x20
    else { return nil }
    var cursor = TextCursor(text, of: document, literals)
    guard let start = cursor.sourceOffset(ofByte: 0), literals[start] == UInt8(ascii: "[") else { return nil }
    switch bytes[1] {
    case UInt8(ascii: " "): return false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
    default: return nil
    }
  }

  /// Copies an item as a choice whose own inlines are those of the item's first paragraph, up to the end of
  /// its box.
  ///
  /// - Returns: The node to continue with.
  private mutating func copyChoice(_ item: Int) -> Int {
    var choice = document.nodes[item]
    choice.kind = .choice
    let isRight = box(of: item)
    if isRight == true { choice.flags.insert(.correct) }
    copier.copy(item, as: choice, of: document)
    let paragraph = item + 1
    guard paragraph < Int(choice.end), document.nodes[paragraph].kind == .paragraph else { return paragraph }
    guard isRight != nil else { return paragraph + 1 }
    let text = paragraph + 1
    copier.copyText(text, of: document, literals, from: min(4, Int(document.nodes[text].literal.count)))
    return text + 1
  }
}

/// `[!KIND]` at the beginning of a quotation.
struct CalloutMark {
  enum Kind {
    case callout(CalloutKind)
    case question
  }

  let kind: Kind
  /// The text node that contains the mark.
  let text: Int
  /// The offset in that text after the mark and the spaces that follow it.
  let end: Int
  /// The first line break in the mark's paragraph, or the node after the paragraph.
  let lineEnd: Int
  /// Whether the mark's line has any text after the mark.
  let hasMore: Bool

  /// Finds the mark of a quotation.
  ///
  /// A mark with an unknown word is reported.
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
      let meant =
        Self.otherNames[word].map { NearestMatch($0, isOnlyOne: false) }
        ?? NearestMatch.of(word, among: known)
      context.report(
        .error, .unknownCallout, "Call-out '\(word)' does not exist",
        document.place(of: 0..<(bracket + 1), in: text),
        help: "the kinds are \(known.joined(separator: ", "))",
        meant: meant?.map { "[!\($0)]" })
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
  /// The names that other tools use for the same kinds.
  private static let otherNames = [
    "INFO": "NOTE", "ABSTRACT": "NOTE", "HINT": "TIP", "SUCCESS": "TIP", "ATTENTION": "IMPORTANT",
    "DANGER": "WARNING", "ERROR": "WARNING", "FAILURE": "WARNING", "BUG": "WARNING", "EXAMPLE": "SCENARIO",
    "SUMMARY": "KEYPOINTS", "QUIZ": "QUESTION", "CHECK": "QUESTION",
  ]

  /// Returns whether `[!` and `]` are unescaped in the source.
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
