import Foundation
import Handbook
import Testing

@testable import Site

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("A published site")
struct PublishingTests {
  private static let content = [
    "handbook.yml": "title: \"Ethics & <Law>\"\n",
    "codes/washington.md": """
    ---
    title: "Code & <Conduct>"
    jurisdiction: Washington
    abbreviation: WA
    status: draft
    version: "2025"
    source:
      captured: 2026-03-01
    aliases: [old/wa.html]
    ---

    ## Conduct {#conduct}

    - Do not {~~accept~>exchange~~} gifts. {#gifts .gifts}
    """,
    "codes/oregon/2020.md": edition("superseded", "2020-01-01"),
    "codes/oregon/2024.md": edition("in-force", "2024-01-01"),
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\nPresents.\n",
    "pages/about.md": "---\ntitle: About\n---\n\nSee [[WA#gifts]].\n",
  ]

  /// The pages that duplicate another page: an alias, and the permanent addresses of the newest editions.
  private static let sameAs = [
    "old/wa.html": "codes/washington.html", "codes/washington/2025.html": "codes/washington.html",
    "codes/oregon/2024.html": "codes/oregon.html", "codes/oregon.sign.html": "codes/oregon/2024.sign.html",
    "codes/oregon.changes.html": "codes/oregon/2024.changes-since-2020.html",
    "codes/oregon/2024.changes.html": "codes/oregon/2024.changes-since-2020.html",
    "codes/washington.sign.html": "codes/washington/2025.sign.html",
    "codes/washington.comments.html": "codes/washington/2025.comments.html",
  ]

  private static func edition(_ status: String, _ effective: String) -> String {
    """
    ---
    title: Code of Ethics
    jurisdiction: Oregon
    abbreviation: OR
    status: \(status)
    effective: \(effective)
    ---

    - Be kind. {#kind}
    """
  }

  private static func site(_ address: String?, _ content: [String: String] = content) -> SmallSite {
    SmallSite(content, options: SiteOptions(baseURL: address.flatMap { SiteAddress($0) }))
  }

  private static let published = site("https://example.org/books/ethics")

  @Test("Without an address, there are no files that need one, and no page contains one")
  func offline() {
    let site = Self.site(nil)
    for path in ["sitemap.xml", "robots.txt", "feed.xml"] { #expect(site.files[path] == nil) }
    for (path, bytes) in site.files where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(!page.contains("canonical") && !page.contains("og:") && !page.contains("atom+xml"), "\(path)")
    }
  }

