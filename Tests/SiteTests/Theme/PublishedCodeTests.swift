import Testing

@testable import Site

@Suite("The published form of scripts and style sheets")
struct PublishedCodeTests {
  private func published(_ code: String, as name: String) -> String {
    String(decoding: PublishedCode.bytes(of: Array(code.utf8), named: name), as: UTF8.self)
  }

  @Test("Comments on lines of their own, blank lines, and indentation are left out")
  func compacts() {
    let script = """
      // A comment
      /** A comment
       *  on several lines. */
      function a() {

        /* One more */
        return "// text"; // after code
        // with code after it: b();
      }
      """
    #expect(published(script, as: "a.js") == "function a() {\nreturn \"// text\"; // after code\n}")
    let sheet = "/* Colors\n   of pages */\n\na {\n  color: red; /* red */\n}\n// b { }\n"
    #expect(published(sheet, as: "a.css") == "a {\ncolor: red; /* red */\n}\n// b { }\n")
  }

  @Test(
    "Comments about a license, and code on the line of a comment, are kept",
    arguments: [
      "/*! A library */\na();\n", "// Copyright: nobody\na();\n", "/* @license\n   MIT */\na();\n",
      "// SPDX-License-Identifier: MIT\na();\n",
      "/** @type {number} */ (a).b();\n",
    ])
  func keeps(script: String) {
    #expect(published(script, as: "a.js") == script)
  }

  @Test(
    "A file in which a text or comment might go on in the next line is published as it is",
    arguments: [
      "  a(`\n  // text\n`);\n", "  a = \"b\\\n  c\";\n", "  a(); /* b\n  // c */ d();\n",
      "  /* a\n  */ b();\n", "  /* a\n",
    ])
  func leaves(script: String) {
    #expect(published(script, as: "a.js") == script)
  }

  @Test("A template literal on one line is no reason to keep comments")
  func templateLiterals() {
    #expect(published("  // a\n  b(`c ${d} // e`);\n", as: "a.js") == "b(`c ${d} // e`);\n")
  }

  @Test("Other files are published as they are")
  func otherFiles() {
    #expect(published("  // a\n", as: "a.svg") == "  // a\n")
  }

  @Test("A file without a line break at its end is published without one")
  func end() {
    #expect(published("a();", as: "a.js") == "a();")
    #expect(published("// a", as: "a.js").isEmpty)
  }

  @Test("Each script and style sheet of the default theme is published without comments")
  func defaultTheme() throws {
    let theme = try #require(DefaultTheme.loaded.0)
    for asset in theme.assets where asset.name.hasSuffix(".js") || asset.name.hasSuffix(".css") {
      let text = String(decoding: asset.bytes, as: UTF8.self)
      #expect(text.contains(/\n[ \/]/) == false, "\(asset.name)")
    }
  }
}
