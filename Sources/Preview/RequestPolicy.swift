/// The rules for which requests are answered: those of the author's own browsers, and no others.
///
/// Any site that's open in a browser can send requests to this computer, and anyone who owns a name can point
/// it here. So the policy checks the name that a request was sent to and the page that it comes from. A
/// program that isn't a browser sends neither and is allowed, because it could read the source as well. At an
/// address that other devices can reach, every request also needs a key.
package struct RequestPolicy: Sendable {
  /// The folder of the preview's own files, next to those of the site.
  package static let folder = "_handbook"

  private let hosts: Set<String>
  /// The key that a browser must send, or `nil` at addresses that only this computer can reach.
  private let key: String?
  private let cookie: String

  /// Creates a policy for the addresses that only this computer can reach.
  ///
  /// - Parameter port: The port that the server listens on.
  package init(port: Int) { self.init(names: ["127.0.0.1", "localhost", "[::1]"], port: port, key: nil) }

  /// Creates a policy for an address that other devices can reach.
  ///
  /// - Parameter key: Letters and digits that nobody can guess.
  package init(host: String, port: Int, key: String) { self.init(names: [host], port: port, key: key) }

  private init(names: [String], port: Int, key: String?) {
    hosts = Set(names.map { "\($0):\(port)" } + (port == 80 ? names : []))
    self.key = key
    // A browser sends a host's cookies to all of its ports.
    cookie = "handbook-preview-\(port)"
  }

  /// Checks a request, and returns what it asks for.
  package func admit(_ head: RequestHead) throws(Refusal) -> PreviewRequest {
    let host = head.values(of: "host")
    guard host.count == 1 else { throw .malformed }
    guard hosts.contains(host[0].lowercased()) else { throw .foreignHost }
    // Source: Fetch Metadata Request Headers, section 2.3. Another port of this computer is "same-site".
    guard head.values(of: "sec-fetch-site").allSatisfy({ $0 == "same-origin" || $0 == "none" }),
      head.values(of: "origin").allSatisfy(isOwnOrigin)
    else { throw .foreignOrigin }
    guard head.method == "GET" || head.method == "HEAD" else { throw .method }
    guard head.values(of: "transfer-encoding").isEmpty,
      head.values(of: "content-length").allSatisfy({ $0 == "0" })
    else { throw .body }
    let resource = try resource(RequestTarget(head.target), head)
    let isStream = if case .events = resource { head.method == "GET" } else { false }
    let ranges = head.values(of: "range")
    return PreviewRequest(
      resource: resource, range: ranges.count == 1 ? RequestRange(ranges[0]) : nil,
      isHead: head.method == "HEAD", keepsConnection: !isStream && keepsConnection(head))
  }

  private func isOwnOrigin(_ origin: String) -> Bool {
    let scheme = "http://"
    return origin.hasPrefix(scheme) && hosts.contains(origin.dropFirst(scheme.count).lowercased())
  }

  private func resource(_ target: RequestTarget, _ head: RequestHead) throws(Refusal)
    -> PreviewRequest.Resource
  {
    if let key {
      if let given = target.value(of: "key"), Self.areEqual(given, key) {
        return .entrance(location: target.encodedPath, cookie: "\(cookie)=\(key)")
      }
      guard hasCookie(key, head) else { throw .missingKey }
    }
    guard target.path.components.first == Self.folder else { return .file(target.path) }
    switch target.path.file {
    case "\(Self.folder)/preview.js": return .script
    case "\(Self.folder)/preview.css": return .styleSheet
    case "\(Self.folder)/badges.css": return .badges
    case "\(Self.folder)/handbook": return .authors
    case "\(Self.folder)/events":
      guard let page = target.value(of: "page") else { throw .malformed }
      return .events(page: try RequestPath(page[...]))
    default: return .file(target.path)
    }
  }

  /// Source: RFC 6265, section 5.4.
  private func hasCookie(_ key: String, _ head: RequestHead) -> Bool {
    head.values(of: "cookie").flatMap { $0.split(separator: ";") }.contains { pair in
      Self.areEqual(Array(pair.drop { $0 == " " }.utf8), "\(cookie)=\(key)")
    }
  }

  /// All bytes are compared, so that the time doesn't reveal how many were right.
  private static func areEqual(_ given: [UInt8], _ expected: String) -> Bool {
    let expected = Array(expected.utf8)
    guard given.count == expected.count else { return false }
    return zip(given, expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Source: RFC 9112, section 9.3.
  private func keepsConnection(_ head: RequestHead) -> Bool {
    let options = head.values(of: "connection").joined(separator: ",").lowercased().split(separator: ",")
    return head.minorVersion == 1 && !options.contains { $0.filter { $0 != " " } == "close" }
  }
}

/// A request that can be answered.
package struct PreviewRequest: Sendable, Hashable {
  /// The subject of a request.
  package enum Resource: Sendable, Hashable {
    /// A file, which may not exist on the site.
    case file(RequestPath)
    /// The script that the preview adds to every page.
    case script
    /// The style sheet of the preview's own panel.
    case styleSheet
    /// The style sheet of the badges for unpublished pages.
    case badges
    /// The page for authors, which lists unfinished work.
    case authors
    /// The stream of events for the page at a path.
    case events(page: RequestPath)
    /// A page that was requested with the right key. The browser gets a cookie and is redirected to the page.
    case entrance(location: String, cookie: String)
  }

  package let resource: Resource
  /// The requested part of a file, or `nil` for all of it.
  package let range: RequestRange?
  /// Whether the reply has no body.
  package let isHead: Bool
  /// Whether another request can follow on the connection.
  package let keepsConnection: Bool
}

/// A part of a file that a request asks for.
///
/// Browsers request parts of a video to play it from the middle. A request for several parts gets the whole
/// file.
///
/// Source: RFC 9110, section 14.1.2.
package enum RequestRange: Sendable, Hashable {
  /// From one byte to another, or to the end.
  case from(Int, through: Int?)
  /// The last bytes.
  case last(Int)

  /// Reads the value of a `Range` field; the result is `nil` if it isn't a single part in bytes.
  init?(_ value: String) {
    guard value.hasPrefix("bytes=") else { return nil }
    let ends = value.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
      return nil
    }
    switch (Int(ends[0]), Int(ends[1])) {
    case (let start?, let end?) where start <= end: self = .from(start, through: end)
    case (let start?, nil) where ends[1].isEmpty: self = .from(start, through: nil)
    case (nil, let count?) where ends[0].isEmpty: self = .last(count)
    default: return nil
    }
  }

  /// Returns the part of a file with a given size, or `nil` if the file doesn't have that part.
  func range(of size: Int) -> Range<Int>? {
    switch self {
    case .from(let start, let end):
      start < size ? start..<(min(end ?? size - 1, size - 1) + 1) : nil
    case .last(let count):
      count > 0 && size > 0 ? max(0, size - count)..<size : nil
    }
  }
}

/// The reason why a request is refused.
package enum Refusal: Error, Sendable, Hashable {
  /// It isn't an HTTP/1 request, or it could be read in two ways.
  case malformed
  /// Its head is longer than ``RequestHead/maximumLength``.
  case headTooLong
  /// Its address is longer than ``RequestTarget/maximumLength``.
  case addressTooLong
  /// Its version is neither 1.0 nor 1.1.
  case unknownVersion
  /// Its address could be read in two ways or points outside the site.
  case unsafeAddress
  /// It names another host, as if someone had pointed a name of theirs at this computer.
  case foreignHost
  /// It was sent by a page of another site.
  case foreignOrigin
  /// It comes from the network and doesn't have the key.
  case missingKey
  /// It isn't a request to read.
  case method
  /// It has a body.
  case body
  /// Open pages use all connections.
  case busy

  /// The status of the reply.
  ///
  /// Source: RFC 9110, section 15; RFC 6585, section 5.
  package var status: Int {
    switch self {
    case .malformed, .unsafeAddress: 400
    case .foreignHost, .foreignOrigin, .missingKey: 403
    case .method: 405
    case .body: 413
    case .addressTooLong: 414
    case .headTooLong: 431
    case .busy: 503
    case .unknownVersion: 505
    }
  }

  /// The explanation for the person who sees the reply.
  package var explanation: String {
    switch self {
    case .malformed: "This isn't an HTTP/1.1 request."
    case .headTooLong: "The head of the request is too long."
    case .addressTooLong: "The address is too long."
    case .unknownVersion: "The preview understands HTTP/1.0 and HTTP/1.1."
    case .unsafeAddress: "The preview doesn't follow this address."
    case .foreignHost: "The preview answers only to the addresses that the terminal shows."
    case .foreignOrigin: "Another site asked for this page. Type the address of the preview yourself."
    case .missingKey:
      "This preview needs a key. Open the whole address that the terminal shows, or scan the code again."
    case .method: "The preview is read-only: GET and HEAD."
    case .body: "The preview doesn't take a body."
    case .busy: "Too many pages of the preview are open. Close some."
    }
  }
}
