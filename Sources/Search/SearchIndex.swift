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
      families, corpus, terms: records.lazy.filter { $0.kind == .term }.map(\.title), endings: lexicon.endings
    )
    deliver(directory.file)
    deliver(RootShard(corpus, records: records, directory: directory).file)
    return UnfindableWords(merged.lexicon.stems, related: lexicon.relations, of: corpus)
  }
}
