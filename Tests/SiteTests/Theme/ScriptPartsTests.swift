import Basics
import Testing

@testable import Site

@Suite("The parts of a script")
struct ScriptPartsTests {
  @Test(
    "The parts of a script are the scripts in a folder with a script's name",
    arguments: [
      ("search.js/01-shards.js", ["search.js"]), ("search/search.js/a.js", ["search/search.js"]),
      ("search.js", []), ("search/a.js", []), ("search.js/style.css", []), ("search.js/more/a.js", []),
      ("kit/a.js+b.js/c.js", ["kit/a.js", "kit/b.js"]), ("a.js+b/c.js", []), ("a+b.js/c.js", []),
      ("a.js+b.js/style.css", []), ("a.js+b.js", []),
    ] as [(String, [String])])
  func names(name: String, scripts: [String]) {
    #expect(ScriptParts.scripts(ofPart: name) == scripts)
  }

  @Test("A part in a folder with the names of two scripts is in both, in the order of the file names")
  func sharedParts() throws {
    let files = [
      "a.js/1.js": "a1", "a.js/3.js": "a3", "b.js/1.js": "b1", "b.js/2.js": "b2",
      "a.js+b.js/2-c.js": "shared",
    ]
    let (theme, diagnostics) = Theme.load(
      DefaultTheme.files
        + files.map { SourceFile(path: "\(DefaultTheme.folder)/assets/\($0)", text: $1) },
      from: DefaultTheme.folder)
    let assets = try #require(theme, "\(diagnostics)").assets
    let scripts = Dictionary(
      uniqueKeysWithValues: assets.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    #expect(scripts["a.js"] == "a1\nshared\na3\n")
    #expect(scripts["b.js"] == "b1\nshared\nb2\n")
    #expect(!assets.contains { $0.name.contains("+") })
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
