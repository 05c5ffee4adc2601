/// How much one page holds before it is divided or leads elsewhere, so that no page grows with the handbook until
/// browsers give way.
///
/// The limits are far above handbooks of usual size: 51 codes of 40 provisions stay below all of them.
enum PageLimits {
  /// The most documents on the page for print; nobody prints more.
  static let documentsForPrint = 500

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
