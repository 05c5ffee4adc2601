import Handbook
import Markup

/// Builds the entry pages: home and the lists of codes, topics and lessons.
struct IndexPageBuilder {
  let site: SiteContext
  let page: Page

  private var handbook: Handbook { site.handbook }

  func home() -> HomePage {
    let configuration = handbook.configuration
    var context = HomePage(
      shell: site.shell(of: page, title: configuration.title.value, description: configuration.description))
    context.introduction = configuration.description.map { HTML(escaping: $0) }
    context.summary = summary
    context.states = StateTiles(site: site, route: page.route).tiles
    context.situations = situations
    context.topics = handbook.topics.map { topic in
      LinkContext(
        title: topic.metadata.title.value, address: site.address(of: .topic(topic.id), from: page.route))
    }
    context.lessons = cards
    return context
  }

  /// What readers come with: the first situation of each topic, those first of which the codes say most.
  private var situations: [SituationContext] {
    let found = handbook.topics.compactMap { topic in
      topic.metadata.situations.first.map { question in
        (topic: topic, question: question, count: handbook.passagesByTopic[topic.id]?.count ?? 0)
      }
    }
    let sorted = found.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
    return sorted.prefix(Self.situationCount).map(\.element).map { topic, question, _ in
      SituationContext(
        question: question, title: topic.metadata.title.value,
        address: site.address(of: .topic(topic.id), from: page.route))
    }
  }

  /// As many as stand beside the map of states.
  private static let situationCount = 9

  func codes() -> CodesPage {
    var context = CodesPage(shell: site.shell(of: page, title: site.words[.codes]))
    context.states = StateTiles(site: site, route: page.route).tiles
    context.codes = handbook.codes.map { row(of: $0) }
    return context
  }

  func topics() -> TopicsPage {
    var context = TopicsPage(shell: site.shell(of: page, title: site.words[.topics]))
    context.topics = topicRows
    return context
  }

  /// The topics with their other names and how many states speak of them.
  var topicRows: [TopicRow] {
    handbook.topics.map { topic in
      let coverage = TopicCoverage(of: topic.id, in: handbook)
      var row = TopicRow(
        title: topic.metadata.title.value, address: site.address(of: .topic(topic.id), from: page.route))
      let synonyms = topic.metadata.synonyms
      row.synonyms = synonyms.isEmpty ? nil : synonyms.joined(separator: ", ")
      row.coverage = site.words.counted(.stateCount, coverage.speaking.count)
      return row
    }
  }

  func lessons() -> LessonsPage {
    var context = LessonsPage(shell: site.shell(of: page, title: site.words[.lessons]))
    let minutes = handbook.lessons.compactMap(\.metadata.minutes).reduce(0, +)
    if minutes > 0 { context.totalDuration = site.words.counted(.minuteCount, minutes) }
    context.lessons = cards
    return context
  }

  /// The page for addresses that do not exist, with the ways to what readers most likely looked for.
  func notFound() -> NotFoundPage {
    let subjects: [Page.Subject] = [.home, .search, .codes, .topics, .lessons, .glossary, .subjectIndex]
    return NotFoundPage(
      shell: site.shell(of: page, title: site.words[.notFound]),
      suggestions: subjects.filter(site.map.has).map { subject in
        LinkContext(title: site.name(of: subject), address: site.address(of: subject, from: page.route))
      })
  }

  private var cards: [LessonCard] {
    handbook.lessons.enumerated().map { site.card(of: $0.element, number: $0.offset + 1, from: page.route) }
  }

  private var summary: String {
    [
      site.words.counted(.codeCount, handbook.codes.count),
      site.words.counted(.topicCount, handbook.topics.count),
      site.words.counted(.lessonCount, handbook.lessons.count),
    ].joined(separator: ", ")
  }

  private func row(of code: CodeOfEthics) -> CodeRow {
    let edition = code.current
    let metadata = edition.metadata
    var row = CodeRow(
      jurisdiction: metadata.jurisdiction.value, abbreviation: code.id.rawValue,
      title: metadata.title.value,
      address: site.address(of: .code(code.id, edition: code.currentIndex), from: page.route),
      status: site.status(of: edition))
    row.version = metadata.version
    row.effective = metadata.effective.map(site.printed)
    row.instrument = site.instrument(of: metadata)
    if metadata.text == .full {
      row.provisionCount = site.words.counted(.provisionCount, edition.text.provisions.count)
    }
    return row
  }
}

extension SiteContext {
  /// The kind of instrument that a code is, in words; nothing where the source does not say.
  func instrument(of metadata: CodeMetadata) -> String? {
    switch metadata.instrument {
    case .statute: words[.instrumentStatute]
    case .rule: words[.instrumentRule]
    case .guideline: words[.instrumentGuideline]
    case .boardCode: words[.instrumentBoardCode]
    case .unknown: nil
    }
  }
}
