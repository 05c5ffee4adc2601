import Handbook
import Markup

/// Builds the A–Z index: topics, their synonyms, terms and the headings of codes.
///
/// Where there are too many for one page, that page leads to one for each letter.
struct SubjectIndexBuilder {
  let site: SiteContext
  let page: Page
  /// The letter of the page, where it has one.
  var letter: String?

  func build() -> SubjectIndexPage {
    var context = SubjectIndexPage(
      shell: site.shell(
        of: page, title: site.name(of: page.subject), trail: letter == nil ? [] : [.subjectIndex]))
    let pages = site.map.subjectLetters
    if pages.isEmpty {
      context.sections = IndexLetter.letters(of: entries, by: \.title).map(section)
      context.letters = context.sections.map { link(toLetter: $0.letter) }
    } else if let letter {
      let sorted = entries.alphabetized(by: \.title)
      context.sections = [section(letter, sorted)]
      context.letters = pages.map(link(toLetter:))
    } else {
      context.volumes = volumes
      context.letters = pages.map(link(toLetter:))
    }
    return context
  }

  private func section(_ letter: String, _ entries: [IndexEntry]) -> IndexLetter {
    IndexLetter(letter: letter, anchor: IndexLetter.anchor(of: letter), entries: entries)
  }

  private func link(toLetter letter: String) -> LinkContext {
    let isDivided = !site.map.subjectLetters.isEmpty
    return LinkContext(
      title: letter,
      address: isDivided
        ? site.address(of: .subjectLetter(letter), from: page.route)
        : Address(internal: "#" + IndexLetter.anchor(of: letter)),
      isCurrent: letter == self.letter)
  }

  /// The page of each letter, with its first and its last subject.
  private var volumes: [IndexVolume] {
    IndexLetter.letters(of: SubjectTitles(of: site.handbook).titles, by: { $0 }).map { letter, titles in
      IndexVolume(
        letter: letter, address: link(toLetter: letter).address, first: titles.first ?? "",
        last: titles.count > 1 ? titles.last : nil)
    }
  }

  private func isShown(_ title: String) -> Bool {
    letter == nil || IndexLetter.letter(of: title) == letter
  }

  /// All entries, those of one title joined.
  private var entries: [IndexEntry] {
    var byTitle: [String: IndexEntry] = [:]
    for entry in topicEntries + termEntries + groupEntries + synonymEntries {
      let key = entry.title.lowercased()
      guard var joined = byTitle[key] else {
        byTitle[key] = entry
        continue
      }
      joined.anchor = joined.anchor ?? entry.anchor
      joined.address = joined.address ?? entry.address
      joined.locations += entry.locations
      // A subject that has an entry of its own is not told to look elsewhere, but near.
      if joined.address != nil { joined.seeAlso += entry.see } else { joined.see += entry.see }
      joined.seeAlso += entry.seeAlso
      byTitle[key] = joined
    }
    return Array(byTitle.values)
  }

  private var topicEntries: [IndexEntry] {
    site.handbook.topics.filter { isShown($0.metadata.title.value) }.map { topic in
      var entry = IndexEntry(title: topic.metadata.title.value)
      entry.anchor = Self.anchor(of: topic)
      entry.address = site.address(of: .topic(topic.id), from: page.route)
      entry.locations = places(of: topic)
      entry.seeAlso = topic.metadata.related.compactMap { related in
        site.handbook.topic(TopicID(related.value)).map(link(to:))
      }
      return entry
    }
  }

  /// Where the codes speak of a topic; where that is in too many places, the topic's page, which has them all.
  private func places(of topic: Topic) -> [LinkContext] {
    let count = site.handbook.passagesByTopic[topic.id]?.count ?? 0
    guard count <= PageLimits.placesOfSubject else {
      return [
        LinkContext(
          title: site.words.counted(.provisionCount, count),
          address: site.address(of: .topic(topic.id), from: page.route))
      ]
    }
    return TopicCoverage(of: topic.id, in: site.handbook).speaking.flatMap { code, parts in
      parts.map { location(of: $0, in: code) }
    }
  }

  private var synonymEntries: [IndexEntry] {
    site.handbook.topics.flatMap { topic in
      topic.metadata.synonyms.filter {
        isShown($0) && $0.lowercased() != topic.metadata.title.value.lowercased()
      }.map { synonym in
        var entry = IndexEntry(title: synonym)
        entry.see = [link(to: topic)]
        return entry
      }
    }
  }

  private var termEntries: [IndexEntry] {
    (site.handbook.manuscript.glossary?.terms ?? []).filter { isShown($0.title) }.map { term in
      var entry = IndexEntry(title: term.title)
      entry.address = site.address(of: ReferenceTarget.term(term.id.value), from: page.route)
      return entry
    }
  }

  private var groupEntries: [IndexEntry] {
    site.handbook.codes.flatMap { code in
      code.current.text.groups.filter { !$0.title.isEmpty && isShown($0.title) }.map { group in
        var entry = IndexEntry(title: group.title)
        let target = ReferenceTarget.group(code.id, edition: code.currentIndex, anchor: group.anchor)
        entry.locations = [
          LinkContext(
            title: site.text.codeName(code.id, edition: code.currentIndex),
            address: site.address(of: target, from: page.route))
        ]
        return entry
      }
    }
  }

  /// The entry of a topic, on this page or on that of its letter.
  private func link(to topic: Topic) -> LinkContext {
    let title = topic.metadata.title.value
    let subject: Page.Subject =
      site.map.subjectLetters.isEmpty ? .subjectIndex : .subjectLetter(IndexLetter.letter(of: title))
    return LinkContext(
      title: title, address: site.address(of: subject, anchor: Self.anchor(of: topic), from: page.route))
  }

  private func location(of part: Passage.Part, in code: CodeOfEthics) -> LinkContext {
    let target = ReferenceTarget(part, of: code, edition: code.currentIndex)
    return LinkContext(
      title: site.text.text(for: target), address: site.address(of: target, from: page.route))
  }

  private static func anchor(of topic: Topic) -> String { "topic-\(topic.id)" }
}
