import Handbook
import Markup
import TestSupport

extension FuzzTarget {
  /// Reads a draft, and what was written of it as a code.
  func importDraft(_ input: [UInt8]) {
    guard let first = input.first else { return }
    let rest = SourceFile(path: "draft.md", bytes: Array(input.dropFirst()))
    let result = DraftImporter.run(
      Promise.draft(rest, kind: first), jurisdiction: "Ohio", path: "Content/codes/a.md")
    guard let file = result.file else { return }
    Promise.placesExist(result.diagnostics, in: [file])
    demand(Promise.isText(file.bytes), "an import is text")
  }

  func readWordFile(_ input: [UInt8]) {
    guard let file = try? WordFile(input) else { return }
    demand(file.bytes == input, "a Word file is handed on as it is")
    demand(input.count >= 22 && input.starts(with: Array("PK".utf8)), "a Word file is an archive")
  }

  /// Looks for terms, legal citations and addresses in a page; the first line is a term of the glossary.
  ///
  /// A link changes no word.
  func linkText(_ input: [UInt8]) {
    guard Promise.isText(input) else { return }
    let lines = input.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let term = String(decoding: lines[0], as: UTF8.self)
    let page = "---\ntitle: A\n---\n\n" + String(decoding: lines.last ?? [], as: UTF8.self)
    let glossary = "## Client {#client}\n\nA person.\n\n## \(term)\n\nA term.\n"
    let linked = SmallHandbook([
      "handbook.yml": Self.series, "glossary.md": glossary, "pages/a.md": page,
    ])
    let plain = SmallHandbook(["pages/a.md": page])
    Promise.placesExist(linked.diagnostics, in: linked.files)
    guard let with = linked.handbook.page(PageID("a"))?.document,
      let without = plain.handbook.page(PageID("a"))?.document
    else { return }
    Promise.isTree(with)
    Promise.isWellFormed(Promise.html(of: with))
    demand(with.plainText(of: 0) == without.plainText(of: 0), "a link changes no word")
  }

  private static let series = """
    title: A
    citation-series:
      - name: Revised Code of Washington
        abbreviation: RCW
        forms: ["RCW {n}", "chapter {n} RCW", "{n} RCW"]
        number: '[0-9]+[A-Z]?\\.[0-9]+[A-Z]?(\\.[0-9]+)?'
        address: "https://example.org/rcw?cite={n}"
      - name: Virginia Administrative Code
        abbreviation: VAC
        forms: ["{n}"]
        number: '[0-9]+VAC[0-9]+-[0-9]+-[0-9]+'

    """
}
