/// The content of a file that a build publishes: bytes in memory, or a file on disk that is copied block by
/// block.
///
/// Pages and other generated files are bytes. Pictures and videos stay on disk until they are copied, so that
/// a build's memory doesn't depend on the size of authors' attachments.
package enum FileContent: Sendable, Hashable {
  case bytes([UInt8])
  case stored(StoredFile)

  /// The size in bytes.
  package var size: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .stored(let file): file.size
    }
  }

  /// The bytes in memory, or `nil` if the content is on disk.
  package var bytesInMemory: [UInt8]? {
    if case .bytes(let bytes) = self { bytes } else { nil }
  }

  /// The first bytes: all bytes in memory, or the first ``StoredFile/headSize`` of a file on disk.
  ///
  /// Browsers examine no more than this when they guess a file's type.
  package var head: [UInt8] {
    switch self {
    case .bytes(let bytes): bytes
    case .stored(let file): file.head
    }
  }

  /// Reads the whole content.
  ///
  /// Check ``size`` first. Reading a file on disk takes as much memory as the file is large.
  package func read() throws -> [UInt8] {
    switch self {
    case .bytes(let bytes): bytes
    case .stored(let file): try file.read(0..<file.size)
    }
  }

  /// Calls a closure with each block of the content, in order.
  package func forEachBlock(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
    switch self {
    case .bytes(let bytes): try body(bytes[...])
    case .stored(let file): try file.forEachBlock(in: 0..<file.size) { try body($0[...]) }
    }
  }
}

/// A file on disk, as it was when the source was read.
///
/// Targets that don't access files get it from the one that does, along with the closure that reads it.
package struct StoredFile: Sendable {
  /// The size of the blocks that are read, in bytes.
  package static let blockSize = 1 << 20

  /// The size in bytes of the part that is kept in memory.
  ///
  /// Source: WHATWG MIME Sniffing, section 5.2, resource header.
  package static let headSize = 1445

  /// The location of the file, for the target that created this value.
  package let location: String
  /// The size in bytes.
  package let size: Int
  /// A value that changes when the file does.
  package let version: String
  /// The first ``headSize`` bytes, or all of a smaller file.
  package let head: [UInt8]
  private let readRange: @Sendable (_ location: String, _ range: Range<Int>) throws -> [UInt8]

  /// - Parameter read: Reads a range of bytes, or throws if the file has become shorter.
  package init(
    location: String, size: Int, version: String, head: [UInt8],
    read: @escaping @Sendable (_ location: String, _ range: Range<Int>) throws -> [UInt8]
  ) {
    self.location = location
    self.size = size
    self.version = version
    self.head = head
    readRange = read
  }

  /// Reads a range of bytes.
  package func read(_ range: Range<Int>) throws -> [UInt8] { try readRange(location, range) }

  /// Calls a closure with each block of a range of the file, in order.
  package func forEachBlock(in range: Range<Int>, _ body: ([UInt8]) throws -> Void) throws {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.blockSize) {
      try body(try read(start..<min(start + Self.blockSize, range.upperBound)))
    }
  }
}

extension StoredFile: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.location == right.location && left.size == right.size && left.version == right.version
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(location)
    hasher.combine(version)
  }
}

/// A file of the content that isn't text, such as a picture, and is published unchanged.
package struct AssetFile: Sendable, Hashable {
  /// The path from the root of the source, as in ``SourceFile/path``.
  package let path: String
  package let content: FileContent

  package init(path: String, content: FileContent) {
    self.path = path
    self.content = content
  }
}
