import Basics
import Handbook
import Markdown

/// The data that the practice page loads: the questions of all lessons and the flash cards, as scripts.
///
/// The index lists all questions and cards and is loaded first. Questions and cards are in shards, and the
/// page loads only those that it shows. Each file is a script that calls `handbookPractice` with its name and
/// data, because pages opened through `file://` can't load anything else.
struct PracticeData {
  /// The path of the index.
  static let indexPath = "practice/index.js"
  /// The number of questions or cards in a shard.
  static let shardSize = 25

  let site: SiteContext

  private var handbook: Handbook { site.handbook }
  /// The page that shows the questions, which their links are relative to.
  private var route: Route { site.map.route(of: .practice) }

  /// The files; empty for a handbook without questions.
  var files: [OutputFile] {
    guard site.map.has(.practice) else { return [] }
    let places = questions
    let questions = Shards(html: places.concurrentMap { html(of: $0) })
    let decks = decks.map { deck in (deck, Shards(html: deck.cards.map(\.html))) }
    let index = JSONText.object([
      "lessons": .list(handbook.lessons.map(lesson)),
      "objectives": .list(objectives),
      "domains": .list(domains.map { .object(["id": .text($0.id.value), "name": .text($0.name)]) }),
      "topics": .list(
        handbook.topics.map {
          .object(["id": .text($0.id.rawValue), "name": .text($0.metadata.title.value)])
        }),
      "codes": .list(
        handbook.codes.map {
          .object(["id": .text($0.id.rawValue), "name": .text(site.text.placeName(of: $0))])
        }),
      "questions": .list(places.concurrentMap(entry)),
      "shards": .texts(questions.names), "shardSize": .number(Self.shardSize),
      "decks": .list(
        decks.map { deck, shards in
          .object([
            "id": .text(deck.id), "shards": .texts(shards.names),
            "cards": .list(deck.cards.map { .list([.text($0.id), $0.topics, $0.codes]) }),
          ])
        }),
      "strings": .object(
        site.words.practiceTexts.sorted { $0.key < $1.key }.map { (key: $0.key, value: .text($0.value)) }),
    ])
    return [Self.file(Self.indexPath, "index", index)] + questions.files + decks.flatMap(\.1.files)
  }

  /// Returns a script that provides data under a name.
  private static func file(_ path: String, _ name: String, _ data: JSONText) -> OutputFile {
    file(path, name, data.compact)
  }

  private static func file(_ path: String, _ name: String, _ data: [UInt8]) -> OutputFile {
    OutputFile(path: path, bytes: Array("handbookPractice(\"\(name)\",".utf8) + data + Array(")\n".utf8))
  }

  /// Pieces of markup in files that are named after a hash of their content, so that browsers can cache them.
  private struct Shards {
    let names: [String]
    let files: [OutputFile]

    init(html pieces: [String]) {
      let starts = Array(stride(from: 0, to: pieces.count, by: PracticeData.shardSize))
      let shards = starts.concurrentMap { start in
        let data = JSONText.texts(Array(pieces[start..<min(start + PracticeData.shardSize, pieces.count)]))
          .compact
        return (name: ContentHash.name(of: data), data: data)
      }
      names = shards.map(\.name)
      var known: Set<String> = []
      files = shards.filter { known.insert($0.name).inserted }.map {
        PracticeData.file("practice/\($0.name).js", $0.name, $0.data)
      }
    }
  }

  // MARK: Questions

  /// The position of a question.
  private struct Place: Sendable {
    let lesson: Int
    let question: Int
    /// The number of objectives of the lessons before.
    let objectivesBefore: Int
  }

  private var questions: [Place] {
    var objectives = 0
    return handbook.lessons.enumerated().flatMap { lesson, value in
      defer { objectives += value.metadata.objectives.count }
      return value.questions.indices.map {
        Place(lesson: lesson, question: $0, objectivesBefore: objectives)
      }
    }
  }

  private func lesson(_ lesson: Lesson) -> JSONText {
    .object([
      "id": .text(lesson.id.rawValue), "name": .text(lesson.metadata.title.value),
      "address": .text(site.address(of: .lesson(lesson.id), from: route).text),
    ])
  }

  /// The objectives of all lessons, each with the index of its lesson.
  private var objectives: [JSONText] {
    handbook.lessons.enumerated().flatMap { place, lesson in
      lesson.metadata.objectives.map { objective in
        .object([
          "id": .text(objective.id.value.rawValue), "name": .text(objective.text.value),
          "lesson": .number(place),
        ])
      }
    }
  }

