import Basics
import Handbook
import Markdown

/// Checks that published content files can't run scripts in the reader's browser with the site's permissions.
enum AssetCheck {
  /// - Parameters:
  ///   - handbook: The handbook whose pages refer to the files.
  ///   - published: The paths of the files that are published.
  ///   - assets: All assets of the content.
  static func diagnostics(
    of handbook: Handbook, published: [String], among assets: [AssetFile]
  ) -> [Diagnostic] {
    guard !published.isEmpty else { return [] }
    let published = Set(published)
    let files = assets.filter { published.contains($0.path) }
    let allowsScripts = handbook.configuration.unsafeHTML
    return files.concurrentMap { file -> [Diagnostic] in
      switch AssetKind(of: file) {
      case .inert: return []
      case .active:
        return allowsScripts
          ? []
          : [
            Diagnostic(
              .error, .unsafeFile, "File could run a script in the reader's browser", path: file.path,
              help: "publish it in another format, such as PDF, or set unsafe-html: true in handbook.yml",
              notes: note(on: file.path, in: handbook))
          ]
      case .picture:
        guard let bytes = file.content.bytesInMemory else {
          return [
            Diagnostic(
              .error, .unsafeSVG, "SVG picture of \(file.content.size >> 20) MB is too large to be checked",
              path: file.path, help: "export the picture as PNG")
          ]
        }
        return SVGCheck.problems(in: bytes).map {
          Diagnostic(
            .error, .unsafeSVG, $0.summary, path: file.path, range: $0.range,
            help: "export the picture as plain SVG or as PNG")
        }
      }
    }.flatMap(\.self)
  }

  /// Returns a note with the first reference to a file.
  private static func note(on asset: String, in handbook: Handbook) -> [Diagnostic.Note] {
    for document in handbook.documents {
      for (place, target) in (handbook.targets[document.key] ?? []).enumerated() {
        guard case .asset(asset, _)? = target else { continue }
        return [
          Diagnostic.Note(
            "the first reference to it", path: document.path,
            range: document.document.references[place].range)
        ]
      }
    }
    return []
  }
}

/// The effect of opening a file in a browser through its address.
package enum AssetKind: Sendable, Hashable {
  /// The browser shows, plays, or saves it.
  case inert
  /// The browser runs the file, or scripts in it.
  case active
  /// An SVG picture, which can do anything that a page can.
  case picture

  init(of file: AssetFile) {
    self.init(path: file.path, bytes: file.content.head)
  }

  /// - Parameter bytes: The content, or the beginning of it.
  ///
  /// Web servers check the extensions of a name from the last to the first until they find one they know. For
  /// a file with an unknown extension, browsers check the content.
  package init(path: String, bytes: [UInt8]) {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
    for ending in name.split(separator: ".").dropFirst().reversed().map({ $0.lowercased() }) {
      if Self.activeEndings.contains(ending) {
        self = .active
        return
      }
      if ending == "svg" {
        self = .picture
        return
      }
      if Self.inertEndings.contains(ending) {
        self = .inert
        return
      }
    }
    self = Self.looksLikeMarkup(bytes) ? .active : .inert
  }

  /// The extensions of pages, XML with or without a style sheet, scripts, and archives that open as pages.
  ///
  /// Compressed SVG pictures are included because they can't be checked.
  private static let activeEndings: Set<String> = [
    "html", "htm", "xhtml", "xht", "xhtm", "shtml", "shtm", "dhtml", "phtml", "hta", "htc", "mht", "mhtml",
    "xml", "xsl", "xslt", "xsd", "xbl", "dtd", "rdf", "rss", "atom", "mathml", "mml", "owl", "wsdl", "xul",
    "js", "mjs", "cjs", "jsm", "es", "ecma", "vbs", "swf", "svgz", "php", "asp", "aspx", "jsp", "cgi",
    "appcache", "htaccess",
  ]

  /// The extensions of files that browsers show, play, or save without running anything in them.
  private static let inertEndings: Set<String> = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "apng", "bmp", "ico", "tif", "tiff", "heic",
    "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "aac", "mp4", "m4v", "webm", "ogv", "mov", "vtt",
    "srt",
    "woff", "woff2", "ttf", "otf", "pdf", "txt", "csv", "tsv", "rtf", "json", "ics", "vcf", "epub",
    "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "pages", "numbers", "key", "zip", "css",
  ]

  /// Returns whether a browser could mistake an unknown file for a page: its first character is `<`.
  ///
  /// Source: WHATWG MIME Sniffing, section 7.1.
  private static func looksLikeMarkup(_ bytes: [UInt8]) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // In UTF-16, each ASCII letter has a zero byte next to it, and the file can begin with a byte order mark.
    let first = bytes[start...].first { $0 > 0x20 && $0 < 0xFE }
    return first == UInt8(ascii: "<")
  }
}
