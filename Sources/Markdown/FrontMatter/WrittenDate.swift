import Basics

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