  private var domains: [ExamDomain] { handbook.configuration.exam?.domains ?? [] }

  /// Returns the index entry of a question.
  ///
  /// It has the question's name and digest; the indices of its lesson, objective, domains, topics, and codes
  /// in their lists; and the section that contains it.
  private func entry(_ place: Place) -> JSONText {
    let lesson = handbook.lessons[place.lesson]
    let question = lesson.questions[place.question]
    let objective = lesson.metadata.objectives.firstIndex { $0.id.value == question.objective?.value }
    let rests = self.rests(of: question, in: lesson)
    let section = lesson.sections.last { $0.heading < question.node }
    let named = lesson.domains(of: question)
    return .list([
      .text(question.identity.name), .text(question.identity.digest), .number(place.lesson),
      .number(objective.map { place.objectivesBefore + $0 } ?? -1),
      .list(domains.indices.filter { named.contains(domains[$0].id.value) }.map(JSONText.number)),
      rests.topics, rests.codes,
      .list(
        section.map {
          [
            .text($0.title),
            .text(site.address(of: .lesson(lesson.id), anchor: $0.anchor, from: route).text),
          ]
        } ?? []),
    ])
  }

  /// Returns the topics and codes of the provisions that a question cites.
  private func rests(of question: SelfCheck, in lesson: Lesson) -> (topics: JSONText, codes: JSONText) {
    let targets = handbook.targets(in: question.node, of: lesson)
    var topics: Set<TopicID> = []
    var codes: Set<CodeID> = []
    for target in targets {
      guard case .provision(let id, let edition, let provision) = target, let code = handbook.code(id) else {
        continue
      }
      codes.insert(id)
      let text = code.editions[edition].text
      if let place = text.place(of: provision) { topics.formUnion(text.topics(ofProvisionAt: place)) }
    }
    return places(topics: topics, codes: codes)
  }

  /// Returns the indices of topics and codes in the index's lists.
  private func places(topics: Set<TopicID>, codes: Set<CodeID>) -> (topics: JSONText, codes: JSONText) {
    (
      .list(handbook.topics.indices.filter { topics.contains(handbook.topics[$0].id) }.map(JSONText.number)),
      .list(handbook.codes.indices.filter { codes.contains(handbook.codes[$0].id) }.map(JSONText.number))
    )
  }

  /// Returns a question in the theme's markup.
  private func html(of place: Place) -> String {
    let lesson = handbook.lessons[place.lesson]
    var renderer = DocumentRenderer(
      site: site, key: .lesson(lesson.id), document: lesson.document, route: route)
    renderer.isRepetition = true
    var block = QuestionBuilder(renderer: renderer).question(at: lesson.questions[place.question].node)
    block.objective = nil
    return String(decoding: site.theme.render(block), as: UTF8.self)
  }

  // MARK: Flash cards

  /// Cards of one kind.
  private struct Deck: Sendable {
    let id: String
    let cards: [Card]
  }

  /// A flash card.
  private struct Card: Sendable {
    /// A hash of both sides, so that a card whose text changes becomes a new card.
    let id: String
    let html: String
    let topics: JSONText
    let codes: JSONText
  }

  private var decks: [Deck] {
    [
      Deck(id: "topics", cards: handbook.topics.concurrentMap(topicCard).compactMap(\.self)),
      Deck(id: "terms", cards: termCards),
      Deck(id: "blanks", cards: blankCards),
    ].filter { !$0.cards.isEmpty }
  }

  private func card(
    _ front: PracticeCardSide, _ back: PracticeCardSide, topics: Set<TopicID> = [], codes: Set<CodeID> = []
  ) -> Card {
    let html = String(
      decoding: site.theme.render(PracticeCard(front: front, back: back)), as: UTF8.self)
    let places = places(topics: topics, codes: codes)
    return Card(
      id: String(ContentHash.name(of: Array(html.utf8)).prefix(8)), html: html, topics: places.topics,
      codes: places.codes)
  }

  /// Returns a card with a topic and, on its back, each code's provisions, or `nil` if no code covers it.
  private func topicCard(_ topic: Topic) -> Card? {
    let coverage = TopicCoverage(of: topic.id, in: handbook)
    guard !coverage.speaking.isEmpty else { return nil }
    let quotations = QuotationBuilder(site: site, route: route)
    let quoted = coverage.speaking.flatMap { code, parts in
      parts.map { quotations.passage($0, of: code, edition: code.currentIndex) }
    }
    let front = PracticeCardSide(
      title: topic.metadata.title.value,
      html: topic.metadata.situations.first.map { HTML(markup: "<p>\(HTML.escaped($0))</p>") })
    let back = PracticeCardSide(html: HTML(bytes: quoted.flatMap { site.theme.render($0) }))
    return card(front, back, topics: [topic.id], codes: Set(coverage.speaking.map(\.code.id)))
  }

