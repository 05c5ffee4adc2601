/// Sorted strings, each written as the length that it shares with the one before, and the rest.
struct FrontCoding {
  /// For each string a digit of ``NumberText``: the shared beginning in UTF-16 code units.
  private(set) var shared: [UInt8] = []
  /// For each string what follows the shared beginning, and a semicolon.
  private(set) var rests: [UInt8] = []

  private var previous: [UInt8] = []

  /// The longest beginning that counts as shared, in UTF-16 code units.
  private static let longestShared = 63

  mutating func append(_ string: [UInt8]) {
    var shared = UTF16Order.sharedPrefix(string, previous)
    if UTF16Order.length(of: string[..<shared]) > Self.longestShared { shared = 0 }
    self.shared.append(NumberText.digit(UTF16Order.length(of: string[..<shared])))
    rests += string[shared...]
    rests.append(UInt8(ascii: ";"))
    previous = string
  }
}
