package import Basics

/// A day of the Gregorian calendar, as in `2025-07-01`.
///
/// Source: ISO 8601-1:2019, 5.2.2.1, extended format.
package struct CalendarDate: Sendable, Hashable, Comparable {
  package let year: Int
  /// From 1 to 12.
  package let month: Int
  /// From 1 to the length of the month.
  package let day: Int

  /// Creates a day, or returns `nil` if it doesn't exist.
  ///
  /// Years are from 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(Int?.some(0)) { sum, byte in
        guard let sum, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        return sum * 10 + Int(byte - UInt8(ascii: "0"))
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Returns the days from this day to another; negative if the other is earlier.
  package func days(to other: CalendarDate) -> Int {
    other.ordinal - ordinal
  }

  /// The number of days since the first day of the year 1.
  private var ordinal: Int {
    let years = year - 1
    var days = years * 365 + years / 4 - years / 100 + years / 400
    for earlier in 1..<month { days += Self.length(ofMonth: earlier, year: year) }
    return days + day
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CalendarDate: CustomStringConvertible {
  /// The form in which it's read.
  package var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

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
      // A date of reduced precision is the beginning of a full date.
      let first = text.utf8.count == 4 ? "\(text)-01-01" : text.utf8.count == 7 ? "\(text)-01" : ""
      guard let date = CalendarDate(first) else { return nil }
      (year, month, day) = (date.year, text.utf8.count == 7 ? date.month : nil, nil)
    }

    init(_ date: CalendarDate) { (year, month, day) = (date.year, date.month, date.day) }

    /// The first day that the date can mean.
    package var firstDay: CalendarDate {
      guard let date = CalendarDate(year: year, month: month ?? 1, day: day ?? 1) else {
        preconditionFailure("a point was created from a valid date")
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

  /// The first day that the date can mean.
  package var firstDay: CalendarDate { start.firstDay }

  /// The day, or `nil` for a date of reduced precision or a period.
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

  package static func correction(of text: String) -> (meant: NearestMatch?, help: String?) {
    WrittenDate.correction(of: text, isWhole: false)
  }
}

/// A date as people write it: `July 1, 2025`, `7/1/2025`, `2025-7-1`.
///
/// Front matter accepts only the ISO 8601 forms. This finds the date that was meant, or the part that is
/// wrong.
enum WrittenDate {
  /// - Parameter isWhole: Whether the date must have a day.
  static func correction(of text: String, isWhole: Bool) -> (meant: NearestMatch?, help: String?) {
    if isWhole, text.utf8.count == 4, text.utf8.allSatisfy(\.isASCIIDigit) {
      return (nil, "write the month and the day too, such as \(text)-12-31")
    }
    guard let parts = Parts(text) else { return (nil, nil) }
    if let problem = parts.problem { return (nil, problem) }
    guard parts.day != nil || !isWhole else { return (nil, "write the day too, such as \(parts.text)-01") }
    return (NearestMatch(parts.text, isOnlyOne: !parts.isAmbiguous), nil)
  }

  private struct Parts {
    var year: Int
    var month: Int
    var day: Int?
    /// Whether the day and the month could be swapped.
    var isAmbiguous = false

    init?(_ text: String) {
      let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      guard 2...3 ~= words.count else { return nil }
      let names = words.compactMap(WrittenDate.month)
      let numbers = words.compactMap { Int($0.prefix(while: \.isNumber)) }
      guard names.count + numbers.count == words.count else { return nil }
      if let name = names.first, names.count == 1 {
        guard let year = numbers.last, year > 999 else { return nil }
        (self.year, month, day) = (year, name, numbers.count == 2 ? numbers[0] : nil)
      } else if let first = numbers.first, first > 999, names.isEmpty {
        (year, month, day) = (first, numbers[1], numbers.count == 3 ? numbers[2] : nil)
      } else if let last = numbers.last, last > 999, names.isEmpty {
        year = last
        if numbers.count == 2 {
          (month, day) = (numbers[0], nil)
        } else if numbers[0] > 12, numbers[1] <= 12 {
          (month, day) = (numbers[1], numbers[0])
        } else {
          (month, day) = (numbers[0], numbers[1])
          isAmbiguous = numbers[1] <= 12 && numbers[0] != numbers[1]
        }
      } else {
        return nil
      }
    }

    /// The ISO 8601 form.
    var text: String {
      func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return (["\(year)", padded(month)] + (day.map { [padded($0)] } ?? [])).joined(separator: "-")
    }

    /// The part that doesn't exist in the calendar, described for the author.
    var problem: String? {
      guard 1...12 ~= month else {
        return "there is no month \(month); write the year, the month, and the day"
      }
      guard let day, CalendarDate(year: year, month: month, day: day) == nil else { return nil }
      return "\(WrittenDate.months[month - 1]) \(year) has no day \(day)"
    }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  private static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    let word = word.lowercased()
    return months.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
  }
}
