/// A short name for content, which changes when the content does.
package enum ContentHash {
  /// The 64-bit FNV-1a hash in 16 hexadecimal digits.
  ///
  /// It keeps caches honest and no secrets.
  ///
  /// Source: draft-eastlake-fnv, section 2.
  package static func name(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash ^= UInt64(byte)
      hash = hash &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
