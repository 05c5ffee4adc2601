import Foundation

extension [UInt8] {
  /// Whether the bytes hold another run of bytes.
  package func holds(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    return withUnsafeBytes { text in
      var start = 0
      while start + needle.count <= text.count {
        let length = text.count - needle.count - start + 1
        guard let base = text.baseAddress, let found = memchr(base + start, Int32(first), length) else {
          return false
        }
        start = UnsafeRawPointer(found) - base
        if text[start..<start + needle.count].elementsEqual(needle) { return true }
        start += 1
      }
      return false
    }
  }
}
