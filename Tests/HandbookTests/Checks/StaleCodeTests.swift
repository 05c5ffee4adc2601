import Basics
import Handbook
import Markdown
import TestSupport
import Testing

@Suite("A code that should be compared with its source again is reported")
struct StaleCodeTests {
  private static let policy = "title: H\nstaleness:\n  verified-within-days: 365\n"

  /// Returns the reports for a code on a given day.
  private func reports(
    on date: String, code lines: String, status: String = "draft", configuration: String = policy
  ) -> [String] {
    let code = """
      ---
      title: Code
      jurisdiction: Washington
      abbreviation: WA
      status: \(status)
      \(lines)
      ---

      - No gifts. {#gifts}
      """
    let handbook = SmallHandbook(
      ["handbook.yml": configuration, "codes/washington.md": code], on: CalendarDate(date))
    return handbook.diagnostics.map { "\($0.severity) \($0.oneLine)" }
  }

  @Test("A review is overdue on the day after its due date")
  func reviews() {
    #expect(reports(on: "2027-05-21", code: "review-by: 2027-05-21") == [])
    #expect(
      reports(on: "2027-05-22", code: "review-by: 2027-05-21") == [
        "warning Content/codes/washington.md:6:12: Code 'WA' was to be reviewed by 2027-05-21"
      ])
  }

  @Test("A verification is too old on the day after the last one that the policy allows")
  func verifications() {
    let verified = "verified: { on: 2026-11-21, by: editor }"
    #expect(reports(on: "2027-11-21", code: verified) == [])
    #expect(
      reports(on: "2027-11-22", code: verified) == [
        "warning Content/codes/washington.md:6:17: Code 'WA' was compared with its source 366 days ago, "
          + "and 365 are allowed"
      ])
  }

  @Test("Without a policy, no verification is too old")
  func withoutPolicy() {
    let code = "verified: { on: 1999-01-01 }"
    #expect(reports(on: "2027-11-22", code: code, configuration: "title: H\n") == [])
  }

  @Test("A superseded text is never stale")
  func superseded() {
    #expect(reports(on: "2027-05-22", code: "review-by: 2020-01-01", status: "superseded") == [])
  }

  @Test("Without a date, nothing is stale")
  func withoutDay() {
    #expect(reports(on: "", code: "review-by: 1999-01-01") == [])
  }
}
