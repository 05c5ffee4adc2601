import Foundation
import TestSupport
import Testing

@Suite("handbook import")
struct ImportCommandTests {
  private func body(of file: String, in folder: SourceFolder) throws -> String {
    let text = String(decoding: try folder.files(in: "Content")[file] ?? Data(), as: UTF8.self)
    return text.firstRange(of: "\n---\n\n").map { String(text[$0.upperBound...]) } ?? text
  }

  @Test("The command writes a code file from text, and lists what to check")
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

  @Test("The command never overwrites a file or writes through a link")
  func neverOverwrites() throws {
    let folder = try SourceFolder(["codes/ohio.md": "Mine.\n"])
    try folder.write("draft.txt", Data("My Code\n\nText.\n".utf8))
    let first = try Program.run("import", "draft.txt", "-j", "Ohio", in: folder.path)
    #expect(first.status == 2)
    #expect(first.errors.contains("already exists"))
    #expect(try body(of: "codes/ohio.md", in: folder) == "Mine.\n")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link.md", withDestinationPath: "\(folder.path)/elsewhere.md")
    let second = try Program.run("import", "draft.txt", "-j", "Ohio", "-o", "link.md", in: folder.path)
    #expect(second.status == 2)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/elsewhere.md"))
  }

  @Test("The command refuses files that it can't read, and writes nothing")
  func refusals() throws {
    let folder = try SourceFolder([:])
    try folder.write("a.docx", Data("PK\u{3}\u{4} no archive".utf8))
    try folder.write("b.rtf", Data("{\\rtf1 text}".utf8))
    try folder.write("d.odt", Data("PK\u{3}\u{4}".utf8))
    try folder.write("e.doc", Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
    try folder.write("c.txt", Data([0x41, 0xFF]))
    for name in ["f.doc", "g.txt"] { try folder.write(name, Data()) }
    let cases = [
      ("a.docx", 1, "a.docx: error: The draft is not a Word file"), ("b.rtf", 2, "save it as .docx"),
      ("c.txt", 1, "c.txt: error: The draft is not text in UTF-8"),
      ("d.odt", 2, "save it as .docx"), ("e.doc", 1, "save it as .docx"),
      ("f.doc", 1, "f.doc: error: The draft is empty"), ("g.txt", 1, "g.txt: error: The draft is empty"),
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

  @Test("The command refuses to add an edition to a code without being asked to")
  func editions() throws {
    let folder = try SourceFolder(["codes/ohio/2024.md": "---\ntitle: A\n---\n"])
    try folder.write("a.txt", Data("1. Keep records.\n2. Refuse gifts.\n".utf8))
    let outcome = try Program.run("import", "a.txt", "-j", "Ohio", in: folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("'Content/codes/ohio' has the editions"), "\(outcome.errors)")
    #expect(try folder.files(in: "Content").keys.sorted() == ["codes/ohio/2024.md", "handbook.yml"])
    let elsewhere = try Program.run(
      "import", "a.txt", "-j", "Ohio", "-o", "Content/codes/b.md", in: folder.path)
    #expect(elsewhere.status == 0, "\(elsewhere.errors)")
  }

  @Test("A misspelled state is suggested")
  func misspelledState() throws {
    let folder = try SourceFolder([:])
    try folder.write("a.txt", Data("1. Keep records.\n".utf8))
    let outcome = try Program.run("import", "a.txt", "-j", "Ohoi", in: folder.path)
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.contains(
        "did you mean 'Ohio'? If not, choose the prefix of citations with --abbreviation"),
      "\(outcome.errors)")
  }

  @Test("The summary counts tracked changes in the title, in tables, and in footnotes, too")
  func titleChanges() throws {
    let folder = try SourceFolder([:])
    let change =
      WordDocument.deleted("Code") + WordDocument.inserted(WordDocument.run("Rules"))
      + WordDocument.run(" of Ethics")
    let content =
      WordDocument.paragraph(change, style: "Title") + WordDocument.item(WordDocument.run("No gifts."))
    try folder.write("draft.docx", Data(WordDocument(content).bytes))
    let outcome = try Program.run("import", "draft.docx", "-j", "Ohio", in: folder.path)
    #expect(outcome.errors.contains("; tracked changes: 1 deletion and 1 insertion\n"), "\(outcome.errors)")
  }

  @Test("The author is told where to keep a copy of the draft, unless it's there")
  func capture() throws {
    let folder = try SourceFolder([:])
    try folder.write("a.txt", Data("Code\n\n1. Keep records.\n".utf8))
    let imported = try Program.run("import", "a.txt", "-j", "Ohio", in: folder.path)
    #expect(
      imported.errors.contains("copy the draft to Content/codes/ohio.source.txt, then run handbook check\n"))
    try folder.write("Content/codes/utah.source.txt", Data("Code\n\n1. Keep records.\n".utf8))
    let kept = try Program.run("import", "Content/codes/utah.source.txt", "-j", "Utah", in: folder.path)
    #expect(kept.errors.hasSuffix("Next: fill in the front matter, then run handbook check\n"))
  }

  @Test("Nobody is asked to add the words of a bullet that has none")
  func emptyBullet() throws {
    let folder = try SourceFolder([:])
    try folder.write("a.txt", Data("Code of Ethics\n\n  •\n\n1. Keep records.\n\n2. Be kind.\n".utf8))
    let outcome = try Program.run("import", "a.txt", "-j", "Ohio", in: folder.path)
    #expect(outcome.errors.contains("Left out as a bullet without text"), "\(outcome.errors)")
    #expect(outcome.errors.contains("help: if the source has words there, add them"), "\(outcome.errors)")
  }

  @Test("The command reads Word's own tracked changes without another program")
  func word() throws {
    let folder = try SourceFolder([:])
    let content = [
      WordDocument.title("Code of Ethics"),
      WordDocument.item(
        WordDocument.run("Do not ") + WordDocument.deleted("accept")
          + WordDocument.inserted(WordDocument.run("exchange"))
          + WordDocument.run(" gifts.")),
      WordDocument.paragraph(WordDocument.inserted(WordDocument.run("A new paragraph.")), mark: "ins"),
    ]
    try folder.write("draft.docx", Data(WordDocument(content.joined()).bytes))
    let outcome = try Program.run(
      "import", "draft.docx", "-j", "Ohio", in: folder.path, environment: ["PATH": folder.path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.errors.contains(
        "1 provision, 0 groups; label style 1.; 1 paragraph kept as prose at paragraph 3 of the source; "
          + "tracked changes: 1 deletion and 2 insertions\n"))
    #expect(
      try body(of: "codes/ohio.md", in: folder)
        == "1. Do not {~~accept~>exchange~~} gifts. {#not-exchange-gifts}\n\n{++A new paragraph.++}\n")
    #expect(try Program.run("check", in: folder.path).status == 0)
  }

  @Test("The summary counts the comments that readers will see")
  func comments() throws {
    let folder = try SourceFolder([:])
    var document = WordDocument(
      WordDocument.title("Code of Ethics")
        + WordDocument.item(
          "<w:commentRangeStart w:id=\"0\"/>" + WordDocument.run("Be kind.")
            + "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>"))
    document.comments = ["Is this too vague?"]
    try folder.write("draft.docx", Data(document.bytes))
    let outcome = try Program.run("import", "draft.docx", "-j", "Ohio", in: folder.path)
    #expect(
      outcome.errors.contains("; 1 comment, which readers will see as an editor's note\n"),
      "\(outcome.errors)")
    #expect(try body(of: "codes/ohio.md", in: folder).contains("{>>Is this too vague?<<}"))
  }

