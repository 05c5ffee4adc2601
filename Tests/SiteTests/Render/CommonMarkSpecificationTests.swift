import Foundation
import Site
import TestSupport
import Testing

@Suite("The CommonMark specification")
struct CommonMarkSpecificationTests {
  /// An example of the specification: a text and the HTML that it must become.
  private struct Example: Decodable {
    let example: Int
    let section: String
    let markdown: String
    let html: String
  }

  /// What version 0.31 of the specification changed after libcmark 0.30.2: a currency sign is punctuation (354), and
  /// a comment may contain two hyphens (625) or none (626).
  private static let changedSince030: Set<Int> = [354, 625, 626]

  /// The examples of version 0.31.2, which `Scripts/setup specification` puts into the build folder.
  private static func examples() throws -> [Example] {
    let repository = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardizedFileURL
    let file = repository.appendingPathComponent(".build/commonmark-0.31.2.json")
    let data = try #require(try? Data(contentsOf: file), "run Scripts/setup specification: no \(file.path)")
    return try JSONDecoder().decode([Example].self, from: data)
  }

  @Test("has 652 examples, and each renders as it says, but for those that libcmark is too old for")
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
    // A newer libcmark knows the changes.
    #expect(older == (ReferenceHTML.version < (0, 31, 0) ? Self.changedSince030 : []))
  }
}
