import TestSupport
import Testing

@testable import Site

@Suite("Addresses in a style sheet")
struct StyleAddressesTests {
  @Test(
    "Addresses are found the same way as in browsers",
    arguments: [
      ("a{b:url(x.png)}", ["x.png"]), ("a{b:url( \"x.png\" )}", ["x.png"]), ("a{b:URL('x.png')}", ["x.png"]),
      ("a{b:url(\n x.png\t)}", ["x.png"]), ("a{b:u\\72l(x.png)}", ["x.png"]), ("a{b:\\75 rl(x)}", ["x"]),
      ("a{b:url(a\\)b)}", ["a)b"]), ("a{b:url(\"a)b\")}", ["a)b"]), ("a{b:url(\"a\\22 b\")}", ["a\"b"]),
      ("/* url(x) */ a{}", []), ("a{content:\"url(x)\"}", []), ("a{b:my-url(x)}", []), ("#url(x){}", []),
      ("a{b:1url(x)}", []), ("a{b:url()}", [""]), ("a{b:url(x", ["x"]), ("a{b:url(\"x", ["x"]),
      ("a{b:image-set(\"x.png\" 1x, url(y.png) 2x)}", ["x.png", "y.png"]),
      ("a{b:-webkit-image-set('x.png' type('image/png') 1x)}", ["x.png"]), ("a{b:image('x.png')}", ["x.png"]),
      ("a{b:src(\"x.png\")}", ["x.png"]), ("a{b:image-set(var(--x) 1x)}", ["computed var()"]),
      ("a{b:var(--x)}", []), ("@import \"x.css\" screen;", ["imported x.css"]),
      ("@IMPORT/**/'x.css';", ["imported x.css"]), ("@import url(x.css);", ["imported x.css"]),
      ("@im\\70ort url('x.css');", ["imported x.css"]), ("@media print{a{b:url(x)}}", ["x"]),
      ("a{b:url(é.png)}", ["é.png"]),
      ("a{b:url(data:image/png;base64,AA==)}", ["data:image/png;base64,AA=="]),
    ] as [(String, [String])])
  func found(sheet: String, addresses: [String]) {
    let found = StyleAddresses.all(in: Array(sheet.utf8)[...]).map { address in
      switch address.form {
      case .loaded: address.text
      case .imported: "imported \(address.text)"
      case .computed: "computed \(address.text)"
      }
    }
    #expect(found == addresses)
  }

  @Test("Replacing addresses changes nothing else in the style sheet")
  func replaced() {
    let sheet = "/* url(a) */ b{c:url( a ) url( 'b' ) \"url(a)\" image-set(\"a\" 2x)}\n"
    let result = StyleAddresses.replacing(in: Array(sheet.utf8)[...]) { $0.text == "a" ? "x\"\\y" : nil }
    #expect(
      String(decoding: result, as: UTF8.self)
        == "/* url(a) */ b{c:url( \"x\\\"\\\\y\" ) url( 'b' ) \"url(a)\" image-set(\"x\\\"\\\\y\" 2x)}\n")
    #expect(StyleAddresses.all(in: result[...]).map(\.text) == ["x\"\\y", "b", "x\"\\y"])
  }

  @Test("Addresses in random pieces don't overlap, and replacing none changes nothing", arguments: 0..<100)
  func noise(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "url(", "URL(", "\\", "\"", "'", ")", "(", "/*", "*/", "@import", ";", "a", " ", "\n", "72", "{", "}",
      "image-set(", "var(", "é", "\0", "#", "-",
    ]
    let sheet = Array((0..<200).compactMap { _ in pieces.randomElement(using: &generator) }.joined().utf8)
    let found = StyleAddresses.all(in: sheet[...])
    for (address, next) in zip(found, found.dropFirst()) {
      #expect(address.range.upperBound <= next.range.lowerBound)
    }
    #expect(StyleAddresses.replacing(in: sheet[...]) { _ in nil } == sheet)
  }

  @Test("Addresses are also found in a slice of a longer text")
  func slice() {
    let bytes = Array("url(no)<style>a{b:url(x)}</style>".utf8)
    let found = StyleAddresses.all(in: bytes[14..<25])
    #expect(found.map(\.text) == ["x"] && found.first.map { bytes[$0.range] } == [UInt8(ascii: "x")])
  }
}
