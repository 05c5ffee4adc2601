import Foundation
import Search

/// Writes the search index of records that a test invented: `SearchFixture FOLDER < corpus.json`.
///
/// The browser tests of search use it, so that they don't need a handbook.
@main
enum SearchFixture {
  static func main() throws {
    guard let folder = CommandLine.arguments.dropFirst().first else {
      throw CocoaError(.fileNoSuchFile)
    }
    let fixture = try JSONDecoder().decode(
      FixtureCorpus.self, from: FileHandle.standardInput.readDataToEndOfFile())
    let clock = ContinuousClock()
    var index: SearchIndex?
    let duration = clock.measure { index = SearchIndexer.index(fixture.records, of: fixture.corpus) }
    for file in index?.files ?? [] {
      let url = URL(filePath: folder).appending(path: file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    print("\(fixture.records.count) records, \(index?.files.count ?? 0) files, \(duration)")
  }
}
