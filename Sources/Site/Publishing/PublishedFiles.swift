import Handbook

/// The files that only a site with an address of its own has: `sitemap.xml`, `robots.txt`, `feed.xml`.
struct PublishedFiles {
  let site: SiteContext

  /// Nothing where the site has no address.
  var files: [OutputFile] {
    guard let address = site.siteAddress else { return [] }
    let robots = "User-agent: *\nAllow: /\n\nSitemap: \(address.text)sitemap.xml\n"
    return Sitemap(addresses: indexedAddresses(below: address)).files(below: address)
      + [OutputFile(path: "robots.txt", bytes: Array(robots.utf8))]
      + [Feed(site: site).file(below: address)].compactMap(\.self)
  }

  /// The pages that search engines shall know: each that stands for itself and is no copy of others.
  private func indexedAddresses(below address: SiteAddress) -> [String] {
    site.map.pages.filter { isIndexed($0.subject) }.map { address.text + Route.encoded($0.route.path) }
  }

  private func isIndexed(_ subject: Page.Subject) -> Bool {
    switch subject {
    case .notFound, .search, .print, .signing: false
    case .code(let id, let edition, _): site.map.mainSubject(ofCode: id, edition: edition) == subject
    default: true
    }
  }
}
