import Basics
import Handbook
import Markdown
import TestSupport
import Testing

@Suite("Provisions without an id get one, and nothing else in their files changes")
struct IDWriterTests {
  /// Writes ids into a handbook's files, and returns the files before and after.
  private func write(
    _ files: [String: String]
  ) -> (before: [String: String], writer: IDWriter, after: [String: String]) {
    let handbook = SmallHandbook(files)
    let writer = IDWriter(handbook.handbook, files: handbook.files)
    var after = files
    for file in writer.files {
      after[String(file.path.dropFirst("Content/".count))] = String(decoding: file.bytes, as: UTF8.self)
    }
    return (files, writer, after)
  }

  /// Returns the body of a code after ids were written into it.
  private func body(_ body: String, published: String? = nil) -> String {
    var files = ["codes/washington.md": codeFile(body)]
    files["published-ids.txt"] = published
    return String((write(files).after["codes/washington.md"] ?? "").dropFirst(codeFile("").count))
  }

  @Test(
    "An id is at the end of the item's first paragraph, or first among its attributes",
    arguments: [
      ("- Be kind.\n", "- Be kind. {#kind}\n"),
      ("- Be kind. {.respect}\n", "- Be kind. {#kind .respect}\n"),
      ("- Be kind. { .respect}\n", "- Be kind. {#kind  .respect}\n"),
      ("- Be kind. {label=\"(i)\" .a}\n", "- Be kind. {#kind label=\"(i)\" .a}\n"),
      ("- Be kind.  \n\n  And fair.\n", "- Be kind. {#kind}  \n\n  And fair.\n"),
      ("- Be kind\n  and fair.\n", "- Be kind\n  and fair. {#kind-fair}\n"),
      (
        "- Be kind:\n  - always\n  - to all\n",
        "- Be kind: {#kind}\n  - always {#always}\n  - to all {#to-all}\n"
      ),
      ("1. (a) Be *kind*\n", "1. (a) Be *kind* {#kind}\n"),
      ("- Be `kind`\r\n- Be fair\r\n", "- Be `kind` {#kind}\r\n- Be fair {#fair}\r\n"),
      ("- Be kind. {#kind}\n- Be kind to all.\n", "- Be kind. {#kind}\n- Be kind to all. {#kind-2}\n"),
      (
        "- Be kind, honest, fair.\n- Be kind, honest, fair, brave.\n",
        "- Be kind, honest, fair. {#kind-honest-fair}\n- Be kind, honest, fair, brave. {#kind-honest-fair-brave}\n"
      ),
      ("- \\{Be kind\\}\n", "- \\{Be kind\\} {#kind}\n"),
      ("- Be kind.\n\n---\n\n- Be kind.\n", "- Be kind. {#kind}\n\n---\n\n- Be kind. {#kind-2}\n"),
      ("- The client’s own choice\n", "- The client’s own choice {#choice}\n"),
      ("- Élan vital\n", "- Élan vital {#élan-vital}\n"),
      ("- —\n", "- — {#item-1}\n"),
      ("- Never\n", "- Never {#never}\n"),
      ("-\n- Be kind.\n", "- {#item-1}\n- Be kind. {#kind}\n"),
      ("- Be kind.", "- Be kind. {#kind}"),
    ])
  func places(source: String, expected: String) {
    #expect(body(source) == expected)
  }

  @Test(
    "A text keeps its marks, and its id is based on the text with all changes accepted",
    arguments: [
      ("- Be {--un--}kind.\n", "- Be {--un--}kind. {#kind}\n"),
      ("- Be {~~kind~>fair~~}\n", "- Be {~~kind~>fair~~} {#fair}\n"),
      ("- Be kind.{-- Or not.--}\n", "- Be kind.{-- Or not.--} {#kind}\n"),
      (
        "- Be kind.{>>Why?<<}\n- {++Be fair.++}\n", "- Be kind.{>>Why?<<} {#kind}\n- {++Be fair.++} {#fair}\n"
      ),
      ("- {--Be kind.--}\n- Be fair.\n", "- {--Be kind.--} {#kind}\n- Be fair. {#fair}\n"),
      ("- Be {++truly ++}kind. {.respect}\n", "- Be {++truly ++}kind. {#truly-kind .respect}\n"),
    ])
  func redlines(source: String, expected: String) {
    #expect(body(source) == expected)
  }

