import Basics
import Handbook
import Markdown

/// The feed of changes to codes: an entry for each edition and draft that has a date.
///
/// Source: RFC 4287 (Atom). Its dates are those of the content, so that the same content gives the same feed.
struct Feed {
  static let route = Route("feed.xml")

  let site: SiteContext

  /// Nothing where no edition has a date, since a feed must have one.
  func file(below address: SiteAddress) -> OutputFile? {
    let entries = entries(below: address)
    guard let latest = entries.first else { return nil }
    let title = site.handbook.configuration.title.value
    let home = XML.escaped(address.text)
    let own = XML.escaped(address.text + Self.route.path)
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(XML.escaped(site.handbook.configuration.language))">
      <id>\(own)</id>
      <title>\(XML.escaped("\(title): \(site.words[.feed])"))</title>
      <updated>\(Self.moment(latest.date))</updated>
      <author><name>\(XML.escaped(title))</name></author>
      <link rel="self" type="application/atom+xml" href="\(own)"/>
      <link rel="alternate" type="text/html" href="\(home)"/>
      \(entries.map(\.text).joined())</feed>

      """
    return OutputFile(path: Self.route.path, bytes: Array(text.utf8))
  }

  /// Whether the site has a feed.
  var exists: Bool {
    site.siteAddress != nil
      && site.handbook.codes.contains { $0.editions.contains { $0.metadata.changed != nil } }
  }

  /// Newest first.
  private func entries(below address: SiteAddress) -> [(date: CalendarDate, id: String, text: String)] {
    let entries = site.handbook.codes.flatMap { code in
      code.editions.indices.compactMap { entry(of: code, edition: $0, below: address) }
    }
    return entries.sorted { ($1.date, $0.id) < ($0.date, $1.id) }
  }

  private func entry(
    of code: CodeOfEthics, edition index: Int, below address: SiteAddress
  ) -> (date: CalendarDate, id: String, text: String)? {
    let edition = code.editions[index]
    let metadata = edition.metadata
    guard let date = metadata.changed else { return nil }
    let name = [code.id.rawValue, edition.slug, date.description].compactMap(\.self).joined(separator: "-")
    let id = "\(address.text)\(Self.route.path)#\(Route.encoded(name))"
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
      </entry>

      """
    return (date, id, text)
  }

  private func summary(of edition: Edition) -> String {
    let dates = [
      edition.metadata.adopted.map { "\(site.words[.factAdopted]): \(site.printed($0))." },
      edition.metadata.effective.map { "\(site.words[.factEffective]): \(site.printed($0))." },
    ]
    return ([site.statusSentence(of: edition)] + dates.compactMap(\.self)).joined(separator: " ")
  }

  /// The first instant of a day, in UTC.
  private static func moment(_ date: CalendarDate) -> String { "\(date)T00:00:00Z" }
}

extension CodeMetadata {
  /// The day on which the edition came to be, as far as it is known: adopted, in force, captured, or compared
  /// with its source.
  fileprivate var changed: CalendarDate? {
    (adopted ?? effective ?? source?.captured)?.firstDay ?? verified?.on?.value
  }
}
