import TestSupport
import Testing

@testable import Preview

@Suite("The head of a request")
struct RequestHeadTests {
  private func head(_ text: String) throws(Refusal) -> RequestHead { try RequestHead(Array(text.utf8)) }

  @Test("The first line and the fields are read, ignoring the case of names and the space around values")
  func sound() throws {
    let head = try head("GET /a?b=c HTTP/1.1\r\nHost:  x \r\nX-A: 1\r\nx-a:\t2\r\nEmpty:\r\n\r\n")
    #expect(head.method == "GET")
    #expect(head.target == Array("/a?b=c".utf8))
    #expect(head.minorVersion == 1)
    #expect(head.values(of: "host") == ["x"])
    #expect(head.values(of: "x-a") == ["1", "2"])
    #expect(head.values(of: "empty") == [""])
  }

  @Test(
    "A head that could be read in two ways is refused",
    arguments: [
      "", "\r\n\r\n", "GET /\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1 \r\n\r\n",
      " GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\n\n", "GET / HTTP/1.1\r\nA: b\n\r\n", "GET / HTTP/1.1\r\nA : b\r\n\r\n",
      "GET / HTTP/1.1\r\n A: b\r\n\r\n", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
      "GET / HTTP/1.1\r\n: b\r\n\r\n",
      "GET / HTTP/1.1\r\nA\r\n\r\n", "GET / HTTP/1.1\r\nA: b\u{0}\r\n\r\n",
      "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n",
      "GET /\u{0} HTTP/1.1\r\n\r\n", "GET /\t HTTP/1.1\r\n\r\n", "G(T / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\n",
      "GET / http/1.1\r\n\r\n", "GET / HTTP/1.1\r\n\r\nrest",
    ])
  func malformed(text: String) {
    #expect(throws: Refusal.malformed) { try head(text) }
  }

  @Test("Other versions are refused with a specific reason", arguments: ["HTTP/2.0", "HTTP/0.9", "HTTP/1.2"])
  func versions(version: String) {
    #expect(throws: Refusal.unknownVersion) { try head("GET / \(version)\r\n\r\n") }
  }

  @Test("A head that is too long or has too many fields is refused")
  func limits() {
    let long = "A: " + String(repeating: "b", count: RequestHead.maximumLength)
    #expect(throws: Refusal.headTooLong) { try head("GET / HTTP/1.1\r\n\(long)\r\n\r\n") }
    let many = String(repeating: "A: b\r\n", count: RequestHead.maximumFields + 1)
    #expect(throws: Refusal.headTooLong) { try head("GET / HTTP/1.1\r\n\(many)\r\n") }
  }

  @Test("The end is found however the bytes arrive")
  func end() {
    let bytes = Array("GET / HTTP/1.1\r\nA: b\r\n\r\nGET".utf8)
    for length in 0...bytes.count {
      let buffer = Array(bytes[..<length])
      let expected = length >= 24 ? 24 : nil
      #expect(RequestHead.end(in: buffer) == expected)
      for searched in 0...min(length, 23) {
        #expect(RequestHead.end(in: buffer, searched: searched) == expected)
      }
    }
  }

  @Test("Reading any input ends, and accepted heads contain no control characters")
  func property() {
    var generator = SeededGenerator(seed: 11)
    let sound = Array("GET /a HTTP/1.1\r\nHost: x\r\nB: c\r\n\r\n".utf8)
    for _ in 0..<20_000 {
      var bytes = sound
      for _ in 0...generator.below(3) {
        bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
      }
      guard let head = try? RequestHead(bytes) else { continue }
      #expect(head.target.allSatisfy { $0 > 0x20 && $0 != 0x7F })
      #expect(!head.fields.contains { $0.value.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" } })
    }
  }
}
