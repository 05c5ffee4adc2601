/// Counts the words of consecutive records.
struct WordCounter {
  private let corpus: SearchCorpus

  private(set) var forms = FormTable()
  private(set) var postings: [TokenizedRecords.Posting] = []
  /// The form of each posting.
  private(set) var postingForms: [UInt32] = []
  private(set) var occurrences: [TokenizedRecords.Occurrence] = []
  /// The form of each occurrence.
  private(set) var occurrenceForms: [UInt32] = []
  private(set) var fieldLengths: [UInt32] = []

  /// For each form, the last record that contained it, and the posting there.
  private var newest: [(record: UInt32, posting: UInt32)] = []
  private var record: UInt32 = 0
  private var position = 0

  init(corpus: SearchCorpus) {
    self.corpus = corpus
  }

  /// Reserves capacity for the words of the given number of bytes, so that no array is copied to grow.
  ///
  /// Unused memory is never touched, so it costs nothing.
  mutating func reserveCapacity(bytes: Int) {
    let words = bytes / 3
    occurrences.reserveCapacity(words)
    occurrenceForms.reserveCapacity(words)
    postings.reserveCapacity(words)
    postingForms.reserveCapacity(words)
  }

  /// Counts the words of the next record, which is passed by index so that it isn't copied.
  mutating func count(_ records: [SearchRecord], at index: Int) {
    position = 0
    let code = records[index].code.map { corpus.codes[$0].abbreviation } ?? ""
    fieldLengths.append(count([records[index].title, records[index].label ?? "", code], as: .title))
    fieldLengths.append(count([records[index].context], as: .context))
    fieldLengths.append(count([records[index].leadIn], as: .leadIn))
    fieldLengths.append(records[index].text.withUnsafeBufferPointer { count($0, as: .text) })
    let topicWords =
      records[index].topics.isEmpty ? records[index].keywords : topicWords(of: records[index])
    fieldLengths.append(topicWords.isEmpty ? 0 : count(topicWords, as: .topics))
    _ = records[index].removedText.withUnsafeBufferPointer { count($0, as: .removed) }
    record += 1
  }

  /// Returns the record's keywords and the titles of its topics.
  ///
  /// For a topic, its synonyms are included.
  private func topicWords(of record: SearchRecord) -> [String] {
    record.keywords
      + record.topics.flatMap { topic in
        [corpus.topics[topic].title] + (record.kind == .topic ? corpus.topics[topic].synonyms : [])
      }
  }

  private mutating func count(_ parts: [String], as field: Field) -> UInt32 {
    var length: UInt32 = 0
    for var part in parts {
      length += part.withUTF8 { count($0, as: field) }
    }
    return length
  }

  /// Counts the words of a text.
  ///
  /// - Returns: The number of words.
  private mutating func count(_ text: UnsafeBufferPointer<UInt8>, as field: Field) -> UInt32 {
    var length: UInt32 = 0
    Tokenizer.forEachWord(in: text) { word in
      let form = forms.intern(word)
      add(form, field)
      length += 1
    }
    position += 1
    return length
  }

  @inline(__always)
  private mutating func add(_ form: Int, _ field: Field) {
    if form == newest.count { newest.append((record: .max, posting: 0)) }
    if newest[form].record != record {
      newest[form] = (record, UInt32(postings.count))
      postings.append(TokenizedRecords.Posting(record: record, counts: FieldCounts()))
      postingForms.append(UInt32(form))
    }
    let posting = Int(newest[form].posting)
    if field.hasPositions {
      let isFirst = !postings[posting].counts.hasPositions
      occurrences.append(TokenizedRecords.Occurrence(position: position, isFirstInRecord: isFirst))
      occurrenceForms.append(UInt32(form))
      position += 1
    }
    postings[posting].counts.increment(field)
  }
}

/// A part of a record whose words have the same weight.
enum Field: Int, CaseIterable {
  /// The title, the label, and the abbreviation of the code.
  case title
  case context
  case leadIn
  case text
  /// The titles of a record's topics, and the synonyms of a topic.
  case topics
  /// The text that a draft deletes. It never adds to the weight of a record.
  case removed

  /// The number of fields that determine a record's weight: all except the last.
  static let weighedCount = 5

  /// Whether quoted phrases are searched for in the field.
  var hasPositions: Bool {
    switch self {
    case .title, .context, .leadIn, .text: true
    case .topics, .removed: false
    }
  }
}

/// The number of times that a form occurs in each field of a record, in 32 bits.
///
/// A count stays at its maximum.
struct FieldCounts: Sendable, Hashable {
  private(set) var bits: UInt32 = 0

  @inline(__always)
  mutating func increment(_ field: Field) {
    if self[field] < Self.largest(field) { bits += 1 << Self.shift(field) }
  }

  @inline(__always)
  subscript(field: Field) -> UInt32 { (bits >> Self.shift(field)) & Self.largest(field) }

  /// Whether the form occurs in a field whose words have positions.
  var hasPositions: Bool { bits & 0x000F_FFFF != 0 }

  /// Whether the form occurs in a field that adds to the record's weight.
  var isWeighed: Bool { bits & 0x00FF_FFFF != 0 }

  @inline(__always)
  private static func shift(_ field: Field) -> UInt32 {
    switch field {
    case .title: 0
    case .context: 4
    case .leadIn: 8
    case .text: 12
    case .topics: 20
    case .removed: 24
    }
  }

  @inline(__always)
  private static func largest(_ field: Field) -> UInt32 {
    switch field {
    case .text, .removed: 0xFF
    default: 0xF
    }
  }
}

/// A run of records whose words have been counted.
///
/// This is the part of indexing that doesn't depend on other records.
///
/// When pages are rendered in parallel, create one of these for each run of neighboring pages while their
/// text is available; ``SearchIndexer/merge(_:of:)`` merges them. The division into runs doesn't affect the
/// index. Each run has some memory overhead, so a few per core are better than one per page.
package struct TokenizedRecords: Sendable {
  let records: [SearchRecord]

  /// The distinct words of the run.
  let forms: FormTable

  /// For each form, by its number in ``forms``, the records that contain it, in order, with their counts.
  let postings: Grouped<Posting>

  /// For each form, by its number, the positions of its occurrences, in order.
  let occurrences: Grouped<Occurrence>

  /// Whether a draft deletes words from any of the records.
  let hasRemovals: Bool

  /// The number of words in each weighed field of each record.
  ///
  /// Those of record `r` begin at `r * Field.weighedCount`.
  let fieldLengths: [UInt32]

  struct Posting: Sendable {
    /// The index of the record in the run.
    var record: UInt32
    var counts: FieldCounts
  }

  /// A position in the words of a record, from 0.
  ///
  /// Consecutive fields are separated by a gap of one position.
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
