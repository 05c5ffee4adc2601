/// What a browser takes a file for.
struct MediaType: Sendable, Hashable {
  /// As the reply names it.
  let name: String
  /// Whether a browser that opens the file by itself would run scripts in it.
  let isDocument: Bool

  private init(_ name: String, isDocument: Bool = false) {
    self.name = name
    self.isDocument = isDocument
  }

  /// The type that the end of a file's name tells; unknown ends are bytes to save.
  ///
  /// Source: IANA, Media Types.
  init(path: String) {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    self = Self.types[ending] ?? MediaType("application/octet-stream")
  }

  static let html = MediaType("text/html; charset=utf-8", isDocument: true)
  static let script = MediaType("text/javascript; charset=utf-8")
  static let styleSheet = MediaType("text/css; charset=utf-8")
  static let plainText = MediaType("text/plain; charset=utf-8")
  static let eventStream = MediaType("text/event-stream")

  private static let types: [String: MediaType] = [
    "html": html,
    "css": styleSheet,
    "js": script,
    "txt": plainText,
    "md": plainText,
    "csv": MediaType("text/csv; charset=utf-8"),
    "vtt": MediaType("text/vtt; charset=utf-8"),
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
