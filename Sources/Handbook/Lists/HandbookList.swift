package import Basics
package import Markdown

/// A line of a list.
package struct ListedEntry: Sendable, Hashable {
  package let path: String
  package let range: SourceRange?
  /// What the line is about, as it is written between double brackets: `WA#gifts`, `topics/gifts`.
  package let subject: String
  /// Where a reference leads; nothing in lists of other things.
  package let target: String?
  /// What is said of it.
  package let remark: String

  init(path: String, range: SourceRange?, subject: String, target: String? = nil, remark: String) {
    self.path = path
    self.range = range
    self.subject = subject
    self.target = target
    self.remark = remark
  }
}

/// A question that editors ask about a whole handbook.
protocol HandbookList: Sendable {
  /// The answer, in the order of the handbook's documents.
  ///
  /// - Parameter date: The day that the question is asked on.
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry]
}

/// All questions, by the names that they are asked by.
package enum HandbookLists: String, Sendable, CaseIterable {
  case drafts, stale, suspect, unfinished, uncovered, orphans, references

  /// The answer, sorted by path and place.
  package func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    let entries = list.entries(for: handbook, on: date)
    // What is missing is in the order in which readers would notice.
    guard self != .unfinished else { return entries }
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
    }
  }
}

/// What is not settled yet: codes that are drafts or proposed, and whatever says `publish: false`.
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
  /// The documents that say `publish: false`, where they were read at all.
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
      // Where the text isn't included, there is nothing to compare.
      $0.metadata.verified == nil && $0.metadata.text == .full && $0.metadata.status != .superseded
    }.map {
      ListedEntry(
        path: $0.path, range: $0.metadata.title.range, subject: code.id.rawValue, remark: "was never verified"
      )
    }
  }
}

/// Topics of which no code speaks, and provisions that carry no topic.
enum UncoveredList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    let topics = handbook.topics.filter { handbook.passagesByTopic[$0.id] == nil }.map { topic in
      ListedEntry(
        path: topic.path, range: topic.metadata.title.range, subject: "topics/\(topic.id)",
        remark: "is a topic that no provision carries")
    }
    let provisions = handbook.codes.flatMap { code in
      code.current.text.provisions.filter { !code.current.text.isCovered($0) }.map { provision in
        ListedEntry(
          path: code.current.path, range: provision.id.range, subject: "\(code.id)#\(provision.id.value)",
          remark: "is a provision that carries no topic")
      }
    }
    return topics + provisions
  }
}

extension CodeText {
  /// Whether a provision, or one that it is a part of, carries a topic.
  func isCovered(_ provision: Provision) -> Bool {
    var current: Provision? = provision
    while let place = current {
      if !place.topics.isEmpty { return true }
      current = place.parent.map { provisions[$0] }
    }
    return false
  }
}

/// Documents that no other leads to, be it by its text, its front matter or the navigation.
///
/// Lists that are generated lead to every code, topic and lesson, and count for nothing here.
enum OrphanList: HandbookList {
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    let found = reached(in: handbook)
    return handbook.documents
      .filter { !$0.isOtherView && !found.contains($0.key.withoutEdition) && $0.key.isCurrent(in: handbook) }
      .map { document in
        ListedEntry(
          path: document.path, range: nil, subject: document.key.citation,
          remark: "is led to by nothing but generated lists")
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
      // The page of a topic quotes the codes that speak of it.
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
  /// The document, or for one edition of a code any of them.
  fileprivate var withoutEdition: DocumentKey {
    if case .code(let id, _, _) = self { .code(id, edition: 0, view: .proposed) } else { self }
  }

  /// Whether the document is what readers get when they ask for its code, or is of none.
  fileprivate func isCurrent(in handbook: Handbook) -> Bool {
    guard case .code(let id, let edition, _) = self else { return true }
    return handbook.code(id)?.currentIndex == edition
  }
}

/// What the handbook says about provisions and nobody has reviewed against their present words.
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
