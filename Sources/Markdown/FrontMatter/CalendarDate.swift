import Basics

/// A day of the Gregorian calendar, as in `2025-07-01`.
///
/// Source: ISO 8601-1:2019, 5.2.2.1, extended format.
package struct CalendarDate: Sendable, Hashable, Comparable {
  package let year: Int
  /// From 1 to 12.
  package let month: Int
  /// From 1 to the length of the month.
  package let day: Int

  /// A day that exists, from the year 1 to 9999.
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

  /// The days from this day to another, negative where the other is earlier.
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
  /// The form in which it is read.
  package var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
