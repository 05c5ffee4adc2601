/// The words of the interface in one language.
///
/// A phrase may hold words in braces, such as `{count}`, which a page fills, and forms with ` | ` between them.
package struct ThemeStrings: Sendable {
  static let separator = " | "

  /// The texts by key, as they stand in the file.
  private let texts: [String: String]

  /// - Parameter texts: All phrases among them, checked.
  init(texts: [String: String]) {
    self.texts = texts
  }

  /// The texts that templates can use: those that nobody has to fill.
  var templateTexts: [String: String] {
    texts.filter { !$0.value.utf8.contains(UInt8(ascii: "{")) && !$0.value.contains(Self.separator) }
  }

  /// The texts of the search client, which replace its own English ones.
  ///
  /// Their keys begin with `search-`; `assets/search.js/04-strings.js` lists them.
  var searchTexts: [String: String] { texts.filter { $0.key.hasPrefix("search-") } }

  /// The texts of the page for practice, which replace its script's own English ones.
  ///
  /// Their keys begin with `practice-`; `assets/practice.js/01-strings.js` lists them.
  var practiceTexts: [String: String] { texts.filter { $0.key.hasPrefix("practice-") } }

  /// A phrase that nobody has to fill.
  package subscript(phrase: ThemePhrase) -> String { text(of: phrase) }

  /// A phrase with its words in braces replaced.
  package func filled(_ phrase: ThemePhrase, _ values: KeyValuePairs<String, String>) -> String {
    Self.fill(text(of: phrase), values)
  }

  /// A phrase as markup, with its words in braces replaced by markup.
  func filled(_ phrase: ThemePhrase, with values: KeyValuePairs<String, HTML>) -> HTML {
    var html = HTML()
    for segment in PhraseSegment.segments(of: text(of: phrase)) {
      switch segment {
      case .literal(let text): HTML.append(text.utf8, escapedTo: &html.bytes)
      case .placeholder(let name): html.bytes += Self.value(of: name, in: values).bytes
      }
    }
    return html
  }

  /// A phrase that counts, in the form for the number.
  package func counted(_ phrase: ThemePhrase, _ count: Int) -> String {
    let forms = text(of: phrase).split(separator: Self.separator)
    guard let form = count == 1 ? forms.first : forms.last else { return "" }
    return Self.fill(form, ["count": String(count)])
  }

  /// A day as pages print it.
  ///
  /// - Parameter month: From 1 to 12.
  package func day(year: Int, month: Int, day: Int) -> String {
    let months = text(of: .monthNames).split(separator: Self.separator)
    precondition(months.indices.contains(month - 1), "a date has a month from 1 to 12")
    return filled(
      .dateFormat, ["year": String(year), "month": String(months[month - 1]), "day": String(day)])
  }

  /// A date as pages print it: a day, a month, or a year.
  ///
  /// - Parameters:
  ///   - month: From 1 to 12, or `nil` for a year.
  ///   - day: `nil` for a month or a year.
  package func date(year: Int, month: Int?, day: Int?) -> String {
    guard let month else { return String(year) }
    if let day { return self.day(year: year, month: month, day: day) }
    let months = text(of: .monthNames).split(separator: Self.separator)
    precondition(months.indices.contains(month - 1), "a date has a month from 1 to 12")
    return filled(.monthFormat, ["year": String(year), "month": String(months[month - 1])])
  }

  private func text(of phrase: ThemePhrase) -> String {
    guard let text = texts[phrase.rawValue] else {
      preconditionFailure("a theme that was loaded has every phrase")
    }
    return text
  }

  private static func fill(_ text: some StringProtocol, _ values: KeyValuePairs<String, String>) -> String {
    PhraseSegment.segments(of: text).map { segment in
      switch segment {
      case .literal(let text): text
      case .placeholder(let name): value(of: name, in: values)
      }
    }.joined()
  }

  private static func value<Value>(of name: String, in values: KeyValuePairs<String, Value>) -> Value {
    guard let value = values.first(where: { $0.key == name })?.value else {
      preconditionFailure("whoever fills a phrase gives all of ThemePhrase.placeholders")
    }
    return value
  }
}
