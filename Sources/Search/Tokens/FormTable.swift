/// Distinct byte strings, each with a number from 0 in the order in which they came.
///
/// An open-addressing hash table over one array of bytes: interning a word that is known allocates nothing.
/// The numbers depend on the order of arrival only, never on the hash.
struct FormTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each form ends in ``bytes``; it begins where the one before ends.
  private var ends: [UInt32] = []
  private var hashes: [UInt32] = []
  /// The number of a form plus one in the slot of its hash or in the next free one; 0 for a free slot.
  private var slots: [UInt32]

  init(expecting count: Int = 1 << 10) {
    var capacity = 1 << 4
    while capacity < count * 2 { capacity *= 2 }
    slots = [UInt32](repeating: 0, count: capacity)
  }

  var count: Int { ends.count }

  /// The number of a form, which is added if it is new.
  @inline(__always)
  mutating func intern(_ form: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(form)
    var slot = Int(hash) & (slots.count - 1)
    while true {
      let number = Int(slots[slot]) - 1
      if number < 0 { return insert(form, hash, slot) }
      if hashes[number] == hash, isEqual(number, form) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// The number of a form, if it is known.
  func number(of form: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(form)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, isEqual(number, form) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
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
    hashes.append(hash)
    slots[slot] = UInt32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// FNV-1a, with the high bits mixed into the low ones that choose the slot.
  @inline(__always)
  private static func hash(_ form: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for byte in form { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return hash ^ (hash >> 15)
  }
}
