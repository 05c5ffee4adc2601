import Foundation
import SystemPackage
import Testing

@testable import HandbookCLI

@Suite("Paths from users")
struct PathTests {
  private static let paths = ["a", ".", "..", "é", "a/", "./a", "/", "two words"]

  /// Commands, with `PATH` in place of a path.
  ///
  /// None of them writes to `/`, which may be writable in a container.
  private static let commands = [
    "build --source PATH", "build --output PATH", "build --theme PATH", "check --source PATH",
    "check --theme PATH", "package --source PATH", "package --theme PATH", "ids --source PATH",
    "list drafts --source PATH", "serve --source PATH --port 65536", "new topic Gifts --source PATH",
    "new theme mine --source PATH", "import draft.txt -j Ohio --source PATH",
    "import draft.txt -j Ohio --output PATH", "import PATH -j Ohio",
  ]

  /// The exit statuses that the program chooses itself; a crash has a different one.
  private static let statuses: Set<Int32> = [0, 1, 2, 64]

  private func outcome(_ command: String, _ path: String, in source: SourceFolder) throws -> Program.Outcome {
    try FileManager.default.createDirectory(
      atPath: "\(source.path)/outer/inner", withIntermediateDirectories: true)
    try source.write("outer/inner/draft.txt", Data("No gifts.\n".utf8))
    return try Program.run(
      command.split(separator: " ").map { $0 == "PATH" ? path : String($0) }, in: "\(source.path)/outer/inner"
    )
  }

  @Test("Every command accepts every form of a path", arguments: commands, paths)
  func table(command: String, path: String) throws {
    let outcome = try outcome(command, path, in: SourceFolder(soundContent))
    #expect(Self.statuses.contains(outcome.status), "\(outcome.status): \(outcome.errors)")
  }

  @Test("A command that creates a folder accepts every form of a path", arguments: paths.filter { $0 != "/" })
  func created(path: String) throws {
    let source = try SourceFolder(soundContent)
    let made = try outcome("init PATH", path, in: source)
    // The parent folder isn't a handbook, so `..` becomes one too.
    #expect(made.status == 0, "\(made.errors)")
    let folder = "\(source.path)/outer/inner/\(path)"
    #expect(FileManager.default.fileExists(atPath: "\(folder)/Content/handbook.yml"))
    let packed = try outcome("package --source PATH --output PATH", path, in: source)
    #expect(packed.status == 0, "\(packed.errors)")
  }

  @Test("A draft is imported to a one-character path")
  func imported() throws {
    let source = try SourceFolder(soundContent)
    let outcome = try outcome("import draft.txt -j Ohio -o b", "", in: source)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try source.files(in: "outer/inner")["b"] != nil)
  }

  @Test("An empty path is a usage error")
  func empty() throws {
    let source = try SourceFolder(soundContent)
    #expect(try Program.run("build", "--output", "", in: source.path).status == 64)
  }

  @Test(
    "The parent folder is found for every form of a path",
    arguments: [
      ("a", "."), ("é", "."), ("a/", "."), ("./a", "."), ("/", "/"), ("/a", "/"), ("a/b c", "a"), ("..", "."),
    ])
  func parents(path: String, parent: String) {
    #expect(FilePath(path).parent == FilePath(parent))
  }

  @Test("A location has no links, periods, or missing folders that would change its meaning")
  func locations() throws {
    let source = try SourceFolder([:])
    let root = try #require(Files.resolved(FilePath(source.path)))
    try FileManager.default.createSymbolicLink(
      atPath: "\(source.path)/door", withDestinationPath: "Content")
    for (path, expected) in [
      ("door", "Content"), ("door/new/x", "Content/new/x"), ("new/../x", "x"), ("./new/./x/", "new/x"),
      ("door/../x", "x"),
    ] {
      #expect(
        Files.location(of: FilePath(source.path).appending(path)) == root.appending(expected), "\(path)")
    }
  }
}
