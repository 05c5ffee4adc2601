import Basics
import Synchronization

/// A search index: the files that the client loads piece by piece.
///
/// Every page contains a form and the stub, which loads the client when it's first used. `data-root` is the
/// path from the page to the root of the site:
///
/// ```html
/// <form role="search" action="../search.html" method="get">
///   <label for="search-field">Search</label>
///   <input id="search-field" type="search" name="q" autocomplete="off">
///   <button>Search</button>
/// </form>
/// <script src="../assets/search-stub.js" defer data-root="../" data-client="assets/search.js"
///   data-answers="assets/search-answers.js"></script>
/// ```
///
/// The page `search.html` loads an additional script before the stub, and has a container that the script
/// fills. The content of the container is shown if scripts don't run:
///
/// ```html
/// <script src="assets/search-page.js" defer></script>
/// <div id="search-page"><p>Search needs JavaScript. Use the <a href="subjects.html">A–Z index</a>.</p></div>
/// ```
package struct SearchIndex: Sendable, Hashable {
  /// The file that the client loads first.
  ///
  /// It lists all other files, whose names contain hashes of their content. Its own name never changes, so
  /// that no page depends on the text of another.
  package static let entryPoint = "search/root.js"

  package struct File: Sendable, Hashable {
    /// The path from the root of the site, under `search/`.
    package var path: String
    package var bytes: [UInt8]
  }

  /// Receives a finished file.
  ///
  /// It's called on any thread, once for each file.
  package typealias Delivery = @Sendable (File) -> Void

  /// The files, sorted by path.
  package var files: [File]
}

/// Creates a search index for records.
///
/// The same records give the same bytes, on any number of cores.
package enum SearchIndexer {
  /// Counts the words of the records on all cores, then merges the counts.
  ///
  /// - Parameter records: The records of each code, contiguous and in the order of ``SearchCorpus/codes``,
  ///   followed by all others. Equal matches are listed in this order.
  package static func index(_ records: [SearchRecord], of corpus: SearchCorpus) -> SearchIndex {
    let ranges = evenRanges(of: records.count, in: 8)
    let runs = ranges.concurrentMap { TokenizedRecords(records[$0], of: corpus) }
    return merge(runs, of: corpus).index
  }

  /// Merges runs of records into an index.
  ///
  /// - Parameter runs: In the order of the records, as for ``index(_:of:)``.
  package static func merge(
    _ runs: [TokenizedRecords], of corpus: SearchCorpus
  ) -> (index: SearchIndex, unfindable: UnfindableWords) {
    let files = Mutex<[SearchIndex.File]>([])
    let unfindable = merge(runs, of: corpus) { file in files.withLock { $0.append(file) } }
    return (SearchIndex(files: files.withLock { $0 }.sorted { $0.path < $1.path }), unfindable)
  }

  /// Merges runs of records into an index, and delivers each file when it's finished.
  ///
  /// - Parameter runs: In the order of the records, as for ``index(_:of:)``.
  /// - Returns: The words that the index doesn't find, which follow from what was made for it.
  @discardableResult
  package static func merge(
    _ runs: [TokenizedRecords], of corpus: SearchCorpus, to deliver: @escaping SearchIndex.Delivery
  ) -> UnfindableWords {
    let merged = MergedRuns(runs, language: corpus.language)
    let records = Array(merged.records)
    let stems = merged.lexicon.stems.indices
    let postingCounts = stems.map { merged.postingCount(ofStem: $0) }

    let lexicon = LexiconShards(merged.lexicon, recordCounts: postingCounts, language: corpus.language)
    let families = ShardFamily.write(
      [
        lexicon.plan,
        CitationShards(records, codes: corpus.codes).plan,
        PositionsShards(merged, postingCounts: postingCounts).plan,
        PostingsShards(merged, postingCounts: postingCounts).plan,
        FacetShards(records, topicCount: corpus.topics.count).plan,
        TextShards(records).plan,
      ], to: deliver)
    let directory = ShardDirectory(
      families, corpus,
      terms: records.indices.lazy.filter { records[$0].kind == .term }.map { records[$0].title },
      endings: lexicon.endings
    )
    deliver(directory.file)
    deliver(RootShard(corpus, records: records, directory: directory).file)
    return UnfindableWords(merged.lexicon.stems, related: lexicon.relations, of: corpus)
  }
}

/// Writes the root shard: the data that the client needs before it can read a query.
///
/// The data that it needs only to answer a query is in ``ShardDirectory``, which the root shard refers to.
struct RootShard {
  /// The version of the format.
  ///
  /// The client rejects any version other than its own.
  static let format = 6

