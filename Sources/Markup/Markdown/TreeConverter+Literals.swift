#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

extension TreeConverter {
  /// The bytes of a string of libcmark's, which end at NUL; they live as long as libcmark's tree.
  func bytes(_ string: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let string else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(string).assumingMemoryBound(to: UInt8.self), count: strlen(string))
  }

  /// Where a text is found in the document: in the source where it stands there at the offset, or else
  /// behind it.
  mutating func slice(_ text: UnsafeBufferPointer<UInt8>, at offset: Int?) -> Node.Slice {
    let count = UInt32(truncatingIfNeeded: text.count)
    if let offset, isVerbatim(text, at: offset) {
      return Node.Slice(start: UInt32(truncatingIfNeeded: offset), count: count)
    }
    if text.isEmpty { return Node.Slice() }
    let start = literals.count
    literals.append(contentsOf: text)
    return Node.Slice(start: UInt32(truncatingIfNeeded: start), count: count)
  }

  /// Whether a text stands in the source at an offset word for word.
  func isVerbatim(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.count <= source.count else { return false }
    guard let left = text.baseAddress, let right = source.baseAddress else { return true }
    return memcmp(left, right + offset, text.count) == 0
  }

  /// Whether a text stands in the source at an offset, and was written there without escapes.
  ///
  /// `&amp;` begins with what it stands for, and so does `\\`.
  func isUnescaped(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard isVerbatim(text, at: offset) else { return false }
    let isClear =
      text.last != UInt8(ascii: "\\")
      && (!hasEntities || text.baseAddress.map { memchr($0, 0x26, text.count) == nil } ?? true)
    return isClear || alignedEnd(of: text, at: offset) == offset + text.count
  }

  /// The end in the source of a text that begins there at an offset, word for word or with escapes; nothing
  /// where something else stands there.
  func alignedEnd(of text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    guard offset >= 0 else { return nil }
    var alignment = EscapeAlignment(source: source, at: offset, text: text)
    return alignment.advance(to: text.count) ? alignment.sourceOffset : nil
  }
}
