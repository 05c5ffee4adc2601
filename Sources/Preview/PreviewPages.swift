import Site

/// The page "To do" of the preview, which lists unfinished work so that an author sees what to do next.
///
/// It's for authors and never part of a site.
package struct AuthorsPage: Sendable, Hashable {
  /// A kind of unfinished work, with its entries.
  package struct Section: Sendable, Hashable {
    let title: String
    /// What to do about the entries.
    let advice: String
    let entries: [Entry]
    /// The number of entries that aren't shown.
    let omitted: Int

    /// The maximum number of entries in a section.
    private static let maximum = 100

    package init(title: String, advice: String, entries: [Entry]) {
      self.title = title
      self.advice = advice
      self.entries = Array(entries.prefix(Self.maximum))
      omitted = entries.count - self.entries.count
    }
  }

  /// Something to do.
  package struct Entry: Sendable, Hashable {
    let place: String
    let text: String
    /// The address that opens the position in the author's editor, or `nil` if no editor is known.
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
    let unfinished = sections.filter { !$0.entries.isEmpty }
    let open = unfinished.map(Self.html).joined()
    let done = sections.filter(\.entries.isEmpty).map { "<li>\(PreviewFrame.escaped($0.title))</li>" }
      .joined()
    return PreviewFrame.page(
      title: "To do", heading: "To do", isReloaded: false,
      content: """
        <p>What is unfinished in this handbook. Readers never see this page. Reload it to see the newest state.
        <a href="/">Back to the handbook</a></p>
        \(next(unfinished.first))\(open)\(done.isEmpty ? "" : "<h2>Nothing left to do</h2>\n<ul>\(done)</ul>\n")
        """)
  }

  /// What to do first: the first entry of the first section that has any.
  private func next(_ section: Section?) -> String {
    guard let section, let entry = section.entries.first else { return "" }
    return "<p><strong>Next:</strong> \(Self.html(entry)). \(PreviewFrame.escaped(section.advice))</p>\n"
  }

  private static func html(_ entry: Entry) -> String {
    let place = PreviewFrame.escaped(entry.place)
    let link =
      entry.editor.map { " <a href=\"\(PreviewFrame.escaped($0))\">\(place)</a>" }
      ?? (place.isEmpty ? "" : " <code>\(place)</code>")
    return PreviewFrame.escaped(entry.text) + link
  }

  private static func html(_ section: Section) -> String {
    let entries = section.entries.map { "<li>\(html($0))</li>\n" }.joined()
    let count = section.entries.count + section.omitted
    let more = section.omitted > 0 ? "<p>And \(section.omitted) more.</p>\n" : ""
    return """
      <h2>\(PreviewFrame.escaped(section.title)) (\(count))</h2>
      <p>\(PreviewFrame.escaped(section.advice))</p>
      <ul>
      \(entries)</ul>
      \(more)
      """
  }
}

/// The page at every address until a build succeeds.
///
/// The preview's script reloads it.
enum FirstBuildPage {
  static let bytes = PreviewFrame.page(
    title: "No site yet", heading: "There is no site yet", isReloaded: true,
    content: """
      <p>The first build failed. The errors are listed below and in the terminal. When you fix them, the site appears
      here.</p>
      """)
}

/// The shared parts of the preview's own pages.
private enum PreviewFrame {
  /// - Parameters:
  ///   - isReloaded: Whether the preview's script reloads the page when the site changes.
  ///   - content: Markup.
  static func page(title: String, heading: String, isReloaded: Bool, content: String) -> [UInt8] {
    let scriptSources = isReloaded ? "script-src 'self'; connect-src 'self'; " : ""
    let script = isReloaded ? "<script src=\"\(PreviewSite.scriptAddress)\" defer></script>\n" : ""
    return Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \(scriptSources)style-src 'self'; \
      img-src data:; base-uri 'none'; form-action 'none'">
      <title>\(title) – Handbook preview</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="/\(RequestPolicy.folder)/preview.css">
      \(script)</head>
      <body class="no-site">
      <main>
      <h1>\(heading)</h1>
      \(content)</main>
      </body>
      </html>

      """.utf8)
  }

  static func escaped(_ text: String) -> String {
    var buffer = HTMLBuffer(capacity: text.utf8.count)
    buffer.append(text: text)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }
}
