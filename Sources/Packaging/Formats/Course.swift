import Basics
import Handbook
package import Site

/// A site as a course for learning management systems, in SCORM 1.2.
///
/// The course has an item for each lesson and one for the whole handbook. Each item is a frame in a page that
/// communicates with the system, so that a reader can follow links without ending the session. Nothing in it
/// depends on the order of the lessons, so a newer version of the course can replace an older one.
///
/// Source: SCORM 1.2, Content Aggregation Model and Run-Time Environment.
package struct Course {
  private static let folder = "course"
  /// The page around the whole handbook.
  private static let handbookPage = "handbook.html"

  private let site: [OutputFile]
  private let outline: SiteOutline
  private let lessons: [SiteOutline.Entry]

  /// - Returns: The course, or `nil` if the handbook has no lesson.
  package init?(of site: [OutputFile], outline: SiteOutline) {
    lessons = outline.entries.filter { $0.kind == .lesson }
    guard !lessons.isEmpty else { return nil }
    self.site = site
    self.outline = outline
  }

  /// The files of the course.
  package var files: [OutputFile] {
    var content = SiteFolder.placed(site).concurrentMap(Self.withLinksOutside)
    content += lessons.map { lesson in
      file(launchPage(of: lesson), launch(lesson.path, title: lesson.title, completion: lesson.completion))
    }
    content += [
      file(Self.handbookPage, launch("index.html", title: outline.title, completion: nil)),
      OutputFile(path: "\(Self.folder)/lessons.js", bytes: titles),
      OutputFile(path: "\(Self.folder)/course.js", bytes: PackageResources.course_js),
      OutputFile(path: "\(Self.folder)/course.css", bytes: PackageResources.course_css),
    ]
    return content + [file("imsmanifest.xml", manifest(of: content))]
  }

  private func file(_ path: String, _ text: String) -> OutputFile {
    OutputFile(path: path, bytes: Array(text.utf8))
  }

  /// Returns a file in which links to other hosts, email addresses, and phone numbers open outside the frame,
  /// which can show only the course.
  private static func withLinksOutside(_ file: OutputFile) -> OutputFile {
    guard file.path.hasSuffix(".html"), let bytes = file.content.bytesInMemory else { return file }
    var writer = MarkupWriter()
    for token in HTMLScanner.tokens(of: bytes) {
      guard case .start(var tag) = token, ["a", "area"].contains(tag.name), let address = tag["href"],
        PackageLink(address, from: file.path) == .outside
      else {
        writer.write(token)
        continue
      }
      tag["target"] = "_blank"
      tag["rel"] = "noopener"
      writer.write(.start(tag))
    }
    return OutputFile(path: file.path, bytes: writer.bytes)
  }

  /// Returns the path of the page around a lesson, with the same folders as the lesson's own path.
  private func launchPage(of lesson: SiteOutline.Entry) -> String {
    "\(Self.folder)/\(lesson.path.split(separator: "/").dropFirst().joined(separator: "/"))"
  }

  /// Returns a page with another one in its frame.
  ///
  /// - Parameters:
  ///   - path: The path of the page in the frame, from the root of the site.
  ///   - completion: When the lesson in the frame is complete, or `nil` if it isn't reported to the system.
  private func launch(_ path: String, title: String, completion: Completion?) -> String {
    let depth = completion == nil ? 0 : path.utf8.count { $0 == UInt8(ascii: "/") }
    let root = String(repeating: "../", count: depth)
    let address = XML.escaped("\(root)\(SiteOutline.folder)/\(Route.encoded(path))")
    let rule = completion.map { " data-complete=\"\(XML.escaped("\($0)"))\"" } ?? ""
    let notices = outline.courseNotices.map {
      "<p data-notice=\"\($0.name)\" hidden>\(XML.escaped($0.text))</p>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="\(XML.escaped(outline.language))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
      <title>\(XML.escaped(title))</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="\(root)\(Self.folder)/course.css">
      <script src="\(root)\(Self.folder)/lessons.js" defer></script>
      <script src="\(root)\(Self.folder)/course.js" defer></script>
      </head>
      <body>
      <div role="status">
      \(notices.joined())</div>
      <iframe src="\(address)" title="\(XML.escaped(title))"\(rule)></iframe>
      </body>
      </html>

      """
  }

  /// The titles of the lessons by path, for the script.
  private var titles: [UInt8] {
    let titles = lessons.map { (key: "\(SiteOutline.folder)/\($0.path)", value: JSONText.text($0.title)) }
    return Array("window.handbookLessons = ".utf8) + JSONText.object(titles).compact + Array(";\n".utf8)
  }

  /// Returns an identifier for a lesson in the manifest, which doesn't change when other lessons are added or
  /// removed.
  private func identifier(of lesson: SiteOutline.Entry) -> String {
    let path = lesson.path.split(separator: "/").dropFirst().joined(separator: "/")
    let name = path.hasSuffix(".html") ? path.dropLast(".html".count) : path[...]
    return name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        String(UnicodeScalar(byte))
      case UInt8(ascii: "/"): "."
      default: "_\(String(byte, radix: 16))"
      }
    }.joined()
  }

  /// An identifier that all versions of the course share, and that is different for other handbooks.
  private var identifier: String {
    let name = "\(outline.title)\n\(outline.language)\n\(outline.edition.rawValue)"
    return "handbook-\(outline.fileName)-\(ContentHash.name(of: Array(name.utf8)))"
  }

  private func manifest(of content: [OutputFile]) -> String {
    let title = XML.escaped(outline.title)
    let items = lessons.map { lesson in
      let name = identifier(of: lesson)
      return """
        <item identifier="item-\(name)" identifierref="lesson-\(name)">
        <title>\(XML.escaped(lesson.title))</title>
        </item>

        """
    }
    let resources = lessons.map { lesson in
      let page = XML.escaped(Route.encoded(launchPage(of: lesson)))
      return """
        <resource identifier="lesson-\(identifier(of: lesson))" type="webcontent" adlcp:scormtype="sco" href="\(page)">
        <file href="\(page)"/>
        <dependency identifierref="handbook"/>
        </resource>

        """
    }
    let launched = Set(lessons.map(launchPage))
    let shared = content.map(\.path).filter { !launched.contains($0) }.sorted(byBytesOf: \.self)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest identifier="\(identifier)" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
      <metadata>
      <schema>ADL SCORM</schema>
      <schemaversion>1.2</schemaversion>
      </metadata>
      <organizations default="lessons">
      <organization identifier="lessons">
      <title>\(title)</title>
      \(items.joined())<item identifier="whole-handbook" identifierref="handbook">
      <title>\(title)</title>
      </item>
      </organization>
      </organizations>
      <resources>
      \(resources.joined())<resource identifier="handbook" type="webcontent" adlcp:scormtype="asset" href="\(Self.handbookPage)">
      \(shared.map { "<file href=\"\(XML.escaped(Route.encoded($0)))\"/>\n" }.joined())</resource>
      </resources>
      </manifest>

      """
  }
}
