import Basics
import Synchronization

/// Makes a search index of records.
///
/// The same records give the same bytes, on any number of cores.
package enum SearchIndexer {
  /// Counts the words of the records on all cores, then merges.
  ///
  /// - Parameter records: Those of each code next to each other and the codes in the order of
  ///   ``SearchCorpus/codes``, then all others; equal matches are listed in this order.
  package static func index(_ records: [SearchRecord], of corpus: SearchCorpus) -> SearchIndex {
    let ranges = evenRanges(of: records.count, in: 8)
    let runs = ranges.concurrentMap { TokenizedRecords(records[$0], of: corpus) }
    return merge(runs, of: corpus)
  }

  /// Joins runs of records into an index.
  ///
  /// - Parameter runs: In the order of the records, as ``index(_:of:)`` takes them.
  package static func merge(_ runs: [TokenizedRecords], of corpus: SearchCorpus) -> SearchIndex {
    let files = Mutex<[SearchIndex.File]>([])
    merge(runs, of: corpus) { file in files.withLock { $0.append(file) } }
    return SearchIndex(files: files.withLock { $0 }.sorted { $0.path < $1.path })
  }

  /// Joins runs of records into an index, and hands on each of its files when it is finished.
  ///
  /// - Parameter runs: In the order of the records, as ``index(_:of:)`` takes them.
  package static func merge(
    _ runs: [TokenizedRecords], of corpus: SearchCorpus, to deliver: @escaping SearchIndex.Delivery
  ) {
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
    let directory = ShardDirectory(families, corpus, endings: lexicon.endings)
    deliver(directory.file)
    deliver(RootShard(corpus, records: records, directory: directory).file)
  }
}
