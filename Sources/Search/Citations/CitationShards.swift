import Basics

/// Writes the citations, each of which finds exactly one record: `WA#gifts`, `WA 5`, `RCW 18.420`.
///
/// A key consists of the letters and digits of a citation, folded like ``Tokenizer`` folds them, without
/// fillers such as "item".
struct CitationShards {
  /// The maximum number of keys in a shard.
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
    var citations = record.citations
    if record.kind == .legalCitation {
      citations += record.citations.flatMap { $0.split(separator: " ").map(String.init) }.filter(
        isCompoundNumber)
    }
    if record.kind == .code, let code = record.code.map({ codes[$0] }), record.address == code.address {
      citations += [code.abbreviation, code.jurisdiction, record.title]
    }
    if record.kind == .provision { citations.append(record.title) }
    if let label = record.label, let code = record.code.map({ codes[$0] }) {
      citations += ["\(code.abbreviation) \(label)", "\(code.jurisdiction) \(label)"]
    }
    return Set(citations.map(key)).filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Returns the letters and digits of a citation, so that it's found in any spelling: `RCW 18.420` and
  /// `rcw18.420`.
  static func key(of citation: String) -> [UInt8] {
    Tokenizer.words(of: citation).filter { !fillers.contains($0) }.joined()
      .filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
  }

  /// Words that can be left out of a citation: "WA item 5", "42 CFR Part 2".
  ///
  /// The client has the same list.
  static let fillers: Set<[UInt8]> = Set(
    [
      "item", "items", "provision", "section", "sec", "rule", "no", "number", "label", "chapter", "part",
      "group",
    ]
    .map { Array($0.utf8) })

  /// Returns whether a word is a number that identifies a law by itself, such as `18.420` in `RCW 18.420`.
  private static func isCompoundNumber(_ word: String) -> Bool {
    word.contains(where: \.isNumber) && word.contains { $0 == "." || $0 == "-" }
  }
}
