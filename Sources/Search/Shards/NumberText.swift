/// Whole numbers as text: five bits to a character, the lowest first, a sixth bit where more follow.
///
/// Unlike base 64 of bytes it keeps each number at the start of a character, so that gzip sees what repeats.
struct NumberText {
  private(set) var bytes: [UInt8] = []

  /// The digits from 0 to 63, those of base64url.
  private static let digits: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

  /// - Parameter value: From 0 to 63.
  @inline(__always)
  static func digit(_ value: Int) -> UInt8 {
    digits.utf8Start[value & 63]
  }

  init(_ numbers: some Sequence<Int> = []) {
    for number in numbers { append(number) }
  }

  /// - Parameter number: Not negative.
  @inline(__always)
  mutating func append(_ number: Int) {
    precondition(number >= 0, "only differences of ascending numbers are written")
    var rest = number
    while rest >= 32 {
      bytes.append(Self.digit(rest & 31 | 32))
      rest >>= 5
    }
    bytes.append(Self.digit(rest))
  }

  /// Appends ascending numbers as the gaps between them; the first as its distance from -1.
  @inline(__always)
  mutating func appendGaps(_ ascending: some Sequence<Int>) {
    var previous = -1
    for number in ascending {
      append(number - previous - 1)
      previous = number
    }
  }
}
