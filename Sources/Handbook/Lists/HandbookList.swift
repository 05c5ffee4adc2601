package import Markup

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

/// A question that editors ask of a whole handbook.
///
/// Each is a type in a file of its own.
protocol HandbookList: Sendable {
  /// The answer, in the order of the handbook's documents.
  ///
  /// - Parameter date: The day that the question is asked on.
  static func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry]
}

/// All questions, by the names that they are asked by.
package enum HandbookLists: String, Sendable, CaseIterable {
  case drafts, stale, uncovered, orphans, references

  /// The answer, sorted by path and place.
  package func entries(for handbook: Handbook, on date: CalendarDate) -> [ListedEntry] {
    list.entries(for: handbook, on: date).sorted { left, right in
      let start = SourcePosition(line: 0, column: 0)
      return (left.path, left.range?.start ?? start, left.subject)
        < (right.path, right.range?.start ?? start, right.subject)
    }
  }

  private var list: any HandbookList.Type {
    switch self {
    case .drafts: DraftList.self
    case .stale: StaleList.self
    case .uncovered: UncoveredList.self
    case .orphans: OrphanList.self
    case .references: ReferenceList.self
    }
  }
}
