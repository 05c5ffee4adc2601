import Handbook
import Markup

/// Builds the A–Z index: topics, their synonyms, terms and the headings of codes.
struct SubjectIndexBuilder {
  let site: SiteContext
  let page: Page

  func build() -> SubjectIndexPage {
    var context = SubjectIndexPage(shell: site.shell(of: page, title: site.words[.subjectIndex], trail: []))
    let entries = self.entries.sorted { Self.sortKey($0.title) < Self.sortKey($1.title) }
    let byLetter = Dictionary(grouping: entries) { GlossaryPageBuilder.letter(of: $0.title) }
    context.letters = byLetter.keys.sorted().map { letter in
      IndexLetter(
        letter: letter, anchor: "letter-\(letter == "#" ? "0" : letter.lowercased())",
        entries: byLetter[letter] ?? [])
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

  /// What titles are ordered by: their letters and digits without case, then the title itself.
  private static func sortKey(_ title: String) -> (String, String) {
    (String(title.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " }), title)
  }
}
