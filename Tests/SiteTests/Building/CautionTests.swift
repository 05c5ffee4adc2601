import Testing

@testable import Site

@Suite("The notice on copies")
struct CautionTests {
  private static let keys = """
    version: undated draft
    source: { title: The draft, url: "https://example.org/draft" }
    verified: { on: 2026-11-21 }
    """

  private static func site(_ keys: String = keys, body: String = "- {~~Old~>New~~} text. {#a}\n") -> SmallSite
  {
    SmallSite(["codes/washington.md": codeSource(body, keys: keys)])
  }

  private static func caution(_ page: String) -> String {
    page.components(between: "<div class=\"caution\"", and: "</div>")
  }

  @Test(
    "The notice has the status, the text shown, the source, the date of the last check, and the check code",
    arguments: [
      ("codes/washington.html", "This copy shows the text with its changes marked."),
      ("codes/washington.proposed.html", "This copy shows the proposed text, with all changes made."),
      ("codes/washington.current.html", "This copy shows the current text, without the changes."),
      (
        "codes/washington/undated-draft.sign.html",
        "This copy shows the proposed text, with all changes made."
      ),
      ("print.html", "This copy shows the proposed text, with all changes made."),
    ])
  func parts(path: String, shown: String) throws {
    let page = Self.site()[path]
    let caution = Self.caution(page)
    for part in [
      "Draft", shown, "Source: The draft &lt;https://example.org/draft&gt;.",
      "Last checked against its source on November 21, 2026.",
      "Only the text published by the state or issuing body is official.", "Version check code: <code>",
    ] {
      #expect(caution.contains(part), "\(part) is missing in \(caution)")
    }
    let code = caution.components(between: "<code>", and: "</code>")
    #expect(page.contains(">WA · undated draft · \(code)</span></div>"))
  }

  @Test(
    "A page has the notice once",
    arguments: ["washington", "washington/undated-draft.sign", "washington/undated-draft.comments"])
  func once(page: String) {
    #expect(Self.site()["codes/\(page).html"].ranges(of: "class=\"caution\"").count == 1)
  }

  @Test("The sheet to sign states once that the text is a draft")
  func draft() {
    let facts = Self.site()["codes/washington/undated-draft.sign.html"].components(
      between: "<div class=\"sign-version\">", and: "<dl>")
    #expect(facts.contains("This is a draft; it is not in force."))
    #expect(!facts.contains("class=\"status"))
  }

  @Test("The notice says if the source isn't recorded or the text was never checked")
  func unknown() {
    let caution = Self.caution(Self.site("")["codes/washington.html"])
    #expect(caution.contains("The source isn’t recorded."))
    #expect(caution.contains("Not yet checked against the source."))
  }

  @Test("A page says once on screen that its text was never checked, and not at all without a text")
  func unchecked() {
    func count(_ keys: String) -> Int {
      let page = Self.site(keys)["codes/washington.html"]
      return page.replacing(Self.caution(page), with: "").ranges(of: "Not yet checked").count
    }
    #expect(count("version: undated draft") == 1)
    #expect(count("text: reference") == 0)
    #expect(count("verified: { on: 2026-11-21 }") == 0)
  }

  @Test("The signature repeats the title, version, and check code, and has lines for what boards require")
  func signature() {
    let page = Self.site()["codes/washington/undated-draft.sign.html"]
    let code = Self.caution(page).components(between: "<code>", and: "</code>")
    let signature = page.components(between: "<section class=\"signature\"", and: "</section>")
    for part in [
      "Washington: Code of Ethics · undated draft · Version check code <code>\(code)</code>",
      "This is a draft; it is not in force", "I have read this draft", "Credential number",
      "Supervisor or witness",
    ] {
      #expect(signature.contains(part), "\(part) is missing")
    }
    // Nobody promises to follow a draft.
    #expect(!signature.contains("agree to follow"))
    #expect(!signature.contains("For renewal."))
  }

