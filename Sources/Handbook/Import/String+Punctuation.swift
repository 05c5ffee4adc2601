extension String {
  /// Whether it begins with punctuation that no space stands before.
  var startsWithClosingPunctuation: Bool { utf8.first.map(\.isClosingPunctuation) ?? false }
}

extension UInt8 {
  /// `. , ; : ! ?`
  var isClosingPunctuation: Bool {
    switch self {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"):
      true
    default: false
    }
  }

  /// `. ! ?`
  var endsSentence: Bool {
    self == UInt8(ascii: ".") || self == UInt8(ascii: "!") || self == UInt8(ascii: "?")
  }
}