  @Test(
    "An id that was published, or that an alias, a heading, or a position has, isn't assigned")
  func taken() {
    // The positions are kind-2, kind-3, and kind-4.
    let source = """
      ## Kind {#kind}

      - Be fair. {#a alias="brave"}
      - Be kind.
      - Be brave.
      - Be calm.

      """
    let expected = """
      ## Kind {#kind}

      - Be fair. {#a alias="brave"}
      - Be kind. {#kind-5}
      - Be brave. {#brave-2}
      - Be calm. {#calm-2}

      """
    #expect(body(source, published: "WA#calm\n") == expected)
  }

  @Test("Editions of one code share the id of a provision if its words are the same")
  func editions() {
    let old = codeFile("- Be fair.\n- Be kind. {#kindness}\n").replacing(
      "status: draft", with: "status: superseded")
    let (_, writer, after) = write([
      "codes/washington/2024.md": old, "codes/washington/2025.md": codeFile("- Be kind.\n- Be fair.\n"),
    ])
    #expect(writer.diagnostics.isEmpty)
    #expect(
      after["codes/washington/2025.md"]?.hasSuffix("- Be kind. {#kindness}\n- Be fair. {#fair}\n") == true)
    #expect(
      after["codes/washington/2024.md"]?.hasSuffix("- Be fair. {#fair}\n- Be kind. {#kindness}\n") == true)
  }

  @Test("A provision that can't have an id is an error, and no file changes")
  func refused() {
    let (_, writer, _) = write([
      "codes/arkansas.md": codeFile("- Be fair.\n", abbreviation: "AR", jurisdiction: "Arkansas"),
      "codes/washington.md": codeFile("- Be kind.\n-     code\n"),
    ])
    #expect(writer.files.isEmpty)
    #expect(
      writer.diagnostics.map(\.oneLine) == [
        "Content/codes/washington.md:9:1: Provision has no place for an id"
      ])
  }

  @Test("A reference to a position that is replaced with an id is reported")
  func references() {
    let (_, writer, _) = write([
      "codes/washington.md": codeFile("## Conduct {#conduct}\n\n- Be kind.\n"),
      "pages/a.md": "---\ntitle: A\n---\n\nSee [[WA#conduct-1]].\n",
    ])
    #expect(writer.files.count == 1)
    #expect(
      writer.diagnostics.map(\.oneLine) == [
        "Content/pages/a.md:5:7: Reference 'WA#conduct-1' names a provision that gets the id 'kind'"
      ])
  }

  @Test(
    "In a hundred random codes, every provision gets an id of its own, and nothing else changes",
    arguments: 0..<100)
  func chance(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "kind", "fair *always*", "`code`", "(a) honest", "no gifts {.gifts}", "**brave**", "a\n  b",
      "{++new++}",
      "{--old--} true", "calm {>>Why?<<}", "wise {label=\"(x)\"}", "[link](https://example.org)", "\\{x\\}",
      "done {#done}",
    ]
    var source = ""
    var hasGivenID = false
    for number in 0..<(3 + generator.below(12)) {
      let mark = generator.pick(["- ", "1. ", "  - ", "- ", "* "])
      var piece = generator.pick(pieces)
      if piece.contains("#done") {
        if hasGivenID { piece = "again" }
        hasGivenID = true
      }
      if generator.below(7) == 0, !mark.hasPrefix(" ") { source += "\n## Group \(number)\n\n" }
      source += mark + piece + (generator.below(4) == 0 ? "\n\n" : "\n")
    }
    let files = ["codes/washington.md": codeFile(source), "topics/gifts.md": "---\ntitle: G\n---\n"]
    let before = SmallHandbook(files)
    guard !before.diagnostics.contains(where: { $0.severity == .error }) else { return }
    let (_, writer, after) = write(files)
    guard !writer.diagnostics.contains(where: { $0.severity == .error }) else {
      #expect(writer.files.isEmpty)
      return
    }
    let written = SmallHandbook(after)
    #expect(written.reports(of: "provision-without-id").isEmpty, "\(source)")
    #expect(written.errors.isEmpty, "\(source)\n\(after)")
    // Removing the inserted ids gives the source again.
    var text = after["codes/washington.md"] ?? ""
    for given in writer.given {
      let id = given.id.rawValue
      for (form, rest) in [(" {#\(id)}", ""), ("{#\(id) ", "{")] {
        if let range = text.firstRange(of: form) { text.replaceSubrange(range, with: rest) }
      }
    }
    #expect(text == files["codes/washington.md"])
  }

  @Test("An id in an older edition counts as existing, so all published ids pass the check")
  func publishedEditions() {
    let old = codeFile("## Duties {#duties}\n\n- Be fair. {#fair}\n").replacing(
      "status: draft", with: "status: superseded")
    let files = [
      "codes/washington/2024.md": old,
      "codes/washington/2025.md": codeFile("## Conduct {#conduct}\n\n- Be kind. {#kind}\n"),
    ]
    let list = SmallHandbook(files).handbook.publishedIDs(addedTo: nil)
    let text = String(decoding: list.bytes, as: UTF8.self)
    #expect(text.hasSuffix("WA#conduct\nWA#duties\nWA#fair\nWA#kind\n"))
    let published = SmallHandbook(files.merging(["published-ids.txt": text + "WA#gone\n"]) { $1 })
    #expect(
      published.reports(of: "vanished-id") == [
        "Content/published-ids.txt:6:1: Published id 'WA#gone' no longer exists"
      ])
  }

  @Test("Published ids are sorted, and the list keeps all its ids")
  func published() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("## Conduct {#conduct}\n\n- Be kind. {#kind}\n- Be fair.\n"),
      "published-ids.txt": "# Kept.\n\nWA#old\nWA#kind\n",
    ])
    let old = handbook.files.first { $0.path.hasSuffix("published-ids.txt") }
    let new = handbook.handbook.publishedIDs(addedTo: old)
    #expect(String(decoding: new.bytes, as: UTF8.self) == "# Kept.\nWA#conduct\nWA#kind\nWA#old\n")
    #expect(handbook.handbook.publishedIDs(addedTo: new) == new)
    #expect(handbook.reports(of: "vanished-id").count == 1)
  }

  @Test("Published ids are read after a byte order mark and with CRLF line ends")
  func publishedOnWindows() {
    let handbook = SmallHandbook([
      "codes/washington.md": codeFile("## Conduct {#conduct}\n\n- Be kind. {#kind}\n"),
      "published-ids.txt": "\u{FEFF}WA#old\r\n# Kept.\r\n  WA#gone\r\nWA#kind\r\n",
    ])
    #expect(
      handbook.reports(of: "vanished-id").map { $0.prefix { $0 != " " } } == [
        "Content/published-ids.txt:1:4:", "Content/published-ids.txt:3:3:",
      ])
    let new = handbook.handbook.publishedIDs(
      addedTo: handbook.files.first { $0.path.hasSuffix("published-ids.txt") })
    #expect(
      String(decoding: new.bytes, as: UTF8.self) == "# Kept.\nWA#conduct\nWA#gone\nWA#kind\nWA#old\n")
  }

  @Test(
    "A list of ids and a configuration that aren't UTF-8 are rejected",
    arguments: ["handbook.yml", "published-ids.txt"])
  func notText(file: String) {
    let files = [
      SourceFile(path: "Content/\(file)", bytes: Array("title: A\nWA#a".utf8) + [0xE9]),
      SourceFile(path: "Content/pages/a.md", text: "---\ntitle: A\n---\n"),
    ]
    let found = ManuscriptReader().read(files).diagnostics.filter { $0.path.hasSuffix(file) }
    #expect(found.map(\.oneLine) == ["Content/\(file):2:5: Byte 13 is not valid UTF-8"])
  }

  @Test("Ten thousand provisions with the same words get ten thousand ids in one pass")
  func repetitions() {
    let text = body(String(repeating: "- Refuse gifts.\n", count: 10_000))
    #expect(text.hasPrefix("- Refuse gifts. {#refuse-gifts}\n- Refuse gifts. {#refuse-gifts-2}\n"))
    #expect(text.hasSuffix("- Refuse gifts. {#refuse-gifts-10000}\n"))
  }
}
