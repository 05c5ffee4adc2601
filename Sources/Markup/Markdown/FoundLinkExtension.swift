/// Makes links of web addresses, e-mail addresses and phone numbers in running text.
///
/// Nothing is looked for in links, pictures, references, citations of law or code.
struct FoundLinkExtension {
  private var edits: [InlineEdit] = []

  static func apply(to document: inout MarkdownDocument) {
    let original = document
    var found = Self()
    original.literals.withUnsafeBufferPointer { literals in
      var index = 0
      while index < original.nodes.count {
        switch original.nodes[index].kind {
        case .link, .image, .reference, .legalCitation, .editorComment:
          index = Int(original.nodes[index].end)
        case .text:
          index += 1
          let text = original.nodes[index - 1].literal
          guard original.addressMarks.mayOccur(in: text, sourceCount: original.sourceCount) else { continue }
          found.findLinks(in: index - 1, of: original, literals, &document)
        default: index += 1
        }
      }
    }
    document.apply(found.edits)
  }

  private mutating func findLinks(
    in index: Int, of original: MarkdownDocument, _ literals: UnsafeBufferPointer<UInt8>,
    _ document: inout MarkdownDocument
  ) {
    let line = original.nodes[index].startLine
    let slice = original.nodes[index].literal
    let text = UnsafeBufferPointer(rebasing: literals[slice.range])
    var scanner = FoundLinkScanner(text)
    var cursor = TextCursor(index, of: original, literals)
    while let (kind, bytes) = scanner.next() {
      var link = Node(kind: .link, flags: .found)
      let start = cursor.sourceOffset(ofByte: bytes.lowerBound)
      let end = cursor.sourceOffset(ofByte: bytes.upperBound)
      if let start, let end { original.setPlace(of: &link, start..<end, near: line) }
      switch kind {
      case .address:
        link.literal = Node.Slice(start: slice.start + UInt32(bytes.lowerBound), count: UInt32(bytes.count))
      case .host: link.literal = document.appendLiteral(Array("http://".utf8) + text[bytes])
      case .email: link.literal = document.appendLiteral(Array("mailto:".utf8) + text[bytes])
      case .phone:
        link.literal = document.appendLiteral(
          Array("tel:+1".utf8) + text[bytes].filter(\.isASCIIDigit).suffix(10))
      }
      edits.append(InlineEdit(index, bytes.lowerBound..<bytes.lowerBound, .open(link)))
      edits.append(InlineEdit(index, bytes.upperBound..<bytes.upperBound, .close))
    }
  }
}

extension MarkdownDocument {
  /// Makes links of the addresses and phone numbers in running text that are in no link or citation yet.
  package mutating func linkFoundAddresses() {
    guard !addressMarks.isEmpty else { return }
    FoundLinkExtension.apply(to: &self)
  }
}
