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
    let hidden = records[index].kind == .topic ? topicWords(of: records[index]) : records[index].keywords
    fieldLengths.append(hidden.isEmpty ? 0 : count(hidden, as: .topics))
    _ = records[index].removedText.withUnsafeBufferPointer { count($0, as: .removed) }
    record += 1
  }

  /// Returns the keywords, the title, the synonyms, and the searches of a topic.
  ///
  /// They don't count as words of the topic's rules, because a rule that uses them itself answers a query better.
  private func topicWords(of record: SearchRecord) -> [String] {
    record.keywords
      + record.topics.flatMap { topic in
        [corpus.topics[topic].title] + corpus.topics[topic].synonyms + corpus.topics[topic].searches
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
  /// The title and the synonyms of a topic, and hidden words of other records.
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

  /// Whether the text is the only field with the form that adds to the record's weight, as for most forms.
  var areOnlyInText: Bool { bits & 0x00F0_0FFF == 0 }

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

/// Distinct byte strings, numbered from 0 in the order in which they were added.
///
/// This is an open-addressing hash table over a single array of bytes. Interning a known word doesn't
/// allocate memory. The numbers depend only on the order of insertion, never on the hash.
struct FormTable: Sendable {
  private var bytes: [UInt8] = []
  /// The end of each form in ``bytes``.
  ///
  /// A form begins at the end of the one before it.
  private var ends: [UInt32] = []
  /// A form's hash in the upper half and its number plus one in the lower half, in the slot for the hash or
  /// the next free one.
  ///
  /// A free slot is 0.
  private var slots: [UInt64]

  init(expecting count: Int = 1 << 10) {
    var capacity = 1 << 4
    while capacity < count * 2 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
  }

  var count: Int { ends.count }

  /// Returns the number of a form, which is added if it's new.
  @inline(__always)
  mutating func intern(_ form: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(form)
    var slot = Int(hash) & (slots.count - 1)
    while true {
      let entry = slots[slot]
      if entry == 0 { return insert(form, hash, slot) }
      let number = Int(UInt32(truncatingIfNeeded: entry)) - 1
      if UInt32(entry >> 32) == hash, isEqual(number, form) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// The bytes of a form.
  subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

  /// Calls a closure with the bytes of a form, without copying them.
  @inline(__always)
  func withBytes<Result>(of number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(of: number)])) }
  }

  private func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  private func isEqual(_ number: Int, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(of: number)
    guard range.count == form.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      Self.areEqual(UnsafeRawBufferPointer(rebasing: bytes[range]), UnsafeRawBufferPointer(form))
    }
  }

  /// Returns whether two byte strings of equal length are the same.
  ///
  /// It compares eight bytes at a time.
  @inline(__always)
  private static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count >= 8 else {
      for offset in 0..<left.count where left[offset] != right[offset] { return false }
      return true
    }
    var offset = 0
    while true {
      let isSame =
        left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        == right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard isSame else { return false }
      guard offset + 8 < left.count else { return true }
      // The last eight bytes can overlap those before.
      offset = min(offset + 8, left.count - 8)
    }
  }

  @inline(never)
  private mutating func insert(_ form: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ slot: Int) -> Int {
    bytes.append(contentsOf: form)
    ends.append(UInt32(bytes.count))
    slots[slot] = UInt64(hash) << 32 | UInt64(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for entry in slots where entry != 0 {
      var slot = Int(entry >> 32) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = entry
    }
    slots = larger
  }

  /// Returns a hash of the bytes in groups of four and eight, of which the last can overlap the one before
  /// it.
  ///
  /// Each is mixed by a multiplication and a shift (the finalizer of splitmix64).
  @inline(__always)
  private static func hash(_ form: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(form)
    var state = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    switch bytes.count {
    case 8...:
      var offset = 0
      while true {
        mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)), into: &state)
        guard offset + 8 < bytes.count else { break }
        offset = min(offset + 8, bytes.count - 8)
      }
    case 4...7:
      let first = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
      let last = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self))
      mix(UInt64(first) << 32 | UInt64(last), into: &state)
    case 1...3:
      let middle = UInt64(bytes[bytes.count / 2])
      mix(UInt64(bytes[0]) << 16 | middle << 8 | UInt64(bytes[bytes.count - 1]), into: &state)
    default: break
    }
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }

  @inline(__always)
  private static func mix(_ word: UInt64, into state: inout UInt64) {
    state = (state ^ word) &* 0xBF58_476D_1CE4_E5B9
    state ^= state >> 29
  }
}

