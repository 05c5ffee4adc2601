import Markup

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
      for related in topic.metadata.related where related.value != topic.id.rawValue {
        found.insert(.topic(TopicID(related.value)))
      }
    }
    for prerequisite in handbook.lessons.flatMap(\.metadata.prerequisites) {
      found.insert(.lesson(LessonID(prerequisite.value)))
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
