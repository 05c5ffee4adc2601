import Basics
import Drafts
import TestSupport
import Testing

@testable import Site

/// Twelve files as states publish them, which the importer turns into codes.
private let files: [(abbreviation: String, jurisdiction: String, name: String)] = [
  ("ID", "Idaho", "idaho_cpss.txt"), ("VA", "Virginia", "virginia_dbhds.txt"),
  ("OR", "Oregon", "oregon_950_060_0080.txt"), ("DC", "District of Columbia", "dc_22_a7306.txt"),
  ("NV", "Nevada", "nevada_rules.txt"), ("MT", "Montana", "montana_24_219_2301.txt"),
  ("S-1", "Mu", "sections.txt"), ("S-2", "Nu", "pages.txt"), ("S-3", "Xi", "definitions.html"),
  ("S-4", "Omicron", "questions.html"), ("S-5", "Pi", "run-in.html"), ("S-6", "Rho", "table.html"),
]

/// Twelve codes with the structures of real sources; six print all labels, and six print some or none.
private let bodies: [(abbreviation: String, jurisdiction: String, body: String)] = [
  ("AA", "Alpha", "- One. {#a}\n- Two. {#b}\n- Three. {#c}\n"),
  ("BB", "Beta", "1. One. {#a}\n2. Two. {#b}\n"),
  ("CC", "Gamma", "- One. {#a}\n\n---\n\n- Two. {#b}\n- Three. {#c}\n\n---\n\n- Four. {#d}\n"),
  (
    "DD", "Delta", "## Principle I. Service\n\n- I – a. One. {#a}\n- I – b. Two. {#b}\n- I – b. Three. {#c}\n"
  ),
  (
    "EE", "Epsilon",
    "## Conduct\n\n- (2) Do not: {#two}\n  - (b) take: {#b}\n    - (iii) gifts. {#c}\n    - (iv) loans. {#d}\n"
  ),
  ("FF", "Zeta", "## GENERAL\n\n- One. {#a}\n\n## CONDUCT\n\n- Two. {#b}\n- Three. {#c}\n"),
  ("GG", "Eta", "## Conduct\n\n- One. {#a}\n\n---\n\n- Two. {#b}\n\n---\n\n- Three. {#c}\n"),
  ("HH", "Theta", "Preamble.\n\n## Rules\n\nOne rule. {#a}\n\nAnother rule. {#b}\n"),
  ("II", "Iota", "A. One. {#a}\n\nB. Two: {#b}\n\n- first {#c}\n- second {#d}\n"),
  (
    "JJ", "Kappa",
    "## Rule 3: Limits {label=\"Rule 3\"}\n\n- One. {#a label=\"Rule 3.1\"}\n  - under {#b}\n  - over {#c}\n"
  ),
  (
    "KK", "Lambda",
    "## A\n\n### B\n\n- One. {#a}\n- Two {#b}\n\n### C\n\n- {++Three.++} {#c}\n- {--Four.--} {#d}\n"
  ),
  ("KK-S", "Lambda", "You must:\n\n1) One; {#a}\n2) Two; {#b}\n\nYou must not:\n\n- Three. {#c}\n"),
]

private let abbreviations = files.map(\.abbreviation) + bodies.map(\.abbreviation)

@Suite("Citations in a handbook with twelve codes that were imported and twelve that were written")
struct TwelveCodeTests {
  private static let site: SmallSite = {
    var content = ["topics/gifts.md": "---\ntitle: Gifts\n---\n"]
    for (abbreviation, jurisdiction, body) in bodies {
      content["codes/\(abbreviation.lowercased()).md"] = codeSource(
        body, jurisdiction: jurisdiction, abbreviation: abbreviation, status: "unknown")
    }
    for (abbreviation, jurisdiction, name) in files {
      let path = "codes/\(abbreviation.lowercased()).md"
      content[path] = imported(name, jurisdiction, abbreviation, path: path)
    }
    return SmallSite(content)
  }()

