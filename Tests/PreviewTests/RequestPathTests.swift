import TestSupport
import Testing

@testable import Preview

@Suite("The path of a request")
struct RequestPathTests {
  private func path(_ text: String) throws(Refusal) -> RequestPath { try RequestPath(Array(text.utf8)[...]) }

  @Test(
    "A path names a file of the site",
    arguments: [
      ("/", "index.html"), ("/index.html", "index.html"), ("/codes/", "codes/index.html"),
      ("/codes/washington.proposed.html", "codes/washington.proposed.html"),
      ("/files/a%20b.png", "files/a b.png"), ("/files/%C3%A9.png", "files/é.png"), ("/a..b", "a..b"),
    ])
  func accepted(text: String, file: String) throws {
    #expect(try path(text).file == file)
  }

  @Test(
    "A path that could point outside the site or be read in two ways is refused",
    arguments: [
      "", "index.html", "*", "http://127.0.0.1:8000/", "//host/", "/a//b", "/.", "/..", "/../etc/passwd",
      "/a/../b",
      "/%2e%2e/etc/passwd", "/%2E%2E", "/a/%2e%2E/b", "/.%2e/b", "/.git/config", "/%2egit/config", "/a/.b",
      "/a%2fb", "/a%2Fb", "/a%5c..%5cb", "/a\\b", "/..\\b", "/a%00", "/%00", "/a%0ab", "/a%7f", "/a:b",
      "/a%3ab",
      "/C:/windows", "/a%", "/a%2", "/a%zz", "/a%ff", "/%c0%ae%c0%ae/", "/a#b", "/é", "/a b", "/a\u{0}b",
    ])
  func refused(text: String) {
    #expect(throws: Refusal.unsafeAddress) { try path(text) }
  }

  @Test("A path is decoded once, so a path that is encoded twice is an ordinary name")
  func doubleEncoding() throws {
    #expect(try path("/%252e%252e/passwd").file == "%2e%2e/passwd")
    #expect(try path("/a%255c").file == "a%5c")
  }

  @Test("No accepted name is empty, begins with a period, or contains a forbidden character")
  func property() {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      "/", ".", "..", "%", "%2e", "%2F", "%5C", "%00", "%25", "\\", ":", "a", "é", "%C3%A9", " ", "\u{0}",
    ]
    var accepted = 0
    for _ in 0..<20_000 {
      let text = (0..<generator.below(9)).map { _ in generator.pick(pieces) }.joined()
      guard let path = try? path("/" + text) else { continue }
      accepted += 1
      for name in path.components {
        #expect(!name.isEmpty && !name.hasPrefix("."))
        #expect(
          !name.unicodeScalars.contains {
            $0.value < 0x20 || $0.value == 0x7F || "/\\:".unicodeScalars.contains($0)
          })
      }
    }
    #expect(accepted > 100)
  }
}
