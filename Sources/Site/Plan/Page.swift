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
    /// A translated code beside its original.
    case parallel(CodeID, edition: Int)
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

/// How much one page holds before it is divided or leads elsewhere, so that no page grows with the handbook until
/// browsers give way.
///
/// The limits are far above handbooks of usual size: 51 codes of 40 provisions stay below all of them.
enum PageLimits {
  /// The most documents on the page for print; nobody prints more.
  static let documentsForPrint = 500

  /// The most pages that a site can have for readers to keep it on their devices.
  static let pagesOffline = 2_000

  /// The most subjects of the A–Z index on one page; above that each letter has a page.
  static let subjects = 2_000

  /// The most places that the A–Z index names for a subject; above that it leads to the topic, which has them all.
  static let placesOfSubject = 150

  /// The most passages on the page with the texts side by side; above that it leads to the topics, which have them.
  static let passagesSideBySide = 5_000

  /// The most self-checks that the page for practice lists for readers without scripts; above that it leads to the
  /// lessons.
  static let questionsForPractice = 300

  /// The most codes or lessons that the navigation lists; of more, it lists the nearest.
  static let siblings = 14

  /// The elements of a list that the navigation names beside one of them.
  static func window<Element>(of list: [Element], around place: Int) -> ArraySlice<Element> {
    let first = max(0, min(place - siblings / 2, list.count - siblings))
    return list[first..<min(list.count, first + siblings)]
  }
}
