import Markup

/// Writes the citations: what finds a record and no other, such as `WA#gifts`, `WA 5` and `RCW 18.420`.
///
/// A key is the words of a citation as ``Tokenizer`` cuts them, with a space between them.
struct CitationShards {
  /// Keys in a shard.
  static let keyLimit = 500

  let plan: ShardPlan

  init(_ records: [SearchRecord], codes: [SearchCorpus.Code]) {
    let keys = records.concurrentMap { Self.keys(of: $0, codes) }
    var recordsOfKeys: [[UInt8]: [Int]] = [:]
    for number in records.indices {
      for key in keys[number] where recordsOfKeys[key]?.last != number {
        recordsOfKeys[key, default: []].append(number)
      }
    }
    let unsorted = recordsOfKeys.map { (key: $0.key, records: $0.value) }
    let entries = UTF16Order.order(of: unsorted.map(\.key)).map { unsorted[$0] }
    let ranges = ShardFamily.ranges(ofWeights: entries.map { _ in 1 }, limit: Self.keyLimit)
    let bounds = ranges.map { entries[$0.lowerBound].key }
    plan = ShardPlan("citations", ranges, bounds: bounds) { script, shard in
      var keys = FrontCoding()
      var numbers = NumberText()
      for (key, records) in entries[ranges[shard]] {
        keys.append(key)
        numbers.append(records.count)
        numbers.appendGaps(records)
      }
      script.appendString(keys.shared)
      script.append(",")
      script.appendString(keys.rests)
      script.append(",")
      script.appendString(numbers.bytes)
    }
  }

  private static func keys(of record: SearchRecord, _ codes: [SearchCorpus.Code]) -> [[UInt8]] {
    var keys = record.citations.map { Tokenizer.words(of: $0) }
    if record.kind == .legalCitation {
      keys += keys.joined().filter(isCompoundNumber).map { [$0] }
    }
    if record.kind == .code, let code = record.code.map({ codes[$0] }), record.address == code.address {
      keys += [code.abbreviation, code.jurisdiction, record.title].map { Tokenizer.words(of: $0) }
    }
    if let label = record.label, let code = record.code.map({ codes[$0] }) {
      let label = Tokenizer.words(of: label)
      keys += [code.abbreviation, code.jurisdiction].map { Tokenizer.words(of: $0) + label }
    }
    return keys.filter { !$0.isEmpty }.map { Array($0.joined(separator: " ".utf8)) }
  }

  /// Whether a word is a number that names a law by itself, such as `18.420` in `RCW 18.420`.
  private static func isCompoundNumber(_ word: [UInt8]) -> Bool {
    word.contains(UInt8(ascii: ".")) || word.contains(UInt8(ascii: "-"))
  }
}
