import Basics
import Testing

@testable import Site

/// Content in front matter, attributes, references, and text must never become markup.
@Suite("Hostile content")
struct HostileContentTests {
  /// Text that tries to break out of text, an attribute in either kind of quotation mark, an element, a
  /// script, and a template.
  private static let payload = "\"'></script></title><zq9 onx=1>{{x}}&lt;`"

  /// The payload as a YAML scalar.
  private static let yaml = "'\(payload.replacing("'", with: "''"))'"

  /// The payload as Markdown text, in which a `<` before a letter would start raw HTML.
  private static let markdown = payload.replacing("<", with: "\\<").replacing("`", with: "\\`")

  private static let content = [
    "handbook.yml": """
    title: \(yaml)
    description: \(yaml)
    footer: \(yaml)
    citation-series:
      - name: \(yaml)
        abbreviation: \(yaml)
        forms: ['RCW {n}']
        number: '\\d+\\.\\d+'
        address: 'https://example.org/?cite={n}'
    """,
    "codes/washington.md": """
    ---
    title: \(yaml)
    jurisdiction: \(yaml)
    abbreviation: WA
    status: draft
    instrument: guideline
    issuer: \(yaml)
    applies-to: [\(yaml)]
    version: \(yaml)
    verified: {on: 2026-01-01, by: \(yaml), against: \(yaml)}
    source: {title: \(yaml), url: "https://example.org/?a='b&c"}
    authority: [\(yaml), RCW 18.420]
    contact: {name: \(yaml), phone: \(yaml), email: \(yaml)}
    complaints: {url: 'https://example.org/', deadline: \(yaml)}
    transcription-notes: [\(yaml)]
    ---

    ## \(markdown) {#conduct}

    Lead-in \(markdown), RCW 18.420:

    1. No {~~\(markdown)~>\(markdown) new~~} gifts. {#gifts .gifts}
    2. \(markdown) {--\(markdown)--} {>>\(markdown)<<}
    """,
    "topics/gifts.md": """
    ---
    title: \(yaml)
    synonyms: [\(yaml)]
    situations: [\(yaml)]
    ---

    \(markdown)
    """,
    "lessons/one.md": """
    ---
    title: \(yaml)
    description: \(yaml)
    objectives: [{id: name-it, text: \(yaml)}]
    references: [\(yaml)]
    ---

    ## \(markdown) {#part teaches="name-it"}

    [\(markdown)](https://example.org/%22%3E "\(payload.replacing("\"", with: "&quot;").replacing("`", with: "\\`"))")
    ![\(markdown)](pixel.png) [[WA#gifts|\(markdown)]] `\(payload.dropLast())`[^\(1)]

    ![[WA#gifts]]

    ``` \(payload.replacing("`", with: ""))
    \(payload)
    ```

    > [!NOTE] \(markdown)
    > \(markdown)

    > [!QUESTION] name-it
    > \(markdown)?
    >
    > - [x] \(markdown)
    >
    >   \(markdown) [[WA#gifts]]
    > - [ ] Other \(markdown)
    >
    >   \(markdown)

    | \(markdown) | b |
    |---|---|
    | c | \(markdown) |

    [^1]: \(markdown)
    """,
    "lessons/pixel.png": "no picture",
    "glossary.md": """
    ---
    title: \(yaml)
    ---

    ## Gift \(markdown) {#gift}

    \(markdown)
    """,
    "pages/about.md": "---\ntitle: \(yaml)\ndescription: \(yaml)\n---\n\n\(markdown) a gift.\n",
  ]

  private static let site = SmallSite(content)

  @Test("A handbook with hostile content builds, so that the other tests are meaningful")
  func builds() {
    let errors = Self.site.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map { "\($0.path): \($0.range?.start.line ?? 0) \($0.summary)" })")
    for page in [
      "index.html", "codes/washington.html", "lessons/one.html", "topics/gifts.html", "glossary.html",
    ] {
      #expect(Self.site[page].contains("zq9"), "\(page)")
    }
  }

  @Test("Hostile content adds no elements, attributes, or scripts, and every page stays well-formed")
  func pages() {
    for (path, bytes) in Self.site.files where path.hasSuffix(".html") {
      let outline = MarkupOutline(bytes)
      #expect(outline.problems.isEmpty, "\(path): \(outline.problems.prefix(3))")
      for element in outline.elements {
        #expect(!element.name.hasPrefix("zq9"), "\(path)")
        #expect(!element.attributes.keys.contains { $0.hasPrefix("on") }, "\(path): \(element)")
      }
      #expect(!Self.site[path].contains("<zq9"), "\(path)")
    }
  }

  @Test("Hostile content doesn't end any script of the search index")
  func scripts() {
    for (path, bytes) in Self.site.files where path.hasPrefix("search/") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("</script"), "\(path)")
      #expect(!text.contains("<!--"), "\(path)")
    }
  }
}
