package import Basics
package import Markdown

/// A language of a handbook, as a BCP 47 tag with the usual capitalization: `en`, `es`, `zh-Hant`.
package struct LanguageTag: Sendable, Hashable, CustomStringConvertible {
  package let rawValue: String

  package static let english = LanguageTag(unchecked: "en")

  private init(unchecked text: String) { rawValue = text }

  package var description: String { rawValue }

  /// The language without its script and region: `zh` for `zh-Hant`.
  package var primary: String { String(rawValue.prefix { $0 != "-" }) }

  /// The folder of the site for pages in this language, if it isn't the default: `es/`.
  package var folder: String { "\(rawValue)/" }

  /// The name of the language in that language, or the tag if the name isn't known.
  package var name: String { Self.names[rawValue] ?? Self.names[primary] ?? rawValue }

  /// The name of the language in another one; `nil` if it isn't known.
  package func name(in other: LanguageTag) -> String? {
    Self.namesByLanguage[other.primary].flatMap { $0[rawValue] ?? $0[primary] }
  }

  /// Whether the tag begins with one of the two-letter codes of ISO 639-1.
  var isCommon: Bool { Self.common.contains(primary) }

  /// Whether text in the language is written from right to left.
  package var isRightToLeft: Bool {
    ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(primary)
  }

  /// The names of the languages that most people in the United States speak, and of their written varieties.
  private static let names = [
    "am": "አማርኛ", "ar": "العربية", "bn": "বাংলা", "chr": "ᏣᎳᎩ", "de": "Deutsch", "en": "English",
    "es": "Español", "fa": "فارسی", "fr": "Français", "gu": "ગુજરાતી", "haw": "ʻŌlelo Hawaiʻi", "he": "עברית",
    "hi": "हिन्दी", "hmn": "Hmoob", "ht": "Kreyòl ayisyen", "hy": "Հայերեն", "it": "Italiano", "ja": "日本語",
    "km": "ខ្មែរ", "ko": "한국어", "lo": "ລາວ", "my": "မြန်မာ", "ne": "नेपाली", "nv": "Diné bizaad",
    "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "ps": "پښتو", "pt": "Português", "ru": "Русский", "so": "Soomaali",
    "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు", "th": "ไทย", "ti": "ትግርኛ", "tl": "Tagalog",
    "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "yi": "ייִדיש", "zh": "中文",
    "zh-Hans": "简体中文", "zh-Hant": "繁體中文",
  ]

  /// The names of common languages in English and Spanish.
  private static let namesByLanguage: [String: [String: String]] = [
    "en": [
      "am": "Amharic", "ar": "Arabic", "bn": "Bengali", "chr": "Cherokee", "de": "German", "en": "English",
      "es": "Spanish", "fa": "Persian", "fr": "French", "gu": "Gujarati", "haw": "Hawaiian", "he": "Hebrew",
      "hi": "Hindi", "hmn": "Hmong", "ht": "Haitian Creole", "hy": "Armenian", "it": "Italian",
      "ja": "Japanese", "km": "Khmer", "ko": "Korean", "lo": "Lao", "my": "Burmese", "ne": "Nepali",
      "nv": "Navajo", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ru": "Russian",
      "so": "Somali", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "ti": "Tigrinya",
      "tl": "Tagalog", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "yi": "Yiddish", "zh": "Chinese",
    ],
    "es": [
      "ar": "árabe", "de": "alemán", "en": "inglés", "es": "español", "fa": "persa", "fr": "francés",
      "hmn": "hmong", "ht": "criollo haitiano", "hy": "armenio", "it": "italiano", "ja": "japonés",
      "km": "jemer", "ko": "coreano", "lo": "lao", "pa": "panyabí", "pl": "polaco", "pt": "portugués",
      "ru": "ruso", "so": "somalí", "th": "tailandés", "tl": "tagalo", "uk": "ucraniano", "ur": "urdu",
      "vi": "vietnamita", "zh": "chino",
    ],
  ]

  /// The codes of ISO 639-1.
  private static let common = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
    et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki
    kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}

extension LanguageTag: FrontMatterScalar {
  package static var shape: FrontMatterShape {
    .pattern("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "the tag of a language, such as en, es, or zh-Hant")
  }

  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let primary = parts.first, (2...3).contains(primary.count),
      primary.allSatisfy({ (0x61...0x7A).contains($0) }),
      parts.dropFirst().allSatisfy({ part in
        (2...8).contains(part.count) && part.allSatisfy { $0 < 0x80 && ($0.isASCIILetterOrDigit) }
      })
    else { return nil }
    rawValue = text
  }

  package static func correction(of text: String) -> (meant: NearestMatch?, help: String?) {
    let wanted = text.lowercased()
    if let tag = LanguageTag(wanted), tag.isCommon { return (NearestMatch(wanted, isOnlyOne: true), nil) }
    let known = [namesByLanguage["en", default: [:]], names]
    let named = known.lazy.compactMap { $0.first { $0.value.lowercased() == wanted }?.key }.first
    return (named.map { NearestMatch($0, isOnlyOne: true) }, nil)
  }
}

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
