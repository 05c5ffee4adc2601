import Testing

@testable import Preview

@Suite("The policy for requests")
struct RequestPolicyTests {
  private func admit(
    _ target: String = "/", method: String = "GET", fields: [String] = ["Host: 127.0.0.1:8000"],
    version: String = "1.1"
  ) throws(Refusal) -> PreviewRequest {
    let lines = ["\(method) \(target) HTTP/\(version)"] + fields
    return try RequestPolicy(port: 8000).admit(
      try RequestHead(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)))
  }

  @Test(
    "The names of this computer are accepted with the port",
    arguments: ["127.0.0.1", "localhost", "[::1]", "LocalHost"])
  func hosts(name: String) throws {
    #expect(try admit(fields: ["Host: \(name):8000"]).resource == .file(RequestPath(Array("/".utf8)[...])))
  }

  @Test(
    "Any other name is refused, and so is a valid name with another port",
    arguments: [
      "evil.example:8000", "127.0.0.1", "localhost", "127.0.0.1:8001", "localhost.evil.example:8000",
      "0.0.0.0:8000",
      "127.0.0.1:8000.evil.example", "localhost:8000,evil.example", "2130706433:8000", "127.1:8000", "",
    ])
  func foreignHosts(host: String) {
    #expect(throws: Refusal.foreignHost) { try admit(fields: ["Host: \(host)"]) }
  }

  @Test("A missing host name is refused, and so are two host names")
  func hostCount() {
    #expect(throws: Refusal.malformed) { try admit(fields: []) }
    #expect(throws: Refusal.malformed) {
      try admit(fields: ["Host: 127.0.0.1:8000", "Host: 127.0.0.1:8000"])
    }
  }

  @Test("On port 80, the name is enough without a port")
  func port80() throws {
    let head = try RequestHead(Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
    #expect(throws: Never.self) { try RequestPolicy(port: 80).admit(head) }
  }

  @Test(
    "Requests from other sites are refused",
    arguments: [
      "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: CROSS-SITE",
      "Sec-Fetch-Site:",
      "Origin: http://evil.example", "Origin: null", "Origin: https://127.0.0.1:8000",
      "Origin: http://127.0.0.1",
      "Origin: http://127.0.0.1:8000.evil.example", "Origin: http://localhost:3000", "Origin:",
    ])
  func foreignOrigins(field: String) {
    for target in ["/", "/_handbook/events?page=%2F", "/_handbook/preview.js"] {
      #expect(throws: Refusal.foreignOrigin) { try admit(target, fields: ["Host: 127.0.0.1:8000", field]) }
    }
  }

  @Test(
    "Requests from the person or from a page of the preview are answered",
    arguments: [
      "Sec-Fetch-Site: none", "Sec-Fetch-Site: same-origin", "Origin: http://127.0.0.1:8000",
      "Origin: http://localhost:8000",
    ])
  func ownOrigins(field: String) {
    #expect(throws: Never.self) {
      try admit("/_handbook/events?page=%2F", fields: ["Host: 127.0.0.1:8000", field])
    }
  }

  @Test(
    "The preview accepts only reading requests",
    arguments: ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get", "PATCH"])
  func methods(method: String) {
    #expect(throws: Refusal.method) { try admit(method: method) }
  }

  @Test(
    "A body is refused", arguments: ["Content-Length: 1", "Content-Length: -1", "Transfer-Encoding: chunked"])
  func bodies(field: String) {
    #expect(throws: Refusal.body) { try admit(fields: ["Host: 127.0.0.1:8000", field]) }
  }

  @Test(
    "An address that isn't a path is refused",
    arguments: ["http://127.0.0.1:8000/", "127.0.0.1:8000", "*", "//evil.example/", "/../x"])
  func forms(target: String) {
    #expect(throws: Refusal.unsafeAddress) { try admit(target) }
  }

  @Test("An address that is too long is refused")
  func longAddress() {
    let target = "/" + String(repeating: "a", count: RequestTarget.maximumLength)
    #expect(throws: Refusal.addressTooLong) { try admit(target) }
  }

  @Test("The stream of events is for one page, whose path is checked like any other")
  func events() throws {
    let page = try RequestPath(Array("/a%20b.html".utf8)[...])
    #expect(try admit("/_handbook/events?page=%2Fa%2520b.html").resource == .events(page: page))
    #expect(throws: Refusal.malformed) { try admit("/_handbook/events") }
    #expect(throws: Refusal.malformed) { try admit("/_handbook/events?page=%2") }
    #expect(throws: Refusal.unsafeAddress) { try admit("/_handbook/events?page=%2F..%2Fx") }
  }

  @Test("A connection stays open when the standard requires it")
  func connections() throws {
    #expect(try admit().keepsConnection)
    #expect(try !admit(fields: ["Host: 127.0.0.1:8000", "Connection: x, Close"]).keepsConnection)
    #expect(try !admit(version: "1.0").keepsConnection)
  }

  @Suite("An address that other devices can reach")
  struct Network {
    private let policy = RequestPolicy(host: "192.168.1.20", port: 8000, key: "k3y")

    private func admit(_ target: String = "/codes/x.html", _ fields: String...) throws(Refusal)
      -> PreviewRequest
    {
      let lines = ["GET \(target) HTTP/1.1", "Host: 192.168.1.20:8000"] + fields
      return try policy.admit(try RequestHead(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)))
    }

    @Test("The right key in the address gets a cookie and redirects to the page without the key")
    func entrance() throws {
      let request = try admit("/codes/x%20y.html?a=b&key=k3y")
      #expect(
        request.resource == .entrance(location: "/codes/x%20y.html", cookie: "handbook-preview-8000=k3y"))
      let reply = PreviewSite(session: "s").reply(to: request.resource)
      #expect(reply.status == 302)
      let head = String(decoding: reply.head(keepsConnection: true), as: UTF8.self)
      #expect(head.contains("\r\nLocation: /codes/x%20y.html\r\n"))
      #expect(head.contains("\r\nSet-Cookie: handbook-preview-8000=k3y; Path=/; HttpOnly; SameSite=Lax\r\n"))
    }

    @Test(
      "Every request needs the cookie, including those for the preview's own files",
      arguments: [
        "/", "/codes/x.html", "/_handbook/preview.js", "/_handbook/handbook", "/_handbook/events?page=%2F",
      ])
    func cookies(target: String) throws {
      #expect(throws: Never.self) { try admit(target, "Cookie: a=b; handbook-preview-8000=k3y; c=d") }
      for field in [
        "Cookie: a=b", "Cookie: handbook-preview-8000=k3", "Cookie: handbook-preview-8000=k3yy",
        "Cookie: handbook-preview-8001=k3y", "Cookie: xhandbook-preview-8000=k3y", "Cookie: k3y", "X: k3y",
      ] {
        #expect(throws: Refusal.missingKey, "\(field)") { try admit(target, field) }
      }
    }

    @Test(
      "A wrong key is refused", arguments: ["?key=", "?key=K3Y", "?key=k3y1", "?kkey=k3y", "?key", "?k3y"])
    func wrongKeys(query: String) {
      #expect(throws: Refusal.missingKey) { try admit("/" + query) }
    }

    @Test("The names of this computer and requests from other sites are refused, even with the cookie")
    func otherRules() {
      let cookie = "Cookie: handbook-preview-8000=k3y"
      #expect(throws: Refusal.foreignHost) {
        try policy.admit(
          RequestHead(Array("GET / HTTP/1.1\r\nHost: localhost:8000\r\n\(cookie)\r\n\r\n".utf8)))
      }
      #expect(throws: Refusal.foreignOrigin) { try admit("/", cookie, "Sec-Fetch-Site: cross-site") }
      #expect(throws: Refusal.foreignOrigin) { try admit("/?key=k3y", "Origin: http://evil.example") }
    }
  }
}
