import Basics
import Markdown
import Redline

/// How far the translation into one language is.
package struct TranslationProgress: Sendable {
  package let language: LanguageTag
  /// How many files are translated, stale, or different: "has 47 of 58 files, 1 stale".
  package let summary: ListedEntry
  /// What isn't translated, is stale, or differs from its original.
  package let entries: [ListedEntry]
}

extension Handbook {
  /// How far each translation is, in the order of the languages.
  package var translationProgress: [TranslationProgress] {
    translations.compactMap { TranslationList.progress(of: $0, from: self) }
  }
}

/// The list of what isn't translated, is stale, or differs from its original, after a summary of each
/// language.
enum TranslationList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    handbook.translationProgress.flatMap { [$0.summary] + $0.entries }
  }

  /// - Returns: `nil` for a handbook in the default language.
  static func progress(of translated: Handbook, from handbook: Handbook) -> TranslationProgress? {
    guard let language = translated.language else { return nil }
    let missing = Self.missing(in: translated, language)
    let codes = translated.codes.flatMap { code in code.editions.map { (code.id, $0) } }
    let stale = codes.filter { $0.1.translation?.isStale == true }
    let different = codes.flatMap { code, edition in differences(of: edition, code) }
    let files = Set(translated.documents.map(\.path))
    let count = files.count { language.isTranslation($0) }
    var summary = "has \(count) of \(files.count) files"
    if !stale.isEmpty { summary += ", \(stale.count) stale" }
    let hidden = codes.count { $0.1.translation?.isShown == false }
    if hidden > 0 {
      summary +=
        ", and \(hidden) that \(hidden == 1 ? "differs from its original" : "differ from their originals")"
    }
    let range = handbook.configuration.languages.first { $0.value == language.tag }?.range
    return TranslationProgress(
      language: language.tag,
      summary: ListedEntry(
        path: handbook.manuscript.configurationPath, range: range, subject: language.tag.rawValue,
        remark: summary),
      entries: missing + stale.flatMap { Self.stale($1, of: $0) } + different)
  }

  /// Returns the originals without a translation, each once.
  private static func missing(in translated: Handbook, _ language: ManuscriptLanguage) -> [ListedEntry] {
    var seen: Set<String> = []
    return translated.documents.filter { translated.isUntranslated($0) && seen.insert($0.path).inserted }
      .compactMap { document in
        var size = ""
        if case .code(let id, let edition, _) = document.key, let code = translated.code(id) {
          guard code.editions[edition].translation == nil else { return nil }
          let count = code.editions[edition].text.provisions.count
          let checkCode = code.editions[edition].checkCode
          if count > 0 {
            size = " (\(count == 1 ? "1 provision" : "\(count) provisions"); check code \(checkCode))"
          }
        }
        return ListedEntry(
          path: document.path, range: nil, subject: document.key.citation,
          remark: "is not translated into '\(language.tag)'\(size)")
      }
  }

  /// Returns a line for a stale translation, and one for each provision of the original that has changed.
  private static func stale(_ edition: Edition, of code: CodeID) -> [ListedEntry] {
    guard let translation = edition.translation, let of = translation.facts.of else { return [] }
    func entry(_ subject: String, _ range: SourceRange, _ remark: String) -> ListedEntry {
      ListedEntry(path: translation.path, range: range, subject: subject, remark: remark)
    }
    let known =
      translation.changes == nil
      ? "; the handbook doesn't have the earlier text, so the changed provisions aren't known" : ""
    let whole = entry(
      code.rawValue, of.range,
      "translates text \(of.value.rawValue); the original is now \(edition.checkCode)\(known)")
    guard let changes = translation.changes else { return [whole] }
    let provisions = edition.text.provisions.compactMap { provision in
      changes.provisions[provision.id.value].map { runs in
        entry(
          "\(code)#\(provision.id.value)", translation.isShown ? provision.id.range : of.range,
          "has changed since it was translated: \(runs.marked.oneLine)")
      }
    }
    let others = changes.others.map { runs in
      entry(
        code.rawValue, of.range, "has a text outside these provisions that changed: \(runs.marked.oneLine)")
    }
    return [whole] + provisions + others
  }

  private static func differences(of edition: Edition, _ code: CodeID) -> [ListedEntry] {
    guard let translation = edition.translation else { return [] }
    return translation.differences.map { difference in
      ListedEntry(
        path: difference.path, range: difference.range, subject: code.rawValue,
        remark: "differs: \(difference.summary)")
    }
  }
}

extension String {
  /// The text with single spaces in place of line breaks.
  fileprivate var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
