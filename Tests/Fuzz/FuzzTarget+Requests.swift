import Foundation
import Preview
import Site

extension FuzzTarget {
  /// Reads a browser's request: as a path, and as heads that arrive in pieces, whose size the first byte
  /// determines.
  ///
  /// Accepted requests are read again here, in a different way.
  func readRequests(_ input: [UInt8]) {
    if let path = try? RequestPath(input[...]) { checkPath(path, of: input[...]) }
    guard let first = input.first else { return }
    let bytes = Array(input.dropFirst())
    let end = RequestHead.end(in: bytes)
    demand(end == endInPieces(bytes, of: Int(first)), "where a head ends does not depend on how it comes")
    let rule = bytes.indices.first { bytes[$0...].starts(with: [0x0D, 0x0A, 0x0D, 0x0A]) }
    demand(end == rule.map { $0 + 4 }, "a head ends with the first empty line")
    guard let end, let head = try? RequestHead(Array(bytes[..<end])) else { return }
    guard let request = try? RequestPolicy(port: Self.port).admit(head) else { return }
    checkAdmitted(request, head: Array(bytes[..<end]))
  }

  private static let port = 4000

  private func endInPieces(_ bytes: [UInt8], of size: Int) -> Int? {
    var buffer: [UInt8] = []
    var searched = 0
    while true {
      if let end = RequestHead.end(in: buffer, searched: searched) { return end }
      guard buffer.count < bytes.count else { return nil }
      searched = buffer.count
      buffer += bytes[buffer.count..<min(bytes.count, buffer.count + size + 1)]
    }
  }

  /// Checks that an accepted path leads to a single file below the root, however it's read again.
  private func checkPath(_ path: RequestPath, of bytes: ArraySlice<UInt8>) {
    for name in path.components {
      demand(!name.isEmpty && !name.hasPrefix("."), "a name is no step and no dot file: \(name)")
      let isHarmless = name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && !"/\\:".utf8.contains($0) }
      demand(isHarmless, "a name stays within its folder: \(name.debugDescription)")
    }
    let sent = String(decoding: bytes, as: UTF8.self)
    demand(sent.removingPercentEncoding == "/" + path.sentForm, "a path is decoded once: \(sent)")
    let root = URL(fileURLWithPath: "/site", isDirectory: true)
    let place = root.appendingPathComponent(path.file).standardizedFileURL.path
    demand(place == "/site/\(path.file)", "a path leads to the file that it names: \(place)")
    let again = "/" + path.sentForm.utf8.map { String(format: $0 == 0x2F ? "/" : "%%%02X", $0) }.joined()
    demand(
      (try? RequestPath(Array(again.utf8)[...])) == path, "a path that is encoded again is the same path")
  }

  private func checkAdmitted(_ request: PreviewRequest, head: [UInt8]) {
    // This compares bytes, because a Swift `Character` can combine a separator with the scalars after it.
    let lines = head.split(separator: 0x0A).map { $0.dropLast() }
    let first = lines[0].split(separator: 0x20).map(Array.init)
    let method = String(decoding: first[0], as: UTF8.self)
    demand(first.count == 3 && ["GET", "HEAD"].contains(method), "only reading is let in: \(method)")
    demand(request.isHead == (method == "HEAD"), "a reply to HEAD has no body")
    let fields = lines.dropFirst().filter { !$0.isEmpty }.map { line in
      let parts = line.split(separator: 0x3A, maxSplits: 1, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self).lowercased() }
      return (parts[0], parts[parts.count - 1].trimmingCharacters(in: .whitespaces))
    }
    let values = { (name: String) in fields.filter { $0.0 == name }.map(\.1) }
    let hosts = ["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(Self.port)" }
    demand(
      values("host").count == 1 && hosts.contains(values("host")[0]),
      "a foreign host is not let in: \(fields)")
    demand(
      values("origin").allSatisfy { hosts.map { "http://\($0)" }.contains($0) },
      "nor a foreign origin: \(fields)")
    demand(
      values("sec-fetch-site").allSatisfy { ["same-origin", "none"].contains($0) },
      "nor a foreign page: \(fields)")
    demand(values("transfer-encoding").isEmpty, "nor a body in parts")
    demand(values("content-length").allSatisfy { $0 == "0" }, "nor a body")
    switch request.resource {
    case .file(let path): checkPath(path, of: first[1].prefix { $0 != 0x3F })
    case .events(let page):
      for name in page.components { demand(!name.hasPrefix(".") && !name.contains("/"), "a page has a name") }
    case .script, .styleSheet: break
    }
    checkReply(to: request)
  }

  /// Checks that a reply's head has a single empty line, at its end, whatever was requested.
  private func checkReply(to request: PreviewRequest) {
    var site = PreviewSite(session: "a")
    for _ in 0..<2 {
      let head = site.reply(to: request.resource).head(keepsConnection: request.keepsConnection)
      demand(RequestHead.end(in: head) == head.count, "a reply's head is one head")
      demand(!String(decoding: head, as: UTF8.self).contains("Access-Control"), "no other site may read it")
      site.replace(with: [OutputFile(path: "index.html", bytes: []), OutputFile(path: "404.html", bytes: [])])
    }
  }
}

extension RequestPath {
  /// The path as sent, without its encoding and the leading slash.
  fileprivate var sentForm: String {
    components.joined(separator: "/") + (isFolder && !components.isEmpty ? "/" : "")
  }
}
