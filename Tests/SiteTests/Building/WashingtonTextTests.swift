import Basics
import Handbook
import Markdown
import Redline
import TestSupport
import Testing

@Suite("Washington's code in this handbook")
struct WashingtonTextTests {
  private static let path = "Content/codes/washington.md"

  private func edition() throws -> Edition {
    let (manuscript, _) = ManuscriptReader().read(RepositoryContent.files.sorted { $0.path < $1.path })
    return try #require(manuscript.codes.first { $0.id == CodeID("WA") }?.current)
  }

  /// Returns the paragraphs and items of a text, in order.
  private func blocks(_ text: CodeText) -> [String] {
    let document = text.document
    return document.nodes.indices.filter { document.nodes[$0].kind == .paragraph }.map {
      document.plainText(of: $0)
    }
  }

  @Test("Each version of each block matches the draft")
  func blocks() throws {
    let edition = try edition()
    let proposed = blocks(edition.text(of: .proposed))
    let current = blocks(edition.text(of: .current))
    #expect(proposed.count == WashingtonDraft.blocks.count)
    #expect(current.count == WashingtonDraft.blocks.count)
    for (expected, found) in zip(WashingtonDraft.blocks, zip(proposed, current)) {
      #expect(found.0 == expected.proposed)
      #expect(found.1 == expected.current)
    }
  }

  @Test("The code has the draft's 18 deletions and 12 insertions, in 17 provisions")
  func marks() throws {
    let file = try #require(RepositoryContent.files.first { $0.path == Self.path })
    let redlined = try #require(DocumentParser(allowsRawHTML: false).parse(file).document.redlined)
    #expect(redlined.marks.count { $0.deleted?.isEmpty == false } == 18)
    #expect(redlined.marks.count { $0.inserted?.isEmpty == false } == 12)
    let edition = try edition()
    #expect(edition.text.provisions.count == 17)
    #expect(edition.metadata.redline == .incomplete)
  }
}
