/// Distinct byte strings, each with a number from 0 in the order in which they came.
///
/// An open-addressing hash table over one array of bytes: interning a word that is known allocates nothing.
/// The numbers depend on the order of arrival only, never on the hash.
struct FormTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each form ends in ``bytes``; it begins where the one before ends.
  private var ends: [UInt32] = []
  /// The hash of a form in the upper half and its number plus one in the lower, in the slot of the hash or in
  /// the next free one; 0 for a free slot.
  private var slots: [UInt64]

  init(expecting count: Int = 1 << 10) {
    var capacity = 1 << 4
    while capacity < count * 2 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
  }

  var count: Int { ends.count }

  /// The number of a form, which is added if it is new.
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

  /// Calls a function with the bytes of a form, without a copy.
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
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<form.count where bytes[range.lowerBound + offset] != form[offset] { return false }
      return true
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

  /// FNV-1a, with the high bits mixed into the low ones that choose the slot.
  @inline(__always)
  private static func hash(_ form: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for byte in form { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return hash ^ (hash >> 15)
  }
}
