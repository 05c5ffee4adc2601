/// The kinds of files, for what must name them.
///
/// Source: IANA, media types.
enum MediaType {
  private static let byEnding = [
    "css": "text/css", "js": "text/javascript", "html": "text/html", "xhtml": "application/xhtml+xml",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon", "woff2": "font/woff2",
    "woff": "font/woff",
    "ttf": "font/ttf", "otf": "font/otf", "mp3": "audio/mpeg", "mp4": "video/mp4", "webm": "video/webm",
    "pdf": "application/pdf", "txt": "text/plain", "xml": "application/xml",
  ]

  /// The kind of a file, by the ending of its name.
  static func of(_ path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return byEnding[ending] ?? "application/octet-stream"
  }

  /// An address that is the file itself.
  static func address(of bytes: [UInt8], named path: String) -> String {
    "data:\(of(path));base64,\(Base64.text(of: bytes))"
  }
}
