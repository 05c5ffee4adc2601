import Foundation
import Testing

@Suite("The location of the output")
struct OutputPlaceTests {
  @Test("The output can't be a home folder that contains files")
  func home() throws {
    let source = try SourceFolder(soundContent)
    try source.write("home/thesis.txt", Data("mine".utf8))
    let outcome = try Program.run("build", "--output", "\(source.path)/home", in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("contains files that this program didn't write"))
    #expect(try source.files(in: "home") == ["thesis.txt": Data("mine".utf8)])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: source.path).sorted()
        == ["Content", "Themes", "home"])
  }

  @Test(
    "The output can't contain the source or a theme", arguments: ["/", "..", "Themes", "Themes/default/site"])
  func root(output: String) throws {
    let source = try SourceFolder(soundContent)
    let folder = "\(source.path)/Content/.."
    let before = try source.files(in: ".")
    let outcome = try Program.run("build", "--output", output, in: folder)
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("overlaps with") || outcome.errors.contains("didn't write"))
    #expect(try source.files(in: ".") == before)
  }

  @Test("The output can't be a theme's folder, even a missing one", arguments: ["Themes", "Themes/default"])
  func themeFolder(output: String) throws {
    let source = try SourceFolder(soundContent)
    try FileManager.default.removeItem(atPath: "\(source.path)/Themes")
    for command in ["build", "package"] {
      let outcome = try Program.run(
        command, "--output", output, in: source.path, environment: ["HANDBOOK_SHARE": Program.sharedFolder])
      #expect(outcome.status == 2, "\(outcome.errors)")
      #expect(outcome.errors.contains("overlaps with 'Themes'"), "\(outcome.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: source.path) == ["Content"])
  }

  @Test("The output can't be inside the content through a symbolic link", arguments: ["door", "door/site"])
  func linkIntoContent(output: String) throws {
    let source = try SourceFolder(soundContent)
    try FileManager.default.createSymbolicLink(
      atPath: "\(source.path)/door", withDestinationPath: "Content/pages")
    let before = try source.files(in: "Content")
    let outcome = try Program.run("build", "--output", output, in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("overlaps with"))
    #expect(try source.files(in: "Content") == before)
  }

  @Test("The output can be a symbolic link, which is kept")
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

  @Test("The output can't be a file")
  func file() throws {
    let source = try SourceFolder(soundContent)
    try source.write("site", Data("mine".utf8))
    let outcome = try Program.run("build", "--output", "site", in: source.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("didn't write"))
    #expect(try source.files(in: ".")["site"] == Data("mine".utf8))
  }

  @Test(
    "The output can't be a read-only folder, but a folder that contains one is replaced")
  func readOnly() throws {
    let source = try SourceFolder(soundContent)
    func build() throws -> Program.Outcome {
      try Program.runUnprivileged("build", "--quiet", in: source.path)
    }
    #expect(try build().status == 0)
    #expect(chmod("\(source.path)/Output/assets", 0o555) == 0)
    #expect(try build().status == 0)
    let old = try source.files(in: "Output")
    #expect(chmod("\(source.path)/Output", 0o555) == 0)
    try source.write("Content/pages/about.md", Data("---\ntitle: New\n---\n".utf8))
    let outcome = try build()
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Can't write to 'Output': Permission denied"), "\(outcome.errors)")
    #expect(try source.files(in: "Output") == old)
    #expect(try FileManager.default.contentsOfDirectory(atPath: source.path).count == 3)
    #expect(chmod("\(source.path)/Output", 0o755) == 0)
  }
}
