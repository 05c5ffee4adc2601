/// What a request is answered with.
package struct Reply: Sendable {
  package let status: Int
  package let body: [UInt8]
  private let type: MediaType
  /// Fields beside those that every reply has.
  private let fields: [String]

  init(_ type: MediaType, _ body: [UInt8], status: Int = 200, fields: [String] = []) {
    self.status = status
    self.type = type
    self.body = body
    self.fields = fields
  }

  /// A refusal in a sentence.
  package init(_ refusal: Refusal) {
    self.init(
      .plainText, Array("\(refusal.explanation)\n".utf8), status: refusal.status,
      fields: refusal == .method ? ["Allow: GET, HEAD"] : [])
  }

  /// The start of the stream of events, whose body goes on until the connection ends.
  package static let eventStream = Reply(.eventStream, Array("retry: 500\n\n".utf8))

  /// The first line and the fields.
  ///
  /// No reply lets another origin read it, show it in a frame or load it as a part of a page.
  ///
  /// - Parameter keepsConnection: Whether another request may follow.
  package func head(keepsConnection: Bool) -> [UInt8] {
    var lines = [
      "HTTP/1.1 \(status) \(Self.phrases[status] ?? "Status")",
      "Content-Type: \(type.name)",
      "X-Content-Type-Options: nosniff",
      "Cross-Origin-Resource-Policy: same-origin",
      "Cross-Origin-Opener-Policy: same-origin",
      "Referrer-Policy: same-origin",
      "Cache-Control: no-cache",
      "Connection: \(keepsConnection ? "keep-alive" : "close")",
    ]
    if type != .eventStream { lines.append("Content-Length: \(body.count)") }
    lines += fields
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// Source: RFC 9110, section 15; RFC 6585, section 5.
  private static let phrases = [
    200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    413: "Content Too Large", 414: "URI Too Long", 431: "Request Header Fields Too Large",
    503: "Service Unavailable", 505: "HTTP Version Not Supported",
  ]
}
