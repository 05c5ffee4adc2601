import Basics
import Drafts
import Handbook
import TestSupport
import Testing

@Suite("Updates of a code from a new draft")
struct CodeUpdateTests {
  private static let old = """
    ---
    title: Code of Ethics
    jurisdiction: Washington
    abbreviation: WA
    status: in-force
    ---

    ## Duties {#duties}

    A peer specialist shall:

    1. Keep the secrets of clients. {#secrets .confidentiality}
    2. Refuse gifts of any value. {#gifts alias="no-gifts"}
    3. Report abuse{>>Compare RCW 26.44<<} to the agency. {#abuse}
    4. Keep records. {#records}

    """

  private func update(
    _ lines: String..., old: String = Self.old, keepsVanished: Bool = false,
    successors: [String: String] = [:], isEdition: Bool = false
  ) -> CodeUpdate.Result {
    let draft =
      "Code of Ethics\n\nDUTIES\n\nA peer specialist shall:\n\n" + lines.joined(separator: "\n\n") + "\n"
    return CodeUpdate.run(
      .text(Array(draft.replacing("DUTIES", with: "Duties").utf8), isMarkdown: false),
      .init(jurisdiction: "", path: "Content/codes/washington.md"),
      old: SourceFile(path: "Content/codes/washington.md", text: old), keepsVanished: keepsVanished,
      successors: successors, isEdition: isEdition)
  }

  private func body(_ result: CodeUpdate.Result) -> String {
    let file = String(decoding: result.file?.bytes ?? [], as: UTF8.self)
    return file.firstRange(of: "shall:\n\n").map { String(file[$0.upperBound...]) } ?? file
  }

  @Test("A draft with the same words changes nothing, byte for byte")
  func unchanged() {
    let result = update(
      "1. Keep the secrets of clients.", "2. Refuse gifts of any value.", "3. Report abuse to the agency.",
      "4. Keep records.")
    #expect(result.isUnchanged)
    #expect(String(decoding: result.file?.bytes ?? [], as: UTF8.self) == Self.old)
    #expect(result.summary == "4 provisions unchanged, 0 changed, 0 new, 0 gone")
    #expect(result.difference == "")
  }

  @Test(
    "A new edition has the facts of the old one, but doesn't say that somebody has read it",
    arguments: [true, false])
  func edition(isEdition: Bool) throws {
    let reviews = "verified:\n  on: 2026-11-21\n  by: Editor\ntopics: { reviewed: 2026-11-21 }\n"
    let old = Self.old.replacing("abbreviation: WA\n", with: "abbreviation: WA\n\(reviews)issuer: A board\n")
    let result = update("1. Keep the secrets of clients.", old: old, isEdition: isEdition)
    let file = String(decoding: try #require(result.file).bytes, as: UTF8.self)
    #expect(file.contains("issuer: A board\n") && file.contains("abbreviation: WA\n"))
    #expect(file.contains(reviews) == !isEdition)
    #expect((file.contains("2026-11-21") || file.contains("by: Editor")) == !isEdition)
  }

  @Test("A changed provision keeps its id, topics, former ids, and comments")
  func changed() {
    let result = update(
      "1. Keep the secrets of all clients.", "2. Refuse gifts and loans of any value.",
      "3. Report abuse or neglect to the agency.", "4. Keep records.")
    #expect(
      body(result) == """
        1. Keep the secrets of all clients. {#secrets .confidentiality}
        2. Refuse gifts and loans of any value. {#gifts alias="no-gifts"}
        3. Report abuse or neglect to the agency.{>>Compare RCW 26.44<<} {#abuse}
        4. Keep records. {#records}

        """)
    #expect(result.difference.contains("~ #gifts\n    2. Refuse gifts {++and loans ++}of any value.\n"))
  }

