package import Basics
import Handbook
import Synchronization

/// The appearance of a site: its templates, its assets, and its interface strings.
///
/// A loaded theme can render every page and block, because its templates use only values that exist.
package struct Theme: Sendable {
  /// The files to publish, sorted by name.
  package let assets: [ThemeAsset]
  package let strings: ThemeStrings
  private let programs: TemplatePrograms
  private let translations: ThemeTranslations

  fileprivate init(
    assets: [ThemeAsset], strings: ThemeStrings, programs: TemplatePrograms, translations: ThemeTranslations
  ) {
    self.assets = assets
    self.strings = strings
    self.programs = programs
    self.translations = translations
  }

  /// Returns the theme with its strings in a language, or the theme itself if it has none.
  ///
  /// - Parameter isDefault: Whether the language is the handbook's default. If `strings.yml` doesn't state its language,
  ///   its strings are in this one.
  func speaking(_ language: LanguageTag, isDefault: Bool) -> (theme: Theme, diagnostics: [Diagnostic]) {
    let (theme, diagnostics) = translations.theme(in: language, of: self)
    let isOriginal = strings.language.map { $0.primary == language.primary } ?? isDefault
    return (theme ?? self, isOriginal && !translations.has(language) ? [] : diagnostics)
  }

  /// The pages and blocks that a theme has a template for.
  static let roots: [any TemplateRoot.Type] = {
    var roots: [any TemplateRoot.Type] = [
      RedirectPage.self, NavigationBlock.self, CalloutBlock.self, QuestionBlock.self, QuotationContext.self,
      QuotedTextBlock.self, PrintedTextBlock.self, AnswerKeyBlock.self, LinkContext.self, DateBlock.self,
      EffectiveBlock.self, SuspectBlock.self, PracticeCard.self,
    ]
    let kit: [any TemplateRoot.Type] = [
      KitIndexPage.self, KitSlidesPage.self, KitTestPage.self, KitAnswerKeyPage.self, KitAgendaPage.self,
      KitSignInPage.self, KitCertificatePage.self,
    ]
    let book: [any TemplateRoot.Type] = [
      PrintedBookPage.self, BookQuestionBlock.self, BookAnswerKeyBlock.self, BookSuspectBlock.self,
      BookAddressBlock.self, BookQuotationBlock.self,
    ]
    roots += kit + book
    for page in PageKind.all.flatMap(\.roots) where !roots.contains(where: { $0 == page }) {
      roots.append(page)
    }
    return roots
  }()

  /// Returns a page in UTF-8.
  func render(_ page: some PageContext) -> [UInt8] { programs.render(page: page) }

  /// Returns a block in UTF-8.
  func render(_ block: some TemplateRoot) -> [UInt8] { programs.render(block) }
}

extension Theme {
  /// Reads and checks a theme.
  ///
  /// - Parameters:
  ///   - files: The files of the theme; others are ignored.
  ///   - folder: The folder of the theme, without a slash at its end. In it, templates are
  ///     `templates/*.mustache`, assets are all files below `assets/`, and the strings are in `strings.yml`.
  ///     A folder whose name ends with `.js` contains the parts of a script, or of several:
  ///     `practice.js+search.js`.
  /// - Returns: The theme, or `nil` if it has errors, and its diagnostics, sorted.
  package static func load(_ files: [SourceFile], from folder: String) -> (Theme?, [Diagnostic]) {
    var loader = ThemeLoader(folder: folder)
    for file in files.sorted(by: { $0.path < $1.path }) { loader.sort(file) }
    let theme = loader.load()
    return (theme, loader.diagnostics.sorted())
  }
}

/// A theme in other languages, each of which is created when it's first needed.
private final class ThemeTranslations: Sendable {
  private let loader: ThemeLoader
  private let known = Mutex<[LanguageTag: (theme: Theme?, diagnostics: [Diagnostic])]>([:])

  init(_ loader: ThemeLoader) {
    self.loader = loader
  }

