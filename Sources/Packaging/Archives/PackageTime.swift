import Basics
package import Markdown
package import Site

/// The time of all files in a package, which is the same for all, so that the same handbook gives the same
/// bytes.
package struct PackageTime: Sendable, Hashable {
  /// The earliest time that a zip archive can contain, 1980-01-01, in seconds since 1970.
  private static let firstSecond = 315_532_800
  package static let standard = PackageTime(epochSeconds: firstSecond)

  let year: Int
  let month: Int
  let day: Int
  /// The seconds since midnight, in UTC.
  private let secondOfDay: Int

  /// - Parameter epochSeconds: The seconds since 1970, in UTC. Times outside 1980 to 2107 become the nearest
  ///   limit.
  package init(epochSeconds: Int) {
    let seconds = min(max(epochSeconds, Self.firstSecond), 4_354_819_198)
    secondOfDay = seconds % 86_400
    // The days are counted from 0000-03-01 in eras of 400 years, so that a leap day is the last day of its
    // year.
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

  /// Creates a time for a package without a given time: a given day, at a time of day that depends on every
  /// file.
  ///
  /// Servers and browsers compare the times of files to find out whether they have changed, so different
  /// content needs a different time.
  ///
  /// - Parameters:
  ///   - day: The day, or `nil` if the content has no date.
  ///   - files: The files of the site. For a file on the disk, only the path and the size count.
  package init(on day: CalendarDate?, of files: [OutputFile]) {
    let names = files.sorted(byBytesOf: \.path).concurrentMap { file in
      "\(file.path) \(file.content.bytesInMemory.map(ContentHash.name) ?? String(file.content.size))"
    }
    let hash = UInt64(ContentHash.name(of: Array(names.joined(separator: "\n").utf8)), radix: 16) ?? 0
    let first = CalendarDate(year: 1980, month: 1, day: 1)
    let days = day.flatMap { first?.days(to: $0) } ?? 0
    // Archives record times in steps of two seconds.
    self.init(epochSeconds: Self.firstSecond + max(days, 0) * 86_400 + 2 * Int(hash % 43_200))
  }

  private var hour: Int { secondOfDay / 3600 }
  private var minute: Int { secondOfDay / 60 % 60 }
  private var second: Int { secondOfDay % 60 }

  /// The time as in `2026-11-21T00:00:00Z`.
  var text: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(padded(month))-\(padded(day))T\(padded(hour)):\(padded(minute)):\(padded(second))Z"
  }

  /// The MS-DOS date, in whole days.
  var archiveDate: UInt16 { UInt16((year - 1980) << 9 | month << 5 | day) }

  /// The MS-DOS time, in steps of two seconds.
  var archiveTime: UInt16 { UInt16(hour << 11 | minute << 5 | second / 2) }
}
