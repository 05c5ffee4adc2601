import Basics
package import Markdown
package import Site

/// A zip archive, with the same bytes for the same files.
///
/// Files are sorted by path and have the same time, and nothing identifies who packed them. No entry is a
/// folder or a link. The container is written here, and zlib only compresses, because libarchive gives each
/// entry extra fields, which EPUB forbids for its first entry.
///
/// Source: .ZIP File Format Specification 6.3.10 (APPNOTE), sections 4.3 and 4.4.
package struct ZipArchive {
  /// The reason why files are not packed.
  package enum Refusal: Error, Equatable, CustomStringConvertible {
    /// The path is absolute, leaves the folder, or isn't valid on every system.
    case path(String)
    /// The path is longer than Windows can store in a folder that people unpack into.
    case length(String)
    /// Two paths are the same where file systems ignore case.
    case collision(String, String)
    /// The archive would have more than 65,535 files.
    case count(Int)
    /// The archive would be larger than 4 GB; the values are the largest file and its size in bytes.
    case size(largest: String, Int)
    /// A file on the disk has changed since the source was read.
    case changed(String)

    package var description: String {
      switch self {
      case .path(let path):
        "'\(path)' can't be packed: the name points outside the folder, or isn't valid on every system"
      case .length(let path):
        "'\(path)' can't be packed: the path has \(path.utf16.count) characters, and Windows can store "
          + "\(ZipArchive.longestPath) in a folder for downloads"
      case .collision(let one, let other):
        "'\(one)' and '\(other)' are the same name on systems that ignore case"
      case .count(let count): "a zip archive can have 65,535 files, and the site has \(count)"
      case .size(let path, let size):
        "a zip archive can have 4 GB; the largest file is '\(path)' with \(size >> 20) MB"
      case .changed(let path): "'\(path)' changed while it was packed; try again"
      }
    }
  }

  /// The most characters of a path on Windows, without the one that ends it.
  static let longestPathOnWindows = 259
  /// The characters of a folder that people unpack into, as in `C:\\Users\\firstname.lastname\\Downloads\\`.
  static let usualFolder = 44
  /// The most characters of a path in an archive.
  private static let longestPath = longestPathOnWindows - usualFolder

  /// The largest file on the disk that is compressed, in bytes.
  ///
  /// A larger one is nearly always a video or in another compressed format, and is stored without
  /// compression, block by block.
  private static let largestCompressed = 4 << 20
  /// The number of bytes that are compressed at a time, on all cores.
  private static let batchSize = 32 << 20

  private let time: PackageTime
  private let write: ([UInt8]) throws -> Void
  private var offset = 0
  private var directory: [UInt8] = []
  private var count = 0

  private init(time: PackageTime, write: @escaping ([UInt8]) throws -> Void) {
    self.time = time
    self.write = write
  }

  /// Packs files.
  ///
  /// - Parameters:
  ///   - first: A file that comes before the sorted ones and isn't compressed, such as EPUB's `mimetype`.
  ///   - write: A function that takes the archive in blocks, in order.
  /// - Throws: A ``Refusal``, or an error from reading a file or from `write`.
  package static func write(
    _ files: [OutputFile], first: OutputFile? = nil, at time: PackageTime,
    to write: ([UInt8]) throws -> Void
  ) throws {
    let sorted = files.sorted(byBytesOf: \.path)
    try check([first].compactMap(\.self) + sorted)
    try withoutActuallyEscaping(write) { write in
      var archive = ZipArchive(time: time, write: write)
      if let first { try archive.addPlain(first.path, first.bytes) }
      var batch: [(path: String, bytes: [UInt8])] = []
      var size = 0
      for file in sorted {
        if case .stored(let stored) = file.content, stored.size > largestCompressed {
          try archive.add(batch)
          (batch, size) = ([], 0)
          try archive.add(file.path, stored)
        } else {
          batch.append((file.path, try file.content.read()))
          size += file.content.size
          if size > batchSize {
            try archive.add(batch)
            (batch, size) = ([], 0)
          }
        }
      }
      try archive.add(batch)
      try archive.finish()
    }
  }

  /// Returns the bytes of an archive.
  package static func bytes(of files: [OutputFile], at time: PackageTime) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try write(files, at: time) { bytes += $0 }
    return bytes
  }

  private static func check(_ files: [OutputFile]) throws(Refusal) {
    var folded: [String: String] = [:]
    var total = 22
    for file in files {
      guard isPlain(file.path) else { throw .path(file.path) }
      guard file.path.utf16.count <= longestPath else { throw .length(file.path) }
      if let other = folded.updateValue(file.path, forKey: file.path.lowercased()) {
        throw .collision(other, file.path)
      }
      // The local header, and the entry in the directory.
      total += file.content.size + 30 + 46 + 2 * file.path.utf8.count
    }
    guard files.count <= Int(UInt16.max) else { throw .count(files.count) }
    if total > Int(UInt32.max), let largest = files.max(by: { $0.content.size < $1.content.size }) {
      throw .size(largest: largest.path, largest.content.size)
    }
  }

  /// Returns whether a path stays in its folder on every system.
  private static func isPlain(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return path.utf8.count <= Int(UInt16.max)
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && NameProblem($0) == nil }
  }

  /// Adds files that are in memory, compressed on all cores.
  private mutating func add(_ batch: [(path: String, bytes: [UInt8])]) throws {
    let compressed = batch.map(\.bytes).concurrentMap { Deflate.compressed($0) }
    for (file, data) in zip(batch, compressed) {
      if data.count < file.bytes.count {
        try begin(
          file.path, method: 8, checksum: Deflate.checksum(file.bytes), size: file.bytes.count,
          packedSize: data.count)
        try append(data)
      } else {
        try addPlain(file.path, file.bytes)
      }
    }
  }

  private mutating func addPlain(_ path: String, _ bytes: [UInt8]) throws {
    try begin(
      path, method: 0, checksum: Deflate.checksum(bytes), size: bytes.count, packedSize: bytes.count)
    try append(bytes)
  }

  /// Adds a file from the disk without compression.
  ///
  /// It is read twice, because its checksum comes before its bytes.
  private mutating func add(_ path: String, _ file: StoredFile) throws {
    var checksum: UInt32 = 0
    try file.forEachBlock(in: 0..<file.size) { checksum = Deflate.checksum($0, after: checksum) }
    try begin(path, method: 0, checksum: checksum, size: file.size, packedSize: file.size)
    var copied: UInt32 = 0
    try file.forEachBlock(in: 0..<file.size) { block in
      copied = Deflate.checksum(block, after: copied)
      try append(block)
    }
    guard copied == checksum else { throw Refusal.changed(path) }
  }

  /// Writes the header of a file and adds its entry to the directory.
  private mutating func begin(
    _ path: String, method: UInt16, checksum: UInt32, size: Int, packedSize: Int
  ) throws {
    let name = Array(path.utf8)
    var shared: [UInt8] = []
    shared.append(20 as UInt16)  // version needed to extract
    shared.append(0x0800 as UInt16)  // names are in UTF-8
    shared.append(method)
    shared.append(time.archiveTime)
    shared.append(time.archiveDate)
    shared.append(checksum)
    shared.append(UInt32(packedSize))
    shared.append(UInt32(size))
    shared.append(UInt16(name.count))
    shared.append(0 as UInt16)  // no extra fields

    directory.append(0x0201_4B50 as UInt32)
    directory.append(0x031E as UInt16)  // made by a Unix, version 3.0
    directory += shared
    directory.append(0 as UInt16)  // no comment
    directory.append(0 as UInt16)  // disk
    directory.append(0 as UInt16)  // internal attributes
    directory.append(0o100644 << 16 as UInt32)  // a file that everybody can read
    directory.append(UInt32(offset))
    directory += name
    count += 1

    var header: [UInt8] = []
    header.append(0x0403_4B50 as UInt32)
    try append(header + shared + name)
  }

  private mutating func append(_ bytes: [UInt8]) throws {
    try write(bytes)
    offset += bytes.count
  }

  private mutating func finish() throws {
    var end: [UInt8] = []
    end.append(0x0605_4B50 as UInt32)
    end.append(0 as UInt32)  // disks
    end.append(UInt16(count))
    end.append(UInt16(count))
    end.append(UInt32(directory.count))
    end.append(UInt32(offset))
    end.append(0 as UInt16)  // no comment
    try append(directory + end)
  }
}

