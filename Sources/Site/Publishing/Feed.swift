import Basics
import Handbook
import Markdown

/// A feed of changes to codes, with an entry for each dated edition or draft and the text that it changes.
///
/// Source: RFC 4287 (Atom). Its dates come from the content, so that the same content produces the same feed.
struct Feed {
  /// The subject of a feed.
  enum Scope {
    case handbook
    case code(CodeOfEthics)
    /// The codes that have provisions on a topic, and the changes to those provisions.
    case topic(Topic)
  }

  static let route = Route("feed.xml")

  let site: SiteContext
  var scope = Scope.handbook

  /// The feed's own path.
  var route: Route {
    switch scope {
    case .handbook: Self.route
    case .code(let code): Route("codes/\(code.slug).feed.xml")
    case .topic(let topic): Route("topics/\(topic.id).feed.xml")
    }
  }

  private var title: String {
    let title = site.handbook.configuration.title.value
    switch scope {
    case .handbook: return "\(title): \(site.words[.feed])"
    case .code(let code): return "\(title): \(site.text.placeName(of: code))"
    case .topic(let topic): return "\(title): \(topic.metadata.title.value)"
    }
  }

  /// Returns the feed's file, or `nil` if no edition has a date, because a feed must have one.
  func file(below address: SiteAddress) -> OutputFile? {
    let entries = entries(below: address)
    guard let latest = entries.first else { return nil }
    let author = site.handbook.configuration.title.value
    let home = XML.escaped(address.text)
    let own = XML.escaped(address.text + Route.encoded(route.path))
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(XML.escaped(site.handbook.configuration.language))">
      <id>\(own)</id>
      <title>\(XML.escaped(title))</title>
      <updated>\(Self.moment(latest.date))</updated>
      <author><name>\(XML.escaped(author))</name></author>
      <link rel="self" type="application/atom+xml" href="\(own)"/>
      <link rel="alternate" type="text/html" href="\(home)"/>
      \(entries.map(\.text).joined())</feed>

      """
    return OutputFile(path: route.path, bytes: Array(text.utf8))
  }

  /// Whether the site has a feed.
  var exists: Bool {
    site.siteAddress != nil
      && site.handbook.codes.contains { $0.editions.contains { $0.metadata.changed != nil } }
  }

  /// Returns the entries, newest first.
  private func entries(below address: SiteAddress) -> [(date: CalendarDate, id: String, text: String)] {
    let entries = codes.flatMap { code in
      code.editions.indices.compactMap { entry(of: code, edition: $0, below: address) }
    }
    return entries.sorted { ($1.date, $0.id) < ($0.date, $1.id) }
  }

  private var codes: [CodeOfEthics] {
    switch scope {
    case .handbook: site.handbook.codes
    case .code(let code): [code]
    case .topic(let topic): TopicCoverage(of: topic.id, in: site.handbook).speaking.map(\.code)
    }
  }

  /// Returns the changes that the feed reports; for a topic's feed, only those in provisions on the topic.
  private func changes(of code: CodeOfEthics, edition index: Int) -> [String] {
    guard code.editions[index].redline != nil else { return [] }
    let builder = RedlineBuilder(site: site, route: route, code: code, editionIndex: index)
    guard case .topic(let topic) = scope else { return builder.lines() }
    let text = code.editions[index].text
    let anchors = text.provisions.filter { $0.topics.contains { $0.value == topic.id } }.map(
      \.id.value.rawValue)
    return builder.lines(at: Set(anchors))
  }

  private func entry(
    of code: CodeOfEthics, edition index: Int, below address: SiteAddress
  ) -> (date: CalendarDate, id: String, text: String)? {
    let edition = code.editions[index]
    let metadata = edition.metadata
    guard let date = metadata.changed else { return nil }
    let name = [code.id.rawValue, edition.slug, date.description].compactMap(\.self).joined(separator: "-")
    let id = "\(address.text)\(Route.encoded(route.path))#\(Route.encoded(name))"
    let page = address.text + Route.encoded(site.map.route(ofCode: code.id, edition: index).path)
    let title = [
      "\(site.text.placeName(of: code)): \(metadata.title.value)", metadata.version,
      site.status(of: edition).word,
    ].compactMap(\.self).joined(separator: ", ")
    let text = """
      <entry>
      <id>\(XML.escaped(id))</id>
      <title>\(XML.escaped(title))</title>
      <updated>\(Self.moment(date))</updated>
      <link rel="alternate" type="text/html" href="\(XML.escaped(page))"/>
      <category term="\(metadata.status.rawValue)"/>
      <summary>\(XML.escaped(summary(of: edition)))</summary>
      \(content(changes(of: code, edition: index)))</entry>

      """
    return (date, id, text)
  }

  private func content(_ changes: [String]) -> String {
    changes.isEmpty
      ? "" : "<content type=\"text\">\(XML.escaped(changes.joined(separator: "\n")))</content>\n"
  }

  private func summary(of edition: Edition) -> String {
    let dates = [
      edition.metadata.adopted.map { "\(site.words[.factAdopted]): \(site.printed($0))." },
      edition.metadata.effective.map { "\(site.words[.factEffective]): \(site.printed($0))." },
    ]
    return ([site.statusSentence(of: edition)] + dates.compactMap(\.self)).joined(separator: " ")
  }

  /// Returns the start of a day in UTC.
  private static func moment(_ date: CalendarDate) -> String { "\(date)T00:00:00Z" }
}

extension CodeMetadata {
  /// The date of the edition, as far as it's known: when it was adopted, took effect, was captured, or was
  /// checked against its source.
  var origin: StatedDate.Point? {
    (adopted ?? effective ?? source?.captured ?? verified?.on.map { StatedDate($0.value) })?.start
  }

  /// The first day that ``origin`` can mean.
  var changed: CalendarDate? { origin?.firstDay }
}

/// A calendar of dates for people who follow codes: comment deadlines, effective dates, and reviews.
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

  /// The calendar's file, or `nil` if no code has such a date.
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
      // The date comes from the content, so that the same content produces the same file.
      "DTSTAMP:\(day)T000000Z", "DTSTART;VALUE=DATE:\(day)", "SUMMARY:\(Self.escaped(event.summary))",
    ]
      + (site.siteAddress.map { ["URL:\($0.text)\(Route.encoded(event.page.path))"] } ?? [])
      + ["END:VEVENT"]
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
      .replacing("\n", with: "\\n")
  }

  /// Returns a line split into pieces of at most 75 bytes, without splitting any characters.
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
