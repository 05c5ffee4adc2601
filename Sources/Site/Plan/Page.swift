package import Handbook

/// A page of the site: what it shows and where it stands.
package struct Page: Sendable, Hashable {
  /// What a page shows.
  package enum Subject: Sendable, Hashable {
    case home
    case codes
    case code(CodeID, edition: Int, view: CodeView)
    /// The current edition of a code, at the address that it keeps when a newer edition comes.
    case frozen(CodeID, edition: Int, view: CodeView)
    /// What an edition changes in the one before it.
    case difference(CodeID, edition: Int)
    /// What became of each provision of a code, edition by edition.
    case history(CodeID)
    /// A code's text with a place to sign it.
    case signing(CodeID)
    case topics
    case topic(TopicID)
    case comparison
    /// The comparison with the texts themselves.
    case sideBySide
    /// What changes for somebody who moves from one state to another.
    case moving(CodeID, to: CodeID)
    case lessons
    case lesson(LessonID)
    case practice
    case glossary
    case plain(PageID)
    case subjectIndex
    /// The subjects of one letter, where they are too many for one page.
    case subjectLetter(String)
    case citationIndex
    case objectiveIndex
    case changes
    /// All versions of codes, by their check codes.
    case versions
    case search
    case print
    case notFound
  }

  package let subject: Subject
  package let route: Route

  package init(subject: Subject, route: Route) {
    self.subject = subject
    self.route = route
  }

  init(_ subject: Subject, at path: String) {
    self.init(subject: subject, route: Route(path))
  }
}
