import Foundation

/// All that an open page needs to know, sent whenever it changes.
///
/// It is a state and no event: a page that was asleep, or comes from before the program was started again, learns
/// from the last message what it has missed.
package struct PreviewMessage: Sendable, Hashable, Encodable {
  /// The tag that the page has now; where its own is another, it has to be loaded again.
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
      preconditionFailure("a message holds texts and numbers, which JSON has")
    }
    return Array("data: ".utf8) + Array(json) + Array("\n\n".utf8)
  }
}
