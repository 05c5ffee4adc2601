import Handbook

/// The list of a site's pages for search engines.
///
/// Source: sitemaps.org, protocol 0.9.
struct Sitemap {
  /// The most addresses that one file may hold.
  static let mostAddresses = 50_000

  /// The full addresses of the pages, percent-encoded.
  let addresses: [String]

  /// One file, or an index and its parts where there are too many addresses for one.
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