  private static func imported(
    _ name: String, _ jurisdiction: String, _ abbreviation: String, path: String
  ) -> String {
    guard let bytes = try? Golden.fixture("codes/\(name)") else { return "" }
    let source = name.hasSuffix(".html") ? DraftImporter.Source.html(bytes) : .text(bytes, isMarkdown: nil)
    let options = DraftImporter.Options(jurisdiction: jurisdiction, abbreviation: abbreviation, path: path)
    return DraftImporter.run(source, options).file.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  /// A provision as it appears on a page.
  private struct Shown {
    /// The label or number next to it.
    var mark: String
    /// The full citation that readers can copy.
    var citation: String
    /// The short citation that readers can copy.
    var short: String
  }

  private static func provisions(of abbreviation: String) -> [Shown] {
    let page = site["codes/\(abbreviation.lowercased()).html"]
    return page.split(separator: "<li class=\"provision").dropFirst().map { item in
      let item = String(item)
      let counted = item.components(between: "<span class=\"label counted\">", and: "</div>")
      let mark =
        item.contains("<span class=\"label\">")
        ? item.components(between: "<span class=\"label\">", and: "</span>")
        : counted.components(between: "</span>", and: "</span>")
      let copies = item.split(separator: "data-copy=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
      return Shown(mark: mark, citation: copies.first ?? "", short: copies.dropFirst().first ?? "")
    }
  }

  @Test(
    "The site has no errors, and each provision has a mark and two citations",
    arguments: abbreviations)
  func marks(abbreviation: String) {
    #expect(Self.site.diagnostics.allSatisfy { $0.severity != .error }, "\(Self.site.diagnostics)")
    let provisions = Self.provisions(of: abbreviation)
    #expect(!provisions.isEmpty)
    #expect(provisions.allSatisfy { !$0.mark.isEmpty && !$0.citation.isEmpty && !$0.short.isEmpty })
  }

  @Test("The citation ends with the mark on the page", arguments: abbreviations)
  func endings(abbreviation: String) {
    for shown in Self.provisions(of: abbreviation) {
      var mark = shown.mark
      while let last = mark.last, ".:– ".contains(last) { mark.removeLast() }
      let citation =
        shown.citation.firstRange(of: ", version check code ").map { shown.citation[..<$0.lowerBound] } ?? ""
      let position = citation.firstRange(of: " (item ")?.lowerBound ?? citation.endIndex
      #expect(citation[..<position].hasSuffix(mark), "\(shown)")
      #expect(shown.short.contains(mark), "\(shown)")
    }
  }

  @Test(
    "All provisions of a code have different full and short citations",
    arguments: abbreviations)
  func distinct(abbreviation: String) {
    let provisions = Self.provisions(of: abbreviation)
    #expect(Set(provisions.map(\.citation)).count == provisions.count, "\(provisions.map(\.citation))")
    #expect(Set(provisions.map(\.short)).count == provisions.count, "\(provisions.map(\.short))")
  }

  @Test(
    "The group in a citation has the same name on the code's page and on the print page",
    arguments: [
      ("CC", "Group\u{A0}2"), ("DD", "Principle I. Service"), ("FF", "CONDUCT"),
      ("GG", "Conduct, part\u{A0}2"), ("JJ", "Rule 3"), ("KK", "C"),
    ])
  func groups(abbreviation: String, name: String) {
    let provisions = Self.provisions(of: abbreviation)
    // Copied citations have plain spaces.
    let cited = ", " + name.lowercased().replacing("\u{A0}", with: " ")
    #expect(provisions.contains { $0.citation.lowercased().contains(cited) }, "\(provisions)")
    #expect(Self.site["codes/\(abbreviation.lowercased()).html"].contains(name))
    #expect(Self.site["print.html"].contains(name))
  }

  @Test(
    "A code whose only group has no heading is cited without a group", arguments: ["AA", "BB", "II", "KK-S"])
  func withoutGroups(abbreviation: String) {
    #expect(Self.provisions(of: abbreviation).allSatisfy { !$0.citation.contains("group") })
  }

  @Test(
    "No page makes claims that nobody recorded",
    arguments: [
      "Not stated in the source", "The source doesn’t say", "Not mentioned in", "No code here mentions this",
      "0 states", "None of the",
    ])
  func claims(claim: String) {
    for (path, bytes) in Self.site.files where path.hasSuffix(".html") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(claim), "\(path)")
    }
  }

  @Test("Every sheet has a header and a notice that identify the copy", arguments: abbreviations)
  func sheets(abbreviation: String) {
    let name = abbreviation.lowercased()
    for path in ["codes/\(name).html", "codes/\(name)/undated.sign.html"] {
      #expect(Self.site[path].contains("class=\"caution\""))
      #expect(
        Self.site[path].contains("<div class=\"running-head\" aria-hidden=\"true\"><span>\(abbreviation) ·"))
    }
    #expect(Self.site["print.html"].contains("<span>\(abbreviation) ·"))
  }
}
