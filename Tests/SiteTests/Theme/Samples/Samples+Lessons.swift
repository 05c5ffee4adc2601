@testable import Site

extension Samples {
  static let objectiveSamples: [ObjectiveContext] = [
    ObjectiveContext(
      anchor: "describe-consequences", text: "Describe common ethical issues that peers meet at work",
      taughtIn: [link("Boundaries", "#boundaries")],
      provisions: [link("AR#gifts", "../codes/arkansas.html#gifts")],
      assessedIn: [link("Question 1", "#question-1")]),
    ObjectiveContext(anchor: "explain-steps", text: "Explain steps to take and steps to avoid"),
  ]

  static func lesson(_ navigation: HTML, _ theme: Theme) -> LessonPage {
    var shell = shell("Gifts, money and favors", "../", navigation)
    shell.contents = [
      ContentsEntry(title: "Boundaries", address: to("#boundaries")),
      ContentsEntry(title: "Check yourself", address: to("#check")),
    ]
    shell.previous = link("Why codes of ethics", "why.html")
    shell.next = link("Privacy and its limits", "privacy.html")
    shell.edition = "Facilitator’s edition"
    let callouts = CalloutBlock.Kind.allCases.map { kind in
      CalloutBlock(
        kind: kind, title: kind == .scenario ? html("Sam and the gift card") : nil,
        content: html("<p>Text of a call-out, with <em>emphasis</em>.</p><ul><li>and a list</li></ul>"))
    }
    let question = QuestionBlock(
      anchor: "question-1", name: "Question 1",
      stem: html(
        "<p>A client offers you a gift card. What does <a href=\"../codes/arkansas.html#gifts\">Arkansas, item 16</a> ask of you?</p>"
      ),
      choices: [
        ChoiceContext(
          label: "A", html: html("Accept it, so as not to offend."),
          rationale: html("<p>Arkansas bars gifts in both directions.</p>"), isCorrect: false),
        ChoiceContext(
          label: "B", html: html("Decline and explain why."),
          rationale: html("<p><a href=\"../codes/arkansas.html#gifts\">Arkansas, item 16</a></p>"),
          isCorrect: true),
      ], objective: link("Describe common ethical issues", "#describe-consequences"))
    let blocks =
      callouts.map { theme.render($0) } + [
        theme.render(QuotationBlock(quotation: washingtonGifts)),
        Array("<h2 id=\"check\">Check yourself</h2>".utf8),
        theme.render(question),
      ]
    let key = AnswerKeyBlock(
      anchor: "_answers",
      answers: [
        AnswerContext(
          question: "Question 1", address: to("#question-1"), right: "B", choices: question.choices)
      ])
    let texts = [
      TextVersionContext(
        name: "Washington draft", address: to("../codes/washington.html"), captured: "November 21, 2026",
        fingerprint: "0123456789")
    ]
    return LessonPage(
      shell: shell, position: "Lesson 2 of 4", duration: "35 minutes",
      audience: "For learners and facilitators",
      prerequisites: [link("Why codes of ethics", "why.html")], objectives: objectiveSamples,
      content: HTML(
        bytes: Array(
          "<p>A gift can be a kindness and a debt.</p><h2 id=\"boundaries\">Boundaries</h2><p>Codes differ.</p>"
            .utf8)
          + blocks.joined()),
      answerKey: HTML(bytes: theme.render(key)), texts: texts,
      references: [RemarkContext(html: html("A training page, “Peer Ethics and Confidentiality”."))])
  }

  static func lessons(_ navigation: HTML) -> LessonsPage {
    LessonsPage(
      shell: shell("Lessons", "../", navigation), introduction: html("<p>A course in three lessons.</p>"),
      totalDuration: "75 minutes in all", lessons: lessonCards("../"))
  }

  static func objectives(_ navigation: HTML) -> ObjectivesPage {
    ObjectivesPage(
      shell: shell("Learning objectives", "", navigation),
      lessons: [
        LessonObjectives(
          title: "Gifts, money and favors", anchor: "boundaries", address: to("lessons/boundaries.html"),
          objectives: objectiveSamples)
      ])
  }
}
