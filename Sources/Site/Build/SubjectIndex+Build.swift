import Handbook
import Markup

/// Builds the A–Z index: topics, their synonyms, terms and the headings of codes.
struct SubjectIndexBuilder {
  let site: SiteContext
  let page: Page

  func build() -> SubjectIndexPage {
    var context = SubjectIndexPage(shell: site.shell(of: page, title: site.words[.subjectIndex], trail: []))
    context.letters = IndexLetter.letters(of: entries, by: \.title).map { letter, entries in
      IndexLetter(letter: letter, anchor: IndexLetter.anchor(of: letter), entries: entries)
    }
    return context
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
    site.handbook.topics.map { topic in
      var entry = IndexEntry(title: topic.metadata.title.value)
      entry.anchor = Self.anchor(of: topic)
      entry.address = site.address(of: .topic(topic.id), from: page.route)
      entry.locations = TopicCoverage(of: topic.id, in: site.handbook).speaking.flatMap { code, parts in
        parts.map { location(of: $0, in: code) }
      }
      entry.seeAlso = topic.metadata.related.compactMap { related in
        site.handbook.topic(TopicID(related.value)).map(link)
      }
      return entry
    }
  }

  private var synonymEntries: [IndexEntry] {
    site.handbook.topics.flatMap { topic in
      topic.metadata.synonyms.filter { $0.lowercased() != topic.metadata.title.value.lowercased() }.map {
        synonym in
        var entry = IndexEntry(title: synonym)
        entry.see = [link(to: topic)]
        return entry
      }
    }
  }

  private var termEntries: [IndexEntry] {
    (site.handbook.manuscript.glossary?.terms ?? []).map { term in
      var entry = IndexEntry(title: term.title)
      entry.address = site.address(of: ReferenceTarget.term(term.id.value), from: page.route)
      return entry
    }
  }

  private var groupEntries: [IndexEntry] {
    site.handbook.codes.flatMap { code in
      code.current.text.groups.filter { !$0.title.isEmpty }.map { group in
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

  private func link(to topic: Topic) -> LinkContext {
    LinkContext(
      title: topic.metadata.title.value, address: Address(internal: "#" + Self.anchor(of: topic)))
  }

  private func location(of part: Passage.Part, in code: CodeOfEthics) -> LinkContext {
    let target = ReferenceTarget(part, of: code, edition: code.currentIndex)
    return LinkContext(
      title: site.text.text(for: target), address: site.address(of: target, from: page.route))
  }

  private static func anchor(of topic: Topic) -> String { "topic-\(topic.id)" }
}

extension IndexLetter {
  /// What stands in the place of a letter for titles that begin with none.
  private static let none = "#"

  /// The elements from A to Z by their titles, those of one letter together.
  static func letters<Element>(
    of elements: [Element], by title: (Element) -> String
  ) -> [(letter: String, elements: [Element])] {
    var letters: [(letter: String, elements: [Element])] = []
    for element in elements.alphabetized(by: title) {
      let letter = self.letter(of: title(element))
      // Nearly always the last; what begins with no letter may come before and after all letters.
      if let place = letters.lastIndex(where: { $0.letter == letter }) {
        letters[place].elements.append(element)
      } else {
        letters.append((letter, [element]))
      }
    }
    return letters
  }

  /// The letter that a title is found under.
  static func letter(of title: String) -> String { AlphabeticalKey(title).letter ?? none }

  /// The id of a letter's section.
  static func anchor(of letter: String) -> String { "letter-\(slug(of: letter))" }

  /// What stands for a letter in ids and addresses.
  private static func slug(of letter: String) -> String { letter == none ? "0" : letter.lowercased() }
}
