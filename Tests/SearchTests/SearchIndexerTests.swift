import Testing

@testable import Search

@Suite("Search indexes")
struct SearchIndexerTests {
  @Test("An index has its entry point, even if there is nothing to find")
  func entryPoint() {
    let index = SearchIndexer.index([], of: SearchCorpus())
    #expect(index.files.map(\.path).contains(SearchIndex.entryPoint))
  }

  @Test("An index doesn't depend on how its records are divided into runs", arguments: [1, 2, 3, 7, 40])
  func runs(count: Int) {
    let whole = SearchIndexer.merge(
      [TokenizedRecords(Fixture.records, of: Fixture.corpus)], of: Fixture.corpus
    ).index
    let runs = evenRanges(of: Fixture.records.count, in: count).map {
      TokenizedRecords(Fixture.records[$0], of: Fixture.corpus)
    }
    #expect(SearchIndexer.merge(runs, of: Fixture.corpus).index == whole)
    #expect(SearchIndexer.index(Fixture.records, of: Fixture.corpus) == whole)
  }

  @Test("Every file except the entry point is named after its content")
  func names() throws {
    let before = SearchIndexer.index(Fixture.records, of: Fixture.corpus)
    var records = Fixture.records
    records[0].text += Array(" changed".utf8)
    let after = SearchIndexer.index(records, of: Fixture.corpus)
    for file in after.files where file.path != SearchIndex.entryPoint {
      let same = before.files.first { $0.path == file.path }
      #expect(same == nil || same == file, "\(file.path) kept its name and not its content")
    }
    #expect(Set(after.files.map(\.path)).count == after.files.count)
  }

  @Test("Files are listed in the order of their paths, all of them under search/")
  func order() {
    let paths = SearchIndexer.index(Fixture.records, of: Fixture.corpus).files.map(\.path)
    #expect(paths == paths.sorted())
    #expect(paths.allSatisfy { $0.hasPrefix("search/") && $0.hasSuffix(".js") })
  }

  @Test("No file contains text that would end a script in a page")
  func markup() {
    var record = Fixture.records[0]
    record.title = "</script><!--\u{2028}\"\\"
    record.text = Array("</SCRIPT ]]> \u{2029} \u{0} \u{7F}".utf8)
    let index = SearchIndexer.index([record], of: Fixture.corpus)
    for file in index.files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains("<") && !text.contains("\u{2028}") && !text.contains("\u{2029}"))
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    }
  }

  @Test(
    "The forms of a word are joined only in languages that libstemmer supports",
    arguments: [("en", 1), ("en-US", 1), ("de", 1), ("haw", 3), ("", 3), ("x-y", 3)])
  func languages(language: String, stemCount: Int) {
    var corpus = Fixture.corpus
    corpus.language = language
    let words = language == "de" ? "geschenk geschenke geschenken" : "gift gifts gifted"
    let record = SearchRecord(.page, address: "", title: "", text: Array(words.utf8))
    let lexicon = Lexicon(of: [TokenizedRecords([record], of: corpus)], language: language)
    #expect(lexicon.stems.count == stemCount)
    #expect(lexicon.forms.count == 3)
    let paths = SearchIndexer.index([record], of: corpus).files.map(\.path)
    #expect(paths.contains(SearchIndex.entryPoint))
    #expect(paths.contains { $0.hasPrefix("search/lexicon/") }, "\(paths)")
  }

  @Test("The directory has a topic's names, and its searches of several words apart from them")
  func searches() throws {
    var corpus = Fixture.corpus
    corpus.topics[0].searches = ["bringing her cookies", "fired", "ask me out"]
    let file = try #require(
      SearchIndexer.index(Fixture.records, of: corpus).files.first { $0.path.contains("/directory-") })
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.contains(#""topicNames":[["gift","gift","gift card","who do i ask"]]"#))
    #expect(text.contains(#""searches":["bring cooki;ask me out"]"#))
  }

  @Test("All words of a topic's searches find its record")
  func wordsOfSearches() {
    var corpus = Fixture.corpus
    corpus.topics[0].searches = ["bringing her cookies", "fired"]
    let record = SearchRecord(.topic, address: "topics/gifts.html", title: "Gifts", text: [], topics: [0])
    let lexicon = Lexicon(of: [TokenizedRecords([record], of: corpus)], language: "en")
    let forms = Set(lexicon.forms.map { String(decoding: $0, as: UTF8.self) })
    #expect(forms.isSuperset(of: ["bringing", "cookies", "fired"]))
  }
}
