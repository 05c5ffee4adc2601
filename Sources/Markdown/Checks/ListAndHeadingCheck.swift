package import Basics

/// Reports lists and headings that are read differently from how they were typed: numbers that Markdown
/// recounts, indents too small to nest an item, a second title, skipped levels, and links without an address.
package struct ListAndHeadingCheck {
  private let document: MarkdownDocument
  private let path: String
  private var diagnostics: [Diagnostic] = []

  package static func diagnostics(in document: MarkdownDocument, path: String) -> [Diagnostic] {
    var check = Self(document: document, path: path)
    check.checkHeadings()
    check.checkNodes()
    return check.diagnostics
  }

  private init(document: MarkdownDocument, path: String) {
    self.document = document
    self.path = path
  }

  private mutating func report(
    _ rule: Rule, _ summary: String, _ range: SourceRange, help: String,
    replacement: Diagnostic.Replacement? = nil
  ) {
    diagnostics.append(
      Diagnostic(.warning, rule, summary, path: path, range: range, help: help, replacement: replacement))
  }

  // MARK: Headings

  /// Checks the headings that aren't inside a quotation or list.
  private mutating func checkHeadings() {
    var before = 1
    for index in document.children(of: 0) where document.nodes[index].kind == .heading {
      let level = Int(document.nodes[index].value)
      let range = document.nodes[index].range
      if level == 1 {
        report(
          .secondTitle, "A level-1 heading is a second title of the page", range,
          help: "write '## '; the title is in the front matter")
      } else if level > before + 1 {
        let marks = String(repeating: "#", count: before + 1)
        report(
          .skippedHeadingLevel,
          "A level-\(level) heading follows \(before == 1 ? "the title" : "one of level \(before)")",
          range, help: "write '\(marks) '")
      }
      before = level
    }
  }

  // MARK: Lists and links

  private mutating func checkNodes() {
    // The last item before the current list, if nothing is between them.
    var lastItem: (listEnd: Int, item: Int)?
    for index in document.nodes.indices {
      switch document.nodes[index].kind {
      case .list:
        let items = Array(document.children(of: index))
        let before = lastItem.flatMap { $0.listEnd == index ? $0.item : nil }
        let isShallow = checkIndents(of: items, after: before)
        if !isShallow, document.nodes[index].flags.contains(.ordered) { checkNumbers(of: items, in: index) }
        if let last = items.last { lastItem = (Int(document.nodes[index].end), last) }
      case .link, .image:
        guard document.nodes[index].literal.isEmpty, !document.nodes[index].flags.contains(.found) else {
          continue
        }
        let kind = document.nodes[index].kind == .link ? "A link" : "An image"
        report(
          .emptyAddress, "\(kind) has no address", document.place(of: index),
          help: "write the address between the parentheses, or remove the brackets")
      default: continue
      }
    }
  }

  /// Reports the first item that is indented more than the one above it but isn't nested in it.
  ///
  /// - Returns: Whether there is one.
  private mutating func checkIndents(of items: [Int], after before: Int?) -> Bool {
    var above = before
    for item in items {
      defer { above = item }
      guard let above, let indent = indent(of: item), let indentAbove = self.indent(of: above),
        indent > indentAbove, let width = contentOffset(of: above)
      else { continue }
      report(
        .shallowIndent,
        "An item that is indented by \(indent) \(indent == 1 ? "space" : "spaces") isn't inside the item above it",
        SourceRange(
          document.nodes[item].range.start,
          SourcePosition(
            line: Int(document.nodes[item].startLine), column: Int(document.nodes[item].startColumn) + 1)),
        help: "indent it by \(width) spaces to nest it, or by \(indentAbove) to put it next to the other",
        replacement: isOneLine(item)
          ? Diagnostic.Replacement(
            SourceRange(line: Int(document.nodes[item].startLine), column: 1, length: indent),
            String(repeating: " ", count: width)) : nil)
      return true
    }
    return false
  }

  /// Returns whether an item is one line, so that only that line has to be indented.
  private func isOneLine(_ item: Int) -> Bool {
    document.subtree(of: item).allSatisfy {
      document.nodes[$0].startLine == document.nodes[item].startLine || document.nodes[$0].startLine == 0
    }
  }

  /// Returns the spaces before an item's marker, or `nil` if something else is before it.
  private func indent(of item: Int) -> Int? {
    guard let start = document.sourceOffset(of: document.nodes[item]) else { return nil }
    let line = document.lines.starts[document.lines.index(at: start)]
    let before = document.literals[Int(line)..<start]
    return before.allSatisfy { $0 == UInt8(ascii: " ") } ? before.count : nil
  }

  /// Returns the column, from 0, of an item's text.
  private func contentOffset(of item: Int) -> Int? {
    guard let indent = indent(of: item), let start = document.sourceOffset(of: document.nodes[item]) else {
      return nil
    }
    let rest = document.literals[start..<document.sourceCount]
    let marker = rest.prefix { !$0.isASCIIWhitespace }
    let spaces = rest.dropFirst(marker.count).prefix { $0 == UInt8(ascii: " ") }
    return indent + marker.count + (1...4 ~= spaces.count ? spaces.count : 1)
  }

  private mutating func checkNumbers(of items: [Int], in list: Int) {
    let typed = items.map(typedNumber)
    // Typing "1." before every item is a habit, because Markdown counts.
    guard let first = typed.first, !typed.allSatisfy({ $0?.value == first?.value }) else { return }
    for (offset, number) in typed.enumerated() {
      let shown = Int(document.nodes[list].value) + offset
      guard let number, number.value != shown, document.attributes(of: items[offset])?["label"] == nil else {
        continue
      }
      let delimiter = document.nodes[list].flags.contains(.parenthesis) ? ")" : "."
      report(
        .numberNotShown, "Number '\(number.value)\(delimiter)' is shown as '\(shown)\(delimiter)'",
        number.range,
        help:
          "in a code, write {label=\"\(number.value)\(delimiter)\"} at the end of the item; elsewhere, correct the number"
      )
    }
  }

  private func typedNumber(of item: Int) -> (value: Int, range: SourceRange)? {
    guard let start = document.sourceOffset(of: document.nodes[item]), start < document.sourceCount else {
      return nil
    }
    let digits = document.literals[start..<document.sourceCount].prefix(while: \.isASCIIDigit)
    guard !digits.isEmpty, let value = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    return (value, document.lines.range(start..<(start + digits.count + 1)))
  }
}
