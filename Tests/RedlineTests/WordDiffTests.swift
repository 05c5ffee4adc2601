import Markdown
import Redline
import TestSupport
import Testing

@Suite("Differences between two texts")
struct WordDiffTests {
  @Test(
    "Differences are marked word by word",
    arguments: [
      ("a b c", "a b c", "a b c"),
      ("", "", ""),
      ("", "a b", "{++a b++}"),
      ("a b", "", "{--a b--}"),
      ("Do not accept gifts.", "Do not exchange gifts.", "Do not {--accept--}{++exchange++} gifts."),
      ("a c", "a b c", "a {++b ++}c"),
      ("a b.", "a b c.", "a b{++ c++}."),
      ("a b c", "a c", "a {--b --}c"),
      ("the client", "the client's", "the {--client--}{++client's++}"),
      ("recovery-orientated", "recovery-oriented", "recovery-{--orientated--}{++oriented++}"),
      ("one two three", "four five six", "{--one two three--}{++four five six++}"),
      ("RCW 18.420 here", "chapter 18.420 RCW here", "{--RCW--}{++chapter++} 18.420 {++RCW ++}here"),
      (
        "Be kind. Be fair.", "Be kind. Be honest. Be fair.", "Be kind. {++Be honest. ++}Be fair."
      ),
      ("see — “here”", "see – “there”", "see {--— “here--}{++– “there++}”"),
      ("é", "e\u{301}", "{--é--}{++e\u{301}++}"),
      ("a  b", "a b", "a{--  --}{++ ++}b"),
      (
        "must not harass or use undue influence on clients",
        "shall never threaten or coerce in any way whatsoever clients",
        "{--must not harass or use undue influence on--}{++shall never threaten or coerce in any way whatsoever++}"
          + " clients"
      ),
    ])
  func marks(old: String, new: String, expected: String) {
    let runs = WordDiff.runs(from: old, to: new)
    let marked = runs.reduce(into: "") { text, run in
      switch run.kind {
      case .kept: text += run.text
      case .deleted: text += "{--\(run.text)--}"
      case .inserted: text += "{++\(run.text)++}"
      }
    }
    #expect(Array(marked.utf8) == Array(expected.utf8))
  }

  @Test("Both texts can be restored exactly from a difference", arguments: UInt64(0)..<500)
  func roundTrip(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = [
      "a", "b", "the", "The", " ", "  ", " ", ".", ",", "é", "“", "’", "18.4", "-", "\n", "😀", "x’s",
    ]
    func text() -> String { (0..<random.below(40)).map { _ in random.pick(words) }.joined() }
    let (old, new) = (text(), text())
    let runs = WordDiff.runs(from: old, to: new)
    #expect(Array(runs.oldText.utf8) == Array(old.utf8))
    #expect(Array(runs.newText.utf8) == Array(new.utf8))
    #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.kind != $1.kind })
  }

  @Test("The difference between two long and very different texts is found, and is still exact")
  func longTexts() {
    var random = SeededGenerator(seed: 7)
    func text(_ count: Int) -> String {
      (0..<count).map { _ in "w\(random.below(60))" }.joined(separator: " ")
    }
    let shared = (0..<40).map { "unique\($0) " + text(300) + " " }
    let old = shared.joined()
    let new = shared.enumerated().map {
      $0.offset % 2 == 0 ? $0.element : "unique\($0.offset) " + text(300) + " "
    }
    .joined()
    let runs = WordDiff.runs(from: old, to: new)
    #expect(runs.oldText == old)
    #expect(runs.newText == new)
    // The unchanged halves are kept, because words that occur once on both sides divide the text.
    let kept = runs.filter { $0.kind == .kept }.reduce(0) { $0 + $1.text.utf8.count }
    #expect(kept > old.utf8.count * 2 / 5)
  }

  @Test("A difference is shown as the paragraph that marks would make")
  func paragraph() {
    let document = MarkdownDocument.paragraph(of: WordDiff.runs(from: "a b c", to: "a d c"))
    #expect(shape(document) == #"p("a ",del("b"),ins("d")," c")"#)
    #expect(document.changes(of: 0).map(\.kind) == [.substitution])
  }
}
