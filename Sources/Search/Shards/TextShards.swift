/// Writes the texts: the parts of each record that a result shows.
struct TextShards {
  /// The maximum size of a shard's text in bytes, unless a single record is larger.
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

  // Records are passed by index, because they are expensive to copy.

  /// Returns the approximate size of a record in bytes, without the parts that it shares with the record
  /// before it.
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

  /// Appends the kind, address, title, context, lead-in, text, removed text, and first self-check of a record.
  ///
  /// A context or lead-in that is the same as in the record before it is written as 0.
  ///
  /// - Parameter isFirst: Whether the record is the first one in its shard.
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
    if !records[index].removedText.isEmpty || records[index].firstSelfCheck != nil {
      script.append(",")
      script.appendString(records[index].removedText)
    }
    if let number = records[index].firstSelfCheck {
      script.append(",")
      script.append(number)
    }
    script.append("]")
  }
}
