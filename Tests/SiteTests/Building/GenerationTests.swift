import Basics
import Handbook
import Markdown
import TestSupport
import Testing

@testable import Site

/// Three generations of one handbook, each of which is published before its code is replaced.
@Suite("Copies, prints, and signatures stay correct in later generations of a handbook")
struct GenerationTests {
  private static let first = """
    ## Conduct {#conduct}

    - Do not accept gifts. {#gifts}
    - Keep records. {#records}
    - Be kind. {#kind}

    ## Money {#money}

    - Do not lend money. {#loans}
    """
  /// Renumbers gifts, renames and moves loans, repeals records, and adds notes.
  private static let second = """
    ## Conduct {#conduct}

    - Be kind to all. {#kind}
    - Do not accept gifts. {#gifts}
    - Do not lend money. {#lending alias="loans"}

    ## Money {#money}

    - Write notes. {#notes}
    """
  /// Repeals notes and the group that contains it.
  private static let third = """
    ## Conduct {#conduct}

    - Do not give or accept gifts. {#gifts}
    - Be kind to all. {#kind}
    - Do not lend or borrow. {#lending alias="loans"}
    """
  private static let about = "---\ntitle: About\n---\n\nSee [[OR#gifts]].\n"
  private static let options = SiteOptions(baseURL: SiteAddress("https://example.org/"))

  /// A generation of the handbook: its files, with the lists of everything published so far, and its site.
  private struct Generation {
    let files: [String: String]
    let handbook: Handbook
    let site: SmallSite

    /// Builds and publishes a generation.
    init(_ content: [String: String], after earlier: Generation? = nil, on day: String) throws {
      let lists = earlier?.files.filter { $0.key.hasPrefix("published-") } ?? [:]
      var files = content.merging(lists) { $1 }
      let small = SmallHandbook(files)
      handbook = small.handbook
      site = SmallSite(files, options: GenerationTests.options)
      let (map, _) = SiteMap.plan(handbook)
      let updated = [
        handbook.publishedIDs(addedTo: PublishedList.ids.file(among: small.files)),
        handbook.publishedPages(
          PublishedPages(map, handbook).addresses, addedTo: PublishedList.pages.file(among: small.files)),
        handbook.publishedVersions(
          addedTo: PublishedList.versions.file(among: small.files), on: try #require(CalendarDate(day))),
      ]
      for file in updated {
        files[String(file.path.dropFirst("Content/".count))] = String(decoding: file.bytes, as: UTF8.self)
      }
      self.files = files
    }
  }

  private static func generations() throws -> [Generation] {
    let one = try Generation(
      ["codes/oregon.md": oregonEdition("2018", body: first), "pages/about.md": about], on: "2018-02-01")
    let two = try Generation(
      [
        "codes/oregon/2018.md": oregonEdition("2018", "superseded", body: first),
        "codes/oregon/2024.md": oregonEdition(
          "2024", more: "repealed: [{ id: records, replaced-by: [notes] }]", body: second),
        "pages/about.md": about,
      ], after: one, on: "2024-02-01")
    let three = try Generation(
      [
        "codes/oregon/2018.md": oregonEdition("2018", "superseded", body: first),
        "codes/oregon/2024.md": oregonEdition(
          "2024", "superseded", more: "repealed: [{ id: records, replaced-by: [notes] }]", body: second),
        "codes/oregon/2027.md": oregonEdition(
          "2027", more: "repealed: [{ id: notes }, { id: money }]", body: third),
        "pages/handbook.md": about.replacing(
          "title: About", with: "title: About\naliases: [about.html, pages/about.html]"),
      ], after: two, on: "2027-02-01")
    return [one, two, three]
  }

  /// Returns the text of the provision at an anchor on a page.
  private func text(at anchor: String, of page: String) -> String? {
    let parts = page.split(separator: "<li class=\"provision\" id=\"\(anchor)\">", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return parts[1].firstMatch(of: /<div class="provision-text">(.*?)<\/div>/).map { String($0.1) }
  }

  @Test("Each generation builds without problems")
  func sound() throws {
    for generation in try Self.generations() {
      #expect(generation.site.diagnostics.isEmpty, "\(generation.site.diagnostics.map(\.oneLine))")
    }
  }

  @Test("Every citation of an earlier generation leads to the same text in all later ones")
  func citations() throws {
    let all = try Self.generations()
    for (index, early) in all.enumerated() {
      let page = early.site["codes/oregon.html"]
      let copied = page.matches(of: /data-copy="([^"]*https:\/\/example.org\/([^"#]*)#([^"]*))"/)
      #expect(copied.count >= 4)
      for match in copied {
        let (path, anchor) = (String(match.2), String(match.3))
        let code = try #require(match.1.firstMatch(of: /check code ([0-9a-f]{16})/)).1
        for late in all[index...] {
          let target = late.site[path]
          #expect(target.contains("id=\"\(anchor)\""), "\(path)#\(anchor)")
          #expect(text(at: anchor, of: target) == text(at: anchor, of: page))
          #expect(
            target.contains("<code>\(code)</code>"), "the page is the version that the check code names")
        }
      }
    }
  }

  @Test("All later generations recognize every printed check code")
  func checkCodes() throws {
    let all = try Self.generations()
    for (index, early) in all.enumerated() {
      let printed = early.site.files.keys.filter { $0.hasSuffix(".html") }.flatMap { path in
        early.site[path].matches(of: /<code>([0-9a-f]{16})<\/code>/).map { String($0.1) }
      }
      #expect(!printed.isEmpty)
      for code in Set(printed) {
        for late in all[index...] {
          #expect(late.site["versions.html"].contains("data-check-code=\"\(code)\""))
          let versions = late.handbook.versions.filter { $0.checkCode.rawValue == code }
          #expect(versions.contains { $0.edition != nil }, "the text is still in the handbook")
        }
      }
    }
  }

  @Test("Every address and every id on its page still exists in all later generations")
  func addresses() throws {
    let all = try Self.generations()
    for (index, early) in all.enumerated() {
      let published = (early.files["published-pages.txt"] ?? "").split(separator: "\n").filter {
        !$0.hasPrefix("#")
      }
      for late in all[index...] {
        for path in published { #expect(late.site.files[String(path)] != nil, "\(path)") }
        let own = late.site["codes/oregon.html"]
        for id in (early.files["published-ids.txt"] ?? "").split(separator: "\n") where !id.hasPrefix("#") {
          #expect(own.contains("id=\"\(id.dropFirst("OR#".count))\""), "\(id)")
        }
      }
    }
  }

  @Test("The code's main page describes what happened to each provision that ended")
  func ended() throws {
    let page = try Self.generations()[2].site["codes/oregon.html"]
    #expect(page.contains("Repealed on January 1, 2024 by the 2024 edition."))
    #expect(page.contains("Repealed on January 1, 2027 by the 2027 edition."))
    #expect(page.contains("<blockquote><p>Write notes.</p></blockquote>"))
  }
}
