import Basics
import Handbook
import TestSupport
import Testing

@testable import Site

@Suite("A site in two languages")
struct LanguageTests {
  private static let content = [
    "handbook.yml":
      "title: Ethics\nlanguages: [en, es]\nnavigation: [codes, topics, lessons, glossary, pages/about.md]\n",
    "handbook.es.yml": "title: Ética\n",
    "codes/washington.md": codeFile(
      "## Conduct {#conduct}\n\n- Do not accept gifts, ever. {#gifts .gifts}\n- Be {++very ++}kind. {#kind}\n"
    ),
    "codes/arkansas.md": codeFile(
      "## Rules {#rules}\n\n- No gifts at all. {#gifts .gifts}\n", abbreviation: "AR",
      jurisdiction: "Arkansas"),
    "codes/arkansas.es.md": """
    ---
    translation: { official: false, by: Ana, of: 0000000000000000 }
    ---

    ## Reglas {#rules}

    - Ningún regalo. {#gifts}
    """,
    "topics/gifts.md": "---\ntitle: Gifts\n---\n\nPresents. ![A gift](../pages/gift.png)\n",
    "topics/gifts.es.md": "---\ntitle: Regalos\n---\n\nObsequios. ![Un regalo](../pages/gift.png)\n",
    "pages/about.md":
      "---\ntitle: About\n---\n\n## Who {#who}\n\nGifts can harm, says [[AR#gifts]] in [a topic](../topics/gifts.md).\n",
    "pages/gift.png": "PNG",
    "glossary.md": "---\ntitle: Glossary\n---\n\n## Peer {#peer}\n\nSomebody.\n",
    "lessons/one.md": "---\ntitle: One\n---\n\nA peer reads:\n\n![[WA#gifts]]\n\n![[AR#gifts]]\n",
    "lessons/one.es.md": "---\ntitle: Uno\n---\n\nUn par lee:\n\n![[WA#gifts]]\n\n![[AR#gifts]]\n",
  ]

  private static let site = SmallSite(content)
  private static let published = SmallSite(
    content, options: SiteOptions(baseURL: SiteAddress("https://example.org/handbook/")))

  /// The default language by itself.
  private static let english = SmallSite(
    content.filter { !$0.key.contains(".es.") }.merging([
      "handbook.yml": "title: Ethics\nnavigation: [codes, topics, lessons, glossary, pages/about.md]\n"
    ]) { $1 })

