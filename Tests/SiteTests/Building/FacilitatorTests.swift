import Basics
import Handbook
import Testing

@testable import Site

@Suite("Notes for facilitators")
struct FacilitatorTests {
  /// Words that appear only in notes for facilitators.
  private static let words = [
    "vrelkomt", "quimzaf", "ozzlebrin", "jyxtarp", "wolfquib", "fizzgark", "hupperdine", "brakvoon",
    "xantippol",
    "yorrelwick", "skrimbold", "dravenpuck", "9.777",
  ]

  private static let content = [
    "handbook.yml": """
    title: Handbook
    citation-series:
      - { name: Revised Code, abbreviation: RCW, forms: ["RCW {n}"], number: "[0-9]+[.][0-9]+" }
    """,
    "codes/oregon.md": """
    ---
    title: Code
    jurisdiction: Oregon
    abbreviation: OR
    status: draft
    ---

    - No gifts. {#gifts .gifts}
    """,
    "codes/utah.md": """
    ---
    title: Code
    jurisdiction: Utah
    abbreviation: UT
    status: draft
    ---

    - No loans. {#loans}
    """,
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\nThings of value.\n\n> [!FACILITATOR]\n> Ask vrelkomt.\n",
    "glossary.md": "## Peer\n\nA person.\n\n> [!FACILITATOR]\n> Say quimzaf.\n",
    "pages/a.md": "---\ntitle: A\n---\n\nText.\n\n> > [!facilitator] Ozzlebrin\n> > In a quotation.\n",
    "lessons/a.md": """
    ---
    title: Lesson
    objectives:
      - { id: name, text: Name a rule }
    ---

    ## Gifts {#gifts teaches="name"}

    Text about [[OR#gifts]].

    > [!FACILITATOR] A title with jyxtarp
    > Wait for wolfquib, and see [[UT#loans|fizzgark]], [brakvoon](https://hupperdine.example) and RCW 9.777.
    >
    > ## Xantippol
    >
    > - `yorrelwick` ![skrimbold](dravenpuck.png)
    > - A peer.[^n]

    > [!QUESTION] name
    > Which?
    >
    > - [x] This. It says so. [[OR#gifts]]
    > - [ ] That. Nothing says so.

    > [!KEYPOINTS]
    > - None.

    [^n]: A footnote.
    """,
    "lessons/b.md": """
    ---
    title: Vrelkomt for facilitators
    audience: facilitator
    ---

    Quimzaf.

    > [!KEYPOINTS]
    > - None.
    """,
    "lessons/dravenpuck.png": "a picture",
  ]

  private static func site(_ edition: HandbookEdition) -> SmallSite {
    var options = SiteOptions()
    options.edition = edition
    return SmallSite(content, options: options)
  }

  @Test("The learners' edition doesn't contain any word of a note")
  func learners() {
    let site = Self.site(.learner)
    #expect(site.diagnostics.filter { $0.severity == .error }.isEmpty, "\(site.diagnostics)")
    #expect(site.files.count > 20)
    for (path, bytes) in site.files {
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      for word in Self.words {
        #expect(!text.contains(word) && !path.contains(word), "\(word) in \(path)")
      }
    }
    // References in notes don't appear anywhere either.
    #expect(!site["codes/utah.html"].contains("Discussed in"))
    #expect(!site["lessons/a.html"].contains("Utah"))
    #expect(site.files["citations.html"] == nil)
  }

  @Test("The facilitators' edition contains every word of a note, and search finds them")
  func facilitators() {
    let site = Self.site(.facilitator)
    #expect(site.diagnostics.filter { $0.severity == .error }.isEmpty, "\(site.diagnostics)")
    let pages = site.files.filter { $0.key.hasSuffix(".html") }.values.map {
      String(decoding: $0, as: UTF8.self)
    }
    for word in Self.words {
      #expect(pages.contains { $0.lowercased().contains(word) }, "\(word)")
    }
    let search = site.files.filter { $0.key.hasPrefix("search/") }.values.map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(search.contains { $0.lowercased().contains("wolfquib") })
    #expect(site["codes/utah.html"].contains("Discussed in"))
    #expect(site["lessons/a.html"].contains("Utah"))
  }
}
