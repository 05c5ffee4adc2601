import Foundation
import Search
import Testing

@testable import Site

@Suite("The site of the repository's handbook")
struct SitePropertyTests {
  private static let site = SmallSite(RepositoryContent.files)
  private static let pages = site.files.filter { $0.key.hasSuffix(".html") }

  @Test("The site builds without errors or warnings")
  func clean() {
    #expect(Self.site.diagnostics.isEmpty, "\(Self.site.diagnostics)")
    #expect(Self.pages.count > 50)
  }

  @Test("The same files in a different order result in the same bytes")
  func order() {
    let shuffled = SmallSite(RepositoryContent.files.reversed())
    #expect(shuffled.files == Self.site.files)
  }

  @Test("Every page is well-formed, with one h1, no skipped heading levels, and unique ids")
  func markup() {
    for (path, bytes) in Self.pages {
      let outline = MarkupOutline(bytes)
      #expect(outline.problems.isEmpty, "\(path): \(outline.problems.prefix(3))")
      let ids = Dictionary(grouping: outline.ids) { $0 }.filter { $0.value.count > 1 }
      #expect(ids.isEmpty, "\(path): \(ids.keys.sorted())")
      #expect(outline.headings.count { $0 == 1 } == 1, "\(path): \(outline.headings)")
      for (before, after) in zip(outline.headings, outline.headings.dropFirst()) {
        #expect(after <= before + 1, "\(path): h\(after) follows h\(before)")
      }
    }
  }

  @Test("Every internal address is relative, and its file and anchor exist")
  func links() throws {
    let ids = Self.pages.mapValues { Set(MarkupOutline($0).ids) }
    for (path, bytes) in Self.pages {
      for element in MarkupOutline(bytes).elements {
        for address in [element.attributes["href"], element.attributes["src"]].compactMap(\.self) {
          if ["http://", "https://", "mailto:", "tel:", "data:"].contains(where: address.hasPrefix) {
            continue
          }
          #expect(!address.hasPrefix("/"), "\(path): \(address)")
          let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
          // A query, such as the lesson to practice, follows a question mark.
          let asked = String(parts[0].prefix { $0 != "?" })
          let file = try #require(Self.resolve(asked, from: path), "\(path): \(address)")
          #expect(Self.site.files[file] != nil, "\(path): \(address)")
          if parts.count == 2, file.hasSuffix(".html") {
            let anchor = try #require(parts[1].removingPercentEncoding)
            #expect(ids[file]?.contains(anchor) == true, "\(path): \(address)")
          }
        }
      }
    }
  }

  @Test("Every page has a unique title")
  func titles() {
    var titles: [String: String] = [:]
    for (path, bytes) in Self.pages.sorted(by: { $0.key < $1.key }) where !SmallSite.isRedirect(bytes) {
      let title = Self.site[path].split(separator: "<title>").dropFirst().first?.prefix { $0 != "<" } ?? ""
      #expect(!title.isEmpty, "\(path)")
      if let other = titles.updateValue(path, forKey: String(title)) {
        Issue.record("\(path) and \(other) are both called \(title)")
      }
    }
  }

  @Test("Every search record links to an existing page and anchor")
  func searchRecords() {
    let ids = Self.pages.mapValues { Set(MarkupOutline($0).ids) }
    for address in Self.searchAddresses {
      let parts = address.split(separator: "#", maxSplits: 1).map(String.init)
      #expect(Self.site.files[parts[0]] != nil, "\(address)")
      if parts.count == 2 { #expect(ids[parts[0]]?.contains(parts[1]) == true, "\(address)") }
    }
    #expect(Self.searchAddresses.count > 100)
  }

  private static let searchAddresses: [String] = {
    let input = SiteInput(
      content: RepositoryContent.files, theme: DefaultTheme.files, themeFolder: DefaultTheme.folder)
    return SiteBuilder.prepare(input).site.map { SearchRecords(site: $0.context).all.map(\.address) } ?? []
  }()

  /// Returns the file that a relative address refers to, or `nil` if it's outside the site.
  private static func resolve(_ address: String, from path: String) -> String? {
    if address.isEmpty { return path }
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in address.split(separator: "/") {
      if part == ".." {
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      } else {
        parts.append(part.removingPercentEncoding ?? String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