  @Test("The signature of a code in force has the statements that boards use")
  func statements() {
    let site = SmallSite(["codes/washington.md": codeSource("- A. {#a}\n", status: "in-force")])
    let signature = site["codes/washington/undated.sign.html"]
      .components(between: "<section class=\"signature\"", and: "</section>")
    for part in ["I have read this code", "agree to follow", "For renewal.", "Supervisor or witness"] {
      #expect(signature.contains(part), "\(part) is missing")
    }
  }

  @Test("The signing button is secondary for a draft and primary for a code in force")
  func button() {
    let draft = Self.site()["codes/washington.html"]
    #expect(draft.contains("class=\"button button-quiet\" href=\"washington/undated-draft.sign.html\""))
    let site = SmallSite(["codes/washington.md": codeSource("- A. {#a}\n", status: "in-force")])
    #expect(site["codes/washington.html"].contains("class=\"button\" href=\"washington/undated.sign.html\""))
    #expect(!site["codes/washington/undated.sign.html"].contains("not in force"))
  }
}

@Suite("Redline marks")
struct MarkTests {
  private static func page(_ body: String) -> String {
    SmallSite(["codes/washington.md": codeSource(body)])["codes/washington.html"]
  }

  @Test("An editor's comment becomes a numbered marker in the sentence and a note below the provision")
  func note() {
    let page = Self.page(
      "- One {--two --}{>>Probably lost.<<}three. {#a}\n- Four {++five++}{>>Also.<<}. {#b}\n")
    let text = page.components(between: "<div class=\"provision-text\">", and: "</div>")
    #expect(!text.contains("Probably lost."))
    #expect(
      text.contains(
        ##"<a class="note-mark" id="_note-1--mark" href="#_note-1"><span class="visually-hidden">Editor’s note </span>1</a>"##
      ))
    #expect(page.contains(##"<p role="note" id="_note-1"><a href="#_note-1--mark""##))
    #expect(page.contains("<span>Probably lost.</span></p>"))
    #expect(page.contains("id=\"_note-2\""))
  }

  @Test(
    "A replacement contains a space for readers who copy it, which is in neither text",
    arguments: [
      ("{~~of~>Conduct~~} x", "<del>of<ins class=\"gap\"> </ins></del><ins>Conduct</ins> x"),
      ("{~~of ~>Conduct~~} x", "<del>of </del><ins>Conduct</ins> x"),
      ("{--of--} x", "<del>of</del> x"),
    ])
  func gap(marks: String, html: String) {
    #expect(Self.page("- Standards \(marks). {#a}\n").contains(html))
  }

  @Test("The banner counts the entries in the list of changes")
  func count() {
    let page = Self.page("- One {--two --}three{++ four++} {~~five~>six~~}. {#a}\n- {++All new.++} {#b}\n")
    #expect(page.contains("4 changes: 2 added, 1 deleted, 1 replaced"))
    let list = page.components(between: "<section class=\"change-list\"", and: "</section>")
    #expect(list.split(separator: "<li>").count - 1 == 4)
  }

  @Test("A reason appears next to its change and in the table of proposed text, current text, and reasons")
  func reason() {
    let page = Self.page("- One {--two --}three {~~five~>six~~}{>>reason: Plain words.<<}. {#a}\n")
    let list = page.components(between: "<section class=\"change-list\"", and: "</ol>")
    let items = list.split(separator: "<li>").dropFirst()
    #expect(items.map { $0.contains("Reason: Plain words.") } == [false, true])
    #expect(page.contains("<td>One three six.</td><td>One two three five.</td><td><p>Plain words.</p></td>"))
  }

  @Test("A code whose changes have no reasons has no table of reasons")
  func noReasons() {
    #expect(!Self.page("- One {--two--}{>>A comment.<<}. {#a}\n").contains("class=\"reasons\""))
  }
}
