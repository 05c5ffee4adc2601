import Basics
import Handbook
package import Site

/// A site as a course for learning management systems: SCORM 1.2, an item for each lesson and one for the whole
/// handbook.
///
/// A lesson stands in a frame of a page that speaks with the system, so that a reader may follow its links
/// without ending the session.
///
/// Source: SCORM 1.2, Content Aggregation Model and Run-Time Environment.
package struct Course {
  private static let folder = "course"

  private let site: [OutputFile]
  private let outline: SiteOutline
  private let lessons: [SiteOutline.Entry]

  /// - Returns: Nothing where the handbook has no lesson.
  package init?(of site: [OutputFile], outline: SiteOutline) {
    lessons = outline.entries.filter { $0.kind == .lesson }
    guard !lessons.isEmpty else { return nil }
    self.site = site
    self.outline = outline
  }

  /// The files of the course.
  package var files: [OutputFile] {
    let content =
      SiteFolder.placed(site)
      + lessons.map { OutputFile(path: launchPage(of: $0), bytes: Array(launch($0).utf8)) }
      + [
        OutputFile(path: "\(Self.folder)/course.js", bytes: Array(CourseScript.script.utf8)),
        OutputFile(path: "\(Self.folder)/course.css", bytes: Array(CourseScript.style.utf8)),
      ]
    return content + [OutputFile(path: "imsmanifest.xml", bytes: Array(manifest(of: content).utf8))]
  }

  /// The page around a lesson, in folders as the lesson's own are.
  private func launchPage(of lesson: SiteOutline.Entry) -> String {
    "\(Self.folder)/\(lesson.path.split(separator: "/").dropFirst().joined(separator: "/"))"
  }

  private func launch(_ lesson: SiteOutline.Entry) -> String {
    let depth = launchPage(of: lesson).utf8.count { $0 == UInt8(ascii: "/") }
    let root = String(repeating: "../", count: depth)
    let address = XML.escaped("\(root)\(SiteOutline.folder)/\(Route.encoded(lesson.path))")
    return """
      <!DOCTYPE html>
      <html lang="\(XML.escaped(outline.language))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
      <title>\(XML.escaped(lesson.title))</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="\(root)\(Self.folder)/course.css">
      <script src="\(root)\(Self.folder)/course.js" defer></script>
      </head>
      <body>
      <iframe src="\(address)" title="\(XML.escaped(lesson.title))"></iframe>
      </body>
      </html>

      """
  }

  private func manifest(of content: [OutputFile]) -> String {
    let title = XML.escaped(outline.title)
    let items = lessons.enumerated().map { place, lesson in
      """
      <item identifier="item-\(place + 1)" identifierref="lesson-\(place + 1)">
      <title>\(XML.escaped(lesson.title))</title>
      </item>

      """
    }
    let resources = lessons.enumerated().map { place, lesson in
      let page = XML.escaped(Route.encoded(launchPage(of: lesson)))
      return """
        <resource identifier="lesson-\(place + 1)" type="webcontent" adlcp:scormtype="sco" href="\(page)">
        <file href="\(page)"/>
        <dependency identifierref="handbook"/>
        </resource>

        """
    }
    let launched = Set(lessons.map(launchPage))
    let shared = content.map(\.path).filter { !launched.contains($0) }.sorted(byBytesOf: \.self)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest identifier="handbook-\(outline.edition.rawValue)" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
      <metadata>
      <schema>ADL SCORM</schema>
      <schemaversion>1.2</schemaversion>
      </metadata>
      <organizations default="lessons">
      <organization identifier="lessons">
      <title>\(title)</title>
      \(items.joined())<item identifier="item-handbook" identifierref="handbook">
      <title>\(title)</title>
      </item>
      </organization>
      </organizations>
      <resources>
      \(resources.joined())<resource identifier="handbook" type="webcontent" adlcp:scormtype="asset" href="\(SiteOutline.folder)/index.html">
      \(shared.map { "<file href=\"\(XML.escaped(Route.encoded($0)))\"/>\n" }.joined())</resource>
      </resources>
      </manifest>

      """
  }
}
