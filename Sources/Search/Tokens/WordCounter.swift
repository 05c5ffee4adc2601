/// Counts the words of one record after another.
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

  /// For each form the record that held it last, and the posting there.
  private var newest: [(record: UInt32, posting: UInt32)] = []
  private var record: UInt32 = 0
  private var position = 0

  init(corpus: SearchCorpus) {
    self.corpus = corpus
  }

  /// Makes room for the words of so many bytes of text, so that nothing is copied to grow.
  ///
  /// Memory that no word comes to use is never touched, and so costs nothing.
  mutating func reserveCapacity(bytes: Int) {
    let words = bytes / 3
    occurrences.reserveCapacity(words)
    occurrenceForms.reserveCapacity(words)
    postings.reserveCapacity(words)
    postingForms.reserveCapacity(words)
  }

  /// Counts the words of the next record: the one at an index, which is not copied.
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

  /// The record's keywords and the titles of its topics; for a topic itself also its synonyms.
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
  /// - Returns: How many they are.
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
