/// Writes the facets: the records of each kind, then those of each topic.
///
/// The other facets need no lists: the records of a code are next to each other, and a state and a status are
/// those of codes.
struct FacetShards {
  /// Records in a shard's lists.
  static let recordLimit = 8_000

  let plan: ShardPlan

  init(_ records: [SearchRecord], topicCount: Int) {
    let kindCount = SearchRecord.Kind.allCases.count
    var lists = [[Int]](repeating: [], count: kindCount + topicCount)
    for number in records.indices {
      lists[Int(records[number].kind.rawValue)].append(number)
      for topic in Set(records[number].topics) { lists[kindCount + topic].append(number) }
    }
    let finished = lists
    let ranges = ShardFamily.ranges(ofWeights: finished.map { $0.count + 1 }, limit: Self.recordLimit)
    plan = ShardPlan("facets", ranges) { script, shard in
      var numbers = NumberText()
      for list in finished[ranges[shard]] {
        numbers.append(list.count)
        numbers.appendGaps(list)
      }
      script.appendString(numbers.bytes)
    }
  }
}
