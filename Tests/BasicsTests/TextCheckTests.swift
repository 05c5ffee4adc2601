import Basics
import Redline
import TestSupport
import Testing

@Suite("Characters that readers can't see")
struct TextCheckTests {
  /// Returns the diagnostics of a page, as `line:column rule`.
  private func reports(_ text: String) -> [String] {
    let (_, diagnostics) = DocumentParser(allowsRawHTML: false).parse(SourceFile(path: "a.md", text: text))
    return diagnostics.map { "\($0.range?.start.line ?? 0):\($0.range?.start.column ?? 0) \($0.identifier)" }
  }

  @Test(
    "A control character or noncharacter is an error at its own position",
    arguments: [
      0x01, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE,
      0x10FFFF,
    ] as [UInt32])
  func controls(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(reports("A text.\n\nA longer text é\(scalar)with it.\n") == ["3:17 control-character"])
  }

  @Test(
    "An invisible character, or one that changes the direction of text, is a warning at its own position",
    arguments: [
      "\u{200B}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
      "\u{2068}",
      "\u{2069}", "\u{FEFF}",
    ] as [Unicode.Scalar])
  func invisible(scalar: Unicode.Scalar) {
    let text = "A text.\r\n\r\nA text with\(scalar) it.\r\n"
    #expect(reports(text) == ["3:12 invisible-character"])
    let check = TextCheck(SourceFile(path: "a.md", text: text))
    #expect(check.isReadable && check.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test("All other characters in all scripts are allowed, and so is a byte order mark at the start")
  func others() {
    let hidden = Set(
      (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init).compactMap { HiddenCharacter($0)?.scalar })
    // 32 − 3 in C0, DEL, 32 in C1; 32 + 34 noncharacters; 9 direction controls, 2 zero-width spaces.
    #expect(hidden.count == 29 + 1 + 32 + 66 + 11)
    let text = "\u{FEFF}A\ttext with “quotes”, é, 日本, \u{200D}\u{200C}\u{AD}\u{A0}\u{FFFD}, 😀\u{10FFFD}.\r\n"
    #expect(reports(text) == [])
    #expect(reports("\u{FEFF}\u{FEFF}A") == ["1:4 invisible-character"])
  }

  @Test("Each hidden character is found wherever it is among other bytes")
  func everyOffset() {
    for offset in 0..<40 {
      for scalar in [0x7F, 0x01, 0x202E, 0x9F, 0x1FFFF].compactMap({ Unicode.Scalar($0 as UInt32) }) {
        for filler in ["a", "é", "”", "😀", "\n", "~", " "] {
          let before = String(repeating: filler, count: offset)
          let text = before + String(scalar) + String(repeating: filler, count: 9)
          let check = TextCheck(SourceFile(path: "a.md", text: text))
          let column = filler == "\n" ? 1 : before.utf8.count + 1
          #expect(check.diagnostics.map(\.range?.start.column) == [column], "\(offset) \(filler)")
        }
      }
    }
  }

  @Test("A file has one report for each hidden character, without repetitions")
  func many() {
    #expect(
      reports("a\u{8}b\u{202E}\nc\u{8}") == [
        "1:2 control-character", "1:4 invisible-character", "2:2 control-character",
      ])
    #expect(reports("---\ntitle: A\u{1B}B\n---\n\nText.\n") == ["2:9 control-character"])
    let reserved = String(Character(Unicode.Scalar(0xFDD0 as UInt32) ?? "a"))
    #expect(reports("a {++b\(reserved)++}\n") == ["1:7 control-character"])
  }

  @Test("A control character that is written as an entity or an escape is an error too")
  func escapes() {
    #expect(reports("A text&#8; here.\n") == ["1:7 control-character"])
    #expect(reports("A [link](a&#x1B;b.md).\n").contains("1:3 control-character"))
    #expect(reports("Code `&#8;`, and \\&#8;.\n\n    &#8;\n") == [])
    #expect(reports("---\ntitle: \"A\\x1BB\"\n---\n") == ["2:8 control-character"])
    #expect(reports("A {++text&#8;++} here.\n").contains { $0.hasSuffix("control-character") })
    #expect(reports("A {--text&#8;--} here.\n").contains { $0.hasSuffix("control-character") })
  }

  @Test("An invisible character that is written as an entity is intentional")
  func purpose() {
    #expect(reports("A text&#x2067;שלום&#x2069; here.\n") == [])
  }
}
