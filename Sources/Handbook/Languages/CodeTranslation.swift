package import Basics
import Markdown
package import Redline

/// What is known about the original of a translated edition.
package struct EditionTranslation: Sendable {
  package let facts: TranslationFacts
  /// The file of the translation.
  package let path: String
  /// The file of the original.
  package let originalPath: String
  /// The title of the original.
  package let originalTitle: String
  /// The text that governs, with a draft's changes accepted.
  package let originalText: CodeText
  /// The text before a draft's changes; `nil` if the original has none.
  let originalTextBeforeDraft: CodeText?
  /// Whether readers see the translation.
  ///
  /// A translation that doesn't have the same provisions as the original isn't shown, because readers would
  /// miss a rule.
  package let isShown: Bool
  /// The differences between the provisions of the two.
  package let differences: [Diagnostic]

  /// Whether the original has changed since it was translated.
  package var isStale: Bool { facts.of.map { $0.value != originalText.checkCode } ?? false }

  /// What changed in the original since it was translated; `nil` if nothing has, or if the handbook doesn't have the
  /// earlier text.
  package fileprivate(set) var changes: OriginalChanges?
}

/// The differences between the text that was translated and the one that the original has now.
package struct OriginalChanges: Sendable {
  /// The changed provisions by their ids, with insertions and deletions.
  package let provisions: [ProvisionID: [RedlineRun]]
  /// The changed headings and paragraphs that aren't provisions.
  package let others: [[RedlineRun]]

  fileprivate init(from old: CodeText, to new: CodeText) {
    let difference = EditionDifference(from: old, to: new)
    let changed = difference.provisions.compactMap { change -> (ProvisionID, [RedlineRun])? in
      guard !change.isUnchanged, let place = change.newPlace else { return nil }
      return (new.provisions[place].id.value, change.runs)
    }
    provisions = Dictionary(changed) { first, _ in first }
    let removed = difference.provisions.filter { $0.newPlace == nil }.map(\.runs)
    others = difference.blocks.filter { !$0.isUnchanged }.map(\.runs) + removed
  }
}

extension CodeOfEthics {
  /// The code with what changed in the original of each stale translation.
  ///
  /// A check code says that a text is another one, but not what it was. So the changes are known only if the handbook
  /// still has the earlier text, as another edition or as the text before a draft's changes.
  var withChangesOfOriginals: CodeOfEthics {
    guard editions.contains(where: { $0.translation?.isStale == true }) else { return self }
    let texts = editions.flatMap { edition in
      [
        edition.translation?.originalText ?? edition.text,
        edition.translation?.originalTextBeforeDraft ?? edition.redline?.current,
      ].compactMap(\.self)
    }
    let known = Dictionary(texts.map { ($0.checkCode, $0) }) { first, _ in first }
    let changed = editions.map { edition in
      guard let translation = edition.translation, translation.isStale,
        let earlier = translation.facts.of.flatMap({ known[$0.value] })
      else { return edition }
      var edition = edition
      edition.translation?.changes = OriginalChanges(from: earlier, to: translation.originalText)
      return edition
    }
    return CodeOfEthics(id: id, slug: slug, editions: changed, currentIndex: currentIndex)
  }
}

extension Edition {
  /// The check code of the text that governs: if the edition is a translation, the original's.
  package var checkCode: CheckCode { translation?.originalText.checkCode ?? text.checkCode }

  /// The title in the default language.
  package var originalTitle: String { translation?.originalTitle ?? metadata.title.value }

  /// The path of the file in the default language.
  package var originalPath: String { translation?.originalPath ?? path }
}

/// Reads the translation of a code: a text with the same provisions as the original, in the same order.
///
/// Ids, labels, topics, and everything else that isn't text come from the original.
struct CodeTranslation {
  private let original: Edition
  private let path: String

  static func read(_ parsed: ParsedDocument, _ original: Record.Content) -> (Record.Content?, [Diagnostic]) {
    guard case .edition(let edition, let code) = original else { return (nil, []) }
    let (metadata, found) = parsed.translation(as: TranslatedCode.self)
    var diagnostics = found + MisplacedMarks.diagnostics(in: parsed)
    guard let metadata else { return (nil, diagnostics) }
    let reader = CodeTranslation(original: edition, path: parsed.path)
    guard edition.metadata.text == .full else {
      let text = CodeText(document: parsed.document, groups: [], provisions: [])
      return (
        .edition(reader.edition(metadata, text, differences: []), code: code), diagnostics
      )
    }
    var assembler = CodeTextAssembler(document: parsed.document, path: parsed.path)
    let read = assembler.assemble()
    diagnostics += assembler.diagnostics
    let (text, differences) = reader.completed(read)
    return (
      .edition(reader.edition(metadata, text, differences: differences), code: code),
      diagnostics + differences
    )
  }

