import Handbook
import Markdown
import TestSupport
import Testing

/// A question that a test edits.
private struct Draft: Hashable {
  var id: String?
  var stem: String
  var choices: [Choice]

  struct Choice: Hashable {
    var text: String
    var isRight: Bool
  }

  /// The content that an answer refers to: everything except the order of the choices.
  var content: Set<String> { Set(choices.map { "\($0.isRight)\($0.text)" } + ["stem \(stem)"]) }

  var markdown: String {
    let choices = choices.map {
      "> - [\($0.isRight ? "x" : " ")] \($0.text). Because of [[WA#gifts]]."
    }
    return (["> [!QUESTION] name\(id.map { " {#\($0)}" } ?? "")", "> \(stem)?", ">"] + choices)
      .joined(separator: "\n")
  }
}

private func identities(of drafts: [Draft]) -> [QuestionIdentity] {
  let lesson = """
    ---
    title: Lesson
    objectives: [{ id: name, text: Name the rule }]
    ---

    ## Rule {teaches=name}

    \(drafts.map(\.markdown).joined(separator: "\n\n"))
    """
  let handbook = SmallHandbook([
    "codes/washington.md": codeFile("- No gifts. {#gifts}\n"), "lessons/gifts.md": lesson,
  ]).handbook
  return handbook.lessons[0].questions.map(\.identity)
}

@Suite("An answer is stored by the identity of its question, not by its position")
struct QuestionIdentityTests {
  private static let scarf = Draft(
    stem: "May you keep a scarf",
    choices: [.init(text: "Yes", isRight: false), .init(text: "No", isRight: true)])

  @Test("The author's id is on the line of the mark, and other questions get an id from their text")
  func names() {
    var named = Self.scarf
    named.id = "scarf"
    named.stem = "May you keep a hat"
    let found = identities(of: [Self.scarf, named])
    #expect(found[0].name.hasPrefix("question-") && found[0].name.count == 17)
    #expect(found[1].name == "scarf")
  }

  @Test("The order of choices doesn't matter, but their text and which of them is right change the digest")
  func digests() {
    let original = identities(of: [Self.scarf])[0]
    var reordered = Self.scarf
    reordered.choices.reverse()
    let other = identities(of: [reordered])[0]
    #expect((other.name, other.digest) == (original.name, original.digest))
    #expect(other.choices == original.choices.reversed())
    var reworded = Self.scarf
    reworded.choices[0].text = "Yes, today"
    var turned = Self.scarf
    for place in turned.choices.indices { turned.choices[place].isRight.toggle() }
    for changed in [reworded, turned] {
      let identity = identities(of: [changed])[0]
      #expect(identity.name == original.name)
      #expect(identity.digest != original.digest)
    }
  }

  @Test("Two questions with the same text are distinguished by their choices")
  func sameText() {
    var other = Self.scarf
    other.choices[0].text = "Ask first"
    let found = identities(of: [Self.scarf, other])
    #expect(Set(found.map(\.name)).count == 2)
  }

  @Test("No edit moves an answer to another question or choice", arguments: 0..<30)
  func edits(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let words = ["gift", "scarf", "loan", "ride", "card"]
    func draft() -> Draft {
      let count = 2 + generator.below(3)
      let right = generator.below(count)
      return Draft(
        id: generator.below(3) == 0 ? "id-\(generator.below(1_000_000))" : nil,
        stem: "May you keep a \(generator.pick(words))",
        choices: (0..<count).map {
          .init(text: "Answer \(generator.pick(words)) \(generator.below(4))", isRight: $0 == right)
        })
    }
    var drafts = (0..<6).map { _ in draft() }
    for _ in 0..<6 {
      let before = zip(drafts, identities(of: drafts)).map { ($0, $1) }
      switch generator.below(6) {
      case 0: drafts.shuffle(using: &generator)
      case 1: drafts.insert(draft(), at: generator.below(drafts.count))
      case 2: drafts.remove(at: generator.below(drafts.count))
      case 3: drafts[generator.below(drafts.count)].choices.shuffle(using: &generator)
      case 4: drafts[generator.below(drafts.count)].stem += " \(generator.pick(words))"
      default:
        let place = generator.below(drafts.count)
        drafts[place].choices[0].text += " \(generator.pick(words))"
      }
      let after = zip(drafts, identities(of: drafts)).map { ($0, $1) }
      for (draft, identity) in after {
        for (old, kept) in before where kept.name == identity.name && kept.digest == identity.digest {
          #expect(old.content == draft.content)
          for (choice, name) in zip(old.choices, kept.choices) {
            for (other, otherName) in zip(draft.choices, identity.choices) where name == otherName {
              #expect(choice.text == other.text)
            }
          }
        }
      }
      #expect(
        Set(after.map { "\($1.name) \($1.digest)" }).count
          == Set(after.map { "\($0.0.id ?? "") \($0.0.content.sorted())" }).count)
    }
  }
}
