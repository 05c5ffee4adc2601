import Basics
import Handbook
import Markdown
import Site

/// The guarantees for any input.
///
/// A broken one stops the process.
enum Promise {
  /// Returns whether bytes are valid input for all readers after the first: UTF-8 without NUL.
  static func isText(_ bytes: [UInt8]) -> Bool {
    TextCheck(SourceFile(path: "a.md", bytes: bytes)).isReadable
  }

  /// Checks that every diagnostic has a range that exists in its file.
  static func placesExist(_ diagnostics: [Diagnostic], in files: [SourceFile]) {
    let files = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    for diagnostic in diagnostics {
      guard let range = diagnostic.range, let file = files[diagnostic.path] else { continue }
      let lines = file.bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      let isPlace = { (place: SourcePosition) in
        place.line >= 1 && place.line <= lines + 1 && place.column >= 1
          && place.column <= file.bytes.count + 4
      }
      demand(isPlace(range.start) && isPlace(range.end), "a place exists: \(diagnostic)")
    }
  }

  /// Checks that each node is inside its parent, and each literal inside the document's bytes.
  static func isTree(_ document: MarkdownDocument) {
    var open = [document.nodes.count]
    for (index, node) in document.nodes.enumerated() {
      while let last = open.last, last <= index { open.removeLast() }
      demand(Int(node.end) > index && Int(node.end) <= open.last ?? 0, "a node lies in its parent")
      demand(node.content.first.range.upperBound <= document.literals.count, "a literal exists")
      demand(node.content.second.range.upperBound <= document.literals.count, "a second literal exists")
      if Int(node.end) > index + 1 { open.append(Int(node.end)) }
    }
  }

  static func html(of document: MarkdownDocument, allowsRawHTML: Bool = false) -> [UInt8] {
    var options = HTMLOptions()
    options.writesIDs = !allowsRawHTML
    options.allowsRawHTML = allowsRawHTML
    var html = HTMLBuffer()
    HTMLRenderer(document, options: options).render(to: &html)
    return html.bytes
  }

  /// Checks that every element is known and closed, every attribute is known and quoted, and every address is
  /// of an allowed kind.
  static func isWellFormed(_ html: [UInt8]) {
    var reader = StrictMarkup(html)
    reader.read()
  }

  /// Checks that one side of a redline is what its tree shows without the other side.
  static func saysTheSame(
    _ side: MarkdownDocument, as redline: MarkdownDocument, _ options: MarkdownDocument.PlainTextOptions
  ) {
    let told = side.plainText(of: 0)
    let shown = redline.plainText(of: 0, options: options)
    demand(
      words(told).elementsEqual(words(shown)) { $0.elementsEqual($1) },
      "a side of a redline says what the redline shows of it: \(told.debugDescription), not \(shown.debugDescription)"
    )
  }

  /// Returns the words of a text, ignoring the white space between them, which depends on Markdown.
  private static func words(_ text: String) -> [String.UTF8View.SubSequence] {
    text.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
  }
}

/// Stops the process if a guarantee is broken, and reports which one.
func demand(_ condition: Bool, _ promise: @autoclosure () -> String) {
  if !condition { fatalError("broken promise: \(promise())") }
}
