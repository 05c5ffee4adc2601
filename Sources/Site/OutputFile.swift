package import Basics

/// A file of the finished site.
package struct OutputFile: Sendable, Hashable {
  /// The path from the root of the site, with `/` between components.
  package let path: String
  package let content: FileContent

  package init(path: String, content: FileContent) {
    self.path = path
    self.content = content
  }

  package init(path: String, bytes: [UInt8]) {
    self.init(path: path, content: .bytes(bytes))
  }

  /// The same file at another path.
  package func moved(to path: String) -> OutputFile { OutputFile(path: path, content: content) }

  /// The bytes of a file that is known to be in memory, such as a page.
  ///
  /// Use ``content`` for a file that may come from the content's assets.
  package var bytes: [UInt8] {
    guard let bytes = content.bytesInMemory else {
      preconditionFailure("a file that the build made is in memory, unlike '\(path)'")
    }
    return bytes
  }
}
