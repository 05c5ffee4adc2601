private import Ccmark

/// The HTML that libcmark itself generates for a text.
package enum ReferenceHTML {
  /// The version of libcmark: major, minor, patch.
  package static var version: (Int32, Int32, Int32) {
    let number = cmark_version()
    return (number >> 16, number >> 8 & 0xFF, number & 0xFF)
  }

  /// Renders a text with `cmark_render_html`.
  ///
  /// - Parameters:
  ///   - allowsRawHTML: Whether raw HTML and dangerous addresses are passed through.
  ///   - isTypographic: Whether quotation marks, dashes, and ellipses are replaced.
  package static func render(
    _ markdown: [UInt8], allowsRawHTML: Bool = true, isTypographic: Bool = false
  ) -> [UInt8] {
    let options = allowsRawHTML ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT
    let parsing = isTypographic ? CMARK_OPT_SMART : CMARK_OPT_DEFAULT
    return markdown.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        guard let root = cmark_parse_document(characters.baseAddress, characters.count, parsing)
        else { return [] }
        defer { cmark_node_free(root) }
        guard let html = cmark_render_html(root, options) else { return [] }
        defer { cmark_get_default_mem_allocator().pointee.free(html) }
        var bytes: [UInt8] = []
        var next = html
        while next.pointee != 0 {
          bytes.append(UInt8(bitPattern: next.pointee))
          next += 1
        }
        return bytes
      }
    }
  }
}
