/// The page "This handbook" of the preview: what is unfinished, so that an author sees what to do next.
///
/// It is for authors and never part of a site.
package struct AuthorsPage: Sendable, Hashable {
  /// One question about the handbook, with its answers.
  package struct Section: Sendable, Hashable {
    let title: String
    /// What to do about the entries.
    let advice: String
    let entries: [Entry]
    /// How many entries aren't shown.
    let omitted: Int

    /// The most entries that a section shows.
    private static let maximum = 100

    package init(title: String, advice: String, entries: [Entry]) {
      self.title = title
      self.advice = advice
      self.entries = Array(entries.prefix(Self.maximum))
      omitted = entries.count - self.entries.count
    }
  }

  /// One thing to do.
  package struct Entry: Sendable, Hashable {
    let place: String
    let text: String
    /// The address that opens the place in the author's editor, or `nil` if no editor is known.
    let editor: String?

    package init(place: String, text: String, editor: String? = nil) {
      self.place = place
      self.text = text
      self.editor = editor
    }
  }

  /// The address of the page, from the root of the server.
  package static let address = "/\(RequestPolicy.folder)/handbook"

  private let sections: [Section]

  package init(_ sections: [Section]) {
    self.sections = sections
  }

  var bytes: [UInt8] {
    let open = sections.filter { !$0.entries.isEmpty }
    let lists = open.map(Self.html).joined()
    let done = sections.filter(\.entries.isEmpty).map { "<li>\(Self.escaped($0.title))</li>" }.joined()
    let text =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src data:; \
      base-uri 'none'; form-action 'none'">
      <title>This handbook – Handbook preview</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="/\(RequestPolicy.folder)/preview.css">
      </head>
      <body class="no-site">
      <main>
      <h1>This handbook</h1>
      <p>What is left to do. Readers never see this page. Reload it to see the newest state. <a href="/">Back to the
      handbook</a></p>
      \(lists)\(done.isEmpty ? "" : "<h2>Nothing left to do</h2>\n<ul>\(done)</ul>\n")</main>
      </body>
      </html>

      """
    return Array(text.utf8)
  }

  private static func html(_ section: Section) -> String {
    let entries = section.entries.map { entry in
      let place = escaped(entry.place)
      let link = entry.editor.map { "<a href=\"\(escaped($0))\">\(place)</a>" } ?? "<code>\(place)</code>"
      return "<li>\(escaped(entry.text)) \(link)</li>\n"
    }.joined()
    let more = section.omitted > 0 ? "<p>And \(section.omitted) more.</p>\n" : ""
    return
      "<h2>\(escaped(section.title)) (\(section.entries.count + section.omitted))</h2>\n<p>\(escaped(section.advice))</p>\n<ul>\n\(entries)</ul>\n\(more)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
