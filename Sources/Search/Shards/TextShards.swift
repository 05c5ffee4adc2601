/// Writes the texts: of each record what a result shows.
struct TextShards {
  /// Bytes of text in a shard, unless one record has more.
  static let byteLimit = 8_000

  let plan: ShardPlan

  init(_ records: [SearchRecord]) {
    let ranges = ShardFamily.ranges(
      ofWeights: records.indices.lazy.map { Self.weight(of: $0, in: records) }, limit: Self.byteLimit)
    plan = ShardPlan("texts", ranges, capacity: Self.byteLimit + Self.byteLimit / 8) { script, shard in
      let range = ranges[shard]
      script.appendArray(range) { script, index in
        Self.append(index, in: records, isFirst: index == range.lowerBound, to: &script)
      }
    }
  }

  // Records are named by their places, since each is dear to copy.

  /// About the bytes that a record takes, without those that it shares with the one before.
  private static func weight(of index: Int, in records: [SearchRecord]) -> Int {
    var weight = records[index].text.count + records[index].removedText.count
    weight += records[index].title.utf8.count + records[index].address.utf8.count
    if index == 0 || records[index].context != records[index - 1].context {
      weight += records[index].context.utf8.count
    }
    if index == 0 || records[index].leadIn != records[index - 1].leadIn {
      weight += records[index].leadIn.utf8.count
    }
    return weight
  }

  /// Appends the kind, address, title, context, lead-in, text and removed text of a record; 0 stands for a
  /// context or lead-in that is the same as in the record before.
  ///
  /// - Parameter isFirst: Whether the record is the first of its shard.
  private static func append(
    _ index: Int, in records: [SearchRecord], isFirst: Bool, to script: inout ScriptText
  ) {
    func append(_ text: String, unlessIs previous: String?) {
      script.append(",")
      if text == previous { script.append("0") } else { script.appendString(text) }
    }
    script.append("[")
    script.append(Int(records[index].kind.rawValue))
    script.append(",")
    script.appendString(records[index].address)
    script.append(",")
    script.appendString(records[index].title)
    append(records[index].context, unlessIs: isFirst ? nil : records[index - 1].context)
    append(records[index].leadIn, unlessIs: isFirst ? nil : records[index - 1].leadIn)
    script.append(",")
    script.appendString(records[index].text)
    if !records[index].removedText.isEmpty {
      script.append(",")
      script.appendString(records[index].removedText)
    }
    script.append("]")
  }
}
