import Markdown
import Testing

@Suite("Days of the calendar")
struct CalendarDateTests {
  @Test(
    "A day that exists is written as it was read",
    arguments: ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func valid(text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(
    "Text that isn't a day is rejected",
    arguments: [
      "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-1-1", "25-01-01", "2025/01/01", "",
      "2025-01-1x",
    ])
  func invalid(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test("Counting the days between two days includes leap days")
  func distances() throws {
    let first = try #require(CalendarDate("2023-12-31"))
    let second = try #require(CalendarDate("2025-01-01"))
    #expect(first.days(to: second) == 367)
    #expect(second.days(to: first) == -367)
  }
}
