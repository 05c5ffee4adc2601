/// Which requests are answered: those of a person's own browser to this server, and no others.
///
/// Any site that the person has open can send requests to this computer, and a name of that site's owner can be
/// made to lead here. So the name that a request was sent to and the page that it comes from are checked; who
/// speaks without a browser says neither and is let in, since such a program can read the source as well.
package struct RequestPolicy: Sendable {
  /// Where the preview's own files are, beside those of the site.
  package static let folder = "_handbook"

  private let hosts: Set<String>

  /// - Parameter port: The port that the server listens on.
  package init(port: Int) {
    let names = ["127.0.0.1", "localhost", "[::1]"]
    hosts = Set(names.map { "\($0):\(port)" } + (port == 80 ? names : []))
  }

  /// Lets a request in.
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
    let resource = try resource(RequestTarget(head.target))
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

  private func resource(_ target: RequestTarget) throws(Refusal) -> PreviewRequest.Resource {
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

  /// Source: RFC 9112, section 9.3.
  private func keepsConnection(_ head: RequestHead) -> Bool {
    let options = head.values(of: "connection").joined(separator: ",").lowercased().split(separator: ",")
    return head.minorVersion == 1 && !options.contains { $0.filter { $0 != " " } == "close" }
  }
}
