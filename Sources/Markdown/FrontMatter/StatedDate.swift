import Basics

/// A date as precise as its source states it: a year, a month, a day, or a period between two of them.
///
/// Source: ISO 8601-1:2019, 5.2.2 and 5.5.2, reduced precision and intervals: `2025`, `2025-07`, `2025-07/2026-06`.
package struct StatedDate: Sendable, Hashable {
  /// A year, a month, or a day.
  package struct Point: Sendable, Hashable {
    package let year: Int
    package let month: Int?
    package let day: Int?

    init?(_ text: some StringProtocol) {
      if let date = CalendarDate(text) {
        (year, month, day) = (date.year, date.month, date.day)
        return
      }
      // A date of lower precision is the beginning of one.
      let first = text.utf8.count == 4 ? "\(text)-01-01" : text.utf8.count == 7 ? "\(text)-01" : ""
      guard let date = CalendarDate(first) else { return nil }
      (year, month, day) = (date.year, text.utf8.count == 7 ? date.month : nil, nil)
    }

    init(_ date: CalendarDate) { (year, month, day) = (date.year, date.month, date.day) }

    /// The first day that it can mean.
    package var firstDay: CalendarDate {
      guard let date = CalendarDate(year: year, month: month ?? 1, day: day ?? 1) else {
        preconditionFailure("a point was made of a date")
      }
      return date
    }
  }

  package let start: Point
  /// The end of a period; `nil` for a single date.
  package let end: Point?

  package init(_ date: CalendarDate) {
    start = Point(date)
    end = nil
  }

  /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or two of them with a slash between.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let start = parts.first.flatMap({ Point($0) }) else { return nil }
    self.start = start
    guard parts.count == 2 else {
      end = nil
      return
    }
    guard let end = Point(parts[1]), end.firstDay > start.firstDay else { return nil }
    self.end = end
  }

  /// The first day that it can mean.
  package var firstDay: CalendarDate { start.firstDay }

  /// The day, or `nil` for a date of lower precision and for a period.
  package var day: CalendarDate? { end == nil && start.day != nil ? firstDay : nil }
}

extension StatedDate.Point: CustomStringConvertible {
  /// The form in which it is read.
  package var description: String {
    String(firstDay.description.prefix(day != nil ? 10 : month != nil ? 7 : 4))
  }
}

extension StatedDate: CustomStringConvertible {
  /// The form in which it is read.
  package var description: String {
    ([start] + [end].compactMap(\.self)).map(\.description).joined(separator: "/")
  }
}

extension StatedDate: FrontMatterScalar {
  package static var shape: FrontMatterShape { .statedDate }
}
