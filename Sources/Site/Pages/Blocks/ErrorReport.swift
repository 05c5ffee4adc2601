import Basics
import Handbook

/// A report of an error that a reader is about to write, with what it's about already filled in.
struct ErrorReport {
  /// The longest quotation, in characters; longer ones are cut after a word.
  private static let longestQuotation = 120

  /// The short name of what may be wrong, for the subject.
  var name: String
  /// The citation, with the version check code.
  var citation: String
  /// The first words of the text, or empty for a page.
  var words = ""
  /// The address of the page, or its path if the site has no address.
  var page: String

  /// Returns the text of the report.
  ///
  /// The last two lines are the quotation and the page. The theme's script replaces them: the quotation with the
  /// words that the reader selected, and a path with the page's address.
  func body(question: String) -> String {
    [question, "", "", citation, words.isEmpty ? "" : "“\(Self.shortened(words))”", page]
      .joined(separator: "\r\n")
  }

  private static func shortened(_ text: String) -> String {
    guard text.count > longestQuotation else { return text }
    return text.prefix(longestQuotation).split(separator: " ").dropLast().joined(separator: " ") + " …"
  }
}

extension SiteContext {
  /// Returns the link that prepares a report, or `nil` if `handbook.yml` doesn't say where to report errors.
  func address(of report: @autoclosure () -> ErrorReport) -> Address? {
    guard let recipient = handbook.configuration.report else { return nil }
    let report = report()
    return Address(
      recipient.address(
        subject: words.filled(.reportSubject, ["place": report.name]),
        body: report.body(question: words[.reportQuestion])))
  }

  /// Returns the link for errors on a page.
  func reportAddress(of page: Page, documentTitle: String) -> Address? {
    address(
      of: ErrorReport(
        name: documentTitle,
        citation: [documentTitle, checkCode(of: page)].compactMap(\.self).joined(separator: ", "),
        page: reportedAddress(of: page.route)))
  }

  /// Returns the address of a page as a report has it.
  func reportedAddress(of route: Route, anchor: String? = nil) -> String {
    (siteAddress?.text ?? "") + Route("").address(of: route, anchor: anchor)
  }

  /// Returns the version check code of the code that a page shows, as citations have it.
  private func checkCode(of page: Page) -> String? {
    guard case .code(let id, let edition, _)? = page.subject.kind.record(page.subject, handbook)?.document,
      handbook.code(id)?.editions[edition].metadata.text == .full
    else { return nil }
    return words.filled(.citationCheckCode, ["code": checkCode(of: id, edition: edition)])
  }
}
