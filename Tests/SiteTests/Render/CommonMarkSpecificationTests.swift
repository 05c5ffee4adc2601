import Foundation
import Site
import TestSupport
import Testing

@Suite("The CommonMark specification")
struct CommonMarkSpecificationTests {
  /// An example in the specification, with a text and its expected HTML.
  private struct Example: Decodable {
    let example: Int
    let section: String
    let markdown: String
    let html: String
  }

  /// The examples that version 0.31 of the specification changed after libcmark 0.30.2: currency signs are
  /// punctuation (354), and comments can contain two hyphens (625) or none (626).
  private static let changedSince030: Set<Int> = [354, 625, 626]

  /// Returns the examples of version 0.31.2, which `Scripts/setup specification` puts in the build folder.
  private static func examples() throws -> [Example] {
    let repository = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardizedFileURL
    let file = repository.appendingPathComponent(".build/commonmark-0.31.2.json")
    let data = try #require(try? Data(contentsOf: file), "run Scripts/setup specification: no \(file.path)")
    return try JSONDecoder().decode([Example].self, from: data)
  }

  @Test("All 652 examples render as specified, except for those that need a newer libcmark")
  func examples() throws {
    let examples = try Self.examples()
    #expect(examples.count == 652)
    var older: Set<Int> = []
    for example in examples {
      let html = renderedCommonMark(Array(example.markdown.utf8))
      if html == example.html { continue }
      older.insert(example.example)
      #expect(
        Self.changedSince030.contains(example.example),
        "\(example.example), \(example.section): \(example.markdown.debugDescription) became \(html.debugDescription)"
      )
    }
    // A newer libcmark includes the changes.
    #expect(older == (ReferenceHTML.version < (0, 31, 0) ? Self.changedSince030 : []))
  }
}
