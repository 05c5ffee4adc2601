import Markup

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

  /// Writes the shards of a family on all cores, and hands each on as soon as its name is known.
  ///
  /// - Parameters:
  ///   - ranges: The items of each shard; together all items.
  ///   - bounds: The first item of each shard, where the client looks for strings.
  ///   - appendData: Appends the data of the shard with a number, the arguments that follow the name in the
  ///     script's call.
  init(
    _ name: String,
    _ ranges: [Range<Int>],
    bounds: [[UInt8]] = [],
    to deliver: SearchIndex.Delivery,
    _ appendData: @Sendable (inout ScriptText, Int) -> Void
  ) {
    self.name = name
    self.bounds = bounds
    counts = ranges.map(\.count)
    let groups = stride(from: 0, to: ranges.count, by: Self.groupSize).map { start in
      start..<min(start + Self.groupSize, ranges.count)
    }
    hashes = groups.concurrentMap { group in
      let scripts = group.map { Self.script(name, $0, appendData) }
      var hash = ContentHash()
      for script in scripts { hash.add(script) }
      for (shard, script) in zip(group, scripts) {
        deliver(SearchIndex.File(path: "search/\(name)/\(shard)-\(hash.name).js", bytes: script))
      }
      return hash.name
    }
  }

  private static func script(
    _ name: String, _ shard: Int, _ appendData: (inout ScriptText, Int) -> Void
  ) -> [UInt8] {
    var script = ScriptText()
    script.append("handbookSearch(")
    script.appendString("\(name)/\(shard)")
    script.append(",")
    appendData(&script, shard)
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
