import Basics
import Testing

@Suite("Bytes and words")
struct BytesTests {
  @Test(
    "A text on one line has one space for each run of white space",
    arguments: [
      ("", ""), (" \n", ""), ("one", "one"), ("\tone  two\r\n three ", "one two three"),
      ("caf\u{E9}\n\n\u{A0}two\u{2028}three", "caf\u{E9} two three"), ("a\u{B}b\u{1F}c", "a b\u{1F}c"),
    ])
  func oneLine(text: String, expected: String) {
    #expect(text.onOneLine == expected)
    #expect(Array(text.utf8).onOneLine == expected)
  }

  @Test(
    "Elements are sorted by bytes, whether or not they come in order",
    arguments: [[], ["a"], ["A", "a", "b"], ["b", "a", "A"], ["a", "\u{E9}", "b", "a"]])
  func order(texts: [String]) {
    let expected = texts.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    #expect(texts.sorted(byBytesOf: \.self) == expected)
  }
}
