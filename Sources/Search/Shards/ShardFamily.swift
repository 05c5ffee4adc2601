import Basics

/// The shards that together contain one kind of data for all items, in the order of the items.
///
/// A shard is a file of the index that a query loads as a whole. Its path is
/// `search/<family>/<number>-<hash>.js`. ``groupSize`` neighboring shards share a hash, so that the
/// directory, which lists the hashes, stays small regardless of the number of shards.
struct ShardFamily: Sendable {
  /// The number of neighboring shards that share a hash.
  static let groupSize = 16

  let name: String
  /// The number of items in each shard.
  let counts: [Int]
  let hashes: [String]
  /// The first item of each shard, if shards are found by a string rather than an item's number.
  let bounds: [[UInt8]]

  /// Writes the shards of several families on all cores, and delivers each one as soon as its name is known.
  ///
  /// All families are written together, so that no core waits for the last shards of one family while it
  /// could begin another.
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

  /// Divides items into adjacent ranges whose weights add up to at most a limit.
  ///
  /// A heavier item gets a range of its own.
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

/// The plan that a ``ShardFamily`` is written from.
struct ShardPlan: Sendable {
  let name: String
  /// The items of each shard.
  ///
  /// Together, the ranges cover all items.
  let ranges: [Range<Int>]
  /// The first item of each shard, if the client looks for strings.
  var bounds: [[UInt8]] = []
  /// The approximate size of a shard in bytes.
  var capacity = 0
  /// Appends the data of the shard with a given number: the arguments that follow the name in the script's
  /// call.
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

/// Writes the directory: the data that the client needs before it can answer a query, and the locations of
/// each family's shards.
struct ShardDirectory {
  let hash: String
  let file: SearchIndex.File

  init(_ families: [ShardFamily], _ corpus: SearchCorpus, endings: [Ending]) {
    var script = ScriptText()
    script.append("handbookSearch(\"directory\",{\"groupSize\":")
    script.append(ShardFamily.groupSize)
    for family in families {
      script.append(",")
      Self.append(family, to: &script)
    }
    script.append(",\"impacts\":")
    script.appendArray(ImpactScale.thousandths) { $0.append($1) }
    script.append(",\"endings\":")
    script.appendString(Array(endings.map(\.text).joined(separator: " ".utf8)))
    script.append(",\"functionWords\":")
    script.appendString(FunctionWords.words(of: corpus.language).joined(separator: " "))
    script.append(",\"lightWords\":")
    script.appendString(FunctionWords.lightWords(of: corpus.language).joined(separator: " "))
    script.append(",\"urgentWords\":")
    script.appendString(FunctionWords.urgentWords(of: corpus.language).joined(separator: ";"))
    script.append(",\"urgentTexts\":")
    script.appendArray(corpus.topics) { $0.appendString($1.urgent) }
    script.append("})\n")
    var hash = ContentHash()
    hash.add(script.bytes)
    self.hash = hash.name
    file = SearchIndex.File(path: "search/directory-\(hash.name).js", bytes: script.bytes)
  }

  /// Appends the number of items in each shard of a family, its hashes, and, if shards are found by their
  /// first items, those items.
  private static func append(_ family: ShardFamily, to script: inout ScriptText) {
    script.appendString(family.name)
    script.append(":[")
    script.appendString(NumberText(family.counts).bytes)
    script.append(",")
    script.appendString(family.hashes.joined(separator: " "))
    script.append(",")
    script.appendArray(family.bounds) { $0.appendString($1) }
    script.append("]")
  }
}

/// A hash of a file's content, which becomes part of its name, so that a cached file is never mistaken for a
/// newer one.
///
/// The hash isn't cryptographic. It processes eight bytes at a time, and mixes each by a multiplication and a
/// shift (the finalizer of splitmix64), because it reads every byte of the index.
struct ContentHash {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      var offset = 0
      while offset + 8 <= bytes.count {
        add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        offset += 8
      }
      var rest = UInt64(bytes.count) << 56
      for (shift, byte) in bytes[offset...].enumerated() { rest ^= UInt64(byte) << UInt64(shift * 8) }
      add(rest)
    }
  }

  private mutating func add(_ word: UInt64) {
    state = (state ^ word) &* 0xBF58_476D_1CE4_E5B9
    state ^= state >> 29
  }

  /// The hash as ten hexadecimal digits.
  var name: String {
    let mixed = (state ^ state >> 32) &* 0x94D0_49BB_1331_11EB
    let digits = String(mixed >> 24, radix: 16)
    return String(repeating: "0", count: 10 - digits.count) + digits
  }
}
