import Basics

/// Gives every heading without an author's id an anchor: its text in lowercase and NFC, with letters and
/// digits of any script kept, apostrophes dropped, and everything else replaced with hyphens.
///
/// A second anchor of the same name gets the suffix `-1`, a third `-2`, as on GitHub. Ids that authors wrote
/// take precedence.
package enum HeadingAnchors: MarkdownExtension {
  static let option = MarkdownParser.Extensions.headingAnchors

  static func apply(to document: inout MarkdownDocument, _ context: inout ParsingContext) {
    var taken: Set<String> = []
    for (_, attributes) in document.attributes {
      if let id = attributes.id { taken.insert(id.value) }
    }
    var repetitions: [String: Int] = [:]
    var text: [UInt8] = []
    for index in document.nodes.indices where document.nodes[index].kind == .heading {
      guard document.attributes(of: index)?.id == nil else { continue }
      text.removeAll(keepingCapacity: true)
      document.appendPlainText(of: index, to: &text)
      let slug = slug(of: text)
      var anchor = slug
      while !taken.insert(anchor).inserted {
        let repetition = repetitions[slug, default: 0] + 1
        repetitions[slug] = repetition
        anchor = "\(slug)-\(repetition)"
      }
      let start = document.literals.count
      document.literals.append(contentsOf: anchor.utf8)
      document.anchors.append(
        (index, Node.Slice(start: UInt32(start), count: UInt32(document.literals.count - start))))
    }
  }

  /// Returns the anchor for a text, or `section` if the text has no letters or digits.
  package static func slug(of text: [UInt8]) -> String {
    var anchor: [UInt8] = []
    anchor.reserveCapacity(text.count)
    guard text.allSatisfy({ $0 < 0x80 }) else {
      return slug(ofUnicode: String(decoding: text, as: UTF8.self))
    }
    for byte in text {
      if byte.isASCIILetterOrDigit {
        anchor.append(byte.lowercasedASCII)
      } else if byte != UInt8(ascii: "'"), let last = anchor.last, last != UInt8(ascii: "-") {
        anchor.append(UInt8(ascii: "-"))
      }
    }
    return finish(&anchor)
  }

  private static func slug(ofUnicode text: String) -> String {
    var anchor: [UInt8] = []
    for scalar in text.lowercased().inNFC.unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil || isMark(properties.generalCategory) {
        anchor.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      } else if scalar != "'", scalar != "\u{2019}", let last = anchor.last, last != UInt8(ascii: "-") {
        anchor.append(UInt8(ascii: "-"))
      }
    }
    return finish(&anchor)
  }

  private static func isMark(_ category: Unicode.GeneralCategory) -> Bool {
    category == .nonspacingMark || category == .spacingMark
  }

  private static func finish(_ slug: inout [UInt8]) -> String {
    if slug.last == UInt8(ascii: "-") { slug.removeLast() }
    return slug.isEmpty ? "section" : String(decoding: slug, as: UTF8.self)
  }
}

extension MarkdownDocument {
  /// Returns the anchor of a node in its page, without `#`: the id that the author wrote, or a heading's
  /// generated anchor.
  package func anchor(of index: Index) -> String? {
    if let id = attributes(of: index)?.id { return id.value }
    return anchorSlice(of: index).map(string)
  }

  /// Returns the slice of ``literals`` with the anchor that was generated for a heading.
  package func anchorSlice(of index: Index) -> Node.Slice? {
    let place = anchors.partition { $0.node >= index }
    return place < anchors.count && anchors[place].node == index ? anchors[place].value : nil
  }
}
