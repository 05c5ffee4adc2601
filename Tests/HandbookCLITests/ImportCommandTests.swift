import Foundation
import Testing

@Suite("handbook import")
struct ImportCommandTests {
  /// Whether pandoc is where the program looks for it in these tests.
  static let hasPandoc = ["/usr/bin/pandoc", "/bin/pandoc"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private func body(of file: String, in folder: SourceFolder) throws -> String {
    let text = String(decoding: try folder.files(in: "Content")[file] ?? Data(), as: UTF8.self)
    return text.firstRange(of: "\n---\n\n").map { String(text[$0.upperBound...]) } ?? text
  }

  @Test("writes a code file from text, and says what to look at")
  func text() throws {
    let folder = try SourceFolder([:])
    try folder.write("draft.txt", Data("DRAFT\n\nMy Code\n\n- Do ~~accept~~ exchange gifts.\n".utf8))
    let outcome = try Program.run("import", "draft.txt", "--jurisdiction", "new york", in: folder.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("Content/codes/new-york.md:"))
    #expect(outcome.errors.contains("[import-lost-mark]"))
    #expect(
      try body(of: "codes/new-york.md", in: folder) == "- Do {--accept --}exchange gifts. {#exchange-gifts}\n"
    )
    let check = try Program.run("check", in: folder.path)
    #expect(check.status == 0, "\(check.errors)")
  }

  @Test("never writes over a file or through a link")
  func neverOverwrites() throws {
    let folder = try SourceFolder(["codes/ohio.md": "Mine.\n"])
    try folder.write("draft.txt", Data("My Code\n\nText.\n".utf8))
    let first = try Program.run("import", "draft.txt", "-j", "Ohio", in: folder.path)
    #expect(first.status == 2)
    #expect(first.errors.contains("exists"))
    #expect(try body(of: "codes/ohio.md", in: folder) == "Mine.\n")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link.md", withDestinationPath: "\(folder.path)/elsewhere.md")
    let second = try Program.run("import", "draft.txt", "-j", "Ohio", "-o", "link.md", in: folder.path)
    #expect(second.status == 2)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/elsewhere.md"))
  }

  @Test("refuses what it can't read, and writes nothing")
  func refusals() throws {
    let folder = try SourceFolder([:])
    try folder.write("a.docx", Data("PK\u{3}\u{4} no archive".utf8))
    try folder.write("b.pdf", Data("%PDF".utf8))
    try folder.write("c.txt", Data([0xFF, 0xFE]))
    let cases = [
      ("a.docx", 1, "is no Word file"), ("b.pdf", 2, "save it as .docx"), ("c.txt", 1, "not text in UTF-8"),
      ("none.txt", 2, "does not exist"), ("Content", 2, "is not a file"),
    ]
    for (file, status, message) in cases {
      let outcome = try Program.run("import", file, "-j", "Ohio", in: folder.path)
      #expect(outcome.status == status, "\(file)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
    #expect(try folder.files(in: "Content").keys.sorted() == ["handbook.yml"])
    #expect(try Program.run("import", "c.txt", "-j", " ", in: folder.path).status == 64)
  }

  @Test("says how to get pandoc where it is missing")
  func missingPandoc() throws {
    let folder = try SourceFolder([:])
    try folder.write("a.docx", WordArchive(paragraphs: WordArchive.paragraph(("", "Text"))).data)
    let outcome = try Program.run(
      "import", "a.docx", "-j", "Ohio", in: folder.path, environment: ["PATH": folder.path])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Can't find pandoc"))
  }

  @Test(
    "reads Word's own tracked changes, of paragraphs too",
    .enabled(if: hasPandoc, "pandoc is not installed in /usr/bin, so no Word file can be read"))
  func word() throws {
    let folder = try SourceFolder([:])
    let paragraphs = [
      WordArchive.paragraph(("", "Code of Ethics")),
      WordArchive.paragraph(("", "Do not "), ("-", "accept"), ("+", "exchange"), ("", " gifts.")),
      WordArchive.paragraph(("+", "A new paragraph."), mark: "ins"),
      WordArchive.paragraph(("-", "An old paragraph."), mark: "del"),
      WordArchive.paragraph(("", "• Be kind"), ("-", " always"), ("", ".")),
    ]
    try folder.write("draft.docx", WordArchive(paragraphs: paragraphs.joined()).data)
    let temporary = "\(folder.path)/temporary"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    let outcome = try Program.run(
      "import", "draft.docx", "-j", "Ohio", in: folder.path, environment: ["TMPDIR": temporary])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try body(of: "codes/ohio.md", in: folder) == """
        Do not {~~accept~>exchange~~} gifts.

        {++A new paragraph.++}

        {--An old paragraph.--}

        - Be kind{-- always--}. {#kind}

        """)
    #expect(try Program.run("check", in: folder.path).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).isEmpty)
  }

  @Test(
    "makes two versions of paragraphs that a deleted paragraph mark joins",
    .enabled(if: hasPandoc, "pandoc is not installed in /usr/bin, so no Word file can be read"))
  func joined() throws {
    let folder = try SourceFolder([:])
    let paragraphs = [
      WordArchive.paragraph(("", "Code of Ethics")),
      WordArchive.paragraph(("", "Keep records."), mark: "del"),
      WordArchive.paragraph(("", " Be "), ("+", "always "), ("", "kind.")),
    ]
    try folder.write("draft.docx", WordArchive(paragraphs: paragraphs.joined()).data)
    let outcome = try Program.run("import", "draft.docx", "-j", "Ohio", in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("[import-joined-paragraphs]"))
    #expect(
      try body(of: "codes/ohio.md", in: folder) == """
        Keep records.{++ Be always kind.++}

        {--Be kind.--}

        """)
  }

  @Test(
    "reads what pandoc itself writes as tracked changes",
    .enabled(if: hasPandoc, "pandoc is not installed in /usr/bin, so no Word file can be made"))
  func written() throws {
    let folder = try SourceFolder([:])
    let change = #"author="A" date="2025-01-01T00:00:00Z""#
    let source = """
      # Code of Ethics

      ## Conduct

      1. Do [accept]{.deletion \(change)} [exchange]{.insertion \(change)} *gifts*.
      2. Keep [I wonder]{.comment-start id="1" \(change)}calm[]{.comment-end id="1"}.
      """
    try folder.write("source.md", Data(source.utf8))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/pandoc")
    process.arguments = ["source.md", "-o", "draft.docx"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    process.waitUntilExit()
    let outcome = try Program.run("import", "draft.docx", "-j", "Ohio", in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try body(of: "codes/ohio.md", in: folder) == """
        ## Conduct {#conduct}

        1. Do {~~accept~>exchange~~} *gifts*. {#exchange-gifts}
        2. Keep calm{>>I wonder<<}. {#keep-calm}

        """)
  }
}
