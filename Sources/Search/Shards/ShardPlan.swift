/// What a ``ShardFamily`` is written from.
struct ShardPlan: Sendable {
  let name: String
  /// The items of each shard; together all items.
  let ranges: [Range<Int>]
  /// The first item of each shard, where the client looks for strings.
  var bounds: [[UInt8]] = []
  /// About the bytes of a shard.
  var capacity = 0
  /// Appends the data of the shard with a number, the arguments that follow the name in the script's call.
  let appendData: @Sendable (inout ScriptText, Int) -> Void

  init(
    _ name: String, _ ranges: [Range<Int>], bounds: [[UInt8]] = [], capacity: Int = 0,
    _ appendData: @escaping @Sendable (inout ScriptText, Int) -> Void
  ) {
    self.name = name
    self.ranges = ranges
    self.bounds = bounds
    self.capacity = capacity
    self.appendData = appendData
  }
}