  /// - Parameter text: The translated text, or `nil` if the translation can't be shown.
  private func edition(
    _ metadata: TranslatedCode, _ text: CodeText?, differences: [Diagnostic]
  ) -> Edition {
    let translation = EditionTranslation(
      facts: metadata.translation, path: path, originalPath: original.path,
      originalTitle: original.metadata.title.value, originalText: original.text,
      originalTextBeforeDraft: original.redline?.current,
      isShown: text != nil, differences: differences)
    guard let text else {
      return Edition(
        path: original.path, slug: original.slug, metadata: original.metadata, text: original.text,
        redline: original.redline, translation: translation, keyRanges: original.keyRanges)
    }
    return Edition(
      path: path, slug: original.slug, metadata: metadata.applied(to: original.metadata), text: text,
      redline: nil, translation: translation, keyRanges: original.keyRanges)
  }

  /// Returns the translated text combined with the original's data, or `nil` if the two don't have the same
  /// groups and provisions.
  private func completed(_ text: CodeText) -> (text: CodeText?, differences: [Diagnostic]) {
    let known = original.text
    let isSame =
      text.groups.count == known.groups.count && text.provisions.count == known.provisions.count
      && zip(text.groups, known.groups).allSatisfy { group, original in
        (group.heading == nil) == (original.heading == nil)
          && (!group.isPermanent || group.id == original.id)
      }
      && zip(text.provisions, known.provisions).allSatisfy { provision, original in
        provision.group == original.group && provision.parent == original.parent
          && (!provision.isPermanent || provision.id.value == original.id.value)
      }
    guard isSame else { return (nil, differences(of: text)) }
    let groups = zip(text.groups, known.groups).map { group, original in
      CodeGroup(
        heading: group.heading, id: original.id, title: group.title, label: original.label,
        level: original.level, unnamedOrdinal: original.unnamedOrdinal, continuedTitle: group.continuedTitle,
        topics: original.topics, isPermanent: original.isPermanent, aliases: original.aliases,
        content: group.content)
    }
    let provisions = zip(text.provisions, known.provisions).map { provision, original in
      Provision(
        id: Located(original.id.value, provision.id.range), isPermanent: original.isPermanent,
        label: original.label, ordinal: original.ordinal, group: provision.group, parent: provision.parent,
        node: provision.node, leadIn: provision.leadIn, topics: original.topics, aliases: original.aliases,
        formerNumbers: original.formerNumbers, effective: original.effective, content: provision.content,
        isEmpty: provision.isEmpty)
    }
    return (CodeText(document: text.document, groups: groups, provisions: provisions), [])
  }

  /// Returns problems for ids that are missing, extra, or out of order.
  private func differences(of text: CodeText) -> [Diagnostic] {
    let written = ids(of: text)
    let wanted = ids(of: original.text).map(\.value)
    let end = text.provisions.last.map { text.document.place(of: $0.node) } ?? SourceRange(line: 1, column: 1)
    var found = RecordTranslation.differences(of: written, from: wanted, "provision", path: path, at: end)
    let places = Dictionary(zip(wanted, wanted.indices)) { first, _ in first }
    var last: (place: Int, id: String)?
    for id in written {
      guard let place = places[id.value] else { continue }
      if let last, place < last.place {
        found.append(
          Diagnostic(
            .warning, .reorderedTranslation,
            "Provision '\(id.value)' comes before '\(last.id)' in the original",
            path: path, range: id.range, help: "put the provisions in the order of the original"))
      } else {
        last = (place, id.value)
      }
    }
    guard found.isEmpty else { return found }
    func count(_ text: CodeText) -> String {
      "\(Phrase.counted(text.groups.count, "group")) and \(Phrase.counted(text.provisions.count, "provision"))"
    }
    return [
      Diagnostic(
        .warning, .missingTranslation,
        "Translation has \(count(text)), and the original has \(count(original.text))",
        path: path, range: end, help: "translate each heading, item, and paragraph by itself")
    ]
  }

  /// Returns the ids that are written in a text, in order.
  private func ids(of text: CodeText) -> [Located<String>] {
    text.document.attributes.sorted { $0.node < $1.node }.compactMap(\.value.id)
  }
}

/// A check that the translation of a code was made from the code's current text.
enum StaleTranslationCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.codes.flatMap(\.editions).compactMap { edition in
      guard let translation = edition.translation, translation.isStale else { return nil }
      return Diagnostic(
        .warning, .staleTranslation,
        "Translation was made from text \(translation.facts.of?.value.rawValue ?? ""), and the original is now \(edition.checkCode)",
        path: translation.path, range: translation.facts.of?.range,
        help: "compare it with \(translation.originalPath), and then write 'of: \(edition.checkCode)'")
    }
  }
}
