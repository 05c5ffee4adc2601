import Basics

/// The files of the content by language.
///
/// A translation is next to its original, with its language before the file extension: `topics/gifts.es.md`
/// is the Spanish translation of `topics/gifts.md`.
struct ContentLanguages: Sendable {
  /// The files in the default language and those without a language, in their order.
  private(set) var originals: [SourceFile] = []
  /// The translations into each language, by the paths of their originals.
  private(set) var translations: [LanguageTag: [String: SourceFile]] = [:]
  /// The diagnostics for translations into a language that the handbook doesn't have, and for translations
  /// without an original.
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - files: The text files of the content.
  ///   - configuration: The configuration, which lists the languages.
  init(_ files: [SourceFile], _ configuration: HandbookConfiguration) {
    let named = files.map { TranslationPath($0.path) }
    guard named.contains(where: { $0 != nil }) else {
      originals = files
      return
    }
    let paths = Set(files.map(\.path))
    let languages = configuration.languages.map(\.value)
    for (file, name) in zip(files, named) {
      guard let name, let problem = Self.problem(with: name, languages, paths) else {
        originals.append(file)
        continue
      }
      switch problem {
      case .none: translations[name.language, default: [:]][name.original] = file
      case .withoutOriginal:
        diagnostics.append(
          Diagnostic(
            .error, .translationWithoutOriginal,
            "Translation into '\(name.language)' has no original '\(name.original)'", path: file.path,
            range: SourceRange(line: 1, column: 1),
            help: Self.originals(near: name, paths)))
      case .unlisted:
        let all = (languages.isEmpty ? [configuration.language] : languages.map(\.rawValue))
        diagnostics.append(
          Diagnostic(
            .error, .unlistedLanguage, "Language '\(name.language)' is not one of the handbook's",
            path: file.path, range: SourceRange(line: 1, column: 1),
            help:
              "write in handbook.yml: languages: [\((all + [name.language.rawValue]).joined(separator: ", "))]"
          ))
      case .isDefault:
        diagnostics.append(
          Diagnostic(
            .error, .unlistedLanguage,
            "Language '\(name.language)' is the default, and its files have no language in their names",
            path: file.path, range: SourceRange(line: 1, column: 1),
            help: "merge this file with '\(name.original)', or remove it"))
      }
    }
  }

  /// Says what to call a translation without an original.
  private static func originals(near name: TranslationPath, _ paths: Set<String>) -> String {
    func folder(_ path: String) -> Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
    func file(_ path: String) -> Substring { path[folder(path).endIndex...].drop { $0 == "/" } }
    let others = paths.filter { folder($0) == folder(name.original) && TranslationPath($0) == nil }
    let names = others.map { String(file($0)) }
    let nearest = NearestMatch.of(String(file(name.original)), among: names)?.text
    guard let example = nearest ?? names.min() else {
      return "add the original, or remove the language from this file's name"
    }
    let ending = example.split(separator: ".").last ?? "md"
    let wanted = "\(example.dropLast(ending.count + 1)).\(name.language).\(ending)"
    return nearest == nil
      ? "name it after its original, such as '\(wanted)' for '\(example)'" : "did you mean '\(wanted)'?"
  }

  private enum Problem { case none, withoutOriginal, unlisted, isDefault }

  /// Returns the problem of a file that is named like a translation, or `nil` if it's a file with a period in
  /// its name.
  private static func problem(
    with name: TranslationPath, _ languages: [LanguageTag], _ paths: Set<String>
  ) -> Problem? {
    let hasOriginal = paths.contains(name.original)
    if languages.dropFirst().contains(name.language) { return hasOriginal ? Problem.none : .withoutOriginal }
    guard hasOriginal else { return nil }
    if languages.first == name.language { return .isDefault }
    return languages.count > 1 || name.language.isCommon ? .unlisted : nil
  }
}

/// The path of a file whose name contains a language: `Content/topics/gifts.es.md`.
struct TranslationPath: Sendable, Hashable {
  /// The path of the original.
  let original: String
  let language: LanguageTag

  /// - Returns: `nil` if the name contains no language.
  init?(_ path: String) {
    let isDocument = path.hasSuffix(".md")
    guard isDocument || path.hasSuffix(".yml"),
      let end = path.lastIndex(of: "."),
      let start = path[..<end].lastIndex(of: "."), !path[start..<end].contains("/"),
      path[..<start].last != "/",
      let language = LanguageTag(String(path[path.index(after: start)..<end]))
    else { return nil }
    original = String(path[..<start] + path[end...])
    self.language = language
    // The configuration is the only other file that can be translated.
    guard isDocument || original.split(separator: "/").dropFirst() == ["handbook.yml"] else { return nil }
  }
}
