import Basics

/// The digest that a page's policy uses for the scripts and styles that are allowed to run.
///
/// Source: FIPS 180-4, section 6.2.
enum SHA256 {
  /// Returns the source expression that allows a script or a style in a page's policy.
  ///
  /// Source: Content Security Policy Level 3, section 2.3.1, hash-source.
  static func policySource(of content: [UInt8]) -> String {
    "'sha256-\(Base64.text(of: digest(of: content)))'"
  }

  /// Returns the digest, which is 32 bytes long.
  static func digest(of message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    let length = UInt64(message.count) * 8
    for shift in stride(from: 56, through: 0, by: -8) {
      padded.append(UInt8(truncatingIfNeeded: length >> shift))
    }

    var state = initial
    padded.withUnsafeBytes { bytes in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
        for start in stride(from: 0, to: bytes.count, by: 64) {
          for place in 0..<16 {
            words[place] = UInt32(
              bigEndian: bytes.loadUnaligned(fromByteOffset: start + place * 4, as: UInt32.self))
          }
          for place in 16..<64 {
            let (early, late) = (words[place - 15], words[place - 2])
            let spread = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
            let mixed = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
            words[place] = words[place - 16] &+ spread &+ words[place - 7] &+ mixed
          }
          compress(words, into: &state)
        }
      }
    }
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
  }

  private static func compress(_ words: UnsafeMutableBufferPointer<UInt32>, into state: inout [UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    let constants = Self.constants
    for round in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let mixed = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let first = h &+ mixed &+ choice &+ constants[round] &+ words[round]
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ second)
    }
    for (place, word) in [a, b, c, d, e, f, g, h].enumerated() { state[place] = state[place] &+ word }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 32 bits of the fractional parts of the square roots of the first eight primes.
  private static let initial: [UInt32] = primes.prefix(8).map { fraction(Double($0).squareRoot()) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = primes.map { prime in
    // Newton's method; the 53 bits of a Double are enough for the 35 that are needed.
    var root = Double(prime).squareRoot()
    for _ in 0..<40 { root -= (root * root * root - Double(prime)) / (3 * root * root) }
    return fraction(root)
  }

  private static func fraction(_ number: Double) -> UInt32 {
    UInt32((number - number.rounded(.down)) * 4_294_967_296)
  }

  private static let primes: [Int] = (2...311).filter { number in
    !(2..<number).contains { number % $0 == 0 }
  }
}

/// An encoding of bytes as text, for addresses and policies that contain data.
///
/// Source: RFC 4648, section 4.
enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
