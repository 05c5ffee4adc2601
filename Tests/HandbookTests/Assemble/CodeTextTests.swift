import Basics
import Handbook
import Markdown
import TestSupport
import Testing

@Suite("The text of a code becomes groups and provisions")
struct CodeTextTests {
  /// Returns the provisions of a code as `id|label|ordinal|depth`.
  private func provisions(_ body: String) throws -> [String] {
    let text = try text(body)
    return text.provisions.map { provision in
      var depth = 0
      var place = provision
      while let parent = place.parent {
        depth += 1
        place = text.provisions[parent]
      }
      return "\(provision.id.value)|\(provision.label ?? "-")|\(provision.ordinal)|\(depth)"
    }
  }

  private func text(_ body: String) throws -> CodeText {
    let handbook = SmallHandbook(["codes/washington.md": codeFile(body)])
    return try #require(handbook.handbook.codes.first?.current.text)
  }

  @Test("A list item is a provision, and its attributes are removed from the text")
  func listItems() throws {
    let text = try text("## Conduct {#conduct}\n\n- Be kind. {#kind}\n- Be fair. {#fair}\n")
    #expect(text.provisions.map(\.id.value.rawValue) == ["kind", "fair"])
    #expect(text.provisions.allSatisfy { $0.isPermanent })
    #expect(text.groups.map(\.anchor) == ["conduct"])
    #expect(text.document.plainText(of: text.provisions[0].node) == "Be kind.")
  }