/// All runs of records, with a common lexicon and consecutive record numbers.
struct MergedRuns: Sendable {
  let runs: [TokenizedRecords]
  let lexicon: Lexicon
  /// The number of the first record of each run.
  let firstRecords: [Int]
  let recordCount: Int

  init(_ runs: [TokenizedRecords], language: String) {
    self.runs = runs
    lexicon = Lexicon(of: runs, language: language)
    var firstRecords: [Int] = []
    var count = 0
    for run in runs {
      firstRecords.append(count)
      count += run.records.count
    }
    self.firstRecords = firstRecords
    recordCount = count
  }

  var records: some Sequence<SearchRecord> { runs.lazy.map(\.records).joined() }

  /// Returns the total number of postings for a stem's forms.
  func postingCount(ofStem stem: Int) -> Int {
    sum(overFormsOf: stem) { runs[$0].postings.count(of: $1) }
  }

  /// Returns the total number of occurrences of a stem's forms.
  func occurrenceCount(ofStem stem: Int) -> Int {
    sum(overFormsOf: stem) { runs[$0].occurrences.count(of: $1) }
  }

  private func sum(overFormsOf stem: Int, _ count: (_ run: Int, _ number: Int) -> Int) -> Int {
    var total = 0
    for form in lexicon.formRanges[stem] {
      forEachRun(holding: form) { run, number in total += count(run, number) }
    }
    return total
  }

  /// Calls a closure with the index of each run that contains a form, and the form's number in that run's
  /// table.
  @inline(__always)
  func forEachRun(holding form: Int, _ body: (_ run: Int, _ number: Int) -> Void) {
    for run in runs.indices {
      guard let number = lexicon.number(of: form, inRun: run) else { continue }
      body(run, number)
    }
  }
}

/// Elements grouped by a number.
///
/// Within each group, elements keep their order.
struct Grouped<Element: Sendable>: Sendable {
  private let elements: [Element]
  /// The start of each group in ``elements``, and the end of the last one.
  private let starts: [UInt32]

  /// Groups elements by a counting sort.
  ///
  /// - Parameter keys: The group of each element, in `0..<groups`.
  init(_ unsorted: [Element], by keys: [UInt32], groups: Int) {
    var next = [UInt32](repeating: 0, count: groups + 1)
    for key in keys { next[Int(key) + 1] += 1 }
    for group in 0..<groups { next[group + 1] += next[group] }
    starts = next
    elements = [Element](unsafeUninitializedCapacity: unsorted.count) { buffer, count in
      for index in unsorted.indices {
        let key = Int(keys[index])
        buffer.initializeElement(at: Int(next[key]), to: unsorted[index])
        next[key] += 1
      }
      count = unsorted.count
    }
  }

  subscript(group: Int) -> ArraySlice<Element> {
    elements[Int(starts[group])..<Int(starts[group + 1])]
  }

  /// Calls a closure with the elements of a group, without copying them and without an array's bounds checks.
  @inline(__always)
  func withGroup<Result>(_ group: Int, _ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    elements.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(starts[group])..<Int(starts[group + 1])]))
    }
  }

  func count(of group: Int) -> Int {
    Int(starts[group + 1] - starts[group])
  }
}

/// Divides `0..<count` into the given number of ranges, whose lengths differ by at most one, or into fewer if
/// some would be empty.
package func evenRanges(of count: Int, in parts: Int) -> [Range<Int>] {
  let parts = min(parts, count)
  return (0..<parts).map { part in (count * part / parts)..<(count * (part + 1) / parts) }
}
