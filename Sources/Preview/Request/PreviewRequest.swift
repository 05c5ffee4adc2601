/// A request that may be answered.
package struct PreviewRequest: Sendable, Hashable {
  /// What is asked for.
  package enum Resource: Sendable, Hashable {
    /// A file of the site, or one that the site does not have.
    case file(RequestPath)
    /// The script that the preview adds to every page.
    case script
    /// The style sheet of the preview's own panel.
    case styleSheet
    /// The style sheet of the badges on what is not published.
    case badges
    /// The page for authors, of what is unfinished.
    case authors
    /// The stream of what happens to the page at a path.
    case events(page: RequestPath)
  }

  package let resource: Resource
  /// The part of a file that is asked for, or `nil` for all of it.
  package let range: RequestRange?
  /// Whether the reply has no body.
  package let isHead: Bool
  /// Whether another request may follow on the connection.
  package let keepsConnection: Bool
}

/// A part of a file, as a request asks for it.
///
/// Browsers ask for parts of a video, to play it from its middle. A list of parts is answered with the whole file.
///
/// Source: RFC 9110, section 14.1.2.
package enum RequestRange: Sendable, Hashable {
  /// From a byte on, to the end or to another byte.
  case from(Int, through: Int?)
  /// The last bytes.
  case last(Int)

  /// Reads the value of a `Range` field, or `nil` if it isn't one part in bytes.
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

  /// The part of a file of a size, or `nil` if the file doesn't have it.
  func range(of size: Int) -> Range<Int>? {
    switch self {
    case .from(let start, let end):
      start < size ? start..<(min(end ?? size - 1, size - 1) + 1) : nil
    case .last(let count):
      count > 0 && size > 0 ? max(0, size - count)..<size : nil
    }
  }
}
