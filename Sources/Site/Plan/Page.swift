package import Handbook

/// A page of the site: its subject and its address.
package struct Page: Sendable, Hashable {
  /// What a page shows.
  package enum Subject: Sendable, Hashable {
    case home
    case codes
    case code(CodeID, edition: Int, view: CodeView)
    /// The current edition of a code, at the address that it keeps after a newer edition is published.
    case frozen(CodeID, edition: Int, view: CodeView)
    /// The differences between an edition and the one before it.
    case difference(CodeID, edition: Int)
    /// The history of each provision of a code, edition by edition.
    case history(CodeID)
    /// A translated code next to its original.
    case parallel(CodeID, edition: Int)
    /// A sheet with a code's text, to sign it or comment on it.
    case sheet(CodeID, SheetKind)
    case topics
    case topic(TopicID)
    case comparison
    /// The comparison with the full texts.
    case sideBySide
    /// The differences for a person who moves from one state to another.
    case moving(CodeID, to: CodeID)
    case lessons
    case lesson(LessonID)
    case practice
    case glossary
    case plain(PageID)
    case subjectIndex
    /// The subjects of one letter, if there are too many subjects for one page.
    case subjectLetter(String)
    case citationIndex
    case objectiveIndex
    case changes
    /// All versions of codes, with their check codes.
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

/// The most content that a page shows before it's split or links to other pages, so that no page grows with
/// the handbook until browsers can't display it.
///
/// The limits are far above a typical handbook: 51 codes of 40 provisions stay below all of them.
enum PageLimits {
  /// The most documents on the print page; nobody prints more.
  static let documentsForPrint = 500

  /// The most pages of a site that readers can keep on their devices.
  static let pagesOffline = 2_000

  /// The most subjects of the A–Z index on one page; above that, each letter has its own page.
  static let subjects = 2_000

  /// The most places that the A–Z index lists for a subject; above that, it links to the topic.
  static let placesOfSubject = 150

  /// The most passages on the side-by-side page; above that, it links to the topics, which have them.
  static let passagesSideBySide = 5_000

  /// The most self-checks on the practice page for readers without scripts; above that, it links to lessons.
  static let questionsForPractice = 300

  /// The most codes or lessons in the navigation; if there are more, it lists the nearest.
  static let siblings = 14

  /// Returns the elements of a list that the navigation shows around one of them.
  static func window<Element>(of list: [Element], around place: Int) -> ArraySlice<Element> {
    let first = max(0, min(place - siblings / 2, list.count - siblings))
    return list[first..<min(list.count, first + siblings)]
  }
}
