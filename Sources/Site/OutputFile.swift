/// A file of the finished site.
package struct OutputFile: Sendable, Hashable {
  /// The path from the root of the site, with `/` between components.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
