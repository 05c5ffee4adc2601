import Basics
import Testing

@Suite("Names that some systems can't store are recognized")
struct NameProblemTests {
  @Test(
    "Ordinary names in any script can be stored everywhere",
    arguments: [
      "gifts.html", "dual-relationships.proposed.html", "Ética y límites.md", "倫理.html", "a b.png",
      "console.html",
      "com.html", "com10.html", "nul-and-void.html", "a.con", "[x](y).html", "100%.html", "می‌خواهم.html",
      String(repeating: "a", count: 255),
    ])
  func sound(name: String) {
    #expect(NameProblem(name) == nil)
  }

  @Test(
    "Characters that Windows can't store are reported by name",
    arguments: ["<", ">", ":", "\"", "|", "?", "*", "\\"] as [Unicode.Scalar])
  func forbidden(scalar: Unicode.Scalar) {
    #expect(NameProblem("a\(scalar)b.html") == .forbidden(scalar))
    #expect(NameProblem("a\(scalar)b.html")?.explanation == "contains '\(scalar)', which Windows can't store")
  }

  @Test(
    "Control characters, direction controls, and zero-width characters are reported by their codes",
    arguments: [
      "\u{0}", "\n", "\t", "\u{1B}", "\u{7F}", "\u{85}", "\u{AD}", "\u{200B}", "\u{200F}", "\u{2028}",
      "\u{202A}",
      "\u{202E}", "\u{2066}", "\u{2069}", "\u{FEFF}",
    ] as [Unicode.Scalar])
  func invisible(scalar: Unicode.Scalar) {
    #expect(NameProblem("a\(scalar)b.html") == .invisible(scalar))
    let printed = NameProblem.printed("a\(scalar)b")
    #expect(printed.hasPrefix("a<U+") && printed.hasSuffix(">b"))
    #expect(!printed.unicodeScalars.contains(scalar))
  }

  @Test(
    "Names that Windows reserves for devices are recognized in any case and with any extension",
    arguments: [
      "con", "CON", "con.html", "Con.proposed.html", "prn.md", "aux", "NUL.txt", "COM1.html", "com9.png",
      "LPT3",
      "com².html", "con .html", "CONIN$", "conout$.txt",
    ])
  func devices(name: String) {
    #expect(NameProblem(name) == .device)
  }

  @Test("A final period or space, which Windows drops, is recognized")
  func endings() {
    #expect(NameProblem("a.") == .ending("."))
    #expect(NameProblem("a ") == .ending(" "))
    #expect(NameProblem("...") == .ending("."))
    #expect(NameProblem("a.")?.explanation == "ends with a period, which Windows drops")
  }

  @Test("A name is at most 255 bytes long, and only part of a longer one is printed")
  func lengths() {
    let long = String(repeating: "é", count: 128)
    #expect(NameProblem(long) == .length(256))
    #expect(NameProblem.printed(long).count == 81)
  }
}
