import Handbook
import Markup

/// What the A–Z index has entries for: topics and what else they are called, terms, the headings of codes.
struct SubjectTitles {
  /// Each title once, whatever its case.
  let titles: [String]

  init(of handbook: Handbook) {
    var seen: Set<String> = []
    let topics = handbook.topics.flatMap { [$0.metadata.title.value] + $0.metadata.synonyms }
    let terms = (handbook.manuscript.glossary?.terms ?? []).map(\.title)
    let groups = handbook.codes.flatMap { $0.current.text.groups.map(\.title) }.filter { !$0.isEmpty }
    titles = (topics + terms + groups).filter { seen.insert($0.lowercased()).inserted }
  }

  /// The letters that have pages of their own, from A to Z; none where one page holds all.
  var lettersOfPages: [String] {
    guard titles.count > PageLimits.subjects else { return [] }
    return Set(titles.map(IndexLetter.letter)).alphabetized { $0 }
  }
}
