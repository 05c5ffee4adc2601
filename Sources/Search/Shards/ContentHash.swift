/// A hash of a file's content for its name, so that a cached file is never taken for a newer one.
///
/// Not for security. Eight bytes at a time, each mixed by a multiplication and a shift (the finalizer of
/// splitmix64), because it reads every byte of the index.
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

  /// Ten hexadecimal digits.
  var name: String {
    let mixed = (state ^ state >> 32) &* 0x94D0_49BB_1331_11EB
    let digits = String(mixed >> 24, radix: 16)
    return String(repeating: "0", count: 10 - digits.count) + digits
  }
}
