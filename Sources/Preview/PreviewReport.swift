package import Basics
import Foundation

/// The errors and warnings of the source, as a page of the preview shows them.
package struct PreviewReport: Sendable, Hashable, Encodable {
  /// A diagnostic with the same words and lines as in the terminal.
  package struct Problem: Sendable, Hashable, Encodable {
    let severity: String
    let identifier: String
    let summary: String
    /// The file with the line and the column.
    let place: String
    /// The line of the source with a marker below it; empty if the position is unknown.
    let excerpt: String
    let help: String?
    /// The address that opens the position in the author's editor, or `nil` if no editor is known.
    let editor: String?
    /// The address of the page that's made from the file, or `nil` if the site has none.
    fileprivate(set) var page: String?
    /// The path of the file.
    private let path: String

    private enum CodingKeys: CodingKey {
      case severity, identifier, summary, place, excerpt, help, editor, page
    }

    package init(_ diagnostic: Diagnostic, place: String, excerpt: String, editor: String? = nil) {
      severity = diagnostic.severity.rawValue
      identifier = diagnostic.identifier
      summary = diagnostic.summary
      help = diagnostic.help
      self.place = place
      self.excerpt = excerpt
      self.editor = editor
      path = diagnostic.path
    }

    /// The path of the page that's made from the file, or `nil` if it isn't a record of its own.
    fileprivate var pagePath: String? {
      let parts = path.split(separator: "/").dropFirst()
      guard path.hasPrefix("Content/"), path.hasSuffix(".md"), !parts.isEmpty else { return nil }
      return parts.joined(separator: "/").dropLast("md".count) + "html"
    }
  }

  /// The maximum number of problems that are sent to a page.
  ///
  /// The terminal shows all of them.
  package static let maximumProblems = 50

  /// The number of problems, such as "1 error, 2 warnings", or what the system refused.
  let counts: String
  /// Whether the page is older than the source, because the problems prevent a newer one.
  let isBlocking: Bool
  private(set) var problems: [Problem]
  /// The number of problems that aren't in the list.
  let omitted: Int

  /// - Parameters:
  ///   - problems: The first problems, at most ``maximumProblems``.
  ///   - total: The number of all problems.
  ///   - isBlocking: Whether they prevent a new site.
  package init(counts: String, problems: [Problem], total: Int, isBlocking: Bool = true) {
    self.counts = counts
    self.isBlocking = isBlocking
    self.problems = problems
    omitted = total - problems.count
  }

  /// Adds the address of each problem's page.
  ///
  /// - Parameter hasPage: Whether the site has a page at a path.
  mutating func addPages(_ hasPage: (String) -> Bool) {
    for index in problems.indices {
      problems[index].page = problems[index].pagePath.flatMap { hasPage($0) ? "/\($0)" : nil }
    }
  }
}

/// Everything that an open page needs to know, sent whenever it changes.
///
/// It's a state rather than an event. A page that was asleep, or that comes from an earlier run of the
/// program, learns what it missed from the next message.
package struct PreviewMessage: Sendable, Hashable, Encodable {
  /// The page's current tag.
  ///
  /// A page with another tag must be reloaded.
  let page: String
  /// The paths of all style sheets.
  let styles: [String]
  /// The paths of the pages that a build would leave out.
  let unpublished: [String]
  let report: PreviewReport?

  /// The message as an event of the stream.
  ///
  /// Source: WHATWG HTML, section 9.2.5.
  package var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(self) else {
      preconditionFailure("a message contains only text and numbers, which JSON can represent")
    }
    return Array("data: ".utf8) + Array(json) + Array("\n\n".utf8)
  }
}
