import Markdown
import Testing

@Suite("Days of the calendar")
struct CalendarDateTests {
  @Test(
    "A day that exists is read and written alike",
    arguments: ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func valid(text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(
    "What is not a day is refused",
    arguments: [
      "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-1-1", "25-01-01", "2025/01/01", "",
      "2025-01-1x",
    ])
  func invalid(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test("Days between two days are counted over leap years")
  func distances() throws {
    let first = try #require(CalendarDate("2023-12-31"))
    let second = try #require(CalendarDate("2025-01-01"))
    #expect(first.days(to: second) == 367)
    #expect(second.days(to: first) == -367)
  }
}