  @Test("A dry run prints the outline and writes nothing")
  func dryRun() throws {
    let folder = try SourceFolder([:])
    try folder.write(
      "draft.txt", Data("Code of Ethics\n\nDUTIES\n\n(1) Keep:\n\n(a) secrets;\n\n(b) notes.\n".utf8))
    let outcome = try Program.run("import", "draft.txt", "-j", "Ohio", "--dry-run", in: folder.path)
    #expect(outcome.status == 0)
    #expect(outcome.output == "# Code of Ethics\n## DUTIES\n  (1) Keep:\n    (a) secrets;\n    (b) notes.\n")
    #expect(try folder.files(in: "Content").keys.sorted() == ["handbook.yml"])
  }

  @Test("Each instrument is written to a separate file on request")
  func split() throws {
    let folder = try SourceFolder([:])
    let text =
      "Code of Ethics for Peers\n\n1. Keep secrets.\n\nCode of Ethics for Supervisors\n\n1. Supervise.\n"
    try folder.write("draft.txt", Data(text.utf8))
    let outcome = try Program.run("import", "draft.txt", "-j", "Ohio", "--split", in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try folder.files(in: "Content").keys.sorted() == [
        "codes/ohio-supervisor.md", "codes/ohio.md", "handbook.yml",
      ])
    #expect(try Program.run("check", in: folder.path).status == 0)
  }

  @Test("A saved web page is recognized by its content, whatever its name")
  func page() throws {
    let folder = try SourceFolder([:])
    try folder.write(
      "draft.txt", Data("<!DOCTYPE html><h1>Code of Ethics</h1><ol><li>Keep secrets.</ol>".utf8))
    #expect(try Program.run("import", "draft.txt", "-j", "Ohio", in: folder.path).status == 0)
    #expect(try body(of: "codes/ohio.md", in: folder) == "1. Keep secrets. {#keep-secrets}\n")
  }

  @Test("If pdftotext is missing, the command says how to get it")
  func missingPDFReader() throws {
    let folder = try SourceFolder([:])
    try folder.write("a.pdf", Data("%PDF-1.7\n".utf8))
    let outcome = try Program.run(
      "import", "a.pdf", "-j", "Ohio", in: folder.path, environment: ["PATH": folder.path])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Can't find pdftotext"))
  }
}
