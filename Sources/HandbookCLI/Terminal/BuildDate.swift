import Foundation
import Markdown

/// The date of a build.
///
/// Only this target reads the clock.
enum BuildDate {
  /// An error that is thrown if `SOURCE_DATE_EPOCH` isn't a valid number of seconds since 1970.
  struct InvalidEpoch: CommandFailure {
    let value: String
    var description: String { "SOURCE_DATE_EPOCH is '\(value)', not a number of seconds since 1970" }
  }

  /// Returns the date of `SOURCE_DATE_EPOCH` in Coordinated Universal Time, or today's date if it isn't set.
  ///
  /// Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification 1.1.
  ///
  /// - Parameter environment: The environment variables of the process.
  static func resolve(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(InvalidEpoch) -> CalendarDate {
    let seconds = try epoch(environment: environment) ?? Int(Date().timeIntervalSince1970)
    guard let day = day(ofSecond: seconds) else {
      throw InvalidEpoch(value: environment["SOURCE_DATE_EPOCH"] ?? "")
    }
    return day
  }

  /// Returns the value of `SOURCE_DATE_EPOCH`, or `nil` if it isn't set.
  ///
  /// - Parameter environment: The environment variables of the process.
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
