import Markdown
import TestSupport
import Testing

@testable import Site

@Suite("Escaping")
struct HTMLEscapingTests {
  @Test("Text, attributes, and addresses are escaped differently")
  func contexts() {
    let text = "a\"b'c<d>e&f `é"
    var buffer = HTMLBuffer()
    buffer.append(text: text)
    buffer.append("\n")
    buffer.append(attribute: text)
    buffer.append("\n")
    buffer.append(address: text)
    #expect(
      String(decoding: buffer.bytes, as: UTF8.self) == """
        a&quot;b'c&lt;d&gt;e&amp;f `é
        a&quot;b'c&lt;d&gt;e&amp;f `é
        a%22b&#x27;c%3Cd%3Ee&amp;f%20%60%C3%A9
        """)
  }

  @Test("No byte can end an attribute or an address")
  func everyByte() {
    for byte in UInt8.min...UInt8.max {
      var buffer = HTMLBuffer()
      [byte].withUnsafeBufferPointer {
        buffer.append(attribute: $0)
        buffer.append(address: $0)
        buffer.append(text: $0)
      }
      #expect(!buffer.bytes.contains(UInt8(ascii: "\"")))
      #expect(!buffer.bytes.contains(UInt8(ascii: "<")))
      #expect(!buffer.bytes.contains(UInt8(ascii: ">")))
    }
  }

  @Test("Escaping works in every attribute that can contain text", arguments: [UInt64(31), 32])
  func everyAttribute(seed: UInt64) {
    var generator = MarkdownGenerator(seed: seed)
    for _ in 0..<400 {
      let markdown = """
        [a](<\(hostile(&generator))> '\(hostile(&generator))') ![\(hostile(&generator))](b)
        <http://\(hostile(&generator))> ![c](d "\(hostile(&generator))")

        # e {#\(hostile(&generator))}

        ``` \(hostile(&generator))
        ```

        > [!NOTE] \(hostile(&generator))
        > [[\(hostile(&generator))|\(hostile(&generator))]] https://d.e/\(hostile(&generator))
        > [^\(hostile(&generator))]
        """
      let (document, _) = MarkdownParser().parse(Array(markdown.utf8)[...], path: "test.md")
      var buffer = HTMLBuffer()
      HTMLRenderer(document).render(to: &buffer)
      guard isWellFormed(buffer.bytes) else {
        Issue.record("\(markdown.debugDescription) gives \(String(decoding: buffer.bytes, as: UTF8.self))")
        return
      }
    }
  }

  private func hostile(_ generator: inout MarkdownGenerator) -> String {
    let pieces = [
      "\"", "'", "<", ">", "&", "&quot;", "&#34;", "\\\"", "`", " onx=", "\n", "</a>", "é", "]", ")", "{",
      "}",
    ]
    return (0..<6).map { _ in pieces[generator.number(below: pieces.count)] }.joined()
  }

  /// Returns whether quotation marks appear only around the values of attributes that the renderer writes,
  /// and no value contains `<`.
  private func isWellFormed(_ html: [UInt8]) -> Bool {
    let known: Set<String> = ["href", "src", "alt", "title", "id", "class", "role", "aria-label", "scope"]
    var index = 0
    while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      if html[open...].starts(with: "<!-- raw HTML omitted -->".utf8) { continue }
      var isQuoted = false
      var name: [UInt8] = []
      while index < html.count, isQuoted || html[index] != UInt8(ascii: ">") {
        switch html[index] {
        case UInt8(ascii: "\""):
          isQuoted.toggle()
          let attribute = String(decoding: name.dropLast(), as: UTF8.self)
          if isQuoted, name.last != UInt8(ascii: "=") || !known.contains(attribute) { return false }
          name = []
        case UInt8(ascii: "<"): return false
        case UInt8(ascii: " "): name = []
        default: if !isQuoted { name.append(html[index]) }
        }
        index += 1
      }
      guard index < html.count, !isQuoted else { return false }
    }
    return true
  }
}
