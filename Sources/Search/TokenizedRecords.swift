/// A run of records whose words have been counted: the part of indexing that needs no other record.
///
/// Whoever renders pages in parallel makes one of these for each run of neighbouring pages while their text is
/// at hand; ``SearchIndexer/merge(_:of:)`` joins them. How the records are cut into runs does not change the
/// index. A run costs some memory of its own, so a few for each core are better than one a page.
package struct TokenizedRecords: Sendable {
  var records: [SearchRecord] = []

  package init(_ records: some Sequence<SearchRecord>, of corpus: SearchCorpus) {
    self.records = Array(records)
  }
}
