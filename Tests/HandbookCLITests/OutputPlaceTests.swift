import Foundation
import Testing

@Suite("The place of the output")
struct OutputPlaceTests {
  @Test("may not be a home with files in it")
  func home() throws {
    let source = try SourceFolder(soundContent)
    try source.write("home/thesis.txt", Data("mine".utf8))
    let outcome = try Program.run("build", "--output", "\(source.path)/home", in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("holds files that this program did not write"))
    #expect(try source.files(in: "home") == ["thesis.txt": Data("mine".utf8)])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: source.path).sorted()
        == ["Content", "Themes", "home"])
  }

  @Test(
    "may not be the root, nor hold what is read", arguments: ["/", "..", "Themes", "Themes/default/site"])
  func root(output: String) throws {
    let source = try SourceFolder(soundContent)
    let folder = "\(source.path)/Content/.."
    let before = try source.files(in: ".")
    let outcome = try Program.run("build", "--output", output, in: folder)
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("hold one another") || outcome.errors.contains("did not write"))
    #expect(try source.files(in: ".") == before)
  }

  @Test("may not lead into the content through a symbolic link", arguments: ["door", "door/site"])
  func linkIntoContent(output: String) throws {
    let source = try SourceFolder(soundContent)
    try FileManager.default.createSymbolicLink(
      atPath: "\(source.path)/door", withDestinationPath: "Content/pages")
    let before = try source.files(in: "Content")
    let outcome = try Program.run("build", "--output", output, in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("hold one another"))
    #expect(try source.files(in: "Content") == before)
  }

  @Test("may be a symbolic link, which stays one")
  func link() throws {
    let source = try SourceFolder(soundContent)
    try FileManager.default.createDirectory(
      atPath: "\(source.path)/elsewhere/site", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(source.path)/Output", withDestinationPath: "elsewhere/site")
    for _ in 0..<2 { #expect(try Program.run("build", in: source.path).status == 0) }
    #expect(try source.files(in: "elsewhere/site")["index.html"] != nil)
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(source.path)/Output")
    #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
  }

  @Test("may not be a file")
  func file() throws {
    let source = try SourceFolder(soundContent)
    try source.write("site", Data("mine".utf8))
    let outcome = try Program.run("build", "--output", "site", in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("did not write"))
    #expect(try source.files(in: ".")["site"] == Data("mine".utf8))
  }

  @Test(
    "may not be a folder that was made read-only; one that holds such a folder is replaced",
    .enabled(if: geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")))
  func readOnly() throws {
    let source = try SourceFolder(soundContent)
    // Who is root may write anywhere, so the program runs as nobody then.
    let before = geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--clear-groups"] : ["/usr/bin/env"]
    if geteuid() == 0 { #expect(chown(source.path, 65534, 0) == 0) }
    func build() throws -> Program.Outcome {
      try Program.run(
        before[0], before.dropFirst() + [Program.executable.path, "build", "--quiet"], in: source.path)
    }
    let first = try build()
    // The program may lie where nobody else may go.
    guard first.status == 0 else { return }
    #expect(chmod("\(source.path)/Output/assets", 0o555) == 0)
    #expect(try build().status == 0)
    let old = try source.files(in: "Output")
    #expect(chmod("\(source.path)/Output", 0o555) == 0)
    try source.write("Content/pages/about.md", Data("---\ntitle: New\n---\n".utf8))
    let outcome = try build()
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Can't write to './Output': Permission denied"), "\(outcome.errors)")
    #expect(try source.files(in: "Output") == old)
    #expect(try FileManager.default.contentsOfDirectory(atPath: source.path).count == 3)
    #expect(chmod("\(source.path)/Output", 0o755) == 0)
  }
}
