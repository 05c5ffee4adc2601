import Search
import Testing

@Suite struct SearchIndexerTests {
  @Test("The entry point is among the files, also of an empty index")
  func entryPoint() {
    let index = SearchIndexer.index([], of: SearchCorpus())
    #expect(index.files.map(\.path).contains(SearchIndex.entryPoint))
  }
}
