import Basics
import Markdown
import Redline
import TestSupport
import Testing

@Suite("Properties of all redlines")
struct RedlinePropertyTests {
  @Test("A well-formed redline is read, and its sides are plain concatenations", arguments: UInt64(0)..<300)
  func wellFormed(seed: UInt64) {
    var generator = RedlineGenerator(seed: seed)
    let redline = generator.redline()
    let read = ReadRedline(redline.source)
    let errors = read.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(redline.source)")
    let source = Array(redline.source.utf8)
    guard let text = read.text else {
      // The generator sometimes creates a text without marks, which has no redline.
      #expect(redline.proposed == redline.source && redline.current == redline.source)
      return
    }
    #expect(RedlineResolution.proposed(source, text.marks) == Array(redline.proposed.utf8))
    #expect(RedlineResolution.current(source, text.marks) == Array(redline.current.utf8))
    expectSidesAgree(text, redline.source)
    expectWellFormed(text, redline.source)
  }

  @Test("Any malformed redline is an error or produces three consistent views", arguments: UInt64(0)..<3000)
  func hostile(seed: UInt64) {
    var generator = RedlineGenerator(seed: seed)
    let source = generator.noise()
    let read = ReadRedline(source)
    guard let text = read.text else { return }
    expectWellFormed(text, source)
    if read.diagnostics.allSatisfy({ $0.severity == .warning }) { expectSidesAgree(text, source) }
  }

  /// Expects that the redline without its deletions matches the proposed text, and without its insertions the
  /// current text.
  private func expectSidesAgree(_ text: RedlinedText, _ source: String) {
    let sides: [(MarkdownDocument, MarkdownDocument.PlainTextOptions)] = [
      (text.proposed, .withoutDeletions), (text.current, .withoutInsertions),
    ]
    for (document, options) in sides {
      let expected = lines(text.redline.plainText(of: 0, options: options))
      #expect(lines(document.plainText(of: 0)) == expected, "\(source)")
      let blocks = text.redline.nodes.filter(isBlock).map(\.kind)
      #expect(document.nodes.filter(isBlock).map(\.kind) == blocks, "\(source)")
    }
  }

  private func isBlock(_ node: Node) -> Bool {
    switch node.kind {
    case .document, .blockQuote, .list, .listItem, .codeBlock, .htmlBlock, .paragraph, .heading,
      .thematicBreak:
      true
    default: false
    }
  }

  /// Returns the lines of a text without trailing white space, which Markdown drops.
  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { line in
      let isSpace = { (character: Character) in character == " " || character == "\t" }
      let start = line.drop(while: isSpace)
      return String(start.dropLast(start.reversed().prefix(while: isSpace).count))
    }.filter { !$0.isEmpty }
  }

  private func expectWellFormed(_ text: RedlinedText, _ source: String) {
    let lineCount = source.utf8.count { $0 == 0x0A } + 1
    for document in [text.redline, text.proposed, text.current] {
      var open = [document.nodes.count]
      for (index, node) in document.nodes.enumerated() {
        while let last = open.last, last <= index { open.removeLast() }
        #expect(Int(node.end) > index && Int(node.end) <= open.last ?? 0, "\(source)")
        #expect(node.content.first.range.upperBound <= document.literals.count)
        #expect(Int(node.startLine) <= lineCount && Int(node.endLine) <= lineCount)
        if Int(node.end) > index + 1 { open.append(Int(node.end)) }
      }
      #expect(document.string(Node.Slice(start: 0, count: UInt32(document.sourceCount))) == source)
    }
    for (mark, next) in zip(text.marks, text.marks.dropFirst()) {
      #expect(mark.extent.lowerBound < next.extent.lowerBound)
      let isInside = next.kind == .comment && next.extent.upperBound <= mark.body.upperBound
      #expect(isInside || mark.extent.upperBound <= next.extent.lowerBound)
    }
  }
}
