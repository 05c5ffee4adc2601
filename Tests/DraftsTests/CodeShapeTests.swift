import Basics
import Drafts
import Handbook
import TestSupport
import Testing

@Suite("The structure of a code in plain text")
struct CodeShapeTests {
  @Test(
    "Each shape of a real code is imported with its provisions, groups, and levels, without losing a word",
    arguments: [
      ("idaho_cpss", [12, 0, 1], "1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12."),
      ("virginia_dbhds", [9, 6, 1], "•, •, •, •, •, •, •, •, •"),
      ("oregon_950_060_0080", [12, 0, 2], "(1), (2), (a), (b), (c), (d), (e), (f), (g), (h), (i), (j)"),
      ("dc_22_a7306", [11, 0, 2], "7306.1, 7306.2, (a), (b), (c), (d), (e), (f), (g), (h), (i)"),
      (
        "nevada_rules", [7, 3, 1],
        "Rule 1.1:, Rule 1.2:, Rule 2.1:, Rule 2.2:, Rule 2.3:, Rule 3.1:, Rule 3.2:"
      ),
      (
        "montana_24_219_2301", [16, 0, 4],
        "(1), (2), (a), (b), (i), (ii), (iii), (A), (B), (C), (D), (E), (F), (G), (iv), (v)"
      ),
    ] as [(String, [Int], String)])
  func cases(name: String, counts: [Int], labels: String) throws {
    let imported = Imported(.text(try Golden.fixture("codes/\(name).txt"), isMarkdown: nil))
    #expect(imported.counts == counts)
    #expect(imported.labels.joined(separator: ", ") == labels)
    #expect(imported.errors == [])
    #expect(imported.handbook.errors == [])
  }

