import Foundation
import Testing

@Suite("handbook build")
struct BuildCommandTests {
  @Test("A valid handbook is written, and a second build writes the same bytes")
  func sound() throws {
    let source = try SourceFolder(soundContent)
    let first = try Program.run("build", in: source.path)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.isEmpty)
    #expect(first.errors.contains("0 errors, 0 warnings"))
    let site = try source.files(in: "Output")
    #expect(site["index.html"] != nil)
    #expect(site["codes/washington.html"] != nil)
    #expect(try Program.run("build", in: source.path).status == 0)
    #expect(try source.files(in: "Output") == site)
  }

  @Test("A build leaves nothing next to the site, and the remains of a killed build don't prevent it")
  func leftovers() throws {
    let source = try SourceFolder(soundContent)
    try source.write(".Output.building/index.html", Data("half".utf8))
    try source.write(".Output.lock", Data())
    #expect(try Program.run("build", in: source.path).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: source.path).sorted()
    #expect(names == ["Content", "Output", "Themes"])
  }

  @Test("With --sync, which waits for the disk, the site is the same")
  func sync() throws {
    let source = try SourceFolder(soundContent)
    #expect(try Program.run("build", in: source.path).status == 0)
    let site = try source.files(in: "Output")
    let outcome = try Program.run("build", "--sync", in: source.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try source.files(in: "Output") == site)
  }

  @Test("A second build at the same time is refused and doesn't change the site")
  func locked() throws {
    let source = try SourceFolder(soundContent)
    let lock = open("\(source.path)/.Output.lock", O_RDWR | O_CREAT, 0o644)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    let outcome = try Program.run("build", in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Another build is writing to"))
    #expect(try source.files(in: "Output").isEmpty)
  }

  @Test("A .gitignore in the output is kept")
  func gitignore() throws {
    let source = try SourceFolder(soundContent)
    try source.write("Output/.gitignore", Data("*\n".utf8))
    #expect(try Program.run("build", in: source.path).status == 0)
    #expect(try source.files(in: "Output")[".gitignore"] == Data("*\n".utf8))
  }

  @Test("The source can be another folder than the working folder")
  func otherFolder() throws {
    let source = try SourceFolder(soundContent)
    let outcome = try Program.run(
      "build", "--source", source.path, "--output", "\(source.path)/site", in: NSTemporaryDirectory())
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try source.files(in: "site")["index.html"] != nil)
  }

  @Test("A folder that contains other files is not replaced")
  func foreign() throws {
    let source = try SourceFolder(soundContent)
    try source.write("Output/thesis.txt", Data("mine".utf8))
    let outcome = try Program.run("build", in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("contains files that this program didn't write"))
    #expect(try source.files(in: "Output") == ["thesis.txt": Data("mine".utf8)])
  }

  @Test(
    "The output can't contain the content, and the content can't contain the output",
    arguments: [".", "Content", "Content/out"])
  func overlap(output: String) throws {
    let source = try SourceFolder(soundContent)
    let before = try source.files(in: "Content")
    let outcome = try Program.run("build", "--output", output, in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("overlaps with") || outcome.errors.contains("didn't write"))
    #expect(try source.files(in: "Content") == before)
  }

  @Test("A missing folder is a system error")
  func missing() throws {
    let source = try SourceFolder(soundContent)
    let outcome = try Program.run("build", "--source", "nowhere", in: source.path)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "'nowhere/Content' does not exist; run the command in '\(source.path)', or name it"))
    let alone = try Program.run("build", "--source", "nowhere", in: NSTemporaryDirectory())
    #expect(alone.status == 2)
    #expect(
      alone.errors.contains("'nowhere/Content' does not exist; start a handbook with 'handbook init'"))
  }

  @Test("An unknown option is a usage error")
  func usage() throws {
    let source = try SourceFolder(soundContent)
    #expect(try Program.run("build", "--outptu", "x", in: source.path).status == 64)
  }

  @Test("With --strict, a warning is an error; without it, the site is written")
  func strict() throws {
    var content = soundContent
    content["codes/washington.md"]? += "\n- No id.\n"
    let source = try SourceFolder(content)
    let strict = try Program.run("build", "--strict", "--quiet", in: source.path)
    #expect(strict.status == 1)
    #expect(strict.errors.contains("[provision-without-id]"))
    #expect(try source.files(in: "Output").isEmpty)
    #expect(try Program.run("build", in: source.path).status == 0)
  }

  @Test("A symbolic link that points outside the Content folder is refused")
  func links() throws {
    let source = try SourceFolder(soundContent)
    try FileManager.default.createSymbolicLink(
      atPath: "\(source.path)/Content/pages/secret.md", withDestinationPath: "/etc/passwd")
    let outcome = try Program.run("build", in: source.path)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "Content/pages/secret.md: error: Symbolic link points outside the folder 'Content' [link-outside]"))
  }

  @Test("A text file that is too large is refused without being read")
  func huge() throws {
    let source = try SourceFolder(soundContent)
    try source.write("Content/pages/essay.md", Data())
    #expect(truncate("\(source.path)/Content/pages/essay.md", 1 << 40) == 0)
    let outcome = try Program.run("build", in: source.path)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "Content/pages/essay.md: error: Text file has 1099511627776 bytes, and the limit is 67108864"))
    #expect(try source.files(in: "Output").isEmpty)
  }

  @Test("A video of any size is copied")
  func video() throws {
    var content = soundContent
    content["pages/talk.md"] = "---\ntitle: Talk\n---\n\nSee [the talk](talk.mp4).\n"
    let source = try SourceFolder(content)
    try source.write("Content/pages/talk.mp4", Data("begin".utf8))
    #expect(truncate("\(source.path)/Content/pages/talk.mp4", 100 << 20) == 0)
    let outcome = try Program.run("build", in: source.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let copy = try #require(FileHandle(forReadingAtPath: "\(source.path)/Output/files/pages/talk.mp4"))
    #expect(try copy.read(upToCount: 6) == Data("begin\u{0}".utf8))
    #expect(try copy.seekToEnd() == 100 << 20)
  }

  @Test("At most a hundred problems of a file are printed, and the rest are counted")
  func manyProblems() throws {
    var content = soundContent
    content["pages/about.md"] =
      "---\ntitle: About\n---\n\n" + String(repeating: "[[WA#nothing]]\n\n", count: 1334)
    let source = try SourceFolder(content)
    let outcome = try Program.run("check", in: source.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.split(separator: "[unknown-provision]").count == 101)
    #expect(outcome.errors.contains("\nContent/pages/about.md: and 1,234 more\n"))
    #expect(outcome.errors.contains("1334 errors, 0 warnings; nothing written\n"))
    let github = try Program.run("check", "--format", "github", in: source.path)
    #expect(github.errors.split(separator: "\n").count { $0.hasPrefix("::error") } == 100)
    #expect(github.errors.contains("::notice::Content/pages/about.md: and 1,234 more\n"))
    let json = try Program.run("check", "--format", "json", in: source.path)
    #expect(json.errors.split(separator: "\n").count { $0.hasPrefix("{") } == 1334)
  }
}