  @Test("The site has no errors, and each page has the same file name in both languages")
  func pages() {
    #expect(Self.site.diagnostics.filter { $0.severity == .error } == [])
    let pages = Self.site.files.keys.filter { $0.hasSuffix(".html") }
    let english = Set(pages.filter { !$0.hasPrefix("es/") })
    let spanish = Set(pages.filter { $0.hasPrefix("es/") }.map { String($0.dropFirst(3)) })
    #expect(
      english == spanish.subtracting(["codes/arkansas.parallel.html"])
        && english.contains("codes/arkansas.html"))
  }

  @Test("The pages of a handbook in one language don't mention languages")
  func oneLanguage() {
    for (path, bytes) in Self.english.files where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(!page.contains("hreflang") && !page.contains("data-language"), "\(path)")
    }
  }

  @Test("Assets and other files are written once for all languages")
  func shared() {
    let spanish = Self.site.files.keys.filter { $0.hasPrefix("es/") }
    #expect(!spanish.contains { $0.hasPrefix("es/assets/") || $0.hasPrefix("es/files/") })
    #expect(Self.site["es/topics/gifts.html"].contains("src=\"../../files/pages/gift.png\""))
    #expect(Self.site["es/index.html"].contains("href=\"../assets/handbook-"))
  }

  @Test("Every link, picture, and asset of every page leads to a file of the site")
  func links() {
    for (path, bytes) in Self.site.files where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      for attribute in ["href=\"", "src=\"", "action=\""] {
        for part in page.split(separator: attribute).dropFirst() {
          let address = part.prefix { $0 != "\"" && $0 != "#" && $0 != "?" }
          guard !address.isEmpty, !address.contains(":") else { continue }
          #expect(Self.site.files[Self.resolved(String(address), from: path)] != nil, "\(path) -> \(address)")
        }
      }
    }
  }

  @Test("A link to a page leads to the same language, except for the language links")
  func language() {
    for (path, bytes) in Self.site.files where path.hasPrefix("es/") && path.hasSuffix(".html") {
      for tag in String(decoding: bytes, as: UTF8.self).split(separator: "<a ").dropFirst() {
        let tag = tag.prefix { $0 != ">" }
        guard let part = tag.split(separator: "href=\"", maxSplits: 1).last, !tag.contains("hreflang")
        else { continue }
        let address = part.prefix { $0 != "\"" && $0 != "#" && $0 != "?" }
        guard address.hasSuffix(".html"), !address.contains(":") else { continue }
        #expect(Self.resolved(String(address), from: path).hasPrefix("es/"), "\(path) -> \(address)")
      }
    }
  }

  @Test("Every page links to the same page in the other language, by that language's own name")
  func switcher() {
    #expect(
      Self.site["lessons/one.html"].contains(
        "<a href=\"../es/lessons/one.html\" lang=\"es\" hreflang=\"es\" data-language>Español</a>"))
    #expect(
      Self.site["es/lessons/one.html"].contains(
        "<a href=\"../../lessons/one.html\" lang=\"en\" hreflang=\"en\" data-language>English</a>"))
    for (path, bytes) in Self.site.files where path.hasSuffix(".html") && !SmallSite.isRedirect(bytes) {
      #expect(String(decoding: bytes, as: UTF8.self).contains("data-language"), "\(path)")
    }
  }

  @Test("Search engines get links to every language of a page, and to the default one")
  func alternates() {
    let page = Self.published["es/topics/gifts.html"]
    for (language, folder) in [("en", ""), ("es", "es/"), ("x-default", "")] {
      #expect(
        page.contains(
          "<link rel=\"alternate\" hreflang=\"\(language)\" href=\"https://example.org/handbook/\(folder)topics/gifts.html\">"
        ))
    }
    #expect(
      page.contains("<link rel=\"canonical\" href=\"https://example.org/handbook/es/topics/gifts.html\">"))
  }

  @Test("Each language has its own site map and feed, and robots.txt lists all site maps")
  func siteMaps() {
    let map = Self.published["es/sitemap.xml"]
    #expect(map.contains("https://example.org/handbook/es/topics/gifts.html"))
    #expect(!map.contains("/handbook/topics/gifts.html"))
    #expect(
      Self.published["robots.txt"].hasSuffix(
        "Sitemap: https://example.org/handbook/sitemap.xml\nSitemap: https://example.org/handbook/es/sitemap.xml\n"
      ))
    #expect(Self.published.files["es/robots.txt"] == nil)
  }

  @Test(
    "Untranslated text on a page in another language is marked with its language, and a notice tells readers")
  func untranslated() {
    let page = Self.site["es/pages/about.html"]
    #expect(page.contains("<html lang=\"es\">"))
    #expect(page.contains("<h1 lang=\"en\">About</h1>") && page.contains("<h2 id=\"who\" lang=\"en\">"))
    #expect(page.contains("el original (en inglés)"))
    #expect(!Self.site["es/topics/gifts.html"].contains("<h1 lang"))
  }

  @Test("Untranslated law in a translated lesson is marked with its language")
  func quotations() {
    let page = Self.site["es/lessons/one.html"]
    #expect(
      page.contains("<p lang=\"en\">Do not accept gifts, ever.") || page.contains("<span lang=\"en\">Do not"))
    #expect(page.contains("Ningún regalo.") && !page.contains("lang=\"en\">Ningún"))
  }

  @Test("A translated code says which text governs, and that the original has changed")
  func codes() {
    let page = Self.site["es/codes/arkansas.html"]
    #expect(page.contains("id=\"gifts\"") && page.contains("Ningún regalo."))
    #expect(page.contains("Ana."))
    #expect(
      page.contains("<a href=\"../../codes/arkansas.html\" lang=\"en\" hreflang=\"en\">Code of Ethics</a>"))
    #expect(page.contains("notice-warning"))
  }

  @Test("A provision whose original changed says so, with the words that came and went in their own language")
  func changedProvision() throws {
    let old = oregonEdition("2024", "superseded", body: "- Do not accept gifts. {#gifts}\n- Rest. {#rest}")
    let new = oregonEdition("2026", body: "- Never accept gifts. {#gifts}\n- Rest. {#rest}")
    let languages = "title: Ethics\nlanguages: [en, es]\n"
    let content = ["handbook.yml": languages, "codes/oregon/2024.md": old, "codes/oregon/2026.md": new]
    let checkCode = try #require(
      SmallHandbook(content).handbook.codes.first?.editions.first { $0.slug == "2024" }?.checkCode)
    let site = SmallSite(
      content.merging([
        "codes/oregon/2026.es.md":
          "---\ntranslation: { official: false, of: \(checkCode) }\n---\n\n- No acepte. {#gifts}\n- Descanse. {#rest}\n"
      ]) { $1 })
    for path in ["es/codes/oregon.html", "es/codes/oregon.parallel.html"] {
      let page = site[path]
      let words = "<span class=\"law\" lang=\"en\"><del>Do not</del><ins>Never</ins> accept gifts.</span>"
      #expect(
        page.contains(
          "Esta traducción es de un texto anterior. El original, con los cambios marcados: \(words)"))
      #expect(page.ranges(of: "provision-remark").count == 1, "\(path)")
      #expect(page.contains("están marcadas"))
    }
    #expect(!site["codes/oregon.html"].contains("provision-remark"))
  }

  @Test("A translated code is shown side by side with its original, provision by provision")
  func parallel() {
    let page = Self.site["es/codes/arkansas.parallel.html"]
    #expect(page.contains("<html lang=\"es\">"))
    #expect(page.contains("Ningún regalo.") && page.contains("No gifts at all."))
    #expect(page.contains("<div class=\"parallel-row\" id=\"gifts\">"))
    #expect(Self.site["es/codes/arkansas.html"].contains("href=\"arkansas.parallel.html\""))
    #expect(Self.site.files["codes/arkansas.parallel.html"] == nil)
  }

  @Test("A group without a heading has its name in citations next to its original")
  func parallelGroups() {
    let site = SmallSite([
      "handbook.yml": "title: H\nlanguages: [en, es]\n",
      "codes/arkansas.md": codeFile("- First. {#first}\n\n---\n\n- Second. {#second}\n", abbreviation: "AR"),
      "codes/arkansas.es.md": """
      ---
      translation: { official: false, by: Ana, of: 0000000000000000 }
      ---

      - Primera. {#first}

      ---

      - Segunda. {#second}
      """,
    ])
    let page = site["es/codes/arkansas.parallel.html"]
    let name =
      "<h2 class=\"counted-group\">Grupo\u{A0}2 <span class=\"dot\">sin título en la fuente</span></h2>"
    #expect(page.contains(name), "\(site.diagnostics)")
  }

  @Test("What the front matter of an original says has its language among the words of the page")
  func facts() {
    let facts = """
      issuer: The board
      credentials: [{ name: Peer, acronym: PS, former-names: [Helper] }]
      renewal: { every: 2 years }
      complaints: { body: The board, ways: [by letter], steps: [{ what: It answers, within: 5 days }] }
      source: { title: The page, url: "https://example.org/code" }

      """
    let code = codeFile("## Rules {#rules}\n\n- No gifts. {#gifts}\n").replacing(
      "status: draft\n", with: "status: draft\n\(facts)")
    let site = SmallSite([
      "handbook.yml": "title: Ethics\nlanguages: [en, es]\n", "codes/washington.md": code,
    ])
    let page = site["es/codes/washington.html"]
    for words in [
      "<dd><span lang=\"en\">The board</span></dd>", "<span lang=\"en\">Peer (PS)</span>, ",
      "<span lang=\"en\">Helper</span>", "<span lang=\"en\">2 years</span>",
      "<span lang=\"en\">by letter</span>", "<span lang=\"en\">It answers</span> (",
      "<span lang=\"en\">5 days</span>)",
      "<a href=\"https://example.org/code\" lang=\"en\" hreflang=\"en\">The page</a>",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(!site["codes/washington.html"].contains("<span lang"))
  }

  @Test("In lists, the title of a page that isn't translated and a sentence from one have their language")
  func titles() {
    let about = "<a href=\"../pages/about.html\" lang=\"en\">About</a>"
    #expect(Self.site["es/codes/index.html"].contains(about))
    let mention = "<a href=\"../pages/about.html#who\" lang=\"en\">Who</a><q lang=\"en\">Gifts can "
    #expect(Self.site["es/codes/arkansas.html"].contains(mention))
    #expect(Self.site["es/topics/gifts.html"].contains("<q lang=\"en\">Gifts can "))
    #expect(Self.site["es/codes/index.html"].contains(" lang=\"en\">Code of Ethics</a>"))
    #expect(Self.site["es/topics/index.html"].contains("<a href=\"gifts.html\">Regalos</a>"))
    #expect(!Self.site["codes/arkansas.html"].contains("<q lang"))
  }

  @Test("States have their Spanish names and order on Spanish pages, and the default ones in the data")
  func states() throws {
    let site = SmallSite([
      "handbook.yml": "title: Ethics\nlanguages: [en, es]\n",
      "codes/new-york.md": codeFile(
        "- In New York, be kind. {#kind}\n", abbreviation: "NY", jurisdiction: "New York"),
      "codes/montana.md": codeFile("- Be kind. {#kind}\n", abbreviation: "MT", jurisdiction: "Montana"),
      "codes/north-carolina.md": codeFile(
        "- Be kind. {#kind}\n", abbreviation: "NC", jurisdiction: "North Carolina"),
    ])
    func order(_ page: String, _ names: [String]) throws -> Bool {
      let places = try names.map { try #require(site[page].firstRange(of: ">\($0)</th>")).lowerBound }
      return places == places.sorted()
    }
    #expect(try order("codes/index.html", ["Montana", "New York", "North Carolina"]))
    #expect(try order("es/codes/index.html", ["Carolina del Norte", "Montana", "Nueva York"]))
    #expect(site["es/codes/new-york.html"].contains("In New York, be kind."))
    #expect(site["es/codes/new-york.html"].contains("Nueva York"))
    #expect(!site["codes/new-york.html"].contains("Nueva York"))
  }

  @Test("A code without a version or a date is undated in the language of the page")
  func undated() {
    #expect(Self.site["es/codes/washington.html"].contains("sin fecha"))
    #expect(!Self.site["es/codes/washington.html"].contains(">undated"))
    #expect(Self.site["codes/washington.html"].contains("undated"))
  }

  @Test("A language's search index is in its folder, and its client is loaded from the root")
  func search() {
    let page = Self.site["es/lessons/one.html"]
    #expect(page.contains("data-root=\"../\" data-client=\"../assets/search-"))
    #expect(Self.site.files["es/search/root.js"] != nil)
    #expect(Self.site["es/search/root.js"].contains("../assets/search-answers-"))
  }

  @Test("An alias in a language's folder is reported")
  func aliases() {
    let content = Self.content.merging([
      "pages/about.md": "---\ntitle: About\naliases: [es/old.html]\n---\n"
    ]) { $1 }
    #expect(SmallSite(content).diagnostics.contains { $0.rule == .collidingAddress })
  }

  @Test("A theme's strings for a language replace the default ones, and missing or unused ones are reported")
  func strings() {
    let site = SiteBuilder.build(
      SiteInput(
        content: Self.content.map { SourceFile(path: "Content/\($0.key)", text: $0.value) },
        theme: DefaultTheme.files(with: "strings.es.yml", "lessons: Lecciones\nlesons: Lecciones\n"),
        themeFolder: DefaultTheme.folder))
    let page = site.files.first { $0.path == "es/lessons/index.html" }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    #expect(page?.contains("<h1>Lecciones</h1>") == true)
    #expect(site.diagnostics.contains { $0.rule == .unusedString && $0.range?.start.line == 2 })
    #expect(site.diagnostics.contains { $0.rule == .missingTranslation && $0.summary.contains("'topics'") })
    #expect(!site.diagnostics.contains { $0.severity == .error })
  }

  @Test(
    "A handbook in a language that the theme doesn't speak is reported, and its pages name the language of the words",
    arguments: [
      ("language: fa", ["fa"]), ("languages: [fa, en]", ["fa"]), ("languages: [en, fa]", ["fa"]),
      ("languages: [es, en]", []), ("language: en-GB", []),
    ])
  func unknownLanguage(setting: String, missing: [String]) {
    let site = SmallSite([
      "handbook.yml": "title: Ethics\n\(setting)\n", "topics/a.md": "---\ntitle: A\n---\n",
    ])
    let reports = site.diagnostics.filter { $0.rule == .missingTranslation }.map(\.summary)
    #expect(reports == missing.map { "The theme has no words in '\($0)'" })
    let page = site[setting.hasSuffix("[en, fa]") ? "fa/index.html" : "index.html"]
    #expect(page.contains(" dir=\"rtl\" data-words=\"en\">") == !missing.isEmpty, "\(page.prefix(200))")
    #expect(!site["en/index.html"].contains("data-words"))
  }

  @Test("The strings of scripts can be translated, even though strings.yml doesn't have them")
  func scriptStrings() throws {
    let theme = try #require(DefaultTheme.loaded.0)
    let keys = Set(ScriptStrings.placeholders(in: theme.assets).keys)
    #expect(keys.contains("search-close") && keys.contains("practice-loading"))
    let site = SiteBuilder.build(
      SiteInput(
        content: Self.content.map { SourceFile(path: "Content/\($0.key)", text: $0.value) },
        theme: DefaultTheme.files(with: "strings.es.yml", "search-close: Cerrar la búsqueda\n"),
        themeFolder: DefaultTheme.folder))
    let root = site.files.first { $0.path == "es/search/root.js" }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    #expect(root?.contains("Cerrar la búsqueda") == true)
    #expect(!site.diagnostics.contains { $0.rule == .unusedString })
  }

  @Test("A package in one language has its pages at the root, and no links to other languages")
  func alone() throws {
    let input = SiteInput(
      content: Self.content.map { SourceFile(path: "Content/\($0.key)", text: $0.value) },
      theme: DefaultTheme.files, themeFolder: DefaultTheme.folder)
    let site = try #require(SiteBuilder.prepare(input).site)
    let spanish = try #require(site.inOneLanguage(LanguageTag("es")))
    let files = Dictionary(uniqueKeysWithValues: spanish.files().map { ($0.path, $0.bytes) })
    #expect(!files.keys.contains { $0.hasPrefix("es/") } && files["codes/arkansas.parallel.html"] != nil)
    let page = String(decoding: files["codes/arkansas.html"] ?? [], as: UTF8.self)
    #expect(page.contains("<html lang=\"es\">") && page.contains("Ningún regalo."))
    #expect(!page.contains("hreflang") && page.contains("href=\"../assets/handbook-"))
    #expect(site.inOneLanguage(LanguageTag("fr")) == nil)
  }

  @Test("After a translation is edited, a rebuilt site is the same as a new one")
  func incremental() {
    var builder = IncrementalBuilder()
    var content = Self.content
    for (path, text) in [
      ("topics/gifts.es.md", "---\ntitle: Obsequios\n---\n\nAlgo nuevo.\n"),
      ("topics/gifts.md", "---\ntitle: Presents\n---\n\nSomething new.\n"),
      ("handbook.es.yml", "title: Otra\n"),
      ("pages/about.es.md", "---\ntitle: Acerca\n---\n\n## Quién {#who}\n"),
    ] {
      content[path] = text
      let input = SiteInput(
        content: content.map { SourceFile(path: "Content/\($0.key)", text: $0.value) },
        theme: DefaultTheme.files, themeFolder: DefaultTheme.folder)
      let (again, anew) = (builder.build(input), SiteBuilder.build(input))
      #expect(again.files == anew.files, "\(path)")
      #expect(again.diagnostics.sorted() == anew.diagnostics.sorted(), "\(path)")
    }
  }

  /// The path that an address on a page leads to.
  private static func resolved(_ address: String, from page: String) -> String {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in address.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
