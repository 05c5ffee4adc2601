import Basics
import TestSupport
import Testing

@Suite("The rules of diagnostics are documented")
struct RuleTests {
  /// A section of `Documentation/diagnostics.md`: its title, and its text up to the next title.
  private struct Section {
    let title: String
    var text = ""
  }

  /// The sections of the page in order.
  ///
  /// Titles in examples don't count.
  private static func sections() throws -> [Section] {
    let page = String(decoding: try Golden.repositoryFile("Documentation/diagnostics.md"), as: UTF8.self)
    var sections: [Section] = []
    var isInExample = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isInExample.toggle() }
      if !isInExample, line.hasPrefix("## ") {
        sections.append(Section(title: String(line.dropFirst(3))))
      } else if !sections.isEmpty {
        sections[sections.count - 1].text += line + "\n"
      }
    }
    return sections
  }

  @Test("Each rule has exactly one section, there are no other sections, and they are sorted by title")
  func sections() throws {
    let titles = try Self.sections().map(\.title)
    #expect(titles == Rule.allCases.map(\.rawValue).sorted())
  }

  @Test("A section begins with the severity of its rule and the rule's summary")
  func summaries() throws {
    for section in try Self.sections() {
      guard let rule = Rule(rawValue: section.title) else { continue }
      let text = section.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let starts = ["**Error.** \(rule.summary)", "**Warning.** \(rule.summary)"]
      #expect(starts.contains { text.hasPrefix($0) }, "\(rule.documentation): \(text.prefix(200))")
    }
  }

  @Test("A rule's name consists of lowercase words and hyphens, and its summary is one sentence")
  func names() {
    for rule in Rule.allCases {
      #expect(rule.rawValue.wholeMatch(of: /[a-z]+(-[a-z0-9]+)+/) != nil, "\(rule.rawValue)")
      #expect(rule.summary.hasSuffix(".") && !rule.summary.dropLast().contains(". "), "\(rule.rawValue)")
    }
  }
}
