import Basics
import Handbook

/// The files for other programs: each edition of a code as JSON and as Akoma Ntoso, and the calendar.
///
/// Every site has them unless the handbook sets `data: false`.
struct DataFiles {
  let site: SiteContext

  var files: [OutputFile] {
    guard site.handbook.configuration.data else { return [] }
    let editions = site.handbook.codes.flatMap { code in code.editions.indices.map { (code, $0) } }
    return editions.concurrentMap { code, edition -> [OutputFile] in
      [
        CodeData(site: site, code: code, editionIndex: edition).file,
        AkomaNtoso(site: site, code: code, editionIndex: edition).file,
      ].compactMap(\.self)
    }.flatMap(\.self) + [DeadlineCalendar(site: site).file].compactMap(\.self)
  }

  /// Returns the paths of the files before they're written.
  static func paths(for handbook: Handbook) -> [(path: String, source: String)] {
    guard handbook.configuration.data else { return [] }
    return handbook.codes.flatMap { code in
      code.editions.indices.flatMap { edition in
        [CodeData.path(of: code, edition: edition), AkomaNtoso.path(of: code, edition: edition)].map {
          ($0, code.editions[edition].path)
        }
      }
    }
  }
}

/// The files that only a site with its own address has: `sitemap.xml`, `robots.txt`, and the feeds.
struct PublishedFiles {
  let site: SiteContext

  /// The files; empty if the site has no address.
  var files: [OutputFile] {
    guard let address = site.siteAddress else { return [] }
    return Sitemap(addresses: indexedAddresses(below: address)).files(below: address) + robots
      + feeds.compactMap { $0.file(below: address) }
  }

  /// The file `robots.txt`, which a site has only once and which lists the site map of each language.
  private var robots: [OutputFile] {
    guard site.folder.isEmpty, let address = site.siteAddress else { return [] }
    let folders = site.languages.isEmpty ? [""] : site.languages.map(\.folder)
    let maps = folders.map { "Sitemap: \(address.text)\($0)sitemap.xml\n" }.joined()
    return [OutputFile(path: "robots.txt", bytes: Array("User-agent: *\nAllow: /\n\n\(maps)".utf8))]
  }

  private var feeds: [Feed] {
    let whole = Feed(site: site)
    guard site.handbook.configuration.data else { return [whole] }
    return [whole] + site.handbook.codes.map { Feed(site: site, scope: .code($0)) }
      + site.handbook.topics.map { Feed(site: site, scope: .topic($0)) }
  }

  private func indexedAddresses(below address: SiteAddress) -> [String] {
    site.map.pages.filter { $0.subject.kind.isIndexed($0.subject, site.map) }.map {
      address.text + Route.encoded($0.route.path)
    }
  }
}

/// The list of a site's pages for search engines.
///
/// Source: sitemaps.org, protocol 0.9.
struct Sitemap {
  /// The maximum number of addresses in a file.
  static let mostAddresses = 50_000

  /// The full addresses of the pages, percent-encoded.
  let addresses: [String]

  /// Returns one file, or an index and its parts if there are too many addresses for one.
  func files(below address: SiteAddress) -> [OutputFile] {
    guard addresses.count > Self.mostAddresses else {
      return [file("sitemap.xml", "urlset", "url", addresses)]
    }
    let parts = stride(from: 0, to: addresses.count, by: Self.mostAddresses).map { start in
      addresses[start..<min(start + Self.mostAddresses, addresses.count)]
    }
    let files = parts.enumerated().map { file("sitemap-\($0 + 1).xml", "urlset", "url", Array($1)) }
    return [file("sitemap.xml", "sitemapindex", "sitemap", files.map { address.text + $0.path })] + files
  }

  private func file(_ path: String, _ root: String, _ element: String, _ addresses: [String]) -> OutputFile {
    let lines = addresses.map { "<\(element)><loc>\(XML.escaped($0))</loc></\(element)>\n" }
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <\(root) xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \(lines.joined())</\(root)>

      """
    return OutputFile(path: path, bytes: Array(text.utf8))
  }
}

/// The file that browsers need to install the site as an app.
///
/// Source: Web Application Manifest, W3C.
struct WebAppManifest {
  static let path = "manifest.webmanifest"

  let site: SiteContext

  var file: OutputFile {
    let configuration = site.handbook.configuration
    let title = configuration.title.value
    let text = JSONText.object([
      "name": .text(title), "short_name": .text(configuration.shortTitle ?? title),
      "description": configuration.description.map(JSONText.text), "lang": .text(configuration.language),
      "start_url": .text("index.html"), "scope": .text("./"), "display": .text("minimal-ui"),
      "icons": .list(icons),
    ])
    return OutputFile(path: Self.path, bytes: text.lines + [UInt8(ascii: "\n")])
  }

  /// The theme's icons: `icon.svg`, and PNG files with their size in
  /// the name, such as `icon-192.png` and `icon-maskable-512.png`.
  private var icons: [JSONText] {
    site.theme.assets.flatMap { asset -> [JSONText] in
      guard let match = asset.name.wholeMatch(of: /icon(-maskable)?(?:-(\d+))?\.(svg|png)/) else { return [] }
      let size = match.2.map { "\($0)x\($0)" } ?? "any"
      return (match.1 == nil ? ["any"] : ["any", "maskable"]).map { purpose in
        .object([
          "src": .text(site.wayToSharedRoot + Route.encoded(asset.path)), "sizes": .text(size),
          "type": .text(MediaType(path: asset.path).name), "purpose": .text(purpose),
        ])
      }
    }
  }
}
