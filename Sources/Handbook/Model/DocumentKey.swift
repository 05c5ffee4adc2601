/// The name of one document of the handbook, by which its links are found.
package enum DocumentKey: Sendable, Hashable, Comparable {
  case code(CodeID, edition: Int, view: CodeView)
  case topic(TopicID)
  case lesson(LessonID)
  case glossary
  case page(PageID)
}

/// The ways to read a code that has a draft's marks.
package enum CodeView: String, Sendable, Hashable, Comparable, CaseIterable {
  /// The marks themselves.
  case redline
  /// All changes accepted. A code without marks has this view alone.
  case proposed
  /// All changes rejected.
  case current

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