  @Test("Well-formed codes are imported without a warning about their structure")
  func silence() throws {
    var reports: [String] = []
    for name in [
      "idaho_cpss", "virginia_dbhds", "oregon_950_060_0080", "dc_22_a7306", "nevada_rules",
      "montana_24_219_2301",
    ] {
      let imported = Imported(.text(try Golden.fixture("codes/\(name).txt"), isMarkdown: nil))
      for rule in [Rule.importStructure, .importLabel, .importNoProvisions, .importNoTitle] {
        reports += imported.reports(rule).map { "\(name): \($0)" }
      }
    }
    for name in ["washington", "arkansas"] {
      let imported = Imported(
        .text(try Golden.repositoryFile("Content/codes/\(name).source.txt"), isMarkdown: nil))
      for rule in [Rule.importStructure, .importLabel, .importNoProvisions] {
        reports += imported.reports(rule).map { "\(name): \($0)" }
      }
    }
    // Two choices of a title and one of rules are guesses that a person must check.
    #expect(
      reports == [
        "idaho_cpss: The title is taken from 'Idaho Certified Peer Support Specialist Code of Ethics …', "
          + "not from 'Code of Ethics & Professional Conduct'",
        "virginia_dbhds: 9 paragraphs became provisions, because nothing there has a number or a bullet",
        "nevada_rules: The title is taken from 'Code of Ethical Conduct for Certified Peer Recovery …', "
          + "not from 'Certification Board'",
      ])
  }

  @Test(
    "Other shapes that codes are published in are imported with their provisions, groups, and levels",
    arguments: [
      (
        "sections.txt", [12, 4, 3],
        "(1), (2), (1), (a), (i), (ii), (b), (2), (a), (b), (c), •"
      ),
      ("pages.txt", [8, 3, 2], "1., 2., 1., a., b., c., 2., 1."),
      ("definitions.html", [4, 3, 1], "•, •, •, •"),
      ("questions.html", [6, 6, 1], "•, •, •, •, •, •"),
      ("run-in.html", [4, 0, 1], "•, •, •, •"),
      ("table.html", [4, 0, 1], "1, 2, 3, 4"),
    ] as [(String, [Int], String)])
  func otherShapes(name: String, counts: [Int], labels: String) throws {
    let bytes = try Golden.fixture("codes/\(name)")
    let imported = Imported(name.hasSuffix(".html") ? .html(bytes) : .text(bytes, isMarkdown: nil))
    #expect(imported.counts == counts, "\(imported.body)")
    #expect(imported.labels.joined(separator: ", ") == labels)
    #expect(imported.errors == [])
    #expect(imported.handbook.errors == [])
    let reports = imported.result.diagnostics.map { "\($0.summary)\n" }.joined()
    let listing = imported.result.codes.map(\.listing).joined()
    #expect(try Golden.difference(listing + reports, from: "Import/shapes/\(name).txt") == nil)
  }

  @Test("A hyphen at the end of a line stays only if it belongs to the word, and is reported if in doubt")
  func hyphens() {
    let imported = Imported(
      text: """
        Code of Ethics for Peer Specialists of the State

        1. Peer specialists keep all infor-
        mation confidential, and meet face-to-
        face with a non-
        profit's staff about self-
        determination and peer-
        support work, in peer-support programs and in twenty-
        four hours, with confiden-
        tial records that are confidential.
        """)
    #expect(
      imported.body.hasPrefix(
        "1. Peer specialists keep all information confidential, and meet face-to-face with a non-profit's staff "
          + "about self-determination and peer-support work, in peer-support programs and in twenty-four hours, "
          + "with confidential records that are confidential."), "\(imported.body)")
    #expect(
      imported.reports(.importStructure) == [
        "A hyphen at the end of a line divides 'information', 'face-to-face', 'non-profit', "
          + "'self-determination', and 'twenty-four'"
      ])
  }

  @Test(
    "The title is the line that contains the code's name",
    arguments: [
      ("virginia_dbhds", "The Ethics of Peer Support"),
      ("nevada_rules", "Code of Ethical Conduct for Certified Peer Recovery and Support Specialists"),
      ("idaho_cpss", "Idaho Certified Peer Support Specialist Code of Ethics & Professional Conduct"),
      ("dc_22_a7306", "Section 22-A7306. CODE OF ETHICS"),
      ("oregon_950_060_0080", "Or. Admin. Code § 950-060-0080 - Standards of Professional Conduct"),
    ])
  func titles(name: String, title: String) throws {
    #expect(Imported(.text(try Golden.fixture("codes/\(name).txt"), isMarkdown: nil)).title == title)
  }

  /// A page as `pdftotext -layout` writes it: two columns, of which the left one is shorter on some lines,
  /// words hyphenated at line ends, a running head, and a page number.
  private static let twoColumns = """
                                   Board of Peers

       Code of Ethics for Peer Specialists
                                                    support, or with members of their families.
    1. Peer specialists keep all information con-
    fidential, and share it only with a written     4. Peer specialists disclose their own
    permission. What is confidential stays so.      experience of recovery only when it serves the
                                                    person whom they support.
    2. Peer specialists do not accept gifts of more
    than nominal value from the people whom they    5. Peer specialists know the limits of their
    support, nor do they give such gifts.           training, and refer people to other professionals
                                                    when a need is outside of those limits.
    3. Peer specialists do not enter into romantic
    relationships with the people whom they         6. Peer specialists report suspected abuse or

                                         Page 1 of 2
    \u{0C}                              Board of Peers

    neglect of children, as the law requires.       8. Peer specialists ask for help when they are
                                                    tired.
    7. Peer specialists seek supervision when they
    are uncertain about what this code asks of      9. Peer specialists keep up their skills.
    them in a situation.
                                                    10. Peer specialists respect all.

                                         Page 2 of 2
    """

  @Test("The columns of a PDF are read one after the other, and page numbers and running heads are left out")
  func columns() {
    let imported = Imported(text: Self.twoColumns)
    #expect(imported.labels == (1...10).map { "\($0)." }, "\(imported.body)")
    #expect(imported.title == "Code of Ethics for Peer Specialists")
    #expect(
      imported.body.contains("1. Peer specialists keep all information confidential, and share it only"))
    #expect(imported.body.contains("relationships with the people whom they support, or with members"))
    #expect(imported.body.contains("report suspected abuse or neglect of children"))
    #expect(!imported.body.contains("Page 1"))
  }

  /// Returns the labels of an outline, each with a digit for its level.
  private func levels(_ lines: String...) -> String {
    let imported = Imported(text: "Code of Ethics\n\n" + lines.joined(separator: "\n\n"))
    guard let text = imported.handbook.manuscript.codes.first?.current.text else { return "no code" }
    var depths: [Int] = []
    for provision in text.provisions { depths.append(provision.parent.map { depths[$0] + 1 } ?? 1) }
    return zip(text.provisions, depths).map { "\($0.label ?? "•")/\($1)" }.joined(separator: " ")
  }

  @Test("A single i after h is a letter, or a Roman numeral if ii follows")
  func romanOrLetter() {
    let before = ["(g) Seven.", "(h) Eight:"]
    #expect(levels("(f) Six.", before[0], before[1], "(i) Nine.", "(j) Ten.").hasSuffix("(h)/1 (i)/1 (j)/1"))
    #expect(
      levels(
        "(f) Six.", before[0], before[1], "(i) First part.", "(ii) Second part.", "(i) Ninth.", "(j) Tenth."
      )
      .hasSuffix("(h)/1 (i)/2 (ii)/2 (i)/1 (j)/1"))
  }

  @Test(
    "The styles of labels determine their levels",
    arguments: [
      (
        ["1. One:", "a. Part:", "i. Piece:", "(A) Bit.", "(B) Bit.", "ii. Piece.", "b. Part.", "2. Two."],
        "1./1 a./2 i./3 (A)/4 (B)/4 ii./3 b./2 2./1"
      ),
      (["A. First:", "1. One.", "2. Two.", "B. Second:", "1. One."], "A./1 1./2 2./2 B./1 1./2"),
      (
        ["1.1 Rules apply.", "1.1.1 To all.", "1.1.2 To each.", "1.2 Rules bind.", "2.1 Others."],
        "1.1/1 1.1.1/2 1.1.2/2 1.2/1 2.1/1"
      ),
      (["4. Four.", "4a. Four and a bit.", "5. Five."], "4./1 4a./1 5./1"),
      (
        ["7306.2 Everybody shall:", "7306.2(a) Help.", "7306.2(b) Heal."], "7306.2/1 7306.2(a)/2 7306.2(b)/2"
      ),
      (["1.Utilizing a skill.", "2.Keeping a secret."], "1./1 2./1"),
      (["(1) One.", "(2) Two.", "(4) Four.", "(5) Five."], "(1)/1 (2)/1 (4)/1 (5)/1"),
      (["1. One.", "2. Two.", "2. Two again.", "3. Three."], "1./1 2./1 2./1 3./1"),
      (["(1)(a) Both at once.", "(b) Another.", "(2) Next."], "(1)/1 (a)/2 (b)/2 (2)/1"),
    ])
  func styles(lines: [String], expected: String) {
    let imported = Imported(text: "Code of Ethics\n\n" + lines.joined(separator: "\n\n"))
    var depths: [Int] = []
    let provisions = imported.handbook.manuscript.codes.first?.current.text.provisions ?? []
    for provision in provisions { depths.append(provision.parent.map { depths[$0] + 1 } ?? 1) }
    #expect(zip(provisions, depths).map { "\($0.label ?? "•")/\($1)" }.joined(separator: " ") == expected)
    #expect(imported.errors == [])
  }

  @Test("A label that skips a number, repeats one, or goes back is reported")
  func irregular() {
    let reports = Imported(text: "Code of Ethics\n\n1. One.\n\n2. Two.\n\n4. Four.\n\n4. Four.").reports(
      .importLabel)
    #expect(reports == ["Label '4.' skips a number", "Label '4.' repeats the label before it"])
  }

  @Test("Headings in capitals with Roman numerals begin groups")
  func romanHeadings() {
    let imported = Imported(
      text:
        "Code of Ethics\n\nI. RESPECT\n\n1. Be kind to all.\n\n2. Be fair to all.\n\nII. PRIVACY\n\n1. Keep secrets.\n"
    )
    #expect(imported.counts == [3, 2, 1])
    #expect(imported.body.contains("## I. RESPECT {#respect label=\"I.\"}"))
  }

  @Test("Numbered titles with paragraphs below them are headings, and the paragraphs are rules")
  func numberedHeadings() {
    let imported = Imported(
      text: """
        Code of Ethics

        1. Confidentiality
        I keep what I hear to myself, unless the law says otherwise.

        2. Personal Recovery
        I take care of my own recovery first.

        I ask for help when I need it.
        """)
    #expect(imported.counts == [3, 2, 1])
    #expect(imported.body.contains("## 1. Confidentiality {#confidentiality label=\"1.\"}"))
  }

  @Test("Lettered items are below a principle with a Roman numeral")
  func principles() {
    let imported = Imported(
      text: """
        Code of Ethics

        Principle I

        I – a. Peers respect dignity.

        I – b. Peers respect choice.

        I – b. Peers respect culture.

        Principle II

        II – a. Peers keep secrets.
        """)
    #expect(imported.counts == [4, 2, 1])
    #expect(imported.labels == ["I – a.", "I – b.", "I – b.", "II – a."])
  }

  @Test("Clauses without labels after a lead-in are provisions")
  func clauses() {
    let imported = Imported(
      text:
        "Code of Ethics\n\nSpecialists agree to:\n\nkeep secrets;\n\nbe fair; and\n\nreport harm.\n\nThis code binds all.\n"
    )
    #expect(imported.counts == [3, 0, 1])
    let gerunds = Imported(
      text:
        "Code of Ethics\n\nPeers act by:\n\nKeeping secrets of all kinds.\n\nBeing fair to everybody.\n\nSee the manual.\n"
    )
    #expect(gerunds.counts == [2, 0, 1])
  }

  @Test("A number at the start of a wrapped line isn't a label")
  func wrappedNumber() {
    let imported = Imported(
      text: """
        Code of Ethics of the State

        (1) A specialist who serves a person under the age of eighteen
        (18) shall report abuse at once to the agency that is named by
        the department in its rules, and shall tell a supervisor.

        (2) A specialist who learns of a threat shall report it within
        twenty-four hours to the agency that is named by the department.
        """)
    #expect(imported.counts == [2, 0, 1])
    #expect(imported.body.contains("under the age of eighteen (18) shall report"))
  }

  @Test("Page numbers, running heads, and tables of contents are left out and reported")
  func furniture() {
    let imported = Imported(
      text: """
        Code of Ethics

        Confidentiality .......... 2

        1. Keep secrets.

        State Board of Peers

        Page 1 of 2

        2. Be fair.

        State Board of Peers

        Page 2 of 2
        """)
    #expect(imported.counts == [2, 0, 1])
    #expect(
      !imported.body.contains("Page") && !imported.body.contains("State Board")
        && !imported.body.contains("...."))
    #expect(imported.reports(.importLeftOut).count == 3)
    #expect(imported.errors == [])
  }

  @Test("A signature block and a history note are set apart, and are left out on request")
  func forms() {
    let text = """
      Code of Ethics

      1. Keep secrets.

      2. Be fair.

      History: Eff. January 1, 2020.

      I have read this code and agree to follow it.

      Signature: ______________________

      Date: ______________________
      """
    let kept = Imported(text: text)
    #expect(kept.counts == [2, 0, 1])
    #expect(kept.body.contains("\n---\n\nHistory: Eff") && kept.body.contains("\n---\n\nI have read"))
    let without = Imported(text: text) { $0.leavesOutForms = true }
    #expect(
      !without.body.contains("Signature") && !without.body.contains("History")
        && !without.body.contains("I have read"))
    #expect(without.errors == [])
  }

  @Test("Several instruments are reported, and are split on request")
  func instruments() {
    let text = """
      Code of Ethics for Peers

      1. Keep secrets.

      2. Be fair.

      Code of Ethics for Supervisors

      1. Supervise well.
      """
    #expect(Imported(text: text).reports(.importStructure).contains { $0.contains("2 instruments") })
    let divided = Imported(text: text) { $0.splits = true }
    #expect(
      divided.result.codes.map(\.file.path) == ["Content/codes/ohio.md", "Content/codes/ohio-supervisor.md"])
    #expect(divided.errors == [])
  }

  @Test("The summary describes the structure that was found")
  func summary() throws {
    let imported = Imported(.text(try Golden.fixture("codes/montana_24_219_2301.txt"), isMarkdown: nil))
    #expect(
      imported.result.codes.first?.summary
        == "16 provisions in 4 levels, 0 groups; label styles (1), (a), (i), (A)")
  }

  @Test("A draft in which no provisions are found is reported")
  func nothing() {
    #expect(
      Imported(text: "Notes\n\nSome words about the weather of the day.\n").rules.contains(
        .importNoProvisions))
  }

  @Test("Articles with sections, and 1.0 with 1.1, are headings with provisions")
  func numberedGroups() {
    let articles = Imported(
      text: """
        PEER SPECIALIST CODE OF ETHICS

        Preamble

        The following articles guide peer specialists.

        ARTICLE I. RESPONSIBILITY TO THE PERSON

        Section 1. A peer specialist shall respect each person.

        Section 2. A peer specialist shall not:
           a. accept a gift; or
           b. lend money.

        ARTICLE II. RESPONSIBILITY TO THE PROFESSION

        Section 1. A peer specialist shall complete twenty
        (20) hours of training each year.
        """)
    #expect(articles.counts == [5, 3, 2])
    #expect(articles.labels == ["Section 1.", "Section 2.", "a.", "b.", "Section 1."])
    #expect(articles.errors == [])
    let decimals = Imported(
      text: """
        CODE OF ETHICS

        1.0 Integrity
        1.1 I will be honest about my credentials.
        1.2 I will keep my promises.
          1.2.1 Where I can't, I will say so.
        2.0 Boundaries
        2.1 I will not hire a person I support.
        """)
    #expect(decimals.counts == [4, 2, 2])
    #expect(decimals.errors == [])
  }

  @Test("An effective date at the end of a rule is a history note, not a heading")
  func effectiveDate() {
    let imported = Imported(
      text: """
        Standards of Conduct

        (A) Purpose. This rule sets standards.

        (B) A peer supporter shall keep secrets.

        Effective: 7/1/2023

        Promulgated Under: 119.03
        """)
    #expect(imported.counts == [2, 0, 1])
    #expect(imported.errors == [])
  }
}