  /// Returns whether the theme has strings in a language.
  func has(_ language: LanguageTag) -> Bool { loader.strings(in: language) != nil }

  /// - Returns: No theme if there are no strings in the language, or if they have errors.
  func theme(in language: LanguageTag, of original: Theme) -> (theme: Theme?, diagnostics: [Diagnostic]) {
    known.withLock { known in
      if let found = known[language] { return found }
      var loader = loader
      let theme = loader.theme(in: language, of: original, self)
      let result = (
        theme: theme, diagnostics: loader.diagnostics.filter { !self.loader.diagnostics.contains($0) }
      )
      known[language] = result
      return result
    }
  }
}

/// Loads a theme from its files.
private struct ThemeLoader: Sendable {
  private let folder: String
  private var templates: [String: Template] = [:]
  private var assetFiles: [TemplateSource] = []
  private var stringsFile: TemplateSource?
  /// The strings in other languages, by the languages in their file names.
  private var translatedStrings: [String: TemplateSource] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(folder: String) {
    self.folder = folder
  }

  /// Adds a file according to the folder that it's in.
  mutating func sort(_ file: SourceFile) {
    guard file.path.hasPrefix("\(folder)/") else { return }
    let path = file.path.dropFirst(folder.count + 1)
    if path == "strings.yml" {
      stringsFile = TemplateSource(name: "strings", path: file.path, bytes: file.bytes)
    } else if path.hasPrefix("strings."), path.hasSuffix(".yml"),
      let language = LanguageTag(String(path.dropFirst("strings.".count).dropLast(".yml".count)))
    {
      translatedStrings[language.rawValue] = TemplateSource(
        name: "strings", path: file.path, bytes: file.bytes)
    } else if path.hasPrefix("assets/") {
      assetFiles.append(
        TemplateSource(name: String(path.dropFirst("assets/".count)), path: file.path, bytes: file.bytes))
    } else if path.hasPrefix("templates/"), path.hasSuffix(".mustache") {
      let name = String(path.dropFirst("templates/".count).dropLast(".mustache".count))
      let (template, problems) = TemplateParser.parse(
        TemplateSource(name: name, path: file.path, bytes: file.bytes))
      templates[name] = template
      diagnostics += problems
    }
  }

  mutating func load() -> Theme? {
    let assets = loadAssets()
    let strings = loadStrings(for: assets)
    let programs = compile(ThemeConstants(strings: strings, assets: assets))
    guard let strings, !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return Theme(
      assets: assets, strings: strings, programs: programs, translations: ThemeTranslations(self))
  }

  /// Returns the file with the strings in a language.
  func strings(in language: LanguageTag) -> TemplateSource? {
    translatedStrings[language.rawValue] ?? translatedStrings[language.primary]
  }

  /// Returns the theme with its strings in another language.
  mutating func theme(
    in language: LanguageTag, of original: Theme, _ translations: ThemeTranslations
  ) -> Theme? {
    guard let file = strings(in: language) else {
      diagnostics.append(
        Diagnostic(
          .warning, .missingTranslation, "The theme has no words in '\(language)'",
          path: "\(folder)/strings.\(language).yml",
          help: "add the file with the keys of strings.yml; until then readers get the default ones"))
      return nil
    }
    let (strings, problems) = ThemeStringsReader.read(
      file, translating: original.strings, scriptStrings: ScriptStrings.placeholders(in: original.assets),
      into: language)
    diagnostics += problems
    guard let strings else { return nil }
    let programs = compile(ThemeConstants(strings: strings, assets: original.assets))
    return Theme(
      assets: original.assets, strings: strings, programs: programs, translations: translations)
  }

