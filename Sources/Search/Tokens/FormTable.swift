/// Distinct byte strings, numbered from 0 in the order in which they were added.
///
/// This is an open-addressing hash table over a single array of bytes. Interning a known word doesn't
/// allocate memory. The numbers depend only on the order of insertion, never on the hash.
struct FormTable: Sendable {
  private var bytes: [UInt8] = []
  /// The end of each form in ``bytes``.
  ///
  /// A form begins at the end of the one before it.
  private var ends: [UInt32] = []
  /// A form's hash in the upper half and its number plus one in the lower half, in the slot for the hash or
  /// the next free one.
  ///
  /// A free slot is 0.
  private var slots: [UInt64]

  init(expecting count: Int = 1 << 10) {
    var capacity = 1 << 4
    while capacity < count * 2 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
  }

  var count: Int { ends.count }

  /// Returns the number of a form, which is added if it's new.
  @inline(__always)
  mutating func intern(_ form: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(form)
    var slot = Int(hash) & (slots.count - 1)
    while true {
      let entry = slots[slot]
      if entry == 0 { return insert(form, hash, slot) }
      let number = Int(UInt32(truncatingIfNeeded: entry)) - 1
      if UInt32(entry >> 32) == hash, isEqual(number, form) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// The bytes of a form.
  subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

  /// Calls a closure with the bytes of a form, without copying them.
  @inline(__always)
  func withBytes<Result>(of number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(of: number)])) }
  }

  private func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  private func isEqual(_ number: Int, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(of: number)
    guard range.count == form.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      Self.areEqual(UnsafeRawBufferPointer(rebasing: bytes[range]), UnsafeRawBufferPointer(form))
    }
  }

  /// Returns whether two byte strings of equal length are the same.
  ///
  /// It compares eight bytes at a time.
  @inline(__always)
  private static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count >= 8 else {
      for offset in 0..<left.count where left[offset] != right[offset] { return false }
      return true
    }
    var offset = 0
    while true {
      let isSame =
        left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        == right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard isSame else { return false }
      guard offset + 8 < left.count else { return true }
      // The last eight bytes can overlap those before.
      offset = min(offset + 8, left.count - 8)
    }
  }

  @inline(never)
  private mutating func insert(_ form: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ slot: Int) -> Int {
    bytes.append(contentsOf: form)
    ends.append(UInt32(bytes.count))
    slots[slot] = UInt64(hash) << 32 | UInt64(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for entry in slots where entry != 0 {
      var slot = Int(entry >> 32) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = entry
    }
    slots = larger
  }

  /// Returns a hash of the bytes in groups of four and eight, of which the last can overlap the one before
  /// it.
  ///
  /// Each is mixed by a multiplication and a shift (the finalizer of splitmix64).
  @inline(__always)
  private static func hash(_ form: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(form)
    var state = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    switch bytes.count {
    case 8...:
      var offset = 0
      while true {
        mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)), into: &state)
        guard offset + 8 < bytes.count else { break }
        offset = min(offset + 8, bytes.count - 8)
      }
    case 4...7:
      let first = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
      let last = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self))
      mix(UInt64(first) << 32 | UInt64(last), into: &state)
    case 1...3:
      let middle = UInt64(bytes[bytes.count / 2])
      mix(UInt64(bytes[0]) << 16 | middle << 8 | UInt64(bytes[bytes.count - 1]), into: &state)
    default: break
    }
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }

  @inline(__always)
  private static func mix(_ word: UInt64, into state: inout UInt64) {
    state = (state ^ word) &* 0xBF58_476D_1CE4_E5B9
    state ^= state >> 29
  }
}