  @Test("A provision without an id is addressed by its position, with a warning")
  func positions() throws {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("## Conduct {#conduct}\n\n- Be kind.\n- Be fair.\n")
    ])
    let text = try #require(handbook.handbook.codes.first?.current.text)
    #expect(text.provisions.map(\.id.value.rawValue) == ["conduct-1", "conduct-2"])
    #expect(
      handbook.reports(of: "provision-without-id") == [
        "Content/codes/washington.md:10:1: Provision has no permanent id; its address '#conduct-1' can change",
        "Content/codes/washington.md:11:1: Provision has no permanent id; its address '#conduct-2' can change",
      ])
  }

  @Test(
    "Labels come from the attribute, the mark in the text, or the list's number",
    arguments: [
      ("- (a) Be kind. {#x}", "(a)", "Be kind."),
      ("- (iv) Be kind. {#x}", "(iv)", "Be kind."),
      ("- (12) Be kind. {#x}", "(12)", "Be kind."),
      ("- (aa) Be kind. {#x}", "(aa)", "Be kind."),
      ("3. Be kind. {#x}", "3.", "Be kind."),
      ("3) Be kind. {#x}", "3)", "Be kind."),
      ("- 7306.2 Be kind. {#x label=\"7306.2\"}", "7306.2", "Be kind."),
      ("- Be kind. {#x label=\"Rule 2.1\"}", "Rule 2.1", "Be kind."),
      ("- (iii) Be kind. {#x label=\"(iii)\"}", "(iii)", "Be kind."),
      ("- (a)Be kind. {#x label=\"(a)\"}", "(a)", "Be kind."),
      ("- Rule 2.1: Be kind. {#x label=\"Rule 2.1\"}", "Rule 2.1:", "Be kind."),
      ("- Rule 2.1: Be kind. {#x label=\"Rule 2.1:\"}", "Rule 2.1:", "Be kind."),
      ("- 7306.2. Be kind. {#x label=\"7306.2\"}", "7306.2.", "Be kind."),
      ("- 2.) Be kind. {#x label=\"2\"}", "2.)", "Be kind."),
      ("- Rule 2.1 – Be kind. {#x label=\"Rule 2.1\"}", "Rule 2.1 –", "Be kind."),
      ("- Rule 2.1—Be kind. {#x label=\"Rule 2.1\"}", "Rule 2.1—", "Be kind."),
      ("- Rule 2.1 - Be kind. {#x label=\"Rule 2.1\"}", "Rule 2.1 -", "Be kind."),
      ("- 10 hours are enough. {#x label=\"1\"}", "1", "10 hours are enough."),
      ("- 7306.1.2 applies. {#x label=\"7306.1\"}", "7306.1", "7306.1.2 applies."),
      ("- Rule 2-A applies. {#x label=\"Rule 2\"}", "Rule 2", "Rule 2-A applies."),
      ("- A*ll* clients {#x label=\"A\"}", "A", "All clients"),
      ("1. (a) Be kind. {#x}", "1. (a)", "Be kind."),
      ("- (the client) is kind. {#x}", "-", "(the client) is kind."),
      ("- (a)is not a label. {#x}", "-", "(a)is not a label."),
      ("- (ab) is not a label. {#x}", "-", "(ab) is not a label."),
    ])
  func labels(source: String, label: String, rest: String) throws {
    let text = try text(source)
    let provision = try #require(text.provisions.first)
    #expect(provision.label ?? "-" == label)
    #expect(text.document.plainText(of: provision.node) == rest)
  }

  @Test("Four levels of numbering are nested, and restarted numbering repeats its labels")
  func fourLevels() throws {
    let body = """
      ## Standards {#standards}

      1. Duties {#duties}
         - (a) To clients {#clients}
           - (i) Be kind: {#kind}
             - (A) always {#always}
             - (B) to all {#all}
           - (ii) Be fair. {#fair}
         - (b) To peers {#peers}
      2. Rights {#rights}
         - (a) To rest {#rest}
      """
    #expect(
      try provisions(body) == [
        "duties|1.|1|0", "clients|(a)|1|1", "kind|(i)|1|2", "always|(A)|1|3", "all|(B)|2|3", "fair|(ii)|2|2",
        "peers|(b)|2|1", "rights|2.|2|0", "rest|(a)|1|1",
      ])
  }

  @Test("A paragraph before a list is the lead-in of its provisions")
  func leadIns() throws {
    let text = try text(
      "## Conduct {#conduct}\n\nPeers should:\n\n- be kind {#kind}\n\nPeers should not:\n\n- lie {#lie}\n")
    let leadIns = text.provisions.map { $0.leadIn.map { text.document.plainText(of: $0) } }
    #expect(leadIns == ["Peers should:", "Peers should not:"])
    #expect(text.provisions.map(\.ordinal) == [1, 2])
  }

  @Test("A paragraph with attributes is a provision, and a list after it contains its parts")
  func paragraphProvisions() throws {
    let body = """
      ## Conduct {#conduct}

      (1) A peer may not: {#may-not}

      - (a) lie; {#lie}
      - (b) steal. {#steal}

      (2) A peer may rest. {#rest}

      This is prose.
      """
    #expect(
      try provisions(body) == ["may-not|(1)|1|0", "lie|(a)|1|1", "steal|(b)|2|1", "rest|(2)|2|0"])
  }

  @Test("Thematic breaks separate groups without names")
  func unnamedGroups() throws {
    let text = try text("- One. {#one}\n\n---\n\n- Two. {#two}\n- Three. {#three}\n")
    #expect(text.groups.map(\.unnamedOrdinal) == [1, 2])
    #expect(text.groups.allSatisfy { $0.title.isEmpty })
    #expect(text.provisions.map(\.group) == [0, 1, 1])
  }

  @Test("A repeated label is allowed, but a repeated id is an error at the second occurrence")
  func duplicates() {
    let handbook = SmallHandbook(["codes/washington.md": codeFile("- (a) One. {#one}\n- (a) Two. {#one}\n")])
    #expect(
      handbook.reports(of: "duplicate-id") == [
        "Content/codes/washington.md:9:14: Id 'one' of this provision is given twice in one code"
      ])
  }

  @Test("Citations contain the code, the group, and the label or item")
  func citations() throws {
    let body = """
      ## Professional conduct {#conduct}

      - One. {#one}
      - Two: {#two}
        - (a) first {#first}

      ## Numbered {#numbered}

      1. Three. {#three}
      """
    let handbook = SmallHandbook(["codes/washington.md": codeFile(body)])
    let text = ReferenceText(handbook.handbook)
    func name(_ id: String) -> String {
      text.text(for: .provision(CodeID("WA"), edition: 0, ProvisionID(id)))
    }
    #expect(name("one") == "Washington draft, Professional conduct, item 1")
    #expect(name("first") == "Washington draft, Professional conduct, item 2(a)")
    #expect(name("three") == "Washington draft, Numbered, item 1")
  }

  @Test(
    "A citation omits the punctuation that separates a label from the text",
    arguments: [
      ("Rule 1.1:", "Rule 1.1"), ("Rule 1.1.", "Rule 1.1"), ("Rule 1.1 –", "Rule 1.1"),
      ("III – a.", "III – a"),
      ("Standard 1.01(b)", "Standard 1.01(b)"), ("(xviii)", "(xviii)"), ("100.", "item 100"),
      ("12)", "item 12)"),
    ])
  func citedLabels(label: String, cited: String) {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("## Conduct {#conduct}\n\n- One. {#one label=\"\(label)\"}\n")
    ])
    let text = ReferenceText(handbook.handbook)
    let citation = text.text(for: .provision(CodeID("WA"), edition: 0, ProvisionID("one")))
    #expect(citation == "Washington draft, Conduct, \(cited)")
  }
}
