import Basics
import Markdown

/// The correct choice should not be the longest one, because people who don't know the subject pick that one.
enum QuestionLengthCheck: HandbookCheck {
  /// The longest allowed correct choice, as a multiple of the longest wrong one.
  private static let ratio = 1.4
  /// The smallest difference in characters that counts, because short answers often differ in length.
  private static let smallestDifference = 10
  /// The fewest questions of a lesson that show a pattern.
  private static let fewestQuestions = 4

  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.lessons.concurrentMap { lesson -> [Diagnostic] in
      var found: [Diagnostic] = []
      var won = 0
      for question in lesson.questions {
        let (right, wrong) = lesson.document.lengths(of: question)
        guard let right, let wrong else { continue }
        if right.length > wrong { won += 1 }
        guard Double(right.length) > ratio * Double(wrong), right.length - wrong >= smallestDifference else {
          continue
        }
        found.append(
          Diagnostic(
            .warning, .questionLongestAnswer,
            "Right choice stands out: it has \(right.length) characters, and the longest wrong one has \(wrong)",
            path: lesson.path, range: lesson.document.nodes[right.node].range,
            help: "shorten it, make a wrong choice longer, or move words into its rationale"))
      }
      if lesson.questions.count >= fewestQuestions, won * 2 > lesson.questions.count {
        found.append(
          Diagnostic(
            .warning, .questionLongestAnswer,
            "Right choice is the longest one in \(won) of \(lesson.questions.count) self-checks",
            path: lesson.path, range: lesson.metadata.title.range,
            help: "make wrong choices longer, or right ones shorter, in at least half of them"))
      }
      return found
    }.flatMap(\.self)
  }
}

/// Only its content should set the correct choice apart from the others.
enum QuestionGiveawayCheck: HandbookCheck {
  private static let fewestQuestions = 4
  /// The beginnings of choices that refer to the other choices.
  private static let aboutOthers = ["all of the above", "none of the above", "all of these", "none of these"]

  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    guard handbook.configuration.language.lowercased().hasPrefix("en") else { return [] }
    return handbook.lessons.concurrentMap { lesson -> [Diagnostic] in
      lesson.questions.flatMap { diagnostics(for: $0, of: lesson) } + samePlace(in: lesson)
    }.flatMap(\.self)
  }

  private static func diagnostics(for question: SelfCheck, of lesson: Lesson) -> [Diagnostic] {
    let tree = lesson.document
    let texts = question.choices.map { tree.statement(of: $0).lowercased() }
    var found = zip(question.choices, texts).filter { _, text in
      aboutOthers.contains { text.hasPrefix($0) }
    }.map { choice, _ in
      Diagnostic(
        .warning, .questionGiveaways, "Choice is about the other choices, which have no fixed order",
        path: lesson.path, range: tree.nodes[choice].range,
        help: "write a choice that doesn't refer to the others, or mark several choices as right")
    }
    let stem = tree.children(of: question.node).filter { tree.nodes[$0].kind != .choice }.map {
      tree.writtenText(of: tree.subtree(of: $0))
    }.joined(separator: " ").lowercased()
    let last = stem.split { !$0.isLetter }.last
    if last == "a" || last == "an" {
      let agreeing = texts.filter { $0.first.map { "aeiou".contains($0) } == (last == "an") }.count
      if agreeing < texts.count {
        found.append(
          Diagnostic(
            .warning, .questionGiveaways,
            "Question ends in '\(last ?? "")', which fits \(agreeing) of \(texts.count) choices",
            path: lesson.path,
            range: tree.nodes[question.node].range, help: "begin each choice with its article"))
      }
    }
    return found
  }

  /// Reports a lesson whose correct choices are all at the same position.
  private static func samePlace(in lesson: Lesson) -> [Diagnostic] {
    let places = lesson.questions.compactMap { question -> Int? in
      let right = question.choices.indices.filter { lesson.document.isRight(question.choices[$0]) }
      return right.count == 1 ? right.first : nil
    }
    guard places.count >= fewestQuestions, let first = places.first, Set(places).count == 1 else { return [] }
    return [
      Diagnostic(
        .warning, .questionGiveaways,
        "Right choice is number \(first + 1) in each of \(places.count) self-checks",
        path: lesson.path, range: lesson.metadata.title.range, help: "change the order of choices")
    ]
  }
}

/// A published question shouldn't change unnoticed, because readers' earlier answers to it no longer count.
enum ChangedQuestionCheck: HandbookCheck {
  static func diagnostics(for handbook: Handbook) -> [Diagnostic] {
    handbook.manuscript.publishedQuestions.compactMap { published in
      guard let lesson = handbook.lesson(published.lesson) else { return nil }
      let digest = lesson.questions.first { $0.identity.name == published.name }?.identity.digest
      guard digest != published.digest else { return nil }
      let what = digest == nil ? "no longer exists" : "has changed"
      return Diagnostic(
        .warning, .changedQuestion, "Published self-check '\(published.citation)' \(what)",
        path: published.path,
        range: published.range,
        help: "readers' answers to it no longer count; if that's meant, run 'handbook ids --publish'")
    }
  }
}

extension MarkdownDocument {
  /// Returns the text of a choice without its rationale.
  fileprivate func statement(of choice: Index) -> String {
    let text = ChoiceText(choice, of: self)
    return writtenText(of: text.statement, cutAt: text.splitOffset)
  }

  fileprivate func isRight(_ choice: Index) -> Bool { nodes[choice].flags.contains(.correct) }

  /// Returns the longest correct choice with its length, and the length of the longest wrong one, in
  /// characters.
  fileprivate func lengths(of question: SelfCheck) -> (right: (node: Index, length: Int)?, wrong: Int?) {
    let lengths = question.choices.map { (node: $0, length: statement(of: $0).count) }
    return (
      lengths.filter { isRight($0.node) }.max { $0.length < $1.length },
      lengths.filter { !isRight($0.node) }.map(\.length).max()
    )
  }
}
