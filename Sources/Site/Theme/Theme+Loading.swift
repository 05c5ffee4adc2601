package import Basics

extension Theme {
  /// Reads a theme and checks all of it.
  ///
  /// - Parameters:
  ///   - files: The files of the theme; others are passed over.
  ///   - folder: The folder of the theme, without a slash at its end. In it, templates are
  ///     `templates/*.mustache`, assets all files below `assets/`, and the words `strings.yml`. A folder whose
  ///     name ends in `.js` holds the parts of one script.
  /// - Returns: The theme, where it has no errors, and what is wrong with it, in the order of report.
  package static func load(_ files: [SourceFile], from folder: String) -> (Theme?, [Diagnostic]) {
    var loader = ThemeLoader(folder: folder)
    for file in files.sorted(by: { $0.path < $1.path }) { loader.sort(file) }
    let theme = loader.load()
    return (theme, loader.diagnostics.sorted())
  }
}

/// Puts together a theme from its files.
private struct ThemeLoader {
  private let folder: String
  private var templates: [String: Template] = [:]
  private var assetFiles: [TemplateSource] = []
  private var stringsFile: TemplateSource?
  private(set) var diagnostics: [Diagnostic] = []

  init(folder: String) {
    self.folder = folder
  }

  /// Takes a file for what its place says it is.
  mutating func sort(_ file: SourceFile) {
    guard file.path.hasPrefix("\(folder)/") else { return }
    let path = file.path.dropFirst(folder.count + 1)
    if path == "strings.yml" {
      stringsFile = TemplateSource(name: "strings", path: file.path, bytes: file.bytes)
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
    let strings = loadStrings()
    let programs = compile(ThemeConstants(strings: strings, assets: assets))
    guard let strings, !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return Theme(assets: assets, strings: strings, programs: programs)
  }

  /// Style sheets come last, since their names depend on what they load.
  private mutating func loadAssets() -> [ThemeAsset] {
    let isStyleSheet = { (file: TemplateSource) in file.name.hasSuffix(".css") }
    let parts = Dictionary(grouping: assetFiles) { ScriptParts.script(ofPart: $0.name) }
    var assets = parts[nil, default: []].filter { !isStyleSheet($0) }
      .map { ThemeAsset(name: $0.name, bytes: $0.bytes) }
    for case (let name?, let files) in parts {
      assets.append(ThemeAsset(name: name, bytes: ScriptParts.join(files.map(\.bytes))))
    }
    let published = Dictionary(
      uniqueKeysWithValues: assets.map { ($0.name, String($0.path.dropFirst("assets/".count))) })
    for file in assetFiles where isStyleSheet(file) {
      let (bytes, problems) = ThemeStyleSheet.published(file, assets: published)
      assets.append(ThemeAsset(name: file.name, bytes: bytes))
      diagnostics += problems
    }
    return assets.sorted { $0.name < $1.name }
  }

  private mutating func loadStrings() -> ThemeStrings? {
    guard let stringsFile else {
      diagnostics.append(
        Diagnostic(
          .error, .missingStrings, "A theme needs the words of its interface",
          path: "\(folder)/strings.yml"))
      return nil
    }
    let (strings, problems) = ThemeStringsReader.read(stringsFile)
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
