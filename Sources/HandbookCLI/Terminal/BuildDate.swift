import Foundation
import Markdown

/// The day of a build.
///
/// Only this target asks the clock.
enum BuildDate {
  /// `SOURCE_DATE_EPOCH` is set, and isn't a number of seconds since 1970 before the year 10000.
  struct InvalidEpoch: CommandFailure {
    let value: String
    var description: String { "SOURCE_DATE_EPOCH is '\(value)', not a number of seconds since 1970" }
  }

  /// The day of `SOURCE_DATE_EPOCH` in Coordinated Universal Time, or today if it isn't set.
  ///
  /// Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1.
  ///
  /// - Parameter environment: The variables of the process.
  static func resolve(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(InvalidEpoch) -> CalendarDate {
    let seconds = try epoch(environment: environment) ?? Int(Date().timeIntervalSince1970)
    guard let day = day(ofSecond: seconds) else {
      throw InvalidEpoch(value: environment["SOURCE_DATE_EPOCH"] ?? "")
    }
    return day
  }

  /// The value of `SOURCE_DATE_EPOCH`, or `nil` if it isn't set.
  ///
  /// - Parameter environment: The variables of the process.
  static func epoch(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(InvalidEpoch) -> Int? {
    guard let written = environment["SOURCE_DATE_EPOCH"], !written.isEmpty else { return nil }
    guard let seconds = Int(written) else { throw InvalidEpoch(value: written) }
    return seconds
  }

  private static func day(ofSecond second: Int) -> CalendarDate? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents(
      [.era, .year, .month, .day], from: Date(timeIntervalSince1970: TimeInterval(second)))
    guard parts.era == 1, let year = parts.year, let month = parts.month, let day = parts.day else {
      return nil
    }
    return CalendarDate(year: year, month: month, day: day)
  }
}
