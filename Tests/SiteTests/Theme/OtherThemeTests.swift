import Basics
import Testing

@testable import Site

@Suite("Custom themes")
struct OtherThemeTests {
  /// A theme that shares only the keys of its strings with the default theme.
  private static let smallTheme: [SourceFile] = {
    var templates = [
      "frame": """
      <!DOCTYPE html><html lang="{{language}}"><head><meta charset="utf-8"><title>{{documentTitle}}</title>
      <link rel="stylesheet" href="{{root}}{{assets.small.css}}"></head>
      <body>{{{navigation}}}<main><h1>{{title}}</h1>{{$main}}<p>{{strings.home}}</p>{{/main}}</main></body></html>
      """,
      "page": "{{<frame}}{{$main}}{{{content}}}{{/main}}{{/frame}}",
      "code": """
      {{<frame}}{{$main}}{{#groups}}{{#blocks}}{{#provisions}}<p id="{{anchor}}">{{#label}}{{label}} {{/label}}\
      {{{html}}}</p>{{/provisions}}{{/blocks}}{{/groups}}{{/main}}{{/frame}}
      """,
      "redirect": "<p><a href=\"{{address}}\">{{title}}</a></p>",
      "navigation": "{{#groups}}{{#entries}}<a href=\"{{address}}\">{{title}}</a> {{/entries}}{{/groups}}",
      "callout": "<aside>{{{content}}}</aside>",
      "question": "<section>{{{stem}}}</section>",
      "quotation": """
      <blockquote>{{#address}}<a href="{{address}}">{{attribution}}</a>{{/address}}</blockquote>
      """,
      "answer-key": "<p>{{strings.print}}</p>",
      "quoted-text": "{{#groups}}{{#blocks}}{{#prose}}{{{prose}}}{{/prose}}{{/blocks}}{{/groups}}",
      "printed-text": "{{#groups}}<h3 id=\"{{anchor}}\"></h3>{{/groups}}",
      "link": "<a href=\"{{address}}\">{{title}}</a>",
      "date": "{{date}}",
      "practice-card": "<div class=\"flash-back\">{{#back}}{{#html}}{{{html}}}{{/html}}{{/back}}</div>",
      "effective": "{{{before}}}",
      "suspect": "{{#changes}}{{reviewed}}{{/changes}}",
      "print-book-question": "{{#question}}<section>{{{stem}}}</section>{{/question}}",
      "print-book-answer-key": "<p>{{strings.print}}</p>",
      "print-book-quotation": "{{#quotation}}<blockquote>{{attribution}}</blockquote>{{/quotation}}",
      "print-book-suspect": "{{#suspect}}{{#changes}}{{reviewed}}{{/changes}}{{/suspect}}",
      "print-book-address": " ({{address}})",
    ]
    for root in Theme.roots where templates[root.template] == nil {
      templates[root.template] = "{{<frame}}{{/frame}}"
    }
    return templates.map { SourceFile(path: "Themes/small/templates/\($0.key).mustache", text: $0.value) }
      + [
        SourceFile(path: "Themes/small/strings.yml", bytes: words.bytes),
        SourceFile(path: "Themes/small/assets/small.css", text: "h1 { color: #123 }\n"),
      ]
  }()

  private static let words =
    DefaultTheme.files.first { $0.path.hasSuffix("/strings.yml") }
    ?? SourceFile(path: "strings.yml", text: "")

  private static func build(_ theme: [SourceFile], _ folder: String, language: String) -> SiteBuilder.Result {
    let content = RepositoryContent.files.filter { !$0.path.contains(".es.") }.map { file in
      guard file.path == "Content/handbook.yml" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      return SourceFile(
        path: file.path, text: text.replacing("languages: [en, es]", with: "language: \(language)"))
    }
    return SiteBuilder.build(SiteInput(content: content, theme: theme, themeFolder: folder))
  }

  @Test("A theme can replace templates, assets, and strings without any Swift code")
  func small() throws {
    let site = Self.build(Self.smallTheme, "Themes/small", language: "en")
    #expect(site.diagnostics == [])
    let files = Dictionary(uniqueKeysWithValues: site.files.map { ($0.path, $0.bytes) })
    let page = String(decoding: try #require(files["codes/washington.html"]), as: UTF8.self)
    let style = try #require(files.keys.first { $0.hasPrefix("assets/small-") && $0.hasSuffix(".css") })
    #expect(page.contains("href=\"../\(style)\""))
    #expect(page.contains("<p id=\"gifts\">"))
    #expect(!files.keys.contains { $0.hasPrefix("assets/handbook") })
    let about = String(decoding: try #require(files["pages/about.html"]), as: UTF8.self)
    #expect(about.contains("<h2 ") && !about.contains("masthead"))
  }

  @Test("Only a theme's strings and the handbook's language are needed to translate a site")
  func translated() throws {
    let site = Self.build(
      DefaultTheme.files.map { $0.path == Self.words.path ? Self.markedWords : $0 }, DefaultTheme.folder,
      language: "de")
    #expect(site.diagnostics.filter { $0.severity == .error } == [])
    var untranslated: Set<String> = []
    for file in site.files where file.path.hasSuffix(".html") {
      let page = String(decoding: file.bytes, as: UTF8.self)
      #expect(page.contains("<html lang=\"de\">"), "\(file.path)")
      for phrase in Self.longPhrases {
        // A phrase that comes from the theme's strings has a mark before it.
        let marked = page.replacing(Self.mark + phrase, with: "")
        if marked.contains(">\(phrase)<") { untranslated.insert("\(file.path): \(phrase)") }
      }
    }
    #expect(untranslated.isEmpty, "\(untranslated.sorted().prefix(5))")
  }

  private static let mark = "⟦"

  /// The strings of the default theme as German ones, each with a mark before it.
  private static var markedWords: SourceFile {
    let text = String(decoding: words.bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if line.hasPrefix("language: ") { return "language: de" }
      guard let colon = line.firstRange(of: ": "), !line.hasPrefix("#"), !line.hasPrefix(" "),
        !line.hasSuffix(">-"),
        !line.hasPrefix("date-format"),
        !line.hasPrefix("month-names")
      else { return String(line) }
      let value = line[colon.upperBound...]
      let quote = value.prefix { $0 == "\"" || $0 == "'" }
      let marked = value.dropFirst(quote.count).replacing(" | ", with: " | " + mark)
      return line[..<colon.upperBound] + quote + mark + marked
    }
    return SourceFile(path: words.path, text: lines.joined(separator: "\n"))
  }

  /// Phrases that are too long to occur in the content by chance, as they appear on a page.
  private static var longPhrases: [String] {
    String(decoding: words.bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      guard let colon = line.firstRange(of: ": "), !line.hasPrefix("#"), !line.hasPrefix(" ") else {
        return nil
      }
      let value = line[colon.upperBound...]
      guard value.split(separator: " ").count > 2, !value.contains(where: { "{}\"'&<>|".contains($0) }) else {
        return nil
      }
      return String(value)
    }
  }
}