  /// Loads the assets.
  ///
  /// Style sheets come last, because their names depend on the files that they load.
  private mutating func loadAssets() -> [ThemeAsset] {
    let isStyleSheet = { (file: TemplateSource) in file.name.hasSuffix(".css") }
    var parts: [String: [TemplateSource]] = [:]
    var assets: [ThemeAsset] = []
    for file in assetFiles {
      let scripts = ScriptParts.scripts(ofPart: file.name)
      for script in scripts { parts[script, default: []].append(file) }
      if scripts.isEmpty, !isStyleSheet(file) {
        assets.append(
          ThemeAsset(name: file.name, bytes: PublishedCode.bytes(of: file.bytes, named: file.name)))
      }
    }
    for (name, files) in parts {
      let ordered = files.sorted { ScriptParts.isBefore($0.name, $1.name) }
      let script = ScriptParts.join(ordered.map(\.bytes))
      assets.append(ThemeAsset(name: name, bytes: PublishedCode.bytes(of: script, named: name)))
    }
    let published = Dictionary(
      uniqueKeysWithValues: assets.map { ($0.name, String($0.path.dropFirst("assets/".count))) })
    let texts = StyleStrings.rules(for: stringsFile, translatedStrings)
    for file in assetFiles where isStyleSheet(file) {
      let (bytes, problems) = ThemeStyleSheet.published(file, assets: published)
      let sheet = PublishedCode.bytes(of: bytes, named: file.name)
      assets.append(
        ThemeAsset(name: file.name, bytes: StyleStrings.areUsed(in: sheet) ? sheet + texts : sheet))
      diagnostics += problems
    }
    return assets.sorted { $0.name < $1.name }
  }

  private mutating func loadStrings(for assets: [ThemeAsset]) -> ThemeStrings? {
    guard let stringsFile else {
      diagnostics.append(
        Diagnostic(
          .error, .missingStrings, "A theme needs the words of its interface",
          path: "\(folder)/strings.yml"))
      return nil
    }
    let (strings, problems) = ThemeStringsReader.read(
      stringsFile, scriptStrings: ScriptStrings.placeholders(in: assets))
    diagnostics += problems
    return strings
  }

  private mutating func compile(_ constants: ThemeConstants) -> TemplatePrograms {
    var compiler = TemplateCompiler(templates: templates, constants: constants)
    for root in Theme.roots {
      if templates[root.template] == nil {
        diagnostics.append(
          Diagnostic(
            .error, .missingTemplate, "A theme needs the template '\(root.template)'",
            path: "\(folder)/templates/\(root.template).mustache"))
      }
      compiler.compile(root)
    }
    diagnostics += compiler.diagnostics
    for (name, template) in templates where !compiler.reached.contains(name) {
      diagnostics.append(
        Diagnostic(
          .warning, .unusedTemplate, "Template '\(name)' is used by no page", path: template.source.path))
    }
    return compiler.programs
  }
}

/// A theme file for browsers: a style sheet, a script, a picture, or a font.
package struct ThemeAsset: Sendable, Hashable {
  /// The folders with the files of a trainer's kit and of a printed book, which aren't published with the site.
  private static let packageFolders = ["kit/", "book/"]

  /// The name in the theme, such as `handbook.css`.
  package var name: String
  /// The path from the root of the site, which contains a hash of the content: `assets/handbook-<hash>.css`.
  package var path: String
  package var bytes: [UInt8]

  /// Whether pages of the site can load it.
  var isPublished: Bool { !Self.packageFolders.contains(where: name.hasPrefix) }

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    let hash = ContentHash.name(of: bytes)
    if let dot = name.lastIndex(of: "."), dot != name.startIndex, !name[dot...].contains("/") {
      path = "assets/\(name[..<dot])-\(hash)\(name[dot...])"
    } else {
      path = "assets/\(name)-\(hash)"
    }
  }
}

/// The values that are the same on every page: the interface strings as `strings.key`, and the addresses of
/// assets from the root as `assets.file.css`.
struct ThemeConstants: Sendable {
  struct Constant: Sendable {
    var text: String
    var isAddress: Bool
  }

  static let stringPrefix = "strings."
  static let assetPrefix = "assets."

  private var constants: [String: Constant] = [:]
  /// Whether the interface strings could be read.
  let hasStrings: Bool

