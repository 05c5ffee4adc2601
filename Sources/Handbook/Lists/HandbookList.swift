package import Basics
package import Markdown
import Redline

/// A line of a list.
package struct ListedEntry: Sendable, Hashable {
  package let path: String
  package let range: SourceRange?
  /// The thing that the line is about, as written between double brackets: `WA#gifts`, `topics/gifts`.
  package let subject: String
  /// The target of a reference, or `nil` in lists of other things.
  package let target: String?
  /// The statement about the subject: "has no topic".
  package let remark: String

  package init(
    path: String, range: SourceRange?, subject: String, target: String? = nil, remark: String
  ) {
    self.path = path
    self.range = range
    self.subject = subject
    self.target = target
    self.remark = remark
  }
}

/// A question that editors ask about a whole handbook.
protocol HandbookList: Sendable {
  /// Returns the answer, in the order of the handbook's documents.
  ///
  /// - Parameter date: The date for which the question is answered.
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry]
}

/// All questions, by their names on the command line.
package enum HandbookLists: String, Sendable, CaseIterable {
  case drafts, stale, suspect, unfinished, uncovered, orphans, references, translations

  /// Returns the answer, sorted by path and position.
  package func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    let entries = list.entries(for: handbook, on: date)
    // Missing text comes after the summary of its language, in the order in which readers would notice it.
    guard self != .unfinished, self != .translations else { return entries }
    return entries.sorted { left, right in
      let start = SourcePosition(line: 0, column: 0)
      return (left.path, left.range?.start ?? start, left.subject)
        < (right.path, right.range?.start ?? start, right.subject)
    }
  }

  private var list: any HandbookList.Type {
    switch self {
    case .drafts: DraftList.self
    case .stale: StaleList.self
    case .suspect: SuspectList.self
    case .unfinished: UnfinishedList.self
    case .uncovered: UncoveredList.self
    case .orphans: OrphanList.self
    case .references: ReferenceList.self
    case .translations: TranslationList.self
    }
  }
}

/// Work that isn't settled yet: draft and proposed codes, and documents with `publish: false`.
enum DraftList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    handbook.codes.flatMap { code in code.editions.compactMap { entry(for: $0, of: code) } }
      + handbook.unpublished.map { document in
        ListedEntry(
          path: document.path, range: nil, subject: document.key.citation, remark: "is not published")
      }
  }

  private static func entry(for edition: Edition, of code: CodeOfEthics) -> ListedEntry? {
    let metadata = edition.metadata
    guard metadata.status == .draft || metadata.status == .proposed else { return nil }
    let deadline = metadata.commentDeadline.map { ", comments until \($0)" } ?? ""
    return ListedEntry(
      path: edition.path, range: metadata.title.range, subject: code.id.rawValue,
      remark: "is \(metadata.status == .draft ? "a draft" : "proposed")\(deadline)")
  }
}

extension Handbook {
  /// The documents with `publish: false`, if the handbook was read with unpublished documents.
  fileprivate var unpublished: [HandbookDocument] {
    documents.filter { !$0.isOtherView && metadata(of: $0.key)?.publish == false }
  }
}

/// Codes that should be compared with their sources again, or were never compared.
enum StaleList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    handbook.codes.flatMap { code in
      unverified(in: code)
        + code.staleness(on: date, policy: handbook.configuration.staleness).map { edition, reason in
          let remark =
            switch reason {
            case .overdueReview(let review): "was to be reviewed by \(review.value)"
            case .oldVerification(let verified, let age, let limit):
              "was last verified on \(verified.value), \(age) days ago; \(limit) are allowed"
            }
          return ListedEntry(
            path: edition.path, range: reason.range, subject: code.id.rawValue, remark: remark)
        }
    }
  }

  private static func unverified(in code: CodeOfEthics) -> [ListedEntry] {
    code.editions.prefix(code.currentIndex + 1).filter {
      // If the text isn't included, there is nothing to compare.
      $0.metadata.verified == nil && $0.metadata.text == .full && $0.metadata.status != .superseded
    }.map {
      ListedEntry(
        path: $0.path, range: $0.metadata.title.range, subject: code.id.rawValue, remark: "was never verified"
      )
    }
  }
}

