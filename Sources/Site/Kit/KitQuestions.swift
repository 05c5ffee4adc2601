import Basics
import Handbook
import Markdown

/// Builds the questions of tests and answer keys.
struct KitQuestions {
  let lesson: Lesson
  let renderer: DocumentRenderer
  private let forms: QuestionForms

  init(lesson: Lesson, renderer: DocumentRenderer) {
    self.lesson = lesson
    self.renderer = renderer
    forms = QuestionForms(of: lesson)
  }

  /// Returns the questions of a test without their answers.
  func asked(in form: QuestionForms.Form) -> [KitQuestion] {
    forms.items(of: form).enumerated().map { place, item in
      var question = question(item, number: place + 1, of: form)
      for choice in question.choices.indices { question.choices[choice].rationale = nil }
      return question
    }
  }

  /// Returns a test with its answers.
  func answered(in form: QuestionForms.Form, title: String) -> KitAnsweredTest {
    let targets = citedTargets
    return KitAnsweredTest(
      title: title, anchor: form.rawValue,
      questions: forms.items(of: form).enumerated().map { place, item in
        let check = lesson.questions[item.question]
        var question = question(item, number: place + 1, of: form)
        question.right = question.choices.filter(\.isCorrect).map(\.label).joined(separator: ", ")
        question.objective =
          lesson.metadata.objectives.first { $0.id.value == check.objective?.value }?.text.value
        question.provisions = cited(by: check).compactMap { target in
          targets.firstIndex(of: target).map { index in
            LinkContext(
              title: renderer.site.text.shortText(for: target),
              address: Address(internal: "#\(Self.anchor(index))"))
          }
        }
        return question
      })
  }

  /// The provisions that the answers of both tests cite, each once.
  var provisions: [KitProvision] {
    let builder = QuotationBuilder(site: renderer.site, route: renderer.route)
    return citedTargets.enumerated().compactMap { index, target in
      builder.quotation(of: target).map { KitProvision(anchor: Self.anchor(index), quotation: $0) }
    }
  }

  private static func anchor(_ index: Int) -> String { "provision-\(index + 1)" }

  private var citedTargets: [ReferenceTarget] {
    var targets: [ReferenceTarget] = []
    for item in QuestionForms.Form.allCases.flatMap(forms.items) {
      for target in cited(by: lesson.questions[item.question]) where !targets.contains(target) {
        targets.append(target)
      }
    }
    return targets
  }

  /// Returns the provisions and groups that a question cites.
  ///
  /// A whole code would be too long to quote.
  private func cited(by question: SelfCheck) -> [ReferenceTarget] {
    renderer.site.handbook.targets(in: question.node, of: lesson).filter { target in
      if case .code = target { false } else { target.isOfCode }
    }
  }

  private func question(_ item: QuestionForms.Item, number: Int, of form: QuestionForms.Form) -> KitQuestion {
    let block = QuestionBuilder(renderer: renderer).question(at: lesson.questions[item.question].node)
    var question = KitQuestion(number: number, anchor: "\(form.rawValue)-\(number)", block)
    question.choices = zip(item.choices, block.choices.map(\.label)).map { choice, label in
      var choice = block.choices[choice]
      choice.label = label
      return choice
    }
    return question
  }
}

extension KitQuestion {
  /// A question in the order of its lesson.
  init(number: Int, anchor: String, _ block: QuestionBlock) {
    self.init(
      number: String(number), anchor: anchor, stem: block.stem, isMultiple: block.isMultiple,
      choices: block.choices, suspect: block.suspect)
  }
}

/// Two tests from the self-checks of a lesson: one to take before it, and one to take after it.
///
/// Both have questions on each objective, as far as the lesson has two. No question is in both, unless the lesson has
/// too few for two tests. The selection and the order depend only on the questions themselves, so the same handbook
/// always has the same tests, and the key fits the sheets that were printed before.
struct QuestionForms {
  /// One of the tests.
  enum Form: String, CaseIterable {
    case before, after
  }

  /// A question of a test.
  struct Item: Hashable {
    /// The index of the question in its lesson.
    let question: Int
    /// The indices of the choices in the question, in the order of the test.
    let choices: [Int]
  }

  /// The most questions in a test.
  static let mostQuestions = 10
  /// The fewest self-checks for which the tests have different questions.
  static let fewestForTwo = 8

  private let forms: [Form: [Item]]

  init(of lesson: Lesson) {
    let questions = lesson.questions
    guard questions.count >= Self.fewestForTwo else {
      let all = Array(questions.indices)
      forms = Dictionary(
        uniqueKeysWithValues: Form.allCases.map { ($0, Self.shuffled(all, of: questions, for: $0)) })
      return
    }
    let objectives = lesson.metadata.objectives.map(\.id.value)
    let groups = Dictionary(grouping: questions.indices) { place in
      objectives.firstIndex { $0 == questions[place].objective?.value } ?? objectives.count
    }
    var piles: [Form: [[Int]]] = [:]
    var next = Form.before
    for (_, places) in groups.sorted(by: { $0.key < $1.key }) {
      var halves: [Form: [Int]] = [:]
      let order = places.sorted { Self.isBefore($0, $1, of: questions, "") }
      for place in order {
        halves[next, default: []].append(place)
        next = next == .before ? .after : .before
      }
      for form in Form.allCases { piles[form, default: []].append(halves[form, default: []]) }
    }
    forms = Dictionary(
      uniqueKeysWithValues: Form.allCases.map { form in
        (form, Self.shuffled(Self.dealt(piles[form, default: []]), of: questions, for: form))
      })
  }

  /// Returns the questions of a test, in order.
  func items(of form: Form) -> [Item] { forms[form, default: []] }

  /// Returns up to ``mostQuestions`` elements of some piles, one of each pile in turn.
  private static func dealt(_ piles: [[Int]]) -> [Int] {
    let longest = piles.map(\.count).max() ?? 0
    let turns = (0..<longest).flatMap { turn in piles.compactMap { turn < $0.count ? $0[turn] : nil } }
    return Array(turns.prefix(mostQuestions))
  }

  private static func shuffled(_ places: [Int], of questions: [SelfCheck], for form: Form) -> [Item] {
    places.sorted { isBefore($0, $1, of: questions, form.rawValue) }.map { place in
      let identity = questions[place].identity
      let choices = identity.choices.indices.sorted { first, second in
        let keys = [first, second].map { key("\(form) \(identity.name) \(identity.choices[$0])") }
        return (keys[0], first) < (keys[1], second)
      }
      return Item(question: place, choices: choices)
    }
  }

  private static func isBefore(_ first: Int, _ second: Int, of questions: [SelfCheck], _ salt: String) -> Bool
  {
    let keys = [first, second].map { key("\(salt) \(questions[$0].identity.name)") }
    return (keys[0], first) < (keys[1], second)
  }

  /// Returns what decides the order of something that has a name.
  ///
  /// Names that differ only at their ends would have similar hashes, so the hash is hashed again.
  private static func key(_ name: String) -> String {
    ContentHash.name(of: Array(ContentHash.name(of: Array(name.utf8)).utf8))
  }
}
