private import Ccmark

/// The HTML that libcmark itself makes of a text.
package enum ReferenceHTML {
  /// Renders as `cmark_render_html` does.
  ///
  /// - Parameter allowsRawHTML: Whether raw HTML and dangerous addresses are passed through.
  package static func render(_ markdown: [UInt8], allowsRawHTML: Bool = true) -> [UInt8] {
    let options = allowsRawHTML ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT
    return markdown.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        guard let root = cmark_parse_document(characters.baseAddress, characters.count, CMARK_OPT_DEFAULT)
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