/// Topics without provisions, and provisions without a topic.
///
/// When a code has been reviewed for topics, the provisions without one have none on purpose, and aren't listed.
enum UncoveredList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    let provisions = handbook.codes.filter { $0.current.metadata.topics == nil }.flatMap { code in
      code.current.text.provisionsWithoutTopic.map { provision in
        ListedEntry(
          path: code.current.path, range: provision.id.range, subject: "\(code.id)#\(provision.id.value)",
          remark: "has no topic")
      }
    }
    return handbook.topicsWithoutProvisions + provisions
  }
}

extension Handbook {
  /// The topics that no provision has.
  package var topicsWithoutProvisions: [ListedEntry] {
    topics.filter { passagesByTopic[$0.id] == nil }.map { topic in
      ListedEntry(
        path: topic.path, range: topic.metadata.title.range, subject: "topics/\(topic.id)",
        remark: "has no provisions")
    }
  }
}

extension CodeText {
  /// Returns the provisions that don't belong to a topic.
  ///
  /// Parts belong to the topics of the provision that contains them, and a lead-in belongs to the topics of its
  /// parts.
  fileprivate var provisionsWithoutTopic: [Provision] {
    var isCovered = provisions.map { !$0.topics.isEmpty }
    // A provision comes before its parts.
    for (index, provision) in provisions.enumerated() {
      if let parent = provision.parent, isCovered[parent] { isCovered[index] = true }
    }
    let parts = Dictionary(grouping: provisions.indices.filter { provisions[$0].parent != nil }) {
      provisions[$0].parent
    }
    for index in provisions.indices.reversed() {
      if let parts = parts[index], parts.allSatisfy({ isCovered[$0] }) { isCovered[index] = true }
    }
    return zip(provisions, isCovered).filter { !$1 }.map(\.0)
  }
}

/// Documents that no other document links to, in its text, its front matter, or the navigation.
///
/// Generated lists link to every code, topic, and lesson, so they don't count.
enum OrphanList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    let found = reached(in: handbook)
    return handbook.documents
      .filter { !$0.isOtherView && !found.contains($0.key.withoutEdition) && $0.key.isCurrent(in: handbook) }
      .map { document in
        ListedEntry(
          path: document.path, range: nil, subject: document.key.citation,
          remark: "is linked only from generated lists")
      }
  }

  private static func reached(in handbook: Handbook) -> Set<DocumentKey> {
    var found: Set<DocumentKey> = []
    for (target, references) in handbook.backReferences {
      guard let key = target.document?.withoutEdition else { continue }
      if references.contains(where: { $0.source.withoutEdition != key }) { found.insert(key) }
    }
    for (topic, passages) in handbook.passagesByTopic {
      found.insert(.topic(topic))
      // A topic's page quotes the codes that have provisions on the topic.
      guard handbook.topic(topic) != nil else { continue }
      for passage in passages { found.insert(.code(passage.code, edition: 0, view: .proposed)) }
    }
    for topic in handbook.topics {
      for related in topic.metadata.related where related.value != topic.id {
        found.insert(.topic(related.value))
      }
    }
    for prerequisite in handbook.lessons.flatMap(\.metadata.prerequisites) {
      found.insert(.lesson(prerequisite.value))
    }
    let navigation = handbook.configuration.navigation.map(\.value)
    if navigation.isEmpty || navigation.contains(SiteSection.glossary.rawValue) { found.insert(.glossary) }
    for page in handbook.manuscript.pages where navigation.contains("pages/\(page.id).md") {
      found.insert(.page(page.id))
    }
    return found
  }
}

