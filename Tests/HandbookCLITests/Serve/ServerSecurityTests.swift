import Foundation
import Testing

@Suite("The server of the preview")
struct ServerSecurityTests {
  private let preview: RunningPreview

  init() throws {
    preview = try RunningPreview(in: SourceFolder(soundContent))
  }

  @Test("Addresses that point outside the site are refused, without revealing anything")
  func addresses() throws {
    for target in [
      "/../handbook.yml", "/%2e%2e/Content/handbook.yml", "/codes/..%2f..%2fContent/handbook.yml",
      "/codes/%5c..%5cContent", "/codes\\..\\x", "/%00", "/index.html%00.png", "/.git/config", "/C:/x",
      "http://127.0.0.1:\(preview.port)/", "//127.0.0.1/", "*", "/%", "/%c0%ae%c0%ae/x",
    ] {
      let reply = try preview.get(target)
      #expect(reply.status == 400, "\(target)")
      #expect(!reply.body.contains("title"), "\(target)")
    }
    for target in [
      "/%252e%252e/Content/handbook.yml", "/Content/handbook.yml", "/handbook.yml", "/etc/passwd",
    ] {
      #expect(try preview.get(target).status == 404, "\(target)")
    }
  }

  @Test("Other host names are refused, and so is a missing one")
  func hosts() throws {
    #expect(try preview.send("GET / HTTP/1.1\r\nHost: evil.example:\(preview.port)\r\n\r\n").status == 403)
    #expect(try preview.send("GET / HTTP/1.1\r\n\r\n").status == 400)
    #expect(try preview.send("GET / HTTP/1.0\r\n\r\n").status == 400)
    #expect(try preview.get("/", fields: ["Host: localhost"]).status == 400)
  }

  @Test("Requests from other sites are refused, including those for the stream of events")
  func origins() throws {
    for path in ["/", "/_handbook/events?page=%2F", "/_handbook/preview.js"] {
      for field in ["Sec-Fetch-Site: cross-site", "Origin: http://evil.example", "Origin: null"] {
        let reply = try preview.get(path, fields: [field])
        #expect(reply.status == 403, "\(path) \(field)")
        #expect(!reply.head.contains("Access-Control"))
      }
    }
  }

  @Test("Other methods and bodies are refused")
  func methods() throws {
    #expect(try preview.get("/", method: "POST").status == 405)
    #expect(try preview.get("/", method: "OPTIONS").head.contains("Allow: GET, HEAD"))
    #expect(try preview.get("/", fields: ["Content-Length: 5"]).status == 413)
    #expect(try preview.get("/", fields: ["Transfer-Encoding: chunked"]).status == 413)
  }

  @Test("Requests that aren't HTTP are refused, and the server keeps running")
  func noise() throws {
    for text in [
      "\u{0}\u{1}\u{2}\r\n\r\n", "hello\r\n\r\n", "GET / HTTP/1.1\n\n\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
    ] {
      #expect([400, 505].contains(try preview.send(text).status))
    }
    #expect(try preview.get("/").status == 200)
  }

  @Test("A head without an end is refused as soon as it is too long")
  func longHead() throws {
    let reply = try preview.send("GET / HTTP/1.1\r\nA: " + String(repeating: "b", count: 200_000))
    #expect(reply.status == 431)
    #expect(try preview.get("/" + String(repeating: "a", count: 5000)).status == 414)
  }

  @Test("Requests that arrive together, even byte by byte, are answered in order")
  func pipelining() throws {
    let connection = try RawConnection(port: preview.port)
    let request = "GET /_handbook/preview.css HTTP/1.1\r\nHost: localhost:\(preview.port)\r\n"
    connection.send(request + "\r\n" + request + "\r\n")
    for byte in (request + "Connection: close\r\n\r\n").utf8 {
      connection.send(String(decoding: [byte], as: UTF8.self))
    }
    #expect(connection.readToEnd().split(separator: "HTTP/1.1 200 OK").count == 3)
  }

  @Test("A thousand silent or incomplete connections don't keep others out")
  func idleConnections() throws {
    var connections: [RawConnection] = []
    for number in 0..<1000 {
      let connection = try RawConnection(port: preview.port)
      if number % 2 == 0 { connection.send("GET / HTTP/1.1\r\nHost: ") }
      connections.append(connection)
    }
    let events = try preview.events(of: "/")
    #expect(events.next() != nil)
    #expect(try preview.get("/").status == 200)
    #expect(connections[0].read().isEmpty, "the oldest has ended")
    withExtendedLifetime(connections) {}
  }
}
