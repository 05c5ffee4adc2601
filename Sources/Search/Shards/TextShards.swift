/// Writes the texts: of each record what a result shows.
struct TextShards {
  /// Bytes of text in a shard, unless one record has more.
  static let byteLimit = 8_000

  let family: ShardFamily

  init(_ records: [SearchRecord], to deliver: SearchIndex.Delivery) {
    let weights = records.indices.map { index in
      Self.weight(of: records[index], after: index > 0 ? records[index - 1] : nil)
    }
    let ranges = ShardFamily.ranges(ofWeights: weights, limit: Self.byteLimit)
    family = ShardFamily("texts", ranges, to: deliver) { script, shard in
      let range = ranges[shard]
      script.appendArray(range) { script, index in
        let previous = index > range.lowerBound ? records[index - 1] : nil
        Self.append(records[index], after: previous, to: &script)
      }
    }
  }

  /// About the bytes that a record takes, without those that it shares with the one before.
  private static func weight(of record: SearchRecord, after previous: SearchRecord?) -> Int {
    var weight = record.text.count + record.removedText.count + record.title.utf8.count
    weight += record.address.utf8.count
    if record.context != previous?.context { weight += record.context.utf8.count }
    if record.leadIn != previous?.leadIn { weight += record.leadIn.utf8.count }
    return weight
  }

  /// Appends the kind, address, title, context, lead-in, text and removed text of a record; 0 stands for a
  /// context or lead-in that is the same as in the record before.
  private static func append(
    _ record: SearchRecord, after previous: SearchRecord?, to script: inout ScriptText
  ) {
    func appendUnlessRepeated(_ field: KeyPath<SearchRecord, String>) {
      script.append(",")
      if record[keyPath: field] == previous?[keyPath: field] {
        script.append("0")
      } else {
        script.appendString(record[keyPath: field])
      }
    }
    script.append("[")
    script.append(Int(record.kind.rawValue))
    script.append(",")
    script.appendString(record.address)
    script.append(",")
    script.appendString(record.title)
    appendUnlessRepeated(\.context)
    appendUnlessRepeated(\.leadIn)
    script.append(",")
    script.appendString(record.text)
    if !record.removedText.isEmpty {
      script.append(",")
      script.appendString(record.removedText)
    }
    script.append("]")
  }
}
