import Markup

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
  fileprivate func isCovered(_ provision: Provision) -> Bool {
    var current: Provision? = provision
    while let place = current {
      if !place.topics.isEmpty { return true }
      current = place.parent.map { provisions[$0] }
    }
    return false
  }
}
