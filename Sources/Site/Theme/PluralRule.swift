/// The rule of a language that says which form of a phrase goes with a whole number.
///
/// Source: Unicode CLDR 46, plural rules for cardinal numbers.
struct PluralRule: Sendable, Hashable {
  /// A form, in the order in which phrases list them.
  enum Category: Int, Sendable, Comparable {
    case zero, one, two, few, many, other

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The languages that have the same rule.
  private enum Family: Sendable {
    /// `one` for 1: English, Spanish, German, and every language that isn't in ``families``.
    case one
    /// One form for all numbers.
    case none
    /// `one` for 0 and 1.
    case zeroOne
    /// `one` except for numbers that end in 4, 6, or 9.
    case filipino
    /// `one` for 1, 21, 31; `few` for 2 to 4, 22 to 24; `many` for the others.
    case eastSlavic
    /// The same with `other` for the others.
    case southSlavic
    case polish, czech, slovenian, lithuanian, latvian, romanian, hebrew, arabic, welsh, irish
  }

  private let family: Family
  /// The categories that the language has for whole numbers up to 200, in order.
  ///
  /// Some languages, such as Spanish, have one more for millions, which aren't counted here.
  let categories: [Category]

  static let english = PluralRule(language: "en")

  /// - Parameter language: A tag of BCP 47.
  init(language: String) {
    family = Self.families[String(language.prefix { $0 != "-" })] ?? .one
    let family = family
    categories = Set((0...200).map { Self.category(of: $0, family) }).sorted()
  }

  /// Returns the form for a count.
  ///
  /// - Parameter forms: One for each of ``categories``. If there are fewer or more, as in a phrase that isn't
  ///   translated, the first is for 1 and the last for all other counts.
  func form<Form>(of forms: [Form], for count: Int) -> Form? {
    guard forms.count == categories.count else { return count == 1 ? forms.first : forms.last }
    return categories.firstIndex(of: Self.category(of: count, family)).map { forms[$0] } ?? forms.last
  }

  private static func category(of count: Int, _ family: Family) -> Category {
    let (unit, rest) = (count % 10, count % 100)
    let isTeen = (11...19).contains(rest)
    switch family {
    case .none: return .other
    case .one: return count == 1 ? .one : .other
    case .zeroOne: return count <= 1 ? .one : .other
    case .filipino: return [4, 6, 9].contains(unit) ? .other : .one
    case .eastSlavic, .southSlavic:
      if unit == 1, rest != 11 { return .one }
      if (2...4).contains(unit), !(12...14).contains(rest) { return .few }
      return family == .eastSlavic ? .many : .other
    case .polish:
      if count == 1 { return .one }
      return (2...4).contains(unit) && !(12...14).contains(rest) ? .few : .many
    case .czech: return count == 1 ? .one : (2...4).contains(count) ? .few : .other
    case .slovenian:
      return rest == 1 ? .one : rest == 2 ? .two : rest == 3 || rest == 4 ? .few : .other
    case .lithuanian:
      if isTeen || unit == 0 { return .other }
      return unit == 1 ? .one : .few
    case .latvian:
      if isTeen || unit == 0 { return .zero }
      return unit == 1 ? .one : .other
    case .romanian:
      if count == 1 { return .one }
      return count == 0 || (1...19).contains(rest) ? .few : .other
    case .hebrew: return count == 1 ? .one : count == 2 ? .two : .other
    case .arabic:
      if count <= 2 { return count == 2 ? .two : count == 1 ? .one : .zero }
      return (3...10).contains(rest) ? .few : rest >= 11 ? .many : .other
    case .welsh:
      switch count {
      case 0: return .zero
      case 1: return .one
      case 2: return .two
      case 3: return .few
      case 6: return .many
      default: return .other
      }
    case .irish:
      switch count {
      case 1: return .one
      case 2: return .two
      case 3...6: return .few
      case 7...10: return .many
      default: return .other
      }
    }
  }

  private static let families: [String: Family] = {
    let languages: [(Family, String)] = [
      (.none, "bo dz id ig ja jv km ko lo ms my su th to vi wo yo yue zh"),
      (.zeroOne, "ak am as bn fa ff fr gu hi hy kn ln mg pa pt ti wa zu"),
      (.filipino, "fil tl"), (.eastSlavic, "be ru uk"), (.southSlavic, "bs hr sh sr"), (.polish, "pl"),
      (.czech, "cs sk"), (.slovenian, "sl"), (.lithuanian, "lt"), (.latvian, "lv"), (.romanian, "mo ro"),
      (.hebrew, "he iw"), (.arabic, "ar ars"), (.welsh, "cy"), (.irish, "ga"),
    ]
    let pairs = languages.flatMap { family, tags in tags.split(separator: " ").map { (String($0), family) } }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()
}
