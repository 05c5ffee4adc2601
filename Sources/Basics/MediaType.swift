/// The kind of a file, based on its extension.
///
/// Source: IANA, Media Types.
package struct MediaType: Sendable, Hashable {
  /// The name without parameters, such as `text/css`.
  package let name: String
  /// Whether the file is text, which is served as UTF-8.
  private let isText: Bool
  /// Whether a browser that opens the file by itself runs the scripts in it.
  package let isDocument: Bool

  private init(_ name: String, isText: Bool = false, isDocument: Bool = false) {
    self.name = name
    self.isText = isText
    self.isDocument = isDocument
  }

  /// Creates the type of a file.
  ///
  /// Files with an unknown extension have the type of arbitrary bytes.
  package init(path: String) {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    self = Self.types[ending] ?? MediaType("application/octet-stream")
  }

  /// The value of a `Content-Type` field.
  package var field: String { isText ? "\(name); charset=utf-8" : name }

  /// Whether the file contains markup, styles, or scripts, which browsers interpret and checks must read.
  package var isCode: Bool { isDocument || self == .styleSheet || self == .script }

  package static let html = MediaType("text/html", isText: true, isDocument: true)
  package static let script = MediaType("text/javascript", isText: true)
  package static let styleSheet = MediaType("text/css", isText: true)
  package static let plainText = MediaType("text/plain", isText: true)
  package static let eventStream = MediaType("text/event-stream")

  private static let types: [String: MediaType] = [
    "html": html,
    "htm": html,
    "xhtml": MediaType("application/xhtml+xml", isDocument: true),
    "css": styleSheet,
    "js": script,
    "mjs": script,
    "txt": plainText,
    "md": plainText,
    "csv": MediaType("text/csv", isText: true),
    "vtt": MediaType("text/vtt", isText: true),
    "json": MediaType("application/json"),
    "webmanifest": MediaType("application/manifest+json"),
    "xml": MediaType("application/xml", isDocument: true),
    "atom": MediaType("application/atom+xml"),
    "svg": MediaType("image/svg+xml", isDocument: true),
    "png": MediaType("image/png"),
    "jpg": MediaType("image/jpeg"),
    "jpeg": MediaType("image/jpeg"),
    "gif": MediaType("image/gif"),
    "webp": MediaType("image/webp"),
    "avif": MediaType("image/avif"),
    "ico": MediaType("image/x-icon"),
    "woff2": MediaType("font/woff2"),
    "woff": MediaType("font/woff"),
    "ttf": MediaType("font/ttf"),
    "otf": MediaType("font/otf"),
    "mp3": MediaType("audio/mpeg"),
    "m4a": MediaType("audio/mp4"),
    "ogg": MediaType("audio/ogg"),
    "wav": MediaType("audio/wav"),
    "mp4": MediaType("video/mp4"),
    "webm": MediaType("video/webm"),
    "pdf": MediaType("application/pdf"),
    "zip": MediaType("application/zip"),
    "epub": MediaType("application/epub+zip"),
    "docx": MediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  ]
}
