import Markup
package import Site

/// A zip archive, the same bytes for the same files.
///
/// Files are sorted by path, all carry one time, and nothing says who packed them. No entry is a folder or a
/// link. The container is written here and zlib only compresses: libarchive gives each entry extra fields, which
/// EPUB forbids for its first.
///
/// Source: .ZIP File Format Specification 6.3.10 (APPNOTE), sections 4.3 and 4.4.
package struct ZipArchive {
  /// Why files are not packed.
  package enum Refusal: Error, Equatable, CustomStringConvertible {
    /// The path is absolute, leaves the folder, or is none on some system.
    case path(String)
    /// Two paths are one where file systems fold case.
    case collision(String, String)
    /// More than the format holds: 65,535 files, or 4 GB in one file or in all.
    case size

    package var description: String {
      switch self {
      case .path(let path):
        "'\(path)' can't be packed: the name leads out of the folder or is none everywhere"
      case .collision(let one, let other): "'\(one)' and '\(other)' are one name where case does not count"
      case .size: "the files are more than a zip archive holds"
      }
    }
  }

  private let time: PackageTime
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  private init(time: PackageTime) {
    self.time = time
  }

  /// Packs files.
  ///
  /// - Parameter first: A file that stands in front of the sorted ones and is not compressed, as EPUB's
  ///   `mimetype`.
  package static func bytes(
    of files: [OutputFile], first: OutputFile? = nil, at time: PackageTime
  ) throws(Refusal) -> [UInt8] {
    var archive = ZipArchive(time: time)
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var folded: [String: String] = [:]
    for file in [first].compactMap(\.self) + sorted {
      guard isPlain(file.path) else { throw .path(file.path) }
      if let other = folded.updateValue(file.path, forKey: file.path.lowercased()) {
        throw .collision(other, file.path)
      }
    }
    guard folded.count <= Int(UInt16.max), files.reduce(0, { $0 + $1.bytes.count }) < Int(UInt32.max) / 2
    else {
      throw .size
    }
    if let first { archive.add(first, data: first.bytes, method: 0) }
    let compressed = sorted.concurrentMap { Deflate.compressed($0.bytes) }
    for (file, data) in zip(sorted, compressed) {
      if data.count < file.bytes.count {
        archive.add(file, data: data, method: 8)
      } else {
        archive.add(file, data: file.bytes, method: 0)
      }
    }
    return archive.finished()
  }

  /// Whether a path stays in its folder on every system.
  private static func isPlain(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return path.utf8.count <= Int(UInt16.max)
      && !path.unicodeScalars.contains {
        $0.value < 0x20 || $0.value == 0x7F || "\\:*?\"<>|".contains(Character($0))
      }
      && parts.allSatisfy {
        !$0.isEmpty && $0 != "." && $0 != ".." && !$0.hasSuffix(" ") && !$0.hasSuffix(".")
      }
  }

  private mutating func add(_ file: OutputFile, data: [UInt8], method: UInt16) {
    let offset = UInt32(body.count)
    let name = Array(file.path.utf8)
    var shared: [UInt8] = []
    shared.append(20 as UInt16)  // version needed to extract
    shared.append(0x0800 as UInt16)  // names are in UTF-8
    shared.append(method)
    shared.append(time.archiveTime)
    shared.append(time.archiveDate)
    shared.append(Deflate.checksum(file.bytes))
    shared.append(UInt32(data.count))
    shared.append(UInt32(file.bytes.count))
    shared.append(UInt16(name.count))
    shared.append(0 as UInt16)  // no extra fields

    body.append(0x0403_4B50 as UInt32)
    body += shared + name + data

    directory.append(0x0201_4B50 as UInt32)
    directory.append(0x031E as UInt16)  // made by a Unix, version 3.0
    directory += shared
    directory.append(0 as UInt16)  // no comment
    directory.append(0 as UInt16)  // disk
    directory.append(0 as UInt16)  // internal attributes
    directory.append(0o100644 << 16 as UInt32)  // a file that everybody reads
    directory.append(offset)
    directory += name
    count += 1
  }

  private func finished() -> [UInt8] {
    var bytes = body + directory
    bytes.append(0x0605_4B50 as UInt32)
    bytes.append(0 as UInt32)  // disks
    bytes.append(UInt16(count))
    bytes.append(UInt16(count))
    bytes.append(UInt32(directory.count))
    bytes.append(UInt32(body.count))
    bytes.append(0 as UInt16)  // no comment
    return bytes
  }
}

extension [UInt8] {
  /// Appends a number, the lowest byte first.
  fileprivate mutating func append(_ number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
