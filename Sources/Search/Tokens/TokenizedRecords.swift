/// A run of records whose words have been counted: the part of indexing that needs no other record.
///
/// Whoever renders pages in parallel makes one of these for each run of neighbouring pages while their text is
/// at hand; ``SearchIndexer/merge(_:of:)`` joins them. How the records are cut into runs does not change the
/// index. A run costs some memory of its own, so a few for each core are better than one a page.
package struct TokenizedRecords: Sendable {
  let records: [SearchRecord]

  /// The distinct words of the run.
  let forms: FormTable

  /// For each form, by its number in ``forms``: the records that hold it, in order, each with its counts.
  let postings: Grouped<Posting>

  /// For each form, by its number: the places of its occurrences, in order.
  let occurrences: Grouped<Occurrence>

  /// Whether a draft strikes words from any of the records.
  let hasRemovals: Bool

  /// The words in each weighed field of each record: those of record `r` from `r * Field.weighedCount`.
  let fieldLengths: [UInt32]

  struct Posting: Sendable {
    /// Counted from the first record of the run.
    var record: UInt32
    var counts: FieldCounts
  }

  /// A place in the words of a record, from 0; the fields follow each other with a gap of one between them.
  struct Occurrence: Sendable {
    private let bits: UInt32

    init(position: Int, isFirstInRecord: Bool) {
      bits = UInt32(position) << 1 | (isFirstInRecord ? 1 : 0)
    }

    var position: Int { Int(bits >> 1) }
    var isFirstInRecord: Bool { bits & 1 != 0 }
  }

  package init(_ records: some Sequence<SearchRecord>, of corpus: SearchCorpus) {
    self.records = Array(records)
    var counter = WordCounter(corpus: corpus)
    counter.reserveCapacity(bytes: self.records.reduce(0) { $0 + $1.text.count })
    for index in self.records.indices { counter.count(self.records, at: index) }
    forms = counter.forms
    postings = Grouped(counter.postings, by: counter.postingForms, groups: counter.forms.count)
    occurrences = Grouped(counter.occurrences, by: counter.occurrenceForms, groups: counter.forms.count)
    hasRemovals = self.records.contains { !$0.removedText.isEmpty }
    fieldLengths = counter.fieldLengths
  }
}