extension DocumentKey {
  /// The key, with all editions of a code treated as one document.
  fileprivate var withoutEdition: DocumentKey {
    if case .code(let id, _, _) = self { .code(id, edition: 0, view: .proposed) } else { self }
  }

  /// Returns whether the document is the current edition of its code, or isn't a code.
  fileprivate func isCurrent(in handbook: Handbook) -> Bool {
    guard case .code(let id, let edition, _) = self else { return true }
    return handbook.code(id)?.currentIndex == edition
  }
}

/// Claims about provisions that haven't been reviewed against the current text of the provisions.
enum SuspectList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    Review(of: handbook).open.map { open in
      ListedEntry(
        path: open.claim.path, range: open.claim.range, subject: open.claim.name,
        target: open.claim.provision,
        remark: open.last.map { "has changed since the review of \($0.date)" } ?? "was never reviewed")
    }
  }
}

/// All references, each with its target.
enum ReferenceList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    handbook.documents.filter { !$0.isOtherView }.flatMap { document in
      zip(document.document.references, handbook.targets[document.key] ?? []).map { reference, target in
        ListedEntry(
          path: document.path, range: reference.range, subject: reference.target, target: target?.citation,
          remark: target == nil ? "leads nowhere" : remark(for: reference))
      }
    }
  }

  private static func remark(for reference: Reference) -> String {
    switch reference.form {
    case .citation: "is a reference"
    case .quotation: "is quoted"
    case .link: "is a link"
    case .image: "is a picture"
    case .term: "is a term in running text"
    }
  }
}

/// What a code can lack.
package enum UnfinishedPart: Sendable {
  /// Facts in the front matter.
  case facts
  /// The topics of provisions, or the review of all of them.
  case topics
  /// Ids and labels in the text.
  case text
}

extension Handbook {
  /// Returns what the codes lack of one kind, as `handbook list unfinished` does for all kinds.
  package func unfinished(_ part: UnfinishedPart) -> [ListedEntry] {
    UnfinishedList.entries(for: self) { $0 == part }
  }
}

