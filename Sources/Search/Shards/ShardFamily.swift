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

  /// - Parameter terms: The titles of the glossary's terms, in the order of their records.
  init(
    _ families: [ShardFamily], _ corpus: SearchCorpus, terms: some Sequence<String>, endings: [Ending]
  ) {
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
    script.append(",\"definitionWords\":")
    script.appendString(FunctionWords.definitionWords(of: corpus.language).joined(separator: ";"))
    script.append(",\"otherSubjects\":")
    script.appendString(FunctionWords.otherSubjects(of: corpus.language).joined(separator: ";"))
    script.append(",\"terms\":")
    let names = NameStems(language: corpus.language)
    script.appendArray(terms) { $0.appendString(names.key(of: $1) ?? []) }
    script.append(",\"topicNames\":")
    script.appendArray(corpus.topics) { script, topic in
      script.appendArray(names.keys(of: topic)) { $0.appendString($1) }
    }
    script.append(",\"searches\":")
    script.appendArray(corpus.topics) {
      $0.appendString(Array(names.keysOfSearches(of: $1).joined(separator: ";".utf8)))
    }
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

/// The text of a script that passes data to the client: `handbookSearch("lexicon/0",…)`.
///
/// A folder opened through `file://` can't load data any other way. The text is ASCII, plus UTF-8 that
/// doesn't affect HTML parsers, so that a script can also be embedded in a page.
struct ScriptText {
  private(set) var bytes: [UInt8] = []

  init(reservingCapacity capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Appends punctuation, numbers, and other text that doesn't need escaping.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ number: Int) {
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func appendString(_ text: String) {
    var text = text
    text.withUTF8 { appendString($0) }
  }

  mutating func appendString(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { appendString($0) }
  }

  /// Appends a string literal in double quotation marks, valid in JSON and JavaScript.
  mutating func appendString(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    for (index, byte) in text.enumerated() where Self.needsLook[Int(byte)] {
      guard let escape = Self.escape(of: byte, at: index, in: text) else { continue }
      bytes.append(contentsOf: text[start..<index])
      bytes.append(contentsOf: escape.text.utf8)
      start = index + escape.width
    }
    bytes.append(contentsOf: text[start...])
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends elements in brackets, separated by commas.
  mutating func appendArray<Element>(
    _ elements: some Sequence<Element>, _ appendElement: (inout ScriptText, Element) -> Void
  ) {
    append("[")
    var isFirst = true
    for element in elements {
      if !isFirst { append(",") }
      isFirst = false
      appendElement(&self, element)
    }
    append("]")
  }

  /// The bytes that may need escaping: control characters, `"`, `\`, `<`, and the first byte of U+2028 and
  /// U+2029.
  private static let needsLook: [Bool] = (0..<256).map { byte in
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x3C || byte == 0xE2
  }

  private static func escape(
    of byte: UInt8, at index: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> (text: String, width: Int)? {
    switch byte {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case UInt8(ascii: "<"): return ("\\u003c", 1)
    case 0xE2:
      guard index + 2 < text.count, text[index + 1] == 0x80 else { return nil }
      return switch text[index + 2] {
      case 0xA8: ("\\u2028", 3)
      case 0xA9: ("\\u2029", 3)
      default: nil
      }
    default:
      let hexadecimal = String(byte, radix: 16)
      return ("\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal, 1)
    }
  }
}

/// Whole numbers as text: five bits per character, the lowest first, and a sixth bit that is set if more
/// follow.
///
/// Unlike base64-encoded bytes, each number begins at a character boundary, so that gzip recognizes
/// repetitions.
struct NumberText {
  private(set) var bytes: [UInt8] = []

  /// The digits from 0 to 63, which are those of base64url.
  private static let digits: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

  /// - Parameter value: A value from 0 to 63.
  @inline(__always)
  static func digit(_ value: Int) -> UInt8 {
    digits.utf8Start[value & 63]
  }

  init(_ numbers: some Sequence<Int> = []) {
    for number in numbers { append(number) }
  }

  /// - Parameter number: A number that isn't negative.
  @inline(__always)
  mutating func append(_ number: Int) {
    precondition(number >= 0, "the number isn't negative")
    var rest = number
    while rest >= 32 {
      bytes.append(Self.digit(rest & 31 | 32))
      rest >>= 5
    }
    bytes.append(Self.digit(rest))
  }

  /// Appends ascending numbers as the gaps between them.
  ///
  /// The first gap is the distance from -1.
  @inline(__always)
  mutating func appendGaps(_ ascending: some Sequence<Int>) {
    var previous = -1
    for number in ascending {
      append(number - previous - 1)
      previous = number
    }
  }
}

/// Sorted strings, each written as the length of the prefix that it shares with the string before it, and the
/// rest.
struct FrontCoding {
  /// For each string, a digit of ``NumberText``: the length of the shared prefix in UTF-16 code units.
  private(set) var shared: [UInt8] = []
  /// For each string, the rest after the shared prefix, and a semicolon.
  private(set) var rests: [UInt8] = []

  private var previous: [UInt8] = []

  /// The longest shared prefix that is used, in UTF-16 code units.
  private static let longestShared = 63

  mutating func append(_ string: [UInt8]) {
    var shared = UTF16Order.sharedPrefix(string, previous)
    if UTF16Order.length(of: string[..<shared]) > Self.longestShared { shared = 0 }
    self.shared.append(NumberText.digit(UTF16Order.length(of: string[..<shared])))
    rests += string[shared...]
    rests.append(UInt8(ascii: ";"))
    previous = string
  }
}

/// The order in which JavaScript compares strings: by UTF-16 code units.
///
/// It differs from the order of UTF-8 bytes only in that scalars above U+FFFF, which are written as
/// surrogates, come before those from U+E000 to U+FFFF.
enum UTF16Order {
  static func areInOrder(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let shared = min(left.count, right.count)
    for index in 0..<shared where left[index] != right[index] {
      return rank(left[index]) < rank(right[index])
    }
    return left.count < right.count
  }

  /// Returns the indices of distinct UTF-8 texts in the order of the texts.
  static func order(of texts: [[UInt8]]) -> [Int] {
    let keyed = texts.enumerated().map { (index: $0.offset, key: key(of: $0.element)) }
    let sorted = keyed.sorted { left, right in
      left.key == right.key ? areInOrder(texts[left.index], texts[right.index]) : left.key < right.key
    }
    return sorted.map(\.index)
  }

  /// Returns the first eight bytes of a text, ranked, which are enough to compare most pairs.
  private static func key(of text: [UInt8]) -> UInt64 {
    var key: UInt64 = 0
    for byte in text.prefix(8) { key = key << 8 | UInt64(rank(byte)) }
    return key << UInt64(8 * (8 - min(8, text.count)))
  }

  /// Returns the rank of the byte at which two UTF-8 texts first differ.
  ///
  /// Only lead bytes are above 0xED.
  private static func rank(_ byte: UInt8) -> UInt8 {
    byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte
  }

  /// Returns the length of a UTF-8 text in UTF-16 code units.
  static func length(of text: some Sequence<UInt8>) -> Int {
    text.reduce(0) { length, byte in
      byte & 0xC0 == 0x80 ? length : length + (byte >= 0xF0 ? 2 : 1)
    }
  }

  /// Returns the number of bytes in the common prefix of two UTF-8 texts, whole scalars only.
  static func sharedPrefix(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let limit = min(left.count, right.count)
    var length = 0
    while length < limit, left[length] == right[length] { length += 1 }
    func splitsScalar(_ text: [UInt8]) -> Bool { length < text.count && text[length] & 0xC0 == 0x80 }
    while length > 0, splitsScalar(left) || splitsScalar(right) { length -= 1 }
    return length
  }
}
