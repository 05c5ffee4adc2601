import Foundation
import Handbook
import Markup
import TestSupport
import Testing

@Suite("The import of Washington's draft")
struct WashingtonImportTests {
  private func result() throws -> DraftImporter.Result {
    DraftImporter.run(
      .text(try Golden.fixture("washington-draft.txt"), isMarkdown: nil), jurisdiction: "Washington",
      path: "Content/codes/washington.md")
  }

  @Test("gives the recorded file and reports")
  func golden() throws {
    let result = try result()
    let text = String(decoding: result.file?.bytes ?? [], as: UTF8.self)
    let reports = result.diagnostics.map { "\($0.oneLine) [\($0.identifier)]\n" }.joined()
    let difference = try Golden.difference(text, from: "Import/washington.md")
    #expect(difference == nil)
    let reportDifference = try Golden.difference(reports, from: "Import/washington-reports.txt")
    #expect(reportDifference == nil)
  }
}
