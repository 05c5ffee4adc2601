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
