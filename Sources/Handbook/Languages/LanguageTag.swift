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
