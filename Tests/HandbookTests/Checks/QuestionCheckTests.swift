import Basics
import Handbook
import TestSupport
import Testing

/// Returns the reports for a lesson of questions with choices.
///
/// The first choice is right unless it begins with `-`.
private func reports(
  _ questions: [(stem: String, choices: [String])], of rule: String, language: String = "en"
)
  -> [String]
{
  let blocks = questions.map { stem, choices in
    let lines = choices.map { choice in
      let isRight = choice.hasPrefix("+")
      return "> - [\(isRight ? "x" : " ")] \(choice.drop { $0 == "+" }). Because. [[WA#gifts]]"
    }
    return (["> [!QUESTION] name", "> \(stem)", ">"] + lines).joined(separator: "\n")
  }
  let lesson = """
    ---
    title: Lesson
    objectives: [{ id: name, text: Name the rule }]
    ---

    ## Rule {teaches=name}

    \(blocks.joined(separator: "\n\n"))
    """
  return SmallHandbook([
    "handbook.yml": "title: Handbook\nlanguage: \(language)\n",
    "codes/washington.md": codeFile("- No gifts. {#gifts}\n"), "lessons/gifts.md": lesson,
  ]).reports(of: rule)
}

@Suite("A self-check can be answered only by knowing the rule")
struct QuestionCheckTests {
  @Test("A right choice that is much longer than all wrong choices is reported at its line")
  func longest() {
    let long = "+No, because the rule covers every gift there is"
    #expect(
      reports([("May you?", [long, "Yes, since it is small"])], of: "question-longest-answer") == [
        "Content/lessons/gifts.md:11:3: Right choice stands out: it has 48 characters, and the longest wrong one has 23"
      ])
    #expect(
      reports([("May you?", [long, "Yes, since the code has nothing on"])], of: "question-longest-answer")
        == [])
    #expect(
      reports([("May you?", ["+No, never", "Yes"])], of: "question-longest-answer") == [],
      "between words, length says nothing")
  }

  @Test("A lesson whose right choices are the longest too often is reported at its title")
  func habit() {
    let won = ("May you?", ["+No, the rule rules it out", "Yes, it's too small"])
    let lost = ("May you?", ["+No, it's a gift", "Yes, it's too small for it"])
    #expect(
      reports([won, won, won, lost], of: "question-longest-answer") == [
        "Content/lessons/gifts.md:2:8: Right choice is the longest one in 3 of 4 self-checks"
      ])
    #expect(reports([won, won, lost, lost], of: "question-longest-answer") == [])
    #expect(reports([won, won, won], of: "question-longest-answer") == [], "three show no habit")
  }

  @Test(
    "A choice that refers to the other choices is reported",
    arguments: ["+All of the above", "None of the above", "all of these"])
  func aboutOthers(choice: String) {
    let found = reports([("Which?", [choice, "+A scarf"])], of: "question-giveaways")
    #expect(
      found == [
        "Content/lessons/gifts.md:11:3: Choice is about the other choices, which have no fixed order"
      ])
    #expect(reports([("Which?", [choice, "+A scarf"])], of: "question-giveaways", language: "de") == [])
  }

  @Test("An article that fits only some choices is reported")
  func article() {
    #expect(
      reports([("The code calls this an", ["gift", "+exchange"])], of: "question-giveaways") == [
        "Content/lessons/gifts.md:8:1: Question ends in 'an', which fits 1 of 2 choices"
      ])
    #expect(reports([("The code calls this an", ["offer", "+exchange"])], of: "question-giveaways") == [])
    #expect(reports([("What is this?", ["a gift", "+an exchange"])], of: "question-giveaways") == [])
  }

  @Test("Right choices that are always in the same position are reported")
  func samePlace() {
    let first = ("May you?", ["+No", "Yes"])
    let second = ("May you?", ["Yes", "+No"])
    #expect(
      reports([first, first, first, first], of: "question-giveaways") == [
        "Content/lessons/gifts.md:2:8: Right choice is number 1 in each of 4 self-checks"
      ])
    #expect(reports([first, first, first, second], of: "question-giveaways") == [])
    #expect(reports([first, first, first], of: "question-giveaways") == [])
  }

  @Test("An exam domain that isn't listed is reported, and a question's own domains replace its objective's")
  func domains() {
    let files = { (domains: String, own: String) in
      [
        "handbook.yml":
          "title: Handbook\nexam:\n  name: Exam\n  domains: [{ id: ethics, name: Ethics }, { id: hope, name: Hope }]\n",
        "codes/washington.md": codeFile("- No gifts. {#gifts}\n"),
        "lessons/gifts.md": """
        ---
        title: Lesson
        objectives: [{ id: name, text: Name the rule, domains: [\(domains)] }]
        ---

        ## Rule {teaches=name}

        > [!QUESTION] name\(own)
        > May you?
        >
        > - [x] No. [[WA#gifts]]
        > - [ ] Yes. The rule says no. [[WA#gifts]]
        """,
      ]
    }
    #expect(
      SmallHandbook(files("ethic", "")).reports(of: "unknown-domain") == [
        "Content/lessons/gifts.md:3:57: Exam domain 'ethic' does not exist"
      ])
    let handbook = SmallHandbook(files("ethics", " {domains=hope}"))
    #expect(handbook.reports(of: "unknown-domain") == [])
    let lesson = handbook.handbook.lessons[0]
    #expect(lesson.domains(of: lesson.questions[0]) == ["hope"])
    let plain = SmallHandbook(files("ethics", "")).handbook.lessons[0]
    #expect(plain.domains(of: plain.questions[0]) == ["ethics"])
  }

  @Test(
    "Self-checks can't complete a lesson that has none",
    arguments: [
      ("end-seen", 0, true), ("end-seen", 1, true), ("all-answered", 0, false), ("all-answered", 1, true),
      ("score>=80", 0, false), ("score>=100", 1, true),
    ])
  func completion(rule: String, questions: Int, isSound: Bool) {
    let question = "\n\n> [!QUESTION]\n> May you?\n>\n> - [x] No. [[WA#gifts]]\n> - [ ] Yes. Never."
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("- No gifts. {#gifts}\n"),
      "lessons/gifts.md": "---\ntitle: Lesson\ncomplete: \(rule)\n---\n\nText."
        + String(repeating: question, count: questions),
    ])
    #expect(handbook.handbook.lessons[0].metadata.complete?.value.description == rule)
    let found = handbook.reports(of: "completion-without-self-checks")
    #expect(
      found
        == (isSound
          ? []
          : [
            "Content/lessons/gifts.md:3:11: Lesson has no self-checks, so it can't be complete by '\(rule)'"
          ]))
  }

  @Test(
    "A completion rule that nobody could satisfy is reported",
    arguments: ["score>=0", "score>=101", "score>80", "score>=eighty", "seen"])
  func unknownCompletion(rule: String) {
    let handbook = SmallHandbook(["lessons/gifts.md": "---\ntitle: Lesson\ncomplete: \(rule)\n---\n\nText.\n"]
    )
    #expect(
      handbook.reports(of: "wrong-type") == [
        "Content/lessons/gifts.md:3:11: Value must be end-seen, all-answered, or score>=80, not '\(rule)'"
      ])
  }
}
