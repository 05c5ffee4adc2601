import Foundation

extension Array<UInt8> {
  /// Whether the bytes hold another run of bytes.
  package func holds(_ needle: [UInt8]) -> Bool {
    withUnsafeBytes { text in
      needle.withUnsafeBytes { needle in
        guard let base = text.baseAddress, let wanted = needle.baseAddress else { return needle.isEmpty }
        return memmem(base, text.count, wanted, needle.count) != nil
      }
    }
  }
}