  @Test("A site that's distributed as a folder has no address, even if handbook.yml sets one")
  func folder() {
    var content = Self.content
    content["handbook.yml"] = "title: Handbook\nbase-url: https://example.org\n"
    #expect(Self.site(nil, content).files["sitemap.xml"] != nil)
    #expect(
      SmallSite(content, options: SiteOptions(hasAddress: false)).files
        == Self.site(
          nil,
          [
            "handbook.yml": "title: Handbook\n"
          ].merging(content) { first, _ in first }
        ).files)
  }

  @Test("Every page except the 404 page has its full address, and views of a code have that of the main view")
  func canonical() {
    for (path, bytes) in Self.published.files where path.hasSuffix(".html") && path != "404.html" {
      let page = String(decoding: bytes, as: UTF8.self)
      let own = path.replacing(".proposed", with: "").replacing(".current", with: "")
      let target = Self.sameAs[own] ?? own
      let address = "https://example.org/books/ethics/\(target)"
      #expect(page.contains("<link rel=\"canonical\" href=\"\(address)\">"), "\(path)")
      if !SmallSite.isRedirect(bytes) {
        #expect(page.contains("<meta property=\"og:url\" content=\"\(address)\">"), "\(path)")
      }
    }
    #expect(!Self.published["404.html"].contains("canonical"))
  }

  @Test("The sitemap lists every page that doesn't duplicate another, without repetitions")
  func sitemap() {
    let sitemap = Self.published["sitemap.xml"]
    let listed = sitemap.split(separator: "<loc>").dropFirst().compactMap { $0.split(separator: "<").first }
    #expect(Set(listed).count == listed.count)
    #expect(listed.allSatisfy { $0.hasPrefix("https://example.org/books/ethics/") })
    let paths = Set(listed.map { $0.dropFirst("https://example.org/books/ethics/".count) })
    #expect(paths.isSuperset(of: ["index.html", "codes/washington.html", "codes/oregon/2020.html"]))
    #expect(
      paths.isDisjoint(with: [
        "404.html", "search.html", "print.html", "codes/washington.current.html", "old/wa.html",
      ]))
    #expect(Self.published["robots.txt"].hasSuffix("Sitemap: https://example.org/books/ethics/sitemap.xml\n"))
  }

  @Test("A sitemap with too many addresses for one file is an index with parts")
  func longSitemap() throws {
    let address = try #require(SiteAddress("https://example.org"))
    let files = Sitemap(addresses: (0...Sitemap.mostAddresses).map { "https://example.org/\($0).html" })
      .files(below: address)
    #expect(files.map(\.path) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"])
    #expect(String(decoding: files[0].bytes, as: UTF8.self).contains("https://example.org/sitemap-2.xml"))
  }

  @Test("The feed has an entry for each edition with a date, newest first, with escaped text")
  func feed() throws {
    let feed = Self.published["feed.xml"]
    let updated = feed.split(separator: "<updated>").dropFirst().compactMap { $0.split(separator: "<").first }
    let days = ["2026-03-01", "2026-03-01", "2024-01-01", "2020-01-01"]
    #expect(updated == days.map { "\($0)T00:00:00Z" })
    #expect(feed.contains("Washington: Code &amp; &lt;Conduct&gt;, 2025, "))
    #expect(feed.contains("<title>Ethics &amp; &lt;Law&gt;: "))
    #expect(feed.contains("<id>https://example.org/books/ethics/feed.xml#OR-2024-2024-01-01</id>"))
    #expect(Self.published["codes/oregon/2020.html"].contains("href=\"../../feed.xml\""))
    #expect(XMLParser(data: Data(feed.utf8)).parse())
  }

  @Test("A handbook whose codes have no dates has no feed, and no page links to one")
  func noFeed() {
    let site = Self.site("https://example.org", ["pages/about.md": "---\ntitle: About\n---\n\nText.\n"])
    #expect(site.files["feed.xml"] == nil)
    #expect(!site["index.html"].contains("feed"))
  }

  @Test("The links on the 404 page work at any depth")
  func missing() {
    let page = Self.published["404.html"]
    for element in MarkupOutline(Array(page.utf8)).elements {
      for address in [element.attributes["href"], element.attributes["src"], element.attributes["action"]]
        .compactMap(\.self)
      {
        #expect(address.hasPrefix("/books/ethics/") || address.hasPrefix("#"), "\(address)")
      }
    }
    #expect(page.contains("data-root=\"/books/ethics/\""))
    #expect(Self.site(nil)["404.html"].contains("<li><a href=\"codes/index.html\">"))
  }

  @Test(
    "The address of a site is a host and a path",
    arguments: [
      ("https://example.org", "https://example.org/", "/"),
      ("HTTP://example.org:8080/a//b/", "http://example.org:8080/a/b/", "/a/b/"),
      ("https://[::1]/a", "https://[::1]/a/", "/a/"),
    ])
  func address(text: String, full: String, path: String) {
    #expect(SiteAddress(text)?.text == full)
    #expect(SiteAddress(text)?.path == path)
  }

  @Test(
    "Anything else isn't the address of a site",
    arguments: [
      "", "example.org", "ftp://example.org", "https://", "https:///a", "https://a/?q", "https://a/#b",
      "https://user@a", "https://a/../b", "https://a b", "https://a/\"", "https://a/é", "javascript:alert(1)",
    ])
  func noAddress(text: String) {
    #expect(SiteAddress(text) == nil)
  }
}
