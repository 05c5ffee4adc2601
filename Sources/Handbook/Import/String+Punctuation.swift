extension String {
  /// Whether it begins with punctuation that no space stands before.
  var startsWithClosingPunctuation: Bool { utf8.first.map(\.isClosingPunctuation) ?? false }
}

extension UInt8 {
  /// Whether it is one of `. , ; :` and the marks that end a sentence.
  var isClosingPunctuation: Bool {
    switch self {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"):
      true
    default: false
    }
  }

  /// Whether it is a full stop, an exclamation mark or a question mark.
  var endsSentence: Bool {
    self == UInt8(ascii: ".") || self == UInt8(ascii: "!") || self == UInt8(ascii: "?")
  }
}
