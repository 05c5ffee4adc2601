/// Text of XML files: sitemaps, feeds, manifests.
package enum XML {
  /// Text as it stands between tags and in quoted attributes.
  ///
  /// A character that XML 1.0 has no way to write becomes U+FFFD.
  ///
  /// Source: Extensible Markup Language 1.0, fifth edition, section 2.2.
  package static func escaped(_ text: String) -> String {
    HTML.escaped(text.unicodeScalars.allSatisfy(isCharacter) ? text : replacing(text))
  }

  private static func replacing(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isCharacter(scalar) ? scalar : "\u{FFFD}") }
    return String(scalars)
  }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
