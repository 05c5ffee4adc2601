extension UInt8 {
  /// Whether the byte is one of ASCII's 32 punctuation characters (CommonMark 0.30, section 2.1).
  @inline(__always)
  package var isASCIIPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  @inline(__always)
  package var isASCIIDigit: Bool { self &- 0x30 < 10 }

  @inline(__always)
  package var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

  @inline(__always)
  package var isASCIIUppercaseLetter: Bool { self &- 0x41 < 26 }

  @inline(__always)
  package var isASCIILetterOrDigit: Bool { isASCIILetter || isASCIIDigit }

  /// Space or tab.
  @inline(__always)
  package var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }

  /// Space, tab, or an end of line.
  @inline(__always)
  package var isASCIIWhitespace: Bool { self == 0x20 || self &- 0x09 < 5 }

  /// The same letter in lower case; any other byte unchanged.
  @inline(__always)
  package var lowercasedASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
