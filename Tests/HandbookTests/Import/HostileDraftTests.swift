import Handbook
import Markup
import Testing

@Suite("The import of a draft that is no text, or hides what is none")
struct HostileDraftTests {
  private func run(_ source: DraftImporter.Source) -> DraftImporter.Result {
    DraftImporter.run(source, jurisdiction: "Ohio", path: "ohio.md")
  }

  @Test(
    "gives no file where there are bytes that no text has", arguments: [[0x61, 0xFF], [0x61, 0x00, 0x62]])
  func text(bytes: [UInt8]) {
    for isMarkdown in [true, false, nil] {
      let result = run(.text(bytes, isMarkdown: isMarkdown))
      #expect(result.file == nil)
      #expect(result.diagnostics.map(\.identifier) == ["import-unreadable"])
    }
  }

  @Test("gives a file that can be read where a tree names such a character")
  func tree() throws {
    let json =
      #"{"pandoc-api-version":[1,22,2,1],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Str","c":"a\u0000b"}]}]}"#
    let file = try #require(run(.pandoc(Array(json.utf8))).file)
    #expect(TextEncoding.diagnostic(for: file) == nil)
    #expect(String(decoding: file.bytes, as: UTF8.self).contains("a\u{FFFD}b"))
  }

  @Test("that says the same 20,000 times gets as many ids in one pass")
  func repetitions() throws {
    let text = "# Code\n\n" + String(repeating: "- Refuse gifts.\n", count: 20_000)
    let file = try #require(run(.text(Array(text.utf8), isMarkdown: true)).file)
    let written = String(decoding: file.bytes, as: UTF8.self)
    #expect(written.contains("{#refuse-gifts}") && written.contains("{#refuse-gifts-20000}"))
  }
}