  @Test("A changed provision keeps its date and its former numbers")
  func otherAttributes() {
    let old = Self.old.replacing(
      "{#records}", with: "{#records effective=\"2027-01-01\" formerly=\"6.; 7.\"}")
    let result = update(
      "1. Keep the secrets of clients.", "2. Refuse gifts of any value.", "3. Report abuse to the agency.",
      "4. Keep all records.", old: old)
    #expect(
      body(result).hasSuffix(
        "4. Keep all records. {#records effective=\"2027-01-01\" formerly=\"6.; 7.\"}\n"))
  }

  @Test("A changed heading is in the summary, and an unchanged one is written once")
  func headings() {
    let result = update("1. Keep the secrets of all clients.")
    let file = String(decoding: result.file?.bytes ?? [], as: UTF8.self)
    #expect(file.contains("\n## Duties {#duties}\n"))
    let underlined = update(
      "1. Keep the secrets of all clients.",
      old: Self.old.replacing("## Duties {#duties}", with: "Duties {#duties}\n------"))
    let written = String(decoding: underlined.file?.bytes ?? [], as: UTF8.self)
    #expect(written.contains("\n## Duties {#duties}\n"))
  }

  @Test("An unchanged provision whose number another provision has now keeps it as an attribute")
  func repeatedNumber() {
    let result = update(
      "1. Keep the secrets of clients.", "2. Refuse gifts of any value.", "3. Ask a supervisor for advice.",
      "3. Report abuse to the agency.", "4. Keep records.")
    #expect(
      body(result).contains("- Report abuse{>>Compare RCW 26.44<<} to the agency. {#abuse label=\"3.\"}\n"))
  }

  @Test("A new provision gets a new id, and a moved one keeps its own")
  func moved() {
    let result = update(
      "1. Keep records.", "2. Ask a supervisor for advice.", "3. Keep the secrets of clients.",
      "4. Refuse gifts of any value.", "5. Report abuse to the agency.")
    #expect(
      body(result) == """
        1. Keep records. {#records}
        2. Ask a supervisor for advice. {#ask-supervisor-advice}
        3. Keep the secrets of clients. {#secrets .confidentiality}
        4. Refuse gifts of any value. {#gifts alias="no-gifts"}
        5. Report abuse to the agency.{>>Compare RCW 26.44<<} {#abuse}

        """)
    #expect(result.summary == "0 provisions unchanged, 4 changed, 1 new, 0 gone")
  }

  @Test("A label keeps the form that it has in the code, with or without the source's colon")
  func colons() {
    let old =
      Self.old.prefix { $0 != "#" }
        + """
        - Keep the secrets of clients. {#secrets label="Rule 1.1"}
        - Refuse gifts of any value. {#gifts label="Rule 1.2:"}
        - Rule 1.3: Report abuse. {#abuse label="Rule 1.3"}

        """
    let draft = """
      Code of Ethics

      Rule 1.1: Keep the secrets of clients.

      Rule 1.2: Refuse gifts of any value.

      Rule 1.3: Report abuse.

      """
    let result = CodeUpdate.run(
      .text(Array(draft.utf8), isMarkdown: false),
      .init(jurisdiction: "", path: "Content/codes/washington.md"),
      old: SourceFile(path: "Content/codes/washington.md", text: String(old)))
    #expect(result.isUnchanged, "\(result.difference)")
    #expect(String(decoding: result.file?.bytes ?? [], as: UTF8.self) == old)
  }

  @Test("A removed provision is listed, and stays as deleted text on request")
  func gone() {
    let lines = ["1. Keep the secrets of clients.", "2. Report abuse to the agency.", "3. Keep records."]
    let result = update(lines[0], lines[1], lines[2])
    #expect(result.vanished == ["gifts"])
    #expect(!body(result).contains("#gifts"))
    let kept = update(lines[0], lines[1], lines[2], keepsVanished: true)
    #expect(body(kept).contains("{--Refuse gifts of any value.--} {#gifts"))
  }

  @Test("A provision that returns with different words doesn't take another provision's id")
  func owners() {
    let result = update(
      "1. Refuse gifts of any value.", "2. Keep the secrets of clients.", "3. Never drink on duty.",
      "4. Keep records.")
    #expect(body(result).contains("1. Refuse gifts of any value. {#gifts"))
    #expect(!body(result).contains("{#abuse}"))
  }

  @Test("The id of a removed provision, and its aliases, become aliases of another provision on request")
  func aliases() {
    let lines = [
      "1. Keep the secrets of clients.", "2. Report abuse to the agency.", "3. Never exchange presents.",
    ]
    let unchanged = update(lines[0], lines[1], lines[2], successors: ["records": "secrets"])
    #expect(unchanged.diagnostics.filter { $0.severity == .error } == [])
    #expect(
      body(unchanged).contains(
        "1. Keep the secrets of clients. {#secrets .confidentiality alias=\"records\"}\n"))
    let fresh = update(
      lines[0], lines[1], lines[2], successors: ["gifts": "never-exchange-presents", "records": "abuse"])
    #expect(
      body(fresh).contains(
        "3. Never exchange presents. {#never-exchange-presents alias=\"gifts no-gifts\"}\n"))
    #expect(body(fresh).contains("{#abuse alias=\"records\"}\n"))
    #expect(!fresh.isUnchanged)
  }

  @Test("An alias for an id that still exists, or for a provision that doesn't exist, is an error")
  func wrongAliases() {
    let lines = ["1. Keep the secrets of clients.", "2. Report abuse to the agency.", "3. Keep records."]
    let result = update(
      lines[0], lines[1], lines[2],
      successors: ["abuse": "secrets", "nothing": "secrets", "gifts": "secret"])
    #expect(
      result.diagnostics.filter { $0.severity == .error }.map(\.summary) == [
        "Provision '#abuse' is still in the draft, and keeps its id",
        "Provision '#secret' isn't in the updated code",
        "Provision '#nothing' isn't in the code to update",
      ])
  }

  @Test("A code with errors isn't updated")
  func errors() {
    let result = update("1. One.", old: "---\ntitle: A\n---\n\n{++open\n")
    #expect(result.file == nil)
    #expect(result.diagnostics.map(\.rule) == [.importUnreadable])
  }

  @Test(
    "After generated edits, unchanged provisions keep their ids, and the words are those of the draft",
    arguments: UInt64(0)..<100)
  func generated(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let nouns = [
      "gifts", "loans", "records", "secrets", "abuse", "meetings", "rides", "posts", "names", "notes",
    ]
    let verbs = ["Refuse", "Report", "Keep", "Share", "Avoid", "Discuss", "Accept", "Limit"]
    var rules: [(text: String, id: String)] = []
    var attributes: [String: String] = [:]
    for index in 0..<(3 + random.below(12)) {
      let id = "rule-\(index)"
      attributes[id] = "#\(id)"
      if random.below(2) == 0 {
        attributes[id, default: ""] += " alias=\"former-\(index)-a former-\(index)-b\""
      }
      if random.below(4) == 0 { attributes[id, default: ""] += " formerly=\"\(index).\"" }
      rules.append(
        ("\(random.pick(verbs)) \(random.pick(nouns)) of the \(random.pick(nouns)) in case \(index).", id))
    }
    let old =
      Self.old.prefix { $0 != "#" }
      + rules.map { "- \($0.text) {\(attributes[$0.id] ?? "")}\n" }.joined()
    var edited = rules.map { (text: $0.text, id: Optional($0.id)) }
    for _ in 0..<random.below(5) {
      let place = random.below(edited.count)
      switch random.below(4) {
      case 0: edited.insert(("Consider wholly other matters \(random.below(1000)) today.", nil), at: place)
      case 1: if edited.count > 2 { edited.remove(at: place) }
      case 2: edited.swapAt(place, random.below(edited.count))
      default: edited[place].text = edited[place].text.replacing(" of the ", with: " of all the ")
      }
    }
    let draft = "# Code of Ethics\n\n" + edited.map { "- \($0.text)\n" }.joined()
    func update(successors: [String: String] = [:]) throws -> (result: CodeUpdate.Result, lines: [Substring])
    {
      let result = CodeUpdate.run(
        .text(Array(draft.utf8), isMarkdown: true),
        .init(jurisdiction: "", path: "Content/codes/washington.md"),
        old: SourceFile(path: "Content/codes/washington.md", text: String(old)), successors: successors)
      let file = String(decoding: try #require(result.file).bytes, as: UTF8.self)
      return (result, file.split(separator: "\n").filter { $0.hasPrefix("- ") })
    }
    let (result, lines) = try update()
    #expect(lines.count == edited.count)
    for (line, rule) in zip(lines, edited) {
      #expect(line.hasPrefix("- \(rule.text) {#"), "\(line)")
      let isAsItWas = rules.contains { $0.text == rule.text && $0.id == rule.id }
      if isAsItWas, let id = rule.id { #expect(line.hasSuffix("{\(attributes[id] ?? "")}"), "\(line)") }
      if rule.id == nil { #expect(!rules.contains { line.contains("{#\($0.id)") }, "\(line)") }
      // Former ids and numbers are where the id is, whether or not the words changed.
      let owner = rules.first { line.contains("{#\($0.id)}") || line.contains("{#\($0.id) ") }
      #expect(line.hasSuffix(owner.map { " {\(attributes[$0.id] ?? "")}" } ?? "}"), "\(line)")
      #expect(line.contains("former") == (owner.map { attributes[$0.id] ?? "" } ?? "").contains("former"))
    }
    // A vanished id and its own aliases become aliases of its successor, and of no other provision.
    guard let gone = result.vanished.first,
      let heir = rules.first(where: { rule in lines.contains { $0.contains("{#\(rule.id)}") } })?.id
    else { return }
    let (replaced, after) = try update(successors: [gone: heir])
    #expect(replaced.diagnostics.filter { $0.severity == .error } == [])
    for line in after {
      let isHeir = line.contains("{#\(heir) ")
      let former = try #require(attributes[gone]).contains("alias") ? " former-\(gone.dropFirst(5))-a" : ""
      #expect(line.contains("alias=\"\(gone)\(former)") == isHeir, "\(line)")
    }
  }
}
