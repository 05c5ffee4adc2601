/// A file of the handbook as it was read: its path and its bytes, nothing interpreted.
package struct SourceFile: Sendable, Hashable {
  /// The path from the root of the source, with `/` between components and none at the start,
  /// for example `Content/lessons/privacy.md`.
  package let path: String

  /// The file's bytes.
  ///
  /// Nothing is known of their encoding yet.
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
