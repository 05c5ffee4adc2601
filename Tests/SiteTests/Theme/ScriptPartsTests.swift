import Testing

@testable import Site

@Suite("The parts of a script")
struct ScriptPartsTests {
  @Test(
    "are the scripts of a folder that is named like one",
    arguments: [
      ("search.js/01-shards.js", "search.js"), ("search/search.js/a.js", "search/search.js"),
      ("search.js", nil), ("search/a.js", nil), ("search.js/style.css", nil), ("search.js/more/a.js", nil),
    ] as [(String, String?)])
  func names(name: String, script: String?) {
    #expect(ScriptParts.script(ofPart: name) == script)
  }

  @Test("are joined without the comments, indentation and empty lines that only their authors need")
  func joining() {
    let first = """
      // A comment.
      (function () {
        /** A sentence. */
        const a = "// no comment"; // one that stays
        /*
         * Many lines,
         */
        return a * 2;

      })();
      """
    let script = ScriptParts.join([Array(first.utf8), Array("last()".utf8)])
    #expect(
      String(decoding: script, as: UTF8.self) == """
        (function () {
        const a = "// no comment"; // one that stays
        return a * 2;
        })();
        last()

        """)
  }
}
