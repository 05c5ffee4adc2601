import Basics

/// A file of a theme that is published as it is: a style sheet, a script, a picture, a font.
package struct ThemeAsset: Sendable, Hashable {
  /// The name in the theme, such as `handbook.css`.
  package var name: String
  /// The path from the root of the site, which carries a hash of the content: `assets/handbook-<hash>.css`.
  package var path: String
  package var bytes: [UInt8]

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    let hash = ContentHash.name(of: bytes)
    if let dot = name.lastIndex(of: "."), dot != name.startIndex, !name[dot...].contains("/") {
      path = "assets/\(name[..<dot])-\(hash)\(name[dot...])"
    } else {
      path = "assets/\(name)-\(hash)"
    }
  }
}