  /// - Parameter strings: The interface strings, or `nil` if they couldn't be read.
  init(strings: ThemeStrings?, assets: [ThemeAsset]) {
    hasStrings = strings != nil
    for (key, text) in strings?.templateTexts ?? [:] {
      constants[Self.stringPrefix + key] = Constant(text: text, isAddress: false)
    }
    for asset in assets {
      constants[Self.assetPrefix + asset.name] = Constant(text: asset.path, isAddress: true)
    }
  }

  /// The names of the constants, sorted.
  var names: [String] { constants.keys.sorted() }

  /// Returns whether a name has the form of a constant's name, whether or not the constant exists.
  func isConstant(_ name: String) -> Bool {
    name.hasPrefix(Self.stringPrefix) || name.hasPrefix(Self.assetPrefix)
  }

  subscript(name: String) -> Constant? { constants[name] }
}

/// Joins the parts of a script that a theme keeps in a folder: `assets/search.js/*.js` becomes `search.js`.
///
/// A folder with the names of several scripts, such as `practice.js+search.js`, contains parts of each.
/// The parts are joined in the order of their file names, without changes.
enum ScriptParts {
  /// Returns the scripts that a file is part of, such as `search.js` for `search.js/01-shards.js`.
  static func scripts(ofPart name: String) -> [String] {
    let path = name.split(separator: "/", omittingEmptySubsequences: false)
    guard path.count > 1, name.hasSuffix(".js") else { return [] }
    let scripts = path[path.count - 2].split(separator: "+", omittingEmptySubsequences: false)
    guard scripts.allSatisfy({ $0.hasSuffix(".js") }) else { return [] }
    return scripts.map { (path.dropLast(2) + [$0]).joined(separator: "/") }
  }

  /// Returns whether one part of a script comes before another: by their file names, and then their folders.
  static func isBefore(_ one: String, _ other: String) -> Bool {
    func file(_ name: String) -> Substring { name.split(separator: "/").last ?? "" }
    return (file(one), one) < (file(other), other)
  }

  /// Returns the joined parts, each with a line break at its end.
  static func join(_ parts: [[UInt8]]) -> [UInt8] {
    var script: [UInt8] = []
    for part in parts {
      script += part
      if let last = part.last, last != UInt8(ascii: "\n") { script.append(UInt8(ascii: "\n")) }
    }
    return script
  }
}

/// The reference for theme authors, as Markdown: the values that each template can use.
package enum ThemeReference {
  /// A section for each page and block, then one for each context in them, all with a table of their fields.
  package static var markdown: String {
    let roots = Theme.roots.sorted { $0.template < $1.template }
    var sections = roots.map { root in
      section(
        "`\(root.template).mustache`", root.schema,
        note: root is any PageContext.Type ? "A page, which also has the values of \(shell.name)." : nil)
    }
    sections += parts(of: [shell] + roots.map { $0.schema }).map { section($0.name, $0) }
    return sections.joined(separator: "\n")
  }

  private static var shell: TemplateSchema { PageShell.schema }

  /// Returns the schemas of the shell and of the contexts in fields, sorted by name.
  private static func parts(of schemas: [TemplateSchema]) -> [TemplateSchema] {
    var found = [shell.name: shell]
    var waiting = schemas
    while let schema = waiting.popLast() {
      for field in schema.fields {
        guard let part = field.kind.part?.schema, found[part.name] == nil else { continue }
        found[part.name] = part
        waiting.append(part)
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  private static func section(_ title: String, _ schema: TemplateSchema, note: String? = nil) -> String {
    var lines = ["## \(title)", ""]
    if let note { lines += [note, ""] }
    guard !schema.fields.isEmpty else { return lines.joined(separator: "\n") }
    lines += ["| name | kind | meaning |", "|---|---|---|"]
    lines += schema.fields.map { field in
      let kind = [
        field.kind.word, field.kind.part.map { "of \($0.schema.name)" }, field.isOptional ? "or absent" : nil,
      ]
      return "| `\(field.name)` | \(kind.compactMap(\.self).joined(separator: " ")) | \(field.summary) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
