import Testing

@testable import Site

@Suite("The parts of a script")
struct ScriptPartsTests {
  @Test(
    "The parts of a script are the scripts in a folder with a script's name",
    arguments: [
      ("search.js/01-shards.js", "search.js"), ("search/search.js/a.js", "search/search.js"),
      ("search.js", nil), ("search/a.js", nil), ("search.js/style.css", nil), ("search.js/more/a.js", nil),
    ] as [(String, String?)])
  func names(name: String, script: String?) {
    #expect(ScriptParts.script(ofPart: name) == script)
  }

  @Test("The parts are joined without changes, including comments")
  func joining() {
    let first = """
      /** @type {number} A comment that ends in its line. */ const a = 1;
        // A comment.
      const b = `
        text`;

      """
    let script = ScriptParts.join([Array(first.utf8), Array("c()".utf8), [], Array("d()".utf8)])
    #expect(String(decoding: script, as: UTF8.self) == first + "c()\nd()\n")
  }
}
