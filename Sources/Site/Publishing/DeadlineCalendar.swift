import Basics
import Handbook
import Markdown

/// The days that people who follow codes have to know, as a calendar: comment deadlines, first days in force, reviews.
///
/// Source: RFC 5545 (iCalendar).
struct DeadlineCalendar {
  static let path = "calendar.ics"

  let site: SiteContext

  private struct Event {
    let day: CalendarDate
    let id: String
    let summary: String
    let page: Route
  }

  /// `nil` if no code has such a day.
  var file: OutputFile? {
    let events = events
    guard !events.isEmpty else { return nil }
    let lines =
      ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Handbook//Codes of ethics//EN"]
      + ["X-WR-CALNAME:\(Self.escaped(site.handbook.configuration.title.value))"]
      + events.flatMap(lines) + ["END:VCALENDAR"]
    let text = lines.map { Self.folded($0) + "\r\n" }.joined()
    return OutputFile(path: Self.path, bytes: Array(text.utf8))
  }

  private var events: [Event] {
    site.handbook.codes.flatMap { code in
      code.editions.enumerated().flatMap { place, edition in
        let metadata = edition.metadata
        let days: [(String, ThemePhrase, CalendarDate?)] = [
          ("comments", .factCommentDeadline, metadata.commentDeadline),
          ("effective", .factEffective, metadata.effective?.day),
          ("review", .factReview, metadata.reviewBy?.value),
        ]
        return days.compactMap { kind, name, day in
          day.map { day in
            Event(
              day: day, id: [code.id.rawValue, edition.slug, kind].compactMap(\.self).joined(separator: "-"),
              summary: "\(site.text.codeName(code.id, edition: place)): \(site.words[name])",
              page: site.map.route(ofCode: code.id, edition: place))
          }
        }
      }
    }.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
  }

  private func lines(of event: Event) -> [String] {
    let day = event.day.description.replacing("-", with: "")
    let host =
      site.siteAddress.map { $0.text.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" } } ?? "handbook"
    return [
      "BEGIN:VEVENT", "UID:\(event.id)@\(host)",
      // The day of the content itself, so that the same content gives the same file.
      "DTSTAMP:\(day)T000000Z", "DTSTART;VALUE=DATE:\(day)", "SUMMARY:\(Self.escaped(event.summary))",
    ]
      + (site.siteAddress.map { ["URL:\($0.text)\(Route.encoded(event.page.path))"] } ?? [])
      + ["END:VEVENT"]
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
      .replacing("\n", with: "\\n")
  }

  /// A line in pieces of at most 75 bytes, none of which ends inside a character.
  private static func folded(_ line: String) -> String {
    var result = ""
    var count = 0
    for character in line {
      let width = character.utf8.count
      if count + width > 75 {
        result += "\r\n "
        count = 1
      }
      result.append(character)
      count += width
    }
    return result
  }
}
