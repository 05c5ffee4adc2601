/// Bytes as printable ASCII characters, which editors and mail programs leave unchanged.
///
/// Two characters contain 13 bits, so the text is 23 percent longer than the bytes. Base64 would be 33 percent
/// longer. The 91 digits are the characters from `$` to `~`, but `!` instead of `<`, so that the text can be in
/// a script element. `single_file.js` reads this format.
enum PrintableText {
  private static let base = 91
  private static let bitsInPair = 13
  private static let digits: [UInt8] = (UInt8(ascii: "$")...UInt8(ascii: "~")).map {
    $0 == UInt8(ascii: "<") ? UInt8(ascii: "!") : $0
  }
  private static let values: [UInt8: Int] = Dictionary(
    uniqueKeysWithValues: digits.enumerated().map { ($1, $0) })

  /// Returns the text of bytes.
  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 5 / 4 + 2)
    var bits = 0
    var count = 0
    func append(_ pair: Int) {
      text.append(digits[pair / base])
      text.append(digits[pair % base])
    }
    for byte in bytes {
      bits = bits << 8 | Int(byte)
      count += 8
      if count >= bitsInPair {
        count -= bitsInPair
        append(bits >> count)
        bits &= 1 << count - 1
      }
    }
    if count > 0 { append(bits << (bitsInPair - count)) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the bytes of a text, or `nil` if the text isn't that of so many bytes.
  static func bytes(of text: some Collection<UInt8>, count: Int) -> [UInt8]? {
    guard count >= 0, text.count == (count * 8 + bitsInPair - 1) / bitsInPair * 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var bits = 0
    var held = 0
    var first: Int?
    for character in text {
      guard let value = values[character] else { return nil }
      guard let high = first else {
        first = value
        continue
      }
      first = nil
      let pair = high * base + value
      guard pair >> bitsInPair == 0 else { return nil }
      bits = bits << bitsInPair | pair
      held += bitsInPair
      while held >= 8, bytes.count < count {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> held))
      }
      bits &= 1 << held - 1
    }
    return bytes
  }
}
