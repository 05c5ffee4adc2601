import Markup

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
    var paths: Set<String> = []
    for edition in codes.flatMap(\.editions) where !edition.metadata.publish { paths.insert(edition.path) }
    for topic in topics where !topic.metadata.publish { paths.insert(topic.path) }
    for lesson in lessons where !lesson.metadata.publish { paths.insert(lesson.path) }
    for page in manuscript.pages where !page.metadata.publish { paths.insert(page.path) }
    if let glossary = manuscript.glossary, !glossary.metadata.publish { paths.insert(glossary.path) }
    return documents.filter { !$0.isOtherView && paths.contains($0.path) }
  }
}