extension [UInt8] {
  /// Appends a number, lowest byte first.
  fileprivate mutating func append(_ number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}

/// The time of all files in a package, which is the same for all, so that the same handbook gives the same
/// bytes.
package struct PackageTime: Sendable, Hashable {
  /// The earliest time that a zip archive can contain, 1980-01-01, in seconds since 1970.
  private static let firstSecond = 315_532_800
  package static let standard = PackageTime(epochSeconds: firstSecond)

  let year: Int
  let month: Int
  let day: Int
  /// The seconds since midnight, in UTC.
  private let secondOfDay: Int

  /// - Parameter epochSeconds: The seconds since 1970, in UTC. Times outside 1980 to 2107 become the nearest
  ///   limit.
  package init(epochSeconds: Int) {
    let seconds = min(max(epochSeconds, Self.firstSecond), 4_354_819_198)
    secondOfDay = seconds % 86_400
    // The days are counted from 0000-03-01 in eras of 400 years, so that a leap day is the last day of its
    // year.
    let days = seconds / 86_400 + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Creates a time for a package without a given time: a given day, at a time of day that depends on every
  /// file.
  ///
  /// Servers and browsers compare the times of files to find out whether they have changed, so different
  /// content needs a different time.
  ///
  /// - Parameters:
  ///   - day: The day, or `nil` if the content has no date.
  ///   - files: The files of the site. For a file on the disk, only the path and the size count.
  package init(on day: CalendarDate?, of files: [OutputFile]) {
    let names = files.sorted(byBytesOf: \.path).concurrentMap { file in
      "\(file.path) \(file.content.bytesInMemory.map(ContentHash.name) ?? String(file.content.size))"
    }
    let hash = UInt64(ContentHash.name(of: Array(names.joined(separator: "\n").utf8)), radix: 16) ?? 0
    let first = CalendarDate(year: 1980, month: 1, day: 1)
    let days = day.flatMap { first?.days(to: $0) } ?? 0
    // Archives record times in steps of two seconds.
    self.init(epochSeconds: Self.firstSecond + max(days, 0) * 86_400 + 2 * Int(hash % 43_200))
  }

  private var hour: Int { secondOfDay / 3600 }
  private var minute: Int { secondOfDay / 60 % 60 }
  private var second: Int { secondOfDay % 60 }

  /// The time as in `2026-11-21T00:00:00Z`.
  var text: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(padded(month))-\(padded(day))T\(padded(hour)):\(padded(minute)):\(padded(second))Z"
  }

  /// The MS-DOS date, in whole days.
  var archiveDate: UInt16 { UInt16((year - 1980) << 9 | month << 5 | day) }

  /// The MS-DOS time, in steps of two seconds.
  var archiveTime: UInt16 { UInt16(hour << 11 | minute << 5 | second / 2) }
}
