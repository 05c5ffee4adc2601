/// What kind of address a link or picture has, by a list of what is allowed.
///
/// Source: RFC 3986, section 3.1 (schemes), and the URL Standard for what browsers make of other bytes: they
/// drop tabs and ends of lines, trim spaces and control characters, and take `\` for `/`.
package enum Address: Sendable, Hashable {
  /// `http`, `https`, `mailto` or `tel`; for a picture also an image in a `data` address.
  case external
  /// A path relative to the file, or `#` with an anchor.
  case `internal`
  /// Everything else, `//host` among it.
  case unsafe

  /// Judges an address as it is after escapes and entities are read.
  ///
  /// - Parameter isImage: Whether a picture is loaded from there.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, isImage: Bool) {
    var colon: Int?
    var isFirstSegment = true
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case 0...0x1F, 0x7F, UInt8(ascii: "\\"):
        self = .unsafe
        return
      case UInt8(ascii: ":") where isFirstSegment:
        colon = offset
        isFirstSegment = false
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): isFirstSegment = false
      default: break
      }
    }
    let start = bytes.firstIndex { $0 != 0x20 } ?? bytes.count
    guard let colon else {
      let isNetworkPath =
        start + 1 < bytes.count && bytes[start] == UInt8(ascii: "/") && bytes[start + 1] == UInt8(ascii: "/")
      self = isNetworkPath ? .unsafe : .internal
      return
    }
    let isAllowed = Self.isAllowed(bytes[..<colon], rest: bytes[(colon + 1)...], isImage: isImage)
    self = isAllowed ? .external : .unsafe
  }

  private static func isAllowed(
    _ scheme: Slice<UnsafeBufferPointer<UInt8>>, rest: Slice<UnsafeBufferPointer<UInt8>>, isImage: Bool
  ) -> Bool {
    func matches(_ text: StaticString, _ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
      let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      return bytes.count >= wanted.count && zip(wanted, bytes).allSatisfy { $0 == $1.lowercasedASCII }
    }
    switch scheme.count {
    case 3: return matches("tel", scheme)
    case 4:
      if matches("http", scheme) { return true }
      return isImage && matches("data", scheme)
        && (matches("image/png;", rest) || matches("image/gif;", rest) || matches("image/jpeg;", rest)
          || matches("image/webp;", rest))
    case 5: return matches("https", scheme)
    case 6: return matches("mailto", scheme)
    default: return false
    }
  }
}
