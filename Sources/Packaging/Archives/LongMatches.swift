/// Compression that replaces repeated bytes by references, at any distance.
///
/// The pages of a site repeat one another: views of one text, the same frame, quoted provisions. Deflate
/// looks back only 32 KB and finds little of that. With these references first, the compressed site is half
/// as large.
///
/// The format starts with the number of bytes and the number of copies. Then there are three columns with a
/// number for each copy: the number of literal bytes before it, the change of the distance to its source
/// since the previous copy (twice the increase, or twice the decrease minus one), and its length. The literal
/// bytes follow. A number has seven bits in each byte, lowest first, and the high bit is set if more bytes
/// follow. `single_file.js` reads this format.
enum LongMatches {
  /// The length of the shortest run to look for.
  private static let blockLength = 16
  /// The length of the shortest copy that saves space, unless it continues the previous copy.
  private static let shortestCopy = 48

  private struct Copy {
    let literals: Int
    let distance: Int
    let length: Int
  }

  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    let (copies, literals) = bytes.withUnsafeBufferPointer(copies)
    var result = Numbers()
    result.append(bytes.count)
    result.append(copies.count)
    for copy in copies { result.append(copy.literals) }
    var distance = 0
    for copy in copies {
      let growth = copy.distance - distance
      result.append(growth < 0 ? -2 * growth - 1 : 2 * growth)
      distance = copy.distance
    }
    for copy in copies { result.append(copy.length) }
    return result.bytes + literals
  }

  /// Finds the copies in one pass, and collects the literal bytes.
  private static func copies(in bytes: UnsafeBufferPointer<UInt8>) -> ([Copy], [UInt8]) {
    var latest: [UInt64: Int] = [:]
    latest.reserveCapacity(bytes.count / blockLength)
    var copies: [Copy] = []
    var literals: [UInt8] = []
    var index = 0
    /// The start of the bytes that no copy has covered.
    var start = 0
    var noted = 0
    var distance = 0
    while index + blockLength <= bytes.count {
      while noted + blockLength <= index {
        latest[hash(bytes, at: noted)] = noted
        noted += blockLength
      }
      let isContinued = distance > 0 && index >= distance && equal(bytes, index, index - distance)
      let source = isContinued ? index - distance : latest[hash(bytes, at: index)]
      guard let source, isContinued || equal(bytes, index, source) else {
        index += 1
        continue
      }
      var (from, to) = (source, index)
      while to > start, from > 0, bytes[to - 1] == bytes[from - 1] { (from, to) = (from - 1, to - 1) }
      var end = index + blockLength
      // The source of a copy ends before the copy begins, so that it can be copied at once.
      while end < bytes.count, end - (to - from) < to, bytes[end] == bytes[end - (to - from)] { end += 1 }
      end = min(end, to + (to - from))
      guard end - to >= (isContinued ? blockLength : shortestCopy) else {
        index += 1
        continue
      }
      copies.append(Copy(literals: to - start, distance: to - from, length: end - to))
      literals += bytes[start..<to]
      distance = to - from
      start = end
      index = end
    }
    return (copies, literals + bytes[start...])
  }

  private static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ one: Int, _ other: Int) -> Bool {
    (0..<blockLength).allSatisfy { bytes[one + $0] == bytes[other + $0] }
  }

  /// FNV-1a.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes[index..<(index + blockLength)] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// Returns the original bytes, or `nil` if the input has another format.
  static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    var numbers = Numbers(bytes: bytes)
    guard let size = numbers.next(), let count = numbers.next(), count <= bytes.count else { return nil }
    let columns = (0..<3).map { _ in (0..<count).compactMap { _ in numbers.next() } }
    guard columns.allSatisfy({ $0.count == count }) else { return nil }
    var result: [UInt8] = []
    var rest = bytes[numbers.index...]
    var distance = 0
    for ((literals, growth), length) in zip(zip(columns[0], columns[1]), columns[2]) {
      result += rest.prefix(literals)
      rest = rest.dropFirst(literals)
      distance += growth % 2 == 0 ? growth / 2 : -(growth + 1) / 2
      guard distance >= length, distance <= result.count else { return nil }
      let source = result.count - distance
      result += result[source..<(source + length)]
    }
    result += rest
    return result.count == size ? result : nil
  }

  private struct Numbers {
    var bytes: [UInt8] = []
    var index = 0

    mutating func append(_ number: Int) {
      var rest = number
      while rest > 0x7F {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }

    mutating func next() -> Int? {
      var number = 0
      for shift in stride(from: 0, to: 56, by: 7) {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        index += 1
        number |= Int(byte & 0x7F) << shift
        if byte < 0x80 { return number }
      }
      return nil
    }
  }
}