  private var termCards: [Card] {
    guard let glossary = handbook.manuscript.glossary else { return [] }
    var renderer = DocumentRenderer(
      site: site, key: .glossary, document: glossary.document, route: route)
    renderer.isRepetition = true
    return glossary.terms.map { term in
      card(PracticeCardSide(title: term.title), PracticeCardSide(html: renderer.html(of: term.body)))
    }
  }

  /// The cards with a provision that has one word left out.
  private var blankCards: [Card] {
    handbook.codesWithText.concurrentMap(neighbours: 1) { code -> [Card] in
      let text = code.current.text
      let quotations = QuotationBuilder(site: site, route: route)
      return text.provisions.indices.compactMap { place in
        let topics = text.topics(ofProvisionAt: place)
        let names = topics.compactMap { handbook.topic($0)?.metadata }.flatMap {
          [$0.title.value] + $0.synonyms
        }
        guard !text.provisions[place].isEmpty,
          let cloze = Cloze(of: text.ownText(ofProvisionAt: place), about: names)
        else { return nil }
        let quotation = quotations.provision(at: place, of: code, edition: code.currentIndex)
        return card(
          PracticeCardSide(source: quotation.attribution, before: cloze.before, after: cloze.after),
          PracticeCardSide(title: cloze.word, html: HTML(bytes: site.theme.render(quotation))),
          topics: topics, codes: [code.id])
      }
    }.flatMap(\.self)
  }
}

/// A sentence of a code with one word left out.
struct Cloze: Equatable {
  let before: String
  let word: String
  let after: String

  /// - Parameters:
  ///   - text: The text of a provision, on one line.
  ///   - names: The names of the provision's topics. If the text contains a word from one of them, that word
  ///     is left out, because it's the one to remember; otherwise the longest word is.
  /// - Returns: `nil` for a text that's too short for a question or too long for a card.
  init?(of text: String, about names: [String]) {
    let words = text.split(separator: " ")
    guard (6...70).contains(words.count) else { return nil }
    let names = Set(
      names.flatMap { $0.lowercased().split { !$0.isLetter } }.filter { $0.count >= 4 }.map { $0.prefix(5) })
    var best: (score: Int, range: Range<String.Index>)?
    for word in words.dropFirst() {
      guard let first = word.firstIndex(where: \.isLetter), let last = word.lastIndex(where: \.isLetter)
      else {
        continue
      }
      let letters = word[first...last]
      guard letters.count >= 5, letters.allSatisfy(\.isLetter), letters.first?.isLowercase == true else {
        continue
      }
      let score = letters.count + (names.contains(letters.lowercased().prefix(5)) ? 100 : 0)
      if score > best?.score ?? 0 { best = (score, first..<text.index(after: last)) }
    }
    guard let range = best?.range else { return nil }
    before = String(text[..<range.lowerBound])
    word = String(text[range])
    after = String(text[range.upperBound...])
  }
}

extension CodeText {
  /// Returns the topics of a provision and its group.
  fileprivate func topics(ofProvisionAt place: Int) -> Set<TopicID> {
    Set((provisions[place].topics + groups[provisions[place].group].topics).map(\.value))
  }

  /// Returns the text of a provision without its parts, on one line.
  fileprivate func ownText(ofProvisionAt place: Int) -> String {
    let node = provisions[place].node
    if document.nodes[node].kind != .listItem { return document.writtenText(of: document.subtree(of: node)) }
    for child in document.children(of: node) { return document.writtenText(of: document.subtree(of: child)) }
    return ""
  }
}

/// Both sides of a flash card.
struct PracticeCard: TemplateRoot {
  static let template = "practice-card"

  var front: PracticeCardSide
  var back: PracticeCardSide

  static let fields = TemplateFields<PracticeCard>([
    .object("front", \.front, "The side with the question."),
    .object("back", \.back, "The side with the answer."),
  ])
}

/// One side of a flash card.
struct PracticeCardSide: TemplateContext {
  var title: String?
  /// The citation of a provision with a word left out.
  var source: String?
  /// The words before and after a word that's left out.
  var before: String?
  var after: String?
  var html: HTML?

