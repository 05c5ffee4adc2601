/// The one time that everything in a package carries, so that the same handbook gives the same bytes.
package struct PackageTime: Sendable, Hashable {
  /// The first moment that a zip archive can hold: 1980-01-01.
  package static let standard = PackageTime(epochSeconds: 315_532_800)

  let year: Int
  let month: Int
  let day: Int
  /// Seconds since midnight, in UTC.
  private let secondOfDay: Int

  /// - Parameter epochSeconds: Since 1970, in UTC; what lies outside of 1980 to 2107 is brought to the nearest end.
  package init(epochSeconds: Int) {
    let seconds = min(max(epochSeconds, 315_532_800), 4_354_819_198)
    secondOfDay = seconds % 86_400
    // Counted from 0000-03-01 in eras of 400 years, so that a leap day is the last of its year.
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  private var hour: Int { secondOfDay / 3600 }
  private var minute: Int { secondOfDay / 60 % 60 }
  private var second: Int { secondOfDay % 60 }

  /// As in `2026-11-21T00:00:00Z`.
  var text: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(padded(month))-\(padded(day))T\(padded(hour)):\(padded(minute)):\(padded(second))Z"
  }

  /// The date of MS-DOS, in whole days.
  var archiveDate: UInt16 { UInt16((year - 1980) << 9 | month << 5 | day) }

  /// The time of MS-DOS, in steps of two seconds.
  var archiveTime: UInt16 { UInt16(hour << 11 | minute << 5 | second / 2) }
}
