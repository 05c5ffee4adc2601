import Drafts
import Handbook
import TestSupport

extension FuzzTarget {
  /// Imports a draft of one kind, and reads the file that was written.
  func importDraft(_ source: DraftImporter.Source) {
    let result = DraftImporter.run(source, .init(jurisdiction: "Ohio", path: "Content/codes/a.md"))
    Promise.placesExist(result.diagnostics, in: result.codes.map(\.file))
    for code in result.codes {
      demand(Promise.isText(code.file.bytes), "an import is text")
      let (manuscript, read) = ManuscriptReader(includesUnpublished: true).read([code.file])
      Promise.placesExist(read, in: [code.file])
      demand(manuscript.codes.count == 1, "an import is a code")
      demand(
        !result.diagnostics.contains { $0.rule == .importLostText },
        "an import has every word: \(result.diagnostics.filter { $0.rule == .importLostText }.map(\.summary))"
      )
    }
  }

  /// Imports a Word file with the input as its document's body, and the input as a whole file.
  func readWordFile(_ input: [UInt8]) {
    importDraft(.word(input))
    guard let body = String(validating: input, as: UTF8.self) else { return }
    importDraft(.word(WordDocument(body).bytes))
  }

  /// Finds terms, legal citations, and addresses in a page.
  ///
  /// The first line is a term of the glossary.
  ///
  /// Links don't change any words.
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
