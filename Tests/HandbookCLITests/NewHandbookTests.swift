import Foundation
import SystemPackage
import Testing

@testable import HandbookCLI

@Suite("handbook init and handbook new")
struct NewHandbookTests {
  /// An empty folder, which is removed when the test ends.
  private final class EmptyFolder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("handbook-\(UUID().uuidString)")
      .path

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
      try? FileManager.default.removeItem(atPath: path)
    }

    func text(_ name: String) -> String {
      FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
        ?? ""
    }
  }

  @Test("An empty folder becomes a handbook that builds without warnings, in both editions and as packages")
  func beginning() throws {
    let folder = try EmptyFolder()
    let made = try Program.run("init", "--title", "Codes: \"ours\" \\ & more", in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("Content/codes/example.md\n"))
    for edition in ["learner", "facilitator"] {
      let built = try Program.run("build", "--strict", "--edition", edition, in: folder.path)
      #expect(built.status == 0, "\(built.errors)")
    }
    #expect(folder.text("Output/index.html").contains("<title>Codes: &quot;ours&quot; \\ &amp; more</title>"))
    #expect(folder.text("Output/codes/example.html").contains("<ins>"))
    #expect(folder.text(".gitignore").contains("Packages/"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/Themes"))
    let packed = try Program.run(
      "package", "--format", "zip", "epub", "scorm", "single-file", in: folder.path)
    #expect(packed.status == 0, "\(packed.errors)")
  }

  @Test("A folder that has content isn't changed, and an existing README is kept")
  func existing() throws {
    let folder = try EmptyFolder()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/README.md"))
    #expect(try Program.run("init", in: folder.path).status == 0)
    #expect(folder.text("README.md") == "mine")
    let again = try Program.run("init", in: folder.path)
    #expect(again.status == 2)
    #expect(again.errors.contains("already exists: the folder is a handbook"))
  }

  @Test(
    "Files from new pass the check, even with names that have a meaning in YAML, and aren't overwritten"
  )
  func new() throws {
    let folder = try EmptyFolder()
    #expect(try Program.run("init", "book", in: folder.path).status == 0)
    let source = "\(folder.path)/book"
    let commands = [
      (["code", "or"], "Content/codes/oregon.md"),
      (["code", "Navajo Nation", "--abbreviation", "NN"], "Content/codes/navajo-nation.md"),
      (["lesson", "Say \"no\": gently"], "Content/lessons/say-no-gently.md"),
      (["topic", "#Self-care: é"], "Content/topics/self-care-é.md"),
      (["theme", "mine"], "Themes/mine"),
    ]
    for (arguments, path) in commands {
      let outcome = try Program.run(["new"] + arguments, in: source)
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
      #expect(outcome.output == "\(path)\n")
      let again = try Program.run(["new"] + arguments, in: source)
      #expect(again.status == 2)
      #expect(again.errors.contains("'\(path)' already exists; nothing was overwritten"))
    }
    for options in [[], ["--unpublished"], ["--theme", "Themes/mine"]] {
      let checked = try Program.run(["check", "--strict"] + options, in: source)
      #expect(checked.status == 0, "\(checked.errors)")
    }
    #expect(
      folder.text("book/Content/codes/oregon.md").contains("jurisdiction: \"Oregon\"\nabbreviation: \"OR\""))
  }

  @Test(
    "New files aren't published, and their placeholders can't be", arguments: ["code", "lesson", "topic"])
  func placeholders(kind: String) throws {
    let folder = try SourceFolder(soundContent)
    let made = try Program.run("new", kind, "Oregon", in: folder.path)
    let path = made.output.trimmingCharacters(in: .newlines)
    let text = try String(contentsOfFile: "\(folder.path)/\(path)", encoding: .utf8)
    #expect(text.contains("\npublish: false\n"))
    try text.replacing("publish: false\n", with: "").write(
      toFile: "\(folder.path)/\(path)", atomically: true, encoding: .utf8)
    let checked = try Program.run("check", in: folder.path)
    #expect(checked.status == 1)
    #expect(checked.errors.contains("[placeholder-text]"), "\(checked.errors)")
  }

  @Test(
    "Every text of a new file that isn't the author's is a placeholder",
    arguments: ["code", "lesson", "topic"])
  func allPlaceholders(kind: String) throws {
    let folder = try SourceFolder(soundContent)
    let path = try Program.run("new", kind, "Oregon", in: folder.path).output.trimmingCharacters(
      in: .newlines)
    let file = "\(folder.path)/\(path)"
    var text = try String(contentsOfFile: file, encoding: .utf8).replacing("publish: false\n", with: "")
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") || $0.hasPrefix("##") }
    for _ in lines {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      let errors = try Program.run("check", in: folder.path).errors
      guard let found = errors.firstMatch(of: /error: '(.*)' is a placeholder/) else { break }
      text = text.replacing(found.1, with: "Ours")
    }
    for words in [
      "First", "word for word", "Your", "wrong answer", "right answer", "should", "what this lesson",
      "What the topic",
    ] {
      let rest = text.split(separator: "\n").filter { !$0.hasPrefix("# ") && $0.contains(words) }
      #expect(rest.isEmpty, "\(rest)")
    }
  }

  @Test("A new lesson in a handbook without codes has no warnings")
  func lessonAlone() throws {
    let folder = try SourceFolder([:])
    #expect(try Program.run("new", "lesson", "First", in: folder.path).status == 0)
    let checked = try Program.run("check", "--strict", "--unpublished", in: folder.path)
    #expect(checked.status == 0, "\(checked.errors)")
  }

  @Test(
    "A name that can't be a file name or begin a citation is a usage error, and nothing is written",
    arguments: [
      ["lesson", "../.."], ["topic", " "], ["lesson", ""], ["lesson", "con"], ["topic", "AUX"],
      ["theme", "Com1"], ["code", "nul", "--abbreviation", "N"], ["code", "Nowhere"],
      ["code", "Nowhere", "--abbreviation", ""], ["code", "Nowhere", "--abbreviation", "A#b"],
      ["code", "Oregon", "--abbreviation", "O R"],
    ])
  func usage(arguments: [String]) throws {
    let folder = try SourceFolder([:])
    let outcome = try Program.run(["new"] + arguments, in: folder.path)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("Usage: handbook new \(arguments[0]) <name>"))
    #expect(try folder.files(in: "Content").count == 1)
  }

  @Test("A new code doesn't get the abbreviation of another code, published or not")
  func takenAbbreviation() throws {
    let code = "title: Code\njurisdiction: Oregon\nabbreviation: OR\nstatus: draft\npublish: false"
    let folder = try SourceFolder(["codes/first.md": "---\n\(code)\n---\n\n- Text. {#text}\n"])
    let outcome = try Program.run("new", "code", "Oregon", in: folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("'Content/codes/first.md' has the abbreviation 'OR'"))
    #expect(try Program.run("new", "code", "Oregon", "--abbreviation", "OR2", in: folder.path).status == 0)
    #expect(try Program.run("check", "--strict", "--unpublished", in: folder.path).status == 0)
  }

  @Test("If there is no handbook, new says how to start one")
  func nowhere() throws {
    let folder = try EmptyFolder()
    let outcome = try Program.run("new", "topic", "Gifts", in: folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("start a handbook with 'handbook init'"))
  }

  @Test("The program's own files are searched for next to it, then in the checkout in which it was built")
  func places() {
    #expect(
      SharedFolder.places(program: "/opt/tools/bin/handbook", environment: [:])
        == ["/opt/tools/share/handbook"])
    #expect(
      SharedFolder.places(program: "/src/.build/x86_64/debug/handbook", environment: [:])
        == ["/src/.build/x86_64/share/handbook", "/src"])
    #expect(
      SharedFolder.places(program: "/opt/bin/handbook", environment: ["HANDBOOK_SHARE": "/mine"]) == ["/mine"]
    )
  }

  @Test("If its own files are missing, the program says where it searched")
  func missing() throws {
    let folder = try EmptyFolder()
    let outcome = try Program.run("init", in: folder.path, environment: ["HANDBOOK_SHARE": "/nowhere"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Can't find the program's own files: they are not in '/nowhere'"))
  }
}
