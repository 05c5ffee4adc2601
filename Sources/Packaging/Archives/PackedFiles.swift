import Basics
import Czlib
import Site

/// Several files in one sequence of bytes, which a script can take apart.
///
/// The format is four bytes with the length of a list, the list as JSON, and the files one after the other.
/// The list has each file's path, media type, and length.
enum FileList {
  static func bytes(of files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    let list = JSONText.list(
      files.map { file in
        .list([
          .text(Route.encoded(file.path)), .text(MediaType(path: file.path).field), .number(file.bytes.count),
        ])
      })
    let text = list.compact
    let length = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: text.count >> $0) }
    return length + text + files.flatMap(\.bytes)
  }

  /// Returns the files, or `nil` if the bytes have another format.
  static func files(in bytes: [UInt8]) -> [OutputFile]? {
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count >= 4 + length, let list = JSONValue(Array(bytes[4..<(4 + length)]))?.array else {
      return nil
    }
    var rest = bytes[(4 + length)...]
    let files = list.compactMap { entry -> OutputFile? in
      guard let path = entry[0]?.string, let size = entry[2]?.integer, 0...rest.count ~= size else {
        return nil
      }
      defer { rest = rest.dropFirst(size) }
      return OutputFile(path: PercentCoding.decoded(path[...]), bytes: Array(rest.prefix(size)))
    }
    return files.count == list.count && rest.isEmpty ? files : nil
  }
}

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
  private static let shortestCopy = 32

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
    var blocks = EarlierBlocks(bytes)
    var copies: [Copy] = []
    var literals: [UInt8] = []
    var index = 0
    /// The start of the bytes that no copy has covered.
    var start = 0
    var distance = 0
    while index + blockLength <= bytes.count {
      blocks.note(before: index)
      var best: Range<Int>?
      var gain = 0
      func consider(_ source: Int, shortest: Int) {
        let range = repeated(bytes, index, source, from: start)
        guard range.count >= shortest, best == nil || range.count - shortest > gain else { return }
        best = range
        gain = range.count - shortest
        distance = index - source
      }
      if distance > 0, equal(bytes, index, index - distance) {
        consider(index - distance, shortest: blockLength)
      }
      blocks.forEachSource(of: index) { consider($0, shortest: shortestCopy) }
      guard let best else {
        index += 1
        continue
      }
      copies.append(Copy(literals: best.lowerBound - start, distance: distance, length: best.count))
      literals += bytes[start..<best.lowerBound]
      start = best.upperBound
      index = best.upperBound
    }
    return (copies, literals + bytes[start...])
  }

  /// Returns the bytes around a block that are the same around its source.
  ///
  /// The source ends before the bytes begin, so that it can be copied at once. Therefore, there are at most as many bytes
  /// as the distance to the source.
  private static func repeated(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ source: Int, from start: Int
  ) -> Range<Int> {
    let distance = index - source
    var range = index..<index
    while range.lowerBound > max(start, distance), range.count < distance,
      bytes[range.lowerBound - 1] == bytes[range.lowerBound - 1 - distance]
    {
      range = (range.lowerBound - 1)..<range.upperBound
    }
    while range.upperBound < bytes.count, range.count < distance,
      bytes[range.upperBound] == bytes[range.upperBound - distance]
    {
      range = range.lowerBound..<(range.upperBound + 1)
    }
    return range
  }

  private static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ one: Int, _ other: Int) -> Bool {
    (0..<blockLength).allSatisfy { bytes[one + $0] == bytes[other + $0] }
  }

  /// The places where each block occurs before the current one.
  private struct EarlierBlocks {
    /// The number of latest places to compare.
    private static let limit = 128
    /// The number of bytes in which every place is noted.
    ///
    /// In larger sites, most bytes are pictures.
    private static let noteAll = 32 << 20

    private let bytes: UnsafeBufferPointer<UInt8>
    /// The distance between places that are noted.
    private let step: Int
    /// The number of the latest place with each hash, or -1.
    private var latest: [Int32]
    /// The number of the place before each place that has the same hash, or -1.
    private var previous: [Int32] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      step = bytes.count <= Self.noteAll ? 1 : blockLength
      latest = [Int32](repeating: -1, count: 1 << 20)
      previous.reserveCapacity(bytes.count / step)
    }

    /// Notes the blocks that end before an index.
    mutating func note(before index: Int) {
      while previous.count * step + blockLength <= index {
        let slot = slot(of: previous.count * step)
        previous.append(latest[slot])
        latest[slot] = Int32(previous.count - 1)
      }
    }

    /// Calls a closure with the latest noted places that have the same block as an index.
    func forEachSource(of index: Int, _ body: (Int) -> Void) {
      var number = latest[slot(of: index)]
      for _ in 0..<Self.limit where number >= 0 {
        let source = Int(number) * step
        if equal(bytes, index, source) { body(source) }
        number = previous[Int(number)]
      }
    }

    /// Returns the slot in ``latest`` of the block at an index.
    private func slot(of index: Int) -> Int {
      let block = UnsafeRawBufferPointer(
        rebasing: UnsafeRawBufferPointer(bytes)[index..<(index + blockLength)])
      let first = block.loadUnaligned(as: UInt64.self)
      let second = block.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      let hash =
        (UInt64(littleEndian: first) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(littleEndian: second))
        &* 0xC2B2_AE3D_27D4_EB4F
      return Int(hash >> 44)
    }
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

/// Compression and checksums for archives, with zlib.
enum Deflate {
  /// The compression level.
  enum Effort: Int32 {
    /// For files that each build creates: 4 percent larger than the best, in half the time.
    case usual = 5
    /// For files that are created once and handed out.
    case best = 9
  }

  /// Returns compressed bytes in the format of RFC 1951, without a header.
  ///
  /// The same version of zlib gives the same bytes.
  static func compressed(_ bytes: [UInt8], _ effort: Effort = .best) -> [UInt8] {
    var stream = z_stream()
    let started = deflateInit2_(
      &stream, effort.rawValue, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard started == Z_OK else { preconditionFailure("zlib accepts these settings") }
    defer { deflateEnd(&stream) }
    var input = bytes
    return [UInt8](unsafeUninitializedCapacity: Int(deflateBound(&stream, UInt(bytes.count)))) {
      buffer, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        guard deflate(&stream, Z_FINISH) == Z_STREAM_END else {
          preconditionFailure("the output has room for as many bytes as deflateBound returned")
        }
      }
      count = Int(stream.total_out)
    }
  }

  /// Returns the bytes that were compressed by ``compressed(_:_:)``, or `nil` if the input has another
  /// format.
  static func expanded(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
    defer { inflateEnd(&stream) }
    var input = bytes
    var result: [UInt8] = []
    return input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      var status = Z_OK
      while status == Z_OK {
        result += [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(buffer.count)
          status = inflate(&stream, Z_NO_FLUSH)
          count = buffer.count - Int(stream.avail_out)
        }
      }
      return status == Z_STREAM_END ? result : nil
    }
  }

  /// Returns the CRC-32 that archives use to check their files.
  ///
  /// - Parameter earlier: The checksum of the preceding blocks.
  static func checksum(_ bytes: [UInt8], after earlier: UInt32 = 0) -> UInt32 {
    // zlib treats a call without bytes as the start of a new checksum.
    guard !bytes.isEmpty else { return earlier }
    return UInt32(
      truncatingIfNeeded: bytes.withUnsafeBufferPointer { crc32_z(UInt(earlier), $0.baseAddress, $0.count) })
  }
}
