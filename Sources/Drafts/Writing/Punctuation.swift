import Basics

extension String {
  /// Whether it begins with punctuation that has no space before it.
  var startsWithClosingPunctuation: Bool { utf8.first.map(\.isClosingPunctuation) ?? false }
}

extension UInt8 {
  /// Whether it is a comma, a semicolon, a colon or a mark that ends sentences.
  var isClosingPunctuation: Bool {
    switch self {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): true
    default: SentenceEnds.isMark(self)
    }
  }
}
