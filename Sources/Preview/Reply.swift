package import Basics

/// The answer to a request.
package struct Reply: Sendable {
  package let status: Int
  package let content: FileContent
  /// The part of the content to send.
  package let range: Range<Int>
  private let type: MediaType

  /// The bytes to send, if the content is in memory.
  package var body: [UInt8] { content.bytesInMemory.map { Array($0[range]) } ?? [] }

  /// Fields in addition to those that every reply has.
  private let fields: [String]

  init(_ type: MediaType, _ body: [UInt8], status: Int = 200, fields: [String] = []) {
    self.init(type, .bytes(body), status: status, fields: fields)
  }

  private init(
    _ type: MediaType, _ content: FileContent, range: Range<Int>? = nil, status: Int, fields: [String]
  ) {
    self.status = status
    self.type = type
    self.content = content
    self.range = range ?? 0..<content.size
    self.fields = fields
  }

  /// A file, or the requested part of it.
  ///
  /// Source: RFC 9110, section 14.
  init(_ type: MediaType, _ content: FileContent, part: RequestRange?, fields: [String] = []) {
    let fields = fields + ["Accept-Ranges: bytes"]
    guard let part else {
      self.init(type, content, status: 200, fields: fields)
      return
    }
    guard let range = part.range(of: content.size) else {
      self.init(.plainText, [], status: 416, fields: ["Content-Range: bytes */\(content.size)"])
      return
    }
    let position = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(content.size)"
    self.init(
      type, content, range: range, status: 206, fields: fields + ["Content-Range: \(position)"])
  }

  /// A refusal with a one-sentence explanation.
  package init(_ refusal: Refusal) {
    self.init(
      .plainText, Array("\(refusal.explanation)\n".utf8), status: refusal.status,
      fields: refusal == .method ? ["Allow: GET, HEAD"] : [])
  }

  /// A redirect that sets a cookie.
  ///
  /// - Parameter location: The encoded path, with a leading slash.
  init(to location: String, cookie: String) {
    self.init(
      .plainText, [], status: 302,
      fields: ["Location: \(location)", "Set-Cookie: \(cookie); Path=/; HttpOnly; SameSite=Lax"])
  }

  /// The start of the stream of events, whose body continues until the connection ends.
  package static let eventStream = Reply(.eventStream, Array("retry: 500\n\n".utf8))

  /// Returns the first line and the fields.
  ///
  /// No reply lets another origin read it, show it in a frame, or load it as part of a page.
  ///
  /// - Parameter keepsConnection: Whether another request can follow.
  package func head(keepsConnection: Bool) -> [UInt8] {
    var lines = [
      "HTTP/1.1 \(status) \(Self.phrases[status] ?? "Status")",
      "Content-Type: \(type.field)",
      "X-Content-Type-Options: nosniff",
      "Cross-Origin-Resource-Policy: same-origin",
      "Cross-Origin-Opener-Policy: same-origin",
      "Referrer-Policy: same-origin",
      "Cache-Control: no-cache",
      "Connection: \(keepsConnection ? "keep-alive" : "close")",
    ]
    if type != .eventStream { lines.append("Content-Length: \(range.count)") }
    lines += fields
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// Source: RFC 9110, section 15; RFC 6585, section 5.
  private static let phrases = [
    200: "OK", 206: "Partial Content", 302: "Found", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large", 414: "URI Too Long", 416: "Range Not Satisfiable",
    431: "Request Header Fields Too Large",
    503: "Service Unavailable", 505: "HTTP Version Not Supported",
  ]
}
