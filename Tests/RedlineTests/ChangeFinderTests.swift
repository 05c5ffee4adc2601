import Markdown
import Redline
import TestSupport
import Testing

@Suite("Changes in words")
struct ChangeFinderTests {
  @Test(
    "Changes are described as a person would describe them",
    arguments: [
      ("Do not {~~accept~>exchange~~} gifts", ["*accept* replaced by *exchange*"]),
      ("Do not {--accept --}exchange gifts", ["*accept* deleted"]),
      ("Support{++ holistically++} through", ["*holistically* inserted"]),
      ("their{--ir--} clients", ["*theirir* replaced by *their*"]),
      ("the{--ir--} clients", ["*their* replaced by *the*"]),
      ("recovery-{~~orientated~>oriented~~} and", ["*orientated* replaced by *oriented*"]),
      ("in {--RCW --}18.420{++ RCW++} and", ["*RCW* moved after *found in 18.420*"]),
      ("{--RCW --}18.420{++ RCW++}", ["*RCW* moved after *18.420*"]),
      ("18.420{-- RCW--} and{++ RCW++}", ["*RCW* moved after *18.420 and*"]),
      ("a {--b--} {++c++} d", ["*b* replaced by *c*"]),
      ("a {++b++} {--c--} d", ["*c* replaced by *b*"]),
      ("a{--,--} b", ["*,* deleted"]),
      ("a{++ ++}b", ["*ab* replaced by *a b*"]),
      ("a. {++ ++}b", []),
      ("{++All of it.++}", ["added: *All of it.*"]),
      ("{--All *of* it.--}{>>why<<}", ["removed: *All of it.*"]),
      ("{--All.--} {++Some.++}", ["*All.* replaced by *Some.*"]),
      ("n{++N++}ever and {==kept==}", ["*never* replaced by *nNever*"]),
      ("{~~u~>U~~}n{~~f~>F~~}air", ["*unfair* replaced by *UnFair*"]),
      ("{==a==}{>>b<<}", []),
      ("clie{--\n--}nt", ["*clie nt* replaced by *client*"]),
    ])
  func sentences(source: String, expected: [String]) {
    let source = source.replacing("in {--RCW", with: "found in {--RCW")
    let document = ReadRedline(source).text?.redline ?? MarkdownDocument()
    #expect(document.changes(of: 0).map { ChangePhrases().sentence(for: $0) } == expected)
  }

  @Test("Changes are counted by kind, and a move counts as a deletion and an insertion")
  func counts() {
    let runs: [RedlineRun] = [
      .init(.kept, "a "), .init(.deleted, "b"), .init(.inserted, "c"), .init(.kept, " d"),
      .init(.inserted, " e"), .init(.kept, " f "), .init(.deleted, "e "), .init(.kept, "g"),
    ]
    let changes = ChangeFinder.changes(in: runs)
    #expect(changes.map(\.kind) == [.substitution, .move])
    let counts = ChangeCounts(changes)
    #expect([counts.insertions, counts.deletions, counts.substitutions] == [1, 1, 1])
  }

  @Test("A change knows the words around it in the new text")
  func context() {
    let document = ReadRedline("One two three {~~four~>4~~} five{-- six--} seven eight.").text?.redline
    let changes = document?.changes(of: 0) ?? []
    #expect(changes.map(\.before) == ["One two three", "three 4 five"])
    #expect(changes.map(\.after) == ["five seven eight", "seven eight"])
  }

  @Test("The changes of an item don't include those of nested items")
  func nested() {
    let document = ReadRedline("- a {++b++}\n\n  c\n  - d {--e--}\n").text?.redline ?? MarkdownDocument()
    let items = document.nodes.indices.filter { document.nodes[$0].kind == .listItem }
    #expect(items.map { document.changes(of: $0).map(\.kind) } == [[.insertion], [.deletion]])
    #expect(document.redlineRuns(of: items[0]).newText == "a b c")
  }

  @Test("Changes can be described with other phrases")
  func otherWords() {
    var phrases = ChangePhrases()
    phrases.replaced = "{new} statt {old} {x}"
    let parts = phrases.parts(for: Change(.substitution, old: "a", new: "{old}"))
    #expect(parts == [.quoted("{old}"), .plain(" statt "), .quoted("a"), .plain(" "), .plain("{x}")])
  }
}
