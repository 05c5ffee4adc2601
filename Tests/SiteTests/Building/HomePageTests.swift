import Basics
import Testing

@testable import Site

@Suite("The home page")
struct HomePageTests {
  private static func code(_ abbreviation: String, _ state: String) -> (String, String) {
    (
      "codes/\(abbreviation.lowercased()).md",
      "---\ntitle: Code of \(state)\njurisdiction: \(state)\nabbreviation: \(abbreviation)\nstatus: draft\n---\n\n"
        + "3. Refuse gifts. {#\(abbreviation.lowercased())-gifts .presents}\n"
    )
  }

  private static func site(_ codes: [(String, String)], _ others: [String: String] = [:]) -> SmallSite {
    let topic = codes.isEmpty ? [:] : ["topics/presents.md": "---\ntitle: Presents\n---\n\nThings.\n"]
    return SmallSite(topic.merging(others) { $1 }.merging(codes) { $1 })
  }

  private static let five = [
    ("OR", "Oregon"), ("ID", "Idaho"), ("UT", "Utah"), ("NV", "Nevada"), ("AZ", "Arizona"),
  ]

  @Test("The home page has a map if five states have a code, and otherwise a list of the states that do")
  func map() {
    let map = Self.site(Self.five.map(Self.code))
    #expect(map.diagnostics.isEmpty, "\(map.diagnostics)")
    #expect(map["index.html"].contains("states-map"))
    #expect(map["index.html"].contains("state-tx"))
    let list = Self.site(Self.five.dropLast().map(Self.code))
    #expect(!list["index.html"].contains("states-map"))
    #expect(!list["index.html"].contains("state-tx"))
    #expect(list["index.html"].contains("state-nv"))
  }

  @Test("The home page lists states with a text first, then those with a link, and then the others")
  func order() throws {
    let utah =
      "---\ntitle: Code of Utah\njurisdiction: Utah\nabbreviation: UT\nstatus: in-force\n"
      + "text: reference\nsource:\n  url: https://example.org/ut\n---\n"
    let site = Self.site(Self.five.filter { $0.0 != "UT" }.map(Self.code) + [("codes/ut.md", utah)])
    let states = site["index.html"].matches(of: /<li data-state="([A-Z]+)"/).map { String($0.1) }
    #expect(states.prefix(7) == ["AZ", "ID", "NV", "OR", "UT", "AL", "AK"], "\(site.diagnostics)")
    #expect(states.count == 51)
  }

  @Test("The home page lists a jurisdiction that isn't a state below the map")
  func others() {
    let site = Self.site((Self.five + [("CB", "Certification Board")]).map(Self.code))
    let page = site["index.html"]
    let row = page.split(separator: "states-others", maxSplits: 1).last.map(String.init) ?? ""
    #expect(row.contains("Certification Board"))
    #expect(!Self.site(Self.five.map(Self.code))["index.html"].contains("states-others"))
  }

  @Test("Search fields suggest searches that this handbook can answer")
  func placeholder() {
    let topic = [
      "topics/presents.md": "---\ntitle: Presents\nsituations: [\"A client brings cake\"]\n---\n\nThings.\n"
    ]
    let site = Self.site([Self.code("OR", "Oregon")], topic)
    #expect(site.diagnostics.isEmpty, "\(site.diagnostics)")
    for path in ["index.html", "codes/or.html", "search.html"] {
      #expect(site[path].contains("placeholder=\"Search: presents, OR 3\""), "\(path)")
      #expect(!site[path].contains("WA 5"), "\(path)")
    }
    #expect(Self.site([])["index.html"].contains("placeholder=\"Search\""))
  }

  @Test("A search field shows the number of a provision without the marks around it")
  func placeholderLabel() {
    for (label, shown) in [("7306.1", "7306.1"), ("(2)", "2"), ("Rule 1.1:", "Rule 1.1")] {
      let code = Self.code("OR", "Oregon")
      let text = code.1.replacing("3. ", with: "- ").replacing("{#", with: "{label=\"\(label)\" #")
      #expect(Self.site([(code.0, text)])["index.html"].contains("OR \(shown)\""), "\(label)")
    }
  }

  @Test("The home page links to each part that the handbook has")
  func doors() {
    let all = Self.site(
      [Self.code("OR", "Oregon")],
      [
        "glossary.md": "---\n---\n\n## Peer\n\nA person.\n",
        "lessons/a.md": "---\ntitle: First steps\n---\n\n> [!KEYPOINTS]\n> - A.\n",
      ])["index.html"]
    #expect(all.contains("data-address=\"codes/or.html\">Oregon</option>"))
    #expect(all.contains("<a href=\"lessons/a.html\" data-continue=\"Continue:\">Start with lesson 1</a>"))
    #expect(all.contains("<p><a href=\"glossary.html\">Glossary</a></p>"))
    let none = Self.site([])["index.html"]
    #expect(!none.contains("data-my-state>") && !none.contains("Start with lesson 1"))
  }
}
