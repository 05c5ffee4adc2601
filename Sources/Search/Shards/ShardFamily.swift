import Basics

/// The shards that together hold one kind of data for all items, in the order of the items.
///
/// A shard is a file of the index that a query loads as a whole. Its path is
/// `search/<family>/<number>-<hash>.js`. The hash is that of ``groupSize`` neighbouring shards, so that the
/// directory, which lists the hashes, stays small however many shards there are.
struct ShardFamily: Sendable {
  /// Neighbouring shards that share a hash.
  static let groupSize = 16

  let name: String
  /// The number of items in each shard.
  let counts: [Int]
  let hashes: [String]
  /// The first item of each shard, where a shard is found by a string rather than by the number of an item.
  let bounds: [[UInt8]]

  /// Writes the shards of families on all cores, and hands each on as soon as its name is known.
  ///
  /// All families together, so that no core waits for the last shards of one while another could be begun.
  static func write(_ plans: [ShardPlan], to deliver: SearchIndex.Delivery) -> [ShardFamily] {
    let groups = plans.indices.flatMap { plan in
      stride(from: 0, to: plans[plan].ranges.count, by: groupSize).map { start in
        (plan: plan, shards: start..<min(start + groupSize, plans[plan].ranges.count))
      }
    }
    let hashes = groups.concurrentMap { plan, shards in
      let scripts = shards.map { script(plans[plan], $0) }
      var hash = ContentHash()
      for script in scripts { hash.add(script) }
      for (shard, script) in zip(shards, scripts) {
        let path = "search/\(plans[plan].name)/\(shard)-\(hash.name).js"
        deliver(SearchIndex.File(path: path, bytes: script))
      }
      return hash.name
    }
    return plans.indices.map { index in
      let plan = plans[index]
      return ShardFamily(
        name: plan.name, counts: plan.ranges.map(\.count),
        hashes: zip(groups, hashes).filter { $0.0.plan == index }.map(\.1), bounds: plan.bounds)
    }
  }

  private static func script(_ plan: ShardPlan, _ shard: Int) -> [UInt8] {
    var script = ScriptText(reservingCapacity: plan.capacity)
    script.append("handbookSearch(")
    script.appendString("\(plan.name)/\(shard)")
    script.append(",")
    plan.appendData(&script, shard)
    script.append(")\n")
    return script.bytes
  }

  /// Cuts items into neighbouring ranges whose weights add up to a limit at most; a heavier item is alone.
  static func ranges(ofWeights weights: some Sequence<Int>, limit: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var end = 0
    var total = 0
    for weight in weights {
      if end > start, total + weight > limit {
        ranges.append(start..<end)
        start = end
        total = 0
      }
      total += weight
      end += 1
    }
    if end > start { ranges.append(start..<end) }
    return ranges
  }
}
