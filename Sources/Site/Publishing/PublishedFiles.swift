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

  private func indexedAddresses(below address: SiteAddress) -> [String] {
    site.map.pages.filter { $0.subject.kind.isIndexed($0.subject, site.map) }.map {
      address.text + Route.encoded($0.route.path)
    }
  }
}