  static let fields = TemplateFields<PracticeCardSide>([
    .text("title", optional: \.title, "A topic, a term, or the missing word."),
    .text("source", optional: \.source, "The citation of a provision with a missing word."),
    .text("before", optional: \.before, "The words before the missing word."),
    .text("after", optional: \.after, "The words after the missing word."),
    .html("html", optional: \.html, "The content of the side: a definition, or quoted provisions."),
  ])
}

/// The self-checks of all lessons and the glossary, as plain text for quiz programs.
package struct QuestionBank: Sendable {
  /// A lesson with its questions.
  package struct Lesson: Sendable {
    package let id: String
    package let title: String
    package let questions: [Question]
  }

  /// A question with its choices.
  package struct Question: Sendable {
    /// The question's permanent id, which is unique in its lesson.
    package let id: String
    package let stem: String
    package let choices: [Choice]

    /// Whether more than one choice is correct; an answer must then select all of them and no others.
    package var isMultiple: Bool { choices.count(where: \.isRight) > 1 }
  }

  /// A choice with its rationale.
  package struct Choice: Sendable {
    package let text: String
    package let rationale: String
    package let isRight: Bool
  }

  /// A glossary term with its definition.
  package struct Term: Sendable {
    package let id: String
    package let title: String
    package let definition: String
  }

  package let title: String
  /// A BCP 47 language tag.
  package let language: String
  /// The lessons with questions, in order.
  package let lessons: [Lesson]
  package let terms: [Term]
}

extension PreparedSite {
  /// The self-checks of all lessons and the glossary.
  package var questionBank: QuestionBank {
    let handbook = context.handbook
    let lessons = handbook.lessons.filter { !$0.questions.isEmpty }.map { lesson in
      let words = PlainWords(document: lesson.document, key: .lesson(lesson.id), site: context)
      return QuestionBank.Lesson(
        id: lesson.id.rawValue, title: lesson.metadata.title.value,
        questions: lesson.questions.map(words.question))
    }
    let glossary = handbook.manuscript.glossary
    let terms = glossary.map { glossary -> [QuestionBank.Term] in
      let words = PlainWords(document: glossary.document, key: .glossary, site: context)
      return glossary.terms.map { term in
        QuestionBank.Term(
          id: term.id.value.rawValue, title: term.title, definition: words.text(of: term.body))
      }
    }
    return QuestionBank(
      title: handbook.configuration.title.value, language: handbook.configuration.language, lessons: lessons,
      terms: terms ?? [])
  }
}

/// Extracts the text of a document as readers see it, including the text of its references.
private struct PlainWords {
  let document: MarkdownDocument
  let key: DocumentKey
  let site: SiteContext

  func question(_ question: SelfCheck) -> QuestionBank.Question {
    let stem = document.children(of: question.node).filter { document.nodes[$0].kind != .choice }
    return QuestionBank.Question(
      id: question.identity.name,
      stem: stem.map { text(of: document.subtree(of: $0)) }.joined(separator: " "),
      choices: question.choices.map(choice))
  }

  private func choice(_ node: MarkdownDocument.Index) -> QuestionBank.Choice {
    let parts = ChoiceText(node, of: document)
    return QuestionBank.Choice(
      text: text(of: parts.statement, upTo: parts.splitOffset),
      rationale: text(of: parts.rationale, from: parts.splitOffset),
      isRight: document.nodes[node].flags.contains(.correct))
  }

  /// Returns the text of consecutive sibling nodes, on one line.
  ///
  /// - Parameters:
  ///   - end: The offset where the last node's literal ends, or `nil` to include all of it.
  ///   - start: The offset where the first node's literal begins, or `nil` to include all of it.
  func text(of siblings: Range<MarkdownDocument.Index>, upTo end: Int? = nil, from start: Int? = nil)
    -> String
  {
    let targets = site.handbook.targets[key] ?? []
    var text: [UInt8] = []
    var index = siblings.lowerBound
    while index < siblings.upperBound {
      let next = document.subtree(of: index).upperBound
      let count = text.count
      document.appendPlainText(of: index, to: &text) { node in
        document.nodes[node].referenceIndex.flatMap { reference in
          targets[reference].map {
            site.text.text(for: $0, of: document.references[reference])
              + (AdjacentCitations.isFollowed(node, in: document.nodes, bytes: document.bytes) ? ";" : "")
          }
        }
      }
      if let start, index == siblings.lowerBound { text.removeFirst(min(start, text.count)) }
      if let end, next == siblings.upperBound { text.removeLast(max(0, text.count - count - end)) }
      index = next
      if index < siblings.upperBound, document.nodes[index].kind.isBlock { text.append(UInt8(ascii: " ")) }
    }
    return text.onOneLine
  }
}