  let file: SearchIndex.File

  init(
    _ corpus: SearchCorpus,
    records: [SearchRecord],
    directory: ShardDirectory
  ) {
    var script = ScriptText()
    script.append("handbookSearch(\"root\",{\"format\":")
    script.append(Self.format)
    script.append(",\"records\":")
    script.append(records.count)
    script.append(",\"kinds\":")
    script.appendArray(SearchRecord.Kind.allCases) { $0.appendString($1.name) }
    script.append(",\"codes\":")
    Self.appendCodes(corpus.codes, records, to: &script)
    script.append(",\"topics\":")
    Self.appendTopics(corpus, to: &script)
    script.append(",\"jurisdictions\":")
    let jurisdictions = corpus.jurisdictions.map { "\($0.abbreviation) \($0.name)" }
    script.appendString(jurisdictions.joined(separator: ";"))
    script.append(",\"longestWord\":")
    script.append(Tokenizer.longestWord)
    Self.appendFolding(to: &script)
    script.append(",\"directory\":")
    script.appendString(directory.hash)
    script.append(",\"answers\":")
    script.appendString(corpus.answersPath)
    script.append(",\"strings\":{")
    Self.appendStrings(corpus.strings, to: &script)
    script.append("}})\n")
    file = SearchIndex.File(path: SearchIndex.entryPoint, bytes: script.bytes)
  }

  /// Appends, for each code, its abbreviation, jurisdiction, status, title, address, first record, number of
  /// records, 1 if its text is included, where it's published, and its number of items.
  private static func appendCodes(
    _ codes: [SearchCorpus.Code], _ records: [SearchRecord], to script: inout ScriptText
  ) {
    var ranges = [Range<Int>](repeating: 0..<0, count: codes.count)
    for number in records.indices {
      guard let code = records[number].code else { continue }
      if ranges[code].isEmpty { ranges[code] = number..<number }
      precondition(ranges[code].upperBound == number, "the records of a code are next to each other")
      ranges[code] = ranges[code].lowerBound..<(number + 1)
    }
    script.appendArray(zip(codes, ranges)) { script, element in
      let (code, range) = element
      script.append("[")
      for text in [code.abbreviation, code.jurisdiction, code.status, code.title, code.address] {
        script.appendString(text)
        script.append(",")
      }
      script.append(range.lowerBound)
      script.append(",")
      script.append(range.count)
      script.append(code.isIncluded ? ",1," : ",0,")
      script.appendString(code.source)
      script.append(",")
      script.append(code.itemCount)
      if !code.shortName.isEmpty {
        script.append(",")
        script.appendString(code.shortName)
      }
      script.append("]")
    }
  }

  /// Appends, for each topic, its id, title, address, and number of provisions.
  private static func appendTopics(_ corpus: SearchCorpus, to script: inout ScriptText) {
    script.appendArray(corpus.topics) { script, topic in
      script.append("[")
      for text in [topic.id, topic.title, topic.address] {
        script.appendString(text)
        script.append(",")
      }
      script.append(topic.provisionCount)
      script.append("]")
    }
  }

  private static func appendFolding(to script: inout ScriptText) {
    func append(_ ranges: [ClosedRange<UInt32>]) {
      script.appendArray(ranges.flatMap { [$0.lowerBound, $0.upperBound] }) { $0.append(Int($1)) }
    }
    script.append(",\"folding\":{\"groups\":")
    script.appendArray(CharacterFolding.groups) { $0.appendString($1.folded + " " + $1.letters) }
    script.append(",\"shifts\":")
    script.appendArray(CharacterFolding.shifts) { script, shift in
      script.appendArray([shift.range.lowerBound, shift.range.upperBound, shift.offset]) {
        $0.append(Int($1))
      }
    }
    script.append(",\"separators\":")
    append(CharacterFolding.separators)
    script.append(",\"unspaced\":")
    append(CharacterFolding.unspaced)
    script.append(",\"ignorables\":")
    append(CharacterFolding.ignorables)
    script.append(",\"apostrophes\":")
    append(CharacterFolding.apostrophes)
    script.append(",\"hyphens\":")
    append(CharacterFolding.hyphens)
    script.append("}")
  }

  private static func appendStrings(_ strings: [String: String], to script: inout ScriptText) {
    for (index, key) in strings.keys.sorted().enumerated() {
      if index > 0 { script.append(",") }
      script.appendString(key)
      script.append(":")
      script.appendString(strings[key] ?? "")
    }
  }
}