/// Missing facts and ids of each code, starting with those that readers would notice most.
enum UnfinishedList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    entries(for: handbook) { _ in true }
  }

  fileprivate static func entries(
    for handbook: Handbook, _ isListed: (UnfinishedPart) -> Bool
  ) -> [ListedEntry] {
    handbook.codes.flatMap { code in
      missing(in: code, of: handbook).filter { isListed($0.part) }.map { lack in
        ListedEntry(path: code.current.path, range: lack.range, subject: lack.subject, remark: lack.remark)
      }
    }
  }

  private typealias Lack = (part: UnfinishedPart, range: SourceRange?, subject: String, remark: String)

  private static func missing(in code: CodeOfEthics, of handbook: Handbook) -> [Lack] {
    let metadata = code.current.metadata
    let text = code.current.text
    let title = metadata.title.range
    var found: [Lack] = []
    func add(_ remark: String, _ part: UnfinishedPart = .facts) {
      found.append((part, title, code.id.rawValue, remark))
    }

    let jurisdiction = metadata.jurisdiction.value.lowercased()
    if metadata.shortTitle == nil, handbook.manuscript.sharedJurisdictions.contains(jurisdiction) {
      add("has no short title, and another code has its jurisdiction")
    }
    if metadata.source == nil { add("has no source") }
    if metadata.verified == nil, metadata.text == .full { add("was never verified") }
    let unrecorded = CodeFact.allCases.filter {
      metadata.expects($0) && metadata.state(of: $0) == .notRecorded
    }
    let (first, rest) = (unrecorded.filter(\.isAskedFor), unrecorded.filter { !$0.isAskedFor })
    if !first.isEmpty { add("doesn't record facts that readers need: \(names(first))") }
    if metadata.text == .full {
      if metadata.topics == nil {
        add("was not reviewed for topics", .topics)
        found += lack(of: "topic", .topics, text.provisionsWithoutTopic, in: code.id)
      }
      found += lack(of: "permanent id", .text, text.provisions.filter { !$0.isPermanent }, in: code.id)
      found += suspiciousLabels(in: text, of: code.id)
    }
    if !rest.isEmpty { add("doesn't record other facts: \(names(rest))") }
    return found
  }

  private static func names(_ facts: [CodeFact]) -> String { facts.map(\.rawValue).joined(separator: ", ") }

  /// Returns a line about what provisions don't have.
  ///
  /// There is one line for all of them, because a code that is new here may have hundreds.
  private static func lack(
    of thing: String, _ part: UnfinishedPart, _ provisions: [Provision], in code: CodeID
  ) -> [Lack] {
    guard let first = provisions.first else { return [] }
    guard provisions.count > 1 else {
      return [(part, first.id.range, "\(code)#\(first.id.value)", "has no \(thing)")]
    }
    let ids = provisions.map { "#\($0.id.value)" }
    let list = ids.count > 4 ? ids.prefix(3) + ["and \(ids.count - 3) more"] : ids[...]
    return [
      (
        part, first.id.range, code.rawValue,
        "has \(ids.count) provisions without a \(thing): \(list.joined(separator: ", "))"
      )
    ]
  }

  /// Returns labels that look wrong.
  ///
  /// They are labels that appear twice under the same heading or provision, and missing labels among
  /// provisions that mostly have one.
  private static func suspiciousLabels(in text: CodeText, of code: CodeID) -> [Lack] {
    struct Place: Hashable { let group: Int, parent: Int? }
    let siblings = Dictionary(grouping: text.provisions.indices) { index in
      Place(group: text.provisions[index].group, parent: text.provisions[index].parent)
    }
    let lacks = siblings.values.flatMap { places -> [(Int, String)] in
      let labels = places.compactMap { text.provisions[$0].label }
      var seen: Set<String> = []
      return places.compactMap { place in
        guard let label = text.provisions[place].label else {
          return labels.count * 2 > places.count ? (place, "has no label, but its neighbors do") : nil
        }
        return seen.insert(label).inserted
          ? nil : (place, "has the label '\(label)', and so does a neighbor")
      }
    }
    return lacks.sorted { $0.0 < $1.0 }.map { place, remark in
      let id = text.provisions[place].id
      return (.text, id.range, "\(code)#\(id.value)", remark)
    }
  }
}

extension CodeFact {
  /// Whether readers need the fact first: whether the code applies to them, who to call, where to complain.
  fileprivate var isAskedFor: Bool {
    switch self {
    case .status, .issuer, .effective, .contact, .complaints, .appliesTo, .version: true
    default: false
    }
  }
}

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
    let configuration = handbook.manuscript.configurationPath
    var missing = Self.missing(in: translated, language)
    if language.configurationPath == nil {
      missing.insert(
        ListedEntry(
          path: configuration, range: nil, subject: "handbook",
          remark: "is not translated into '\(language.tag)'"), at: 0)
    }
    let codes = translated.codes.flatMap { code in code.editions.map { (code.id, $0) } }
    let stale = codes.filter { $0.1.translation?.isStale == true }
    let different = codes.flatMap { code, edition in differences(of: edition, code) }
    let files = Set(translated.documents.map(\.path) + [language.configurationPath ?? configuration])
    let count = files.count { language.isTranslation($0) }
    var summary = "has translations of \(count) of \(Phrase.counted(files.count, "file"))"
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
        path: configuration, range: range, subject: language.tag.rawValue, remark: summary),
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
            size = " (\(Phrase.counted(count, "provision")); check code \(checkCode))"
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
          "has changed since it was translated: \(runs.marked.onOneLine)")
      }
    }
    let others = changes.others.map { runs in
      entry(
        code.rawValue, of.range, "has a text outside these provisions that changed: \(runs.marked.onOneLine)")
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
