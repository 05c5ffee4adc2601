/// A zip archive for tests, which can be valid or contain false information.
package struct WordArchive {
  /// An entry, stored without compression.
  package struct Entry {
    package var name: String
    package var bytes: [UInt8]
    package var flags: UInt16
    package var method: UInt16
    /// A false unpacked size for the directory, or `nil` for the true one.
    package var claimedSize: UInt32?
    /// A false start of the entry for the directory, or `nil` for the true one.
    package var claimedOffset: UInt32?

    package init(
      name: String, bytes: [UInt8], flags: UInt16 = 0, method: UInt16 = 0, claimedSize: UInt32? = nil,
      claimedOffset: UInt32? = nil
    ) {
      self.name = name
      self.bytes = bytes
      self.flags = flags
      self.method = method
      self.claimedSize = claimedSize
      self.claimedOffset = claimedOffset
    }
  }

  package var entries: [Entry]

  package init(entries: [Entry]) {
    self.entries = entries
  }

  /// The archive's bytes.
  ///
  /// Source: PKWARE APPNOTE 6.3.9, section 4.3.
  package var bytes: [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = UInt32(archive.count)
      let sum = Self.checksum(entry.bytes)
      let size = UInt32(entry.bytes.count)
      let name = Array(entry.name.utf8)
      func common(_ unpacked: UInt32) -> [UInt8] {
        var fields =
          Self.bytes(20, 2) + Self.bytes(UInt32(entry.flags), 2) + Self.bytes(UInt32(entry.method), 2)
        fields += Self.bytes(0, 4)
        for number in [sum, size, unpacked] { fields += Self.bytes(number, 4) }
        return fields + Self.bytes(UInt32(name.count), 2) + Self.bytes(0, 2)
      }
      archive += Self.bytes(0x0403_4B50, 4) + common(size) + name + entry.bytes
      directory += Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + common(entry.claimedSize ?? size)
      directory += [UInt8](repeating: 0, count: 10)
      directory += Self.bytes(entry.claimedOffset ?? offset, 4) + name
    }
    let start = UInt32(archive.count)
    archive += directory + Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 4)
    archive += Self.bytes(UInt32(entries.count), 2) + Self.bytes(UInt32(entries.count), 2)
    return archive + Self.bytes(UInt32(directory.count), 4) + Self.bytes(start, 4) + Self.bytes(0, 2)
  }

  private static func bytes(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  /// Returns the CRC-32 checksum of ISO 3309.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
